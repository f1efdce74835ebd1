"""Valid records of every type: those of the canonical data, and synthetic ones."""

import copy
import functools
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from fitting import Json, fitted
from istanbul_talks.model.shapes import RECORDS, TYPES

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "benchmarks"))

from synthetic import records  # noqa: E402


@functools.cache
def made() -> dict[str, list[Json]]:
    """Valid records of every type; to change one, copy it first."""
    by_type: dict[str, list[Json]] = {kind: [] for kind in TYPES}
    for record in itertools.chain(records(2000), canonical_records()):
        by_type[record["type"]].append(record)
    return by_type


@functools.cache
def canonical_records() -> tuple[Json, ...]:
    """All records of the canonical dataset."""
    texts = [path.read_text("utf-8") for path in sorted((TOP / "data").glob("*.json"))]
    return tuple(record for text in texts for record in json.loads(text)["records"])


def one_of(values: list[Any]) -> st.SearchStrategy[Any]:
    """(What is drawn from is never shown: these lists are long.)"""
    return st.integers(0, len(values) - 1).map(values.__getitem__)


@functools.cache
def rich(record_type: str) -> list[Json]:
    """Valid records of a type that together have all that records of this type can have."""
    shown: set[Any] = set()
    chosen: list[Json] = []
    for record in sorted(made()[record_type], key=lambda record: -len(json.dumps(record))):
        has = {*_shown(record)}
        if not has <= shown:
            shown |= has
            chosen.append(record)
    return [*chosen, *_dissenting(chosen)]


def _dissenting(chosen: list[Json]) -> Iterator[Json]:
    """The same records, each with what the one before it holds as dissents on every field."""
    for record, other in itertools.pairwise([chosen[-1], *chosen]):
        dissents: Json = {}
        for field in RECORDS[record["type"]].fields:
            if field.name in other:
                value = other[field.name]
                rest = {"source": "source/x", "basis": "coded", "note": "Only here."}
                dissents[field.name] = [{"value": value, **rest}]
                if field.element is not None:
                    one = {"element": value[0], "value": value[0], **rest}
                    dissents[field.name].append(one)
        yield fitted(copy.deepcopy({**record, "dissents": dissents}))


def _shown(record: Json) -> Iterator[Any]:
    """What a record shows: its fields, the keys of its claims, the keys of what it holds."""
    yield from record
    for part in ("provenance", "dissents"):
        for name, claims in record.get(part, {}).items():
            listed = RECORDS[record["type"]][name].element is not None
            yield from ((part, listed, key) for claim in claims for key in claim)
    for name, value in record.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and name not in ("provenance", "dissents"):
                yield from ((name, key) for key in item)


@functools.cache
def _held() -> dict[str, list[Any]]:
    """By key, the values that some records have under it, or in a list under it."""
    by_key: dict[str, list[Any]] = {}
    for record in (record for some in made().values() for record in some):
        for key, value in _pairs(record):
            if len(by_key.setdefault(key, [])) < 200:
                by_key[key].append(value)
    return by_key


def _pairs(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if key:
        yield key, value
    for name, inner in value.items() if isinstance(value, dict) else ():
        yield from _pairs(inner, name)
    for inner in value if isinstance(value, list) else ():
        yield from _pairs(inner, f"{key}/")


@st.composite
def exchanged(draw: st.DrawFn, values: list[Json], most: int = 3) -> Json:
    """A record with one to ``most`` values that other records have under the same keys."""
    value: Json = copy.deepcopy(draw(one_of(values)))
    for _ in range(draw(st.integers(1, most))):
        holder, key, name = draw(one_of([*_holders(value)]))
        if isinstance(holder, list) and draw(st.booleans()):
            holder.append(copy.deepcopy(holder[key]))
        else:
            holder[key] = copy.deepcopy(draw(one_of(_held()[name])))
    return value


def _holders(value: Any, name: str = "") -> Iterator[tuple[Any, Any, str]]:
    """Every place within a value: what holds it, its key or number, the key it stands under."""
    for key in value if isinstance(value, dict) else range(len(value)):
        below = str(key) if isinstance(value, dict) else f"{name}/"
        yield value, key, below
        if isinstance(value[key], dict | list):
            yield from _holders(value[key], below)
