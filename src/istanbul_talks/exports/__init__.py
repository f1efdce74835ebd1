"""What a dataset can be written as, one format a file."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from istanbul_talks.dataset import Dataset

FORMATS = {
    "jsonl": "JSON Lines: a record a line, for streams and for validate",
    "csv": "a folder of CSV files as a Frictionless Data Package, which reads back",
    "croissant": "the same with croissant.json, for machine learning",
    "parquet": "a folder of Parquet files, a collection each, and the claims",
    "sqlite": "a database with foreign keys, views and full-text search, ready for Datasette",
    "turtle": "RDF with schema.org, PROV-O, Web Annotation and SKOS, for any RDF store",
    "json-ld": "the same graph as JSON-LD, its context in the file",
    "geojson": "places, meetings and events as features, for QGIS and web maps",
    "graphml": "a graph of who meets, demands from and strikes whom, for Gephi and networkx",
    "bibtex": "the dataset and its sources as references, for LaTeX (biblatex)",
    "csl-json": "the same for Zotero, pandoc and citation processors",
    "ris": "the same for reference managers",
}
"""All formats and what they are: each is a module here, with dashes as underscores.

Such a module has ``write(dataset, path)``, which writes a file, or a folder, at a path that does
not exist yet. Its docstring says what the format loses.
"""

FOLDERS = frozenset({"csv", "croissant", "parquet"})
"""The formats that are written as a folder; all others are a file."""


def writer(name: str) -> "Callable[[Dataset, Path], None]":
    """The function that writes a format; its module is imported when it is needed."""
    module: Any = import_module(f"{__name__}.{name.replace('-', '_')}")
    function: Callable[[Dataset, Path], None] = module.write
    return function
