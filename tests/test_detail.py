"""What is said about a malformed record is what jsonschema says about the whole of it."""

import functools
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from fitting import Json
from istanbul_talks.derived.json_schema import dataset_schema
from istanbul_talks.derived.strategies import record_values
from istanbul_talks.model.shapes import TYPES
from istanbul_talks.validation.detail import _EXPLAIN, record_problems
from keywords import Tried, broken
from mutations import mutated
from valid_records import made, one_of, rich

Said = Counter[tuple[str, str, str, str | None, bool]]
"""Pointer, code, message, hint and whether the key is meant, and how often that is said."""


@functools.cache
def _whole(definition: str) -> Draft202012Validator:
    """What looks at a whole record or, for an empty name, a whole document."""
    schema = dataset_schema()
    if definition:
        schema = {"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}
    return Draft202012Validator(schema)


def _pointer(error: ValidationError) -> str:
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in error.absolute_path)
    return "".join(f"/{step}" for step in steps)


def _worded(errors: Iterator[ValidationError]) -> Said:
    """What is said about errors; of what is said twice with the same words, once."""
    said: Said = Counter()
    for error in errors:
        for p in _EXPLAIN[str(error.validator)](_pointer(error), error):
            if not any((p.pointer, p.code, p.message) == known[:3] for known in said):
                said[p.pointer, p.code, p.message, p.hint, p.at_key] += 1
    return said


def _said(problems: Iterator[Any]) -> Said:
    return Counter((p.pointer, p.code, p.message, p.hint, p.at_key) for p in problems)


def assert_same(record_type: str, value: Json) -> int:
    """How much is said about a record, if it is the same as about the whole of it."""
    wanted = _worded(_whole(record_type).iter_errors(value))
    assert _said(record_problems(value)) == wanted
    assert bool(wanted) != _whole(record_type).is_valid(value)
    return wanted.total()


@pytest.mark.parametrize("record_type", TYPES)
def test_a_damaged_record_gets_the_findings_of_the_whole(record_type: str) -> None:
    most = Counter[int]()

    @settings(max_examples=60)
    @given(mutated(one_of(made()[record_type]), most=4))
    def holds(value: Json) -> None:
        if value.get("type") == record_type:
            most[assert_same(record_type, value)] += 1

    holds()
    assert max(most) > 1


@pytest.mark.parametrize("record_type", TYPES)
def test_a_drawn_record_gets_the_findings_of_the_whole(record_type: str) -> None:
    @settings(max_examples=15)
    @given(record_values(record_type), st.data())
    def holds(value: Json, data: st.DataObject) -> None:
        assert assert_same(record_type, value) == 0
        for _ in range(3):
            damaged = data.draw(mutated(st.just(value)))
            if damaged.get("type") == record_type:
                assert_same(record_type, damaged)

    holds()


@pytest.mark.parametrize("record_type", TYPES)
def test_a_record_that_breaks_a_keyword_gets_the_findings_of_the_whole(record_type: str) -> None:
    tried: Tried = Counter()
    silent: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for record in rich(record_type):
        for keyword, odd in broken({"$ref": f"#/$defs/{record_type}"}, record, tried):
            done[keyword] += 1
            if done[keyword] <= 40 and isinstance(odd, dict) and odd.get("type") == record_type:
                silent[keyword] += not assert_same(record_type, odd)
    assert not any(silent[keyword] for keyword in silent if keyword != "pattern")
