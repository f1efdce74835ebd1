"""The canonical dataset as far as citing needs it: its head, and single records by id."""

import functools
import json
from typing import Any

from istanbul_talks.derived.converter import structure, structure_header
from istanbul_talks.io.resources import document
from istanbul_talks.model.header import Header
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS

_DISTRIBUTION = "istanbul-talks"


def canonical_header() -> Header:
    """What the canonical dataset says about itself."""
    return structure_header({**_document("source"), "records": []})


def find_canonical(id: str) -> Record | None:
    """A record of the canonical dataset; None if it has none of this id."""
    kind = id.partition("/")[0]
    value = _by_id(kind).get(id) if kind in RECORDS else None
    return None if value is None else structure(value)


def maintainers() -> tuple[str, ...]:
    """Who maintains the canonical dataset, as the package says; nobody if it is not installed."""
    return _metadata("Author")


def home() -> str | None:
    """Where the canonical dataset is kept, if the package says so."""
    urls = [entry.partition(",")[2].strip() for entry in _metadata("Project-URL")]
    return next(iter(urls), None)


def _metadata(name: str) -> tuple[str, ...]:
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        return tuple(metadata(_DISTRIBUTION).get_all(name) or ())
    except PackageNotFoundError:  # run from a bare checkout
        return ()


@functools.cache
def _by_id(kind: str) -> dict[str, Any]:
    return {value["id"]: value for value in _document(kind)["records"]}


@functools.cache
def _document(kind: str) -> Any:
    return json.loads(document(f"{RECORDS[kind].collection}.json"))
