"""What fuzzing starts from: valid data of every form that is read, and the corpus of mistakes."""

import functools
import json
import sys
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

import istanbul_talks as it
from istanbul_talks.comparing.formats.json import json_difference
from istanbul_talks.testing import dataset_values, invalid_datasets

TOP = Path(__file__).parents[1]
CORPUS = TOP / "tests" / "corpus"

DRAWN = 40
"""How many datasets are drawn of each strategy: small ones, which together have nearly all."""

Json = Any


@functools.cache
def documents() -> tuple[Json, ...]:
    """The JSON values of dataset documents, valid ones and some that break one rule."""
    shipped = [
        json.loads(path.read_text("utf-8")) for path in sorted((TOP / "data").glob("*.json"))
    ]
    slices = [{**value, "records": value["records"][:3]} for value in shipped]
    broken = [value for value, _ in _drawn(invalid_datasets(), DRAWN)]
    return (outside(), *slices, *_drawn(dataset_values(), DRAWN), *broken)


@functools.cache
def outside() -> Json:
    """The example of outside data."""
    return json.loads((TOP / "examples" / "outside.json").read_text("utf-8"))


@functools.cache
def outside_text() -> bytes:
    """The text of the source that the example of outside data rests on."""
    return (TOP / "examples" / "example-bulletin.txt").read_bytes()


@functools.cache
def records() -> tuple[Json, ...]:
    """The JSON values of records."""
    return tuple(record for value in documents() for record in value["records"])


@functools.cache
def texts() -> tuple[bytes, ...]:
    """The files of the corpus as they lie there: most have exactly one mistake."""
    found = (path for path in sorted(CORPUS.rglob("*")) if path.is_file())
    return tuple(path.read_bytes() for path in found if path.name != "expected.json")


@functools.cache
def differences() -> tuple[Json, ...]:
    """The JSON values of differences between datasets."""
    sets = [it.loads(json.dumps(value)) for value in _drawn(dataset_values(), DRAWN)]
    pairs = zip(sets, [*sets[1:], sets[0]], strict=True)
    return tuple(json.loads(json_difference(it.diff(old, new))) for old, new in pairs)


@functools.cache
def packages() -> tuple[Mapping[str, bytes], ...]:
    """The files of data packages, by their names."""
    sets = [it.loads(json.dumps(value)) for value in (outside(), *_drawn(dataset_values(), 6))]
    return tuple(_package(dataset) for dataset in sets)


def _package(dataset: it.Dataset) -> Mapping[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "package"
        it.export(dataset, "csv", target)
        unread = ("records.csv", "terms.csv")
        return {p.name: p.read_bytes() for p in sorted(target.iterdir()) if p.name not in unread}


def _drawn(strategy: SearchStrategy[Any], number: int) -> list[Any]:
    """So many values of a strategy, the same at every run."""
    found: list[Any] = []

    @seed(7)
    @settings(
        max_examples=number,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        collect()
    return found[:number]


sys.path[:0] = [str(TOP / "tests"), str(TOP / "benchmarks")]
