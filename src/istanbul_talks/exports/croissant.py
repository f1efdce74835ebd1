"""Croissant 1.1: the folder that `csv` writes, with ``croissant.json`` beside the files.

For machine learning: mlcroissant, Hugging Face, Kaggle and dataset search read it. It names each
file with its SHA-256 and describes the columns as the typed fields of record sets, with keys,
references and vocabularies. Nothing is lost: the folder reads back like that of `csv`. Croissant
knows no lists within a cell: such fields are texts, JSON arrays.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from istanbul_talks.citing.gathering import cite
from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.columns import Column, Kind
from istanbul_talks.exports import csv
from istanbul_talks.io.inputs import CROISSANT_NAME
from istanbul_talks.model.shapes import vocabularies, vocabulary_name
from istanbul_talks.model.vocabulary import Term
from istanbul_talks.packages.descriptor import DESCRIPTION
from istanbul_talks.packages.tables import NAMED_RECORDS, TABLES, Table

Json = dict[str, Any]

VERSION = "http://mlcommons.org/croissant/1.1"

_NAMES = (
    "annotation arrayShape citeAs column containedIn equivalentProperty extract field fileObject "
    "fileProperty fileSet format includes isArray isLiveDataset jsonPath key md5 parentField path "
    "recordSet references regex repeated replace samplingRate separator source subField transform"
)
"""The names of Croissant that stand without a prefix."""

CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    **{name: f"cr:{name}" for name in _NAMES.split()},
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
}
"""The JSON-LD context that the specification recommends."""

_TYPES = {
    Kind.DAY: "sc:Date",
    Kind.INTEGER: "sc:Integer",
    Kind.NUMBER: "sc:Float",
    Kind.FLAG: "sc:Boolean",
}


def write(dataset: Dataset, path: Path) -> None:
    """Write the folder. Raises `ValidationFailed` if a record has not its form, and `OSError`."""
    csv.write(dataset, path)
    cited = cite((), within=dataset).bibtex()
    about = {"version": dataset.version, "license": dataset.license, "citeAs": cited or None}
    described = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": VERSION,
        "name": dataset.title or "dataset",
        "description": DESCRIPTION,
        **{name: held for name, held in about.items() if held is not None},
        "distribution": [*_files(path)],
        "recordSet": [*_record_sets(), *_vocabularies()],
    }
    text = json.dumps(described, ensure_ascii=False, indent=1)
    (path / CROISSANT_NAME).write_bytes(f"{text}\n".encode())


def _files(folder: Path) -> Iterator[Json]:
    for table in TABLES.values():
        data = (folder / table.file).read_bytes()
        yield {
            "@type": "cr:FileObject",
            "@id": table.file,
            "name": table.file,
            "description": table.doc,
            "contentUrl": table.file,
            "contentSize": f"{len(data)} B",
            "encodingFormat": "text/csv",
            "sha256": hashlib.sha256(data).hexdigest(),
        }


def _record_sets() -> Iterator[Json]:
    for table in TABLES.values():
        yield {
            "@type": "cr:RecordSet",
            "@id": table.name,
            "name": table.name,
            "description": table.doc,
            "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
            "field": [_field(table, column) for column in table.columns],
        }


def _field(table: Table, column: Column) -> Json:
    field: Json = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": f"{column.doc} A JSON array." if column.many else column.doc,
        "dataType": "sc:Text" if column.many else _TYPES.get(column.kind, "sc:Text"),
        "source": {"fileObject": {"@id": table.file}, "extract": {"column": column.name}},
    }
    if (target := _referenced(column)) is not None:
        field["references"] = {"field": {"@id": target}}
    return field


def _referenced(column: Column) -> str | None:
    """The field that the values of a column are looked up in.

    Ids in the table of all ids, whatever their type: tables that lead to one another in a circle
    could not be loaded.
    """
    if column.many or column.name == "id":
        return None
    if column.terms is not None and issubclass(column.terms, Term):
        return f"{_vocabulary_id(column.terms)}/term"
    return f"{NAMED_RECORDS.name}/id" if column.kind is Kind.REFERENCE else None


def _vocabulary_id(vocabulary: type[Term]) -> str:
    return f"vocabulary-{vocabulary_name(vocabulary)}"


def _vocabularies() -> Iterator[Json]:
    """Each vocabulary as an enumeration that holds its terms itself."""
    for vocabulary in vocabularies().values():
        id = _vocabulary_id(vocabulary)
        yield {
            "@type": "cr:RecordSet",
            "@id": id,
            "name": id,
            "description": " ".join((vocabulary.__doc__ or "").split()),
            "dataType": "sc:Enumeration",
            "key": {"@id": f"{id}/term"},
            "field": [
                {
                    "@type": "cr:Field",
                    "@id": f"{id}/{name}",
                    "name": name,
                    "dataType": data_type,
                }
                for name, data_type in (
                    ("term", "sc:Text"),
                    ("label", ["sc:Text", "sc:name"]),
                    ("definition", ["sc:Text", "sc:description"]),
                )
            ],
            "data": [
                {
                    f"{id}/term": str(term),
                    f"{id}/label": term.label,
                    f"{id}/definition": term.definition,
                }
                for term in vocabulary
            ],
        }
