"""The data that benchmarks run on: valid to the last rule, or spoiled as they are said to be."""

import functools
import json
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

import istanbul_talks as it
from istanbul_talks.model.shapes import RECORDS, TYPES

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "benchmarks"))

from spoilers import SPOILERS, Spoiler, Unfit, Victim, may_be_spoiled, spoiled  # noqa: E402
from synthetic import records, write  # noqa: E402

COUNT = 250


@functools.cache
def _made() -> tuple[Any, ...]:
    """Some valid records; nobody changes them."""
    return tuple(records(COUNT))


def _written(path: Path, values: Iterable[Any]) -> Path:
    path.write_text("".join(json.dumps(v, ensure_ascii=False) + "\n" for v in values), "utf-8")
    return path


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", ["synthetic.jsonl", "synthetic.json"])
def test_they_are_valid(tmp_path: Path, name: str, seed: int) -> None:
    write(tmp_path / name, COUNT, seed)
    report = it.validate(tmp_path / name)
    assert report.findings == ()
    assert report.records == COUNT


def test_they_can_do_without_the_canonical_dataset(tmp_path: Path) -> None:
    path = _written(tmp_path / "alone.jsonl", records(COUNT, canonical=False))
    assert it.validate(path, canonical=False).findings == ()


def test_some_of_them_refer_to_the_canonical_dataset(tmp_path: Path) -> None:
    path = _written(tmp_path / "synthetic.jsonl", _made())
    assert {f.code for f in it.validate(path, canonical=False).findings} == {"IT201"}


def test_a_seed_always_gives_the_same() -> None:
    assert [*records(COUNT, 3)] == [*records(COUNT, 3)] != [*records(COUNT, 4)]
    assert [*spoiled(records(COUNT), 0.2, 3)] == [*spoiled(records(COUNT), 0.2, 3)]


def test_they_stand_in_canonical_order() -> None:
    places = [(TYPES.index(record["type"]), record["id"]) for record in _made()]
    assert places == sorted(places)
    assert {place for place, _ in places} == {*range(len(TYPES))}


def test_they_have_every_field() -> None:
    """Few places are countries, and few of these have a code."""
    held = {(record["type"], name) for record in records(20_000) for name in record}
    fields = {(kind, field.name) for kind, shape in RECORDS.items() for field in shape.fields}
    assert fields <= held


def test_they_are_as_large_as_they_are_meant_to_be() -> None:
    made = [*records(2000)]
    size = sum(len(json.dumps(record, ensure_ascii=False).encode()) + 1 for record in made)
    claims = [claims for record in made for claims in record["provenance"].values()]
    assert 1350 <= size / len(made) <= 1550
    assert 6.5 <= sum(map(len, claims)) / len(made) <= 7.5
    assert 0.3 <= sum(len(some) > 1 for some in claims) / len(claims) <= 0.4
    assert 0.04 <= sum("dissents" in record for record in made) / len(made) <= 0.06


def test_too_few_records_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 200"):
        records(100)


@pytest.mark.parametrize("spoiler", SPOILERS, ids=lambda spoiler: str(spoiler.name))
def test_a_mistake_is_found_where_it_is_made(tmp_path: Path, spoiler: Spoiler) -> None:
    place, wrong = _first(spoiler)
    path = _written(tmp_path / "wrong.jsonl", [*_made()[:place], wrong, *_made()[place + 1 :]])
    findings = it.validate(path).findings
    assert [(f.code, f.place.line) for f in findings] == [(spoiler.code, place + 1)]


def _first(spoiler: Spoiler) -> tuple[int, Any]:
    """The first record in which the mistake can be made: its place, and itself with it."""
    for place, (before, record) in enumerate(pairwise(_made()), 1):
        if may_be_spoiled(record):
            victim = Victim(record, Random(1), before["id"])
            try:
                spoiler.spoil(victim)
            except Unfit:
                assert victim.record == record
            else:
                return place, victim.record
    raise AssertionError(f"no record can have this mistake: {spoiler.name}")


def test_a_share_is_spoiled_each_by_one_mistake(tmp_path: Path) -> None:
    valid, some = [*records(1000)], [*spoiled(records(1000), 0.2)]
    changed = [n for n, pair in enumerate(zip(valid, some, strict=True), 1) if pair[0] != pair[1]]
    assert 160 <= len(changed) <= 240
    findings = it.validate(_written(tmp_path / "some.jsonl", some)).findings
    assert [finding.place.line for finding in findings] == changed
    assert {finding.code for finding in findings} == {spoiler.code for spoiler in SPOILERS}
