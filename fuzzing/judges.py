"""What is made of a dataset, read by the programs that it is made for."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import networkx
import pyarrow.parquet as pq
import pybtex.database
import rispy
from checks import must
from rdflib import RDF, Graph

import explored
import istanbul_talks as it
from istanbul_talks.exports.rdf import names

Judge = Callable[[it.Dataset, Path], None]


def read_back(dataset: it.Dataset, path: Path) -> None:
    """What we read ourselves: the records are the same."""
    must([*it.read(path)] == [*dataset], "read back it is something else")


def lines(dataset: it.Dataset, path: Path) -> None:
    """The same; without records there are no lines, and an empty file is refused."""
    if len(dataset):
        read_back(dataset, path)


def parquet(dataset: it.Dataset, path: Path) -> None:
    """pyarrow: no record is lost, and no claim."""
    rows = {file.stem: pq.read_metadata(file).num_rows for file in path.glob("*.parquet")}
    claims = rows.pop("claims")
    must(sum(rows.values()) == len(dataset), f"{rows} of {len(dataset)} records")
    must(claims == len(dataset.claims_table()), f"{claims} claims")


def sqlite(dataset: it.Dataset, path: Path) -> None:
    """SQLite itself: whole, every key leads somewhere, no record is lost."""
    with closing(sqlite3.connect(path)) as database:
        must(database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "damaged")
        must(database.execute("PRAGMA foreign_key_check").fetchall() == [], "a key leads nowhere")
        ((count,),) = database.execute("SELECT count(*) FROM records WHERE present")
    must(count == len(dataset), f"{count} of {len(dataset)} records")


def turtle(dataset: it.Dataset, path: Path) -> None:
    """rdflib: every record is a subject."""
    _graph(dataset, path, "turtle")


def json_ld(dataset: it.Dataset, path: Path) -> None:
    """rdflib, and nothing that JSON does not have."""
    strict(dataset, path)
    _graph(dataset, path, "json-ld")


def _graph(dataset: it.Dataset, path: Path, form: str) -> None:
    held = Graph(bind_namespaces="none").parse(path, format=form)
    about = {*held.subjects(RDF.type, None)}
    lost = [record.id for record in dataset if names.record(record.id) not in about]
    must(not lost, f"{form} lacks {lost}")


def strict(dataset: it.Dataset, path: Path) -> None:
    """JSON as the standard has it: no NaN, no Infinity."""
    json.loads(path.read_text("utf-8"), parse_constant=_refuse)


def _refuse(name: str) -> None:
    must(False, f"{name} is no JSON")


def graphml(dataset: it.Dataset, path: Path) -> None:
    """By networkx."""
    networkx.read_graphml(path)


def bibtex(dataset: it.Dataset, path: Path) -> None:
    """pybtex: the dataset, as many entries as there are works to be cited."""
    held = pybtex.database.parse_string(path.read_text("utf-8"), "bibtex")
    must(len(held.entries) == len(dataset.cite().works), f"{len(held.entries)} entries")


def ris(dataset: it.Dataset, path: Path) -> None:
    """rispy: as many references, whatever their titles hold."""
    held = rispy.loads(path.read_text("utf-8"))
    must(len(held) == len(dataset.cite().works), f"{len(held)} references")


def page(dataset: it.Dataset, path: Path) -> None:
    """A parser of HTML: the page's own elements alone, and every record."""
    held = explored.parsed(path.read_text("utf-8"))
    must([tag for tag, _ in held.elements].count("script") == 2, "a script of someone else")
    ids = [record["id"] for record in held.payload["records"]]
    must(ids == [record.id for record in dataset], "the page has other records")


JUDGES: dict[str, Judge] = {
    "jsonl": lines,
    "csv": read_back,
    "croissant": read_back,
    "parquet": parquet,
    "sqlite": sqlite,
    "turtle": turtle,
    "json-ld": json_ld,
    "geojson": strict,
    "graphml": graphml,
    "bibtex": bibtex,
    "csl-json": strict,
    "ris": ris,
    "page": page,
}
"""By the format of an export; ``page`` is what `explore` writes."""
