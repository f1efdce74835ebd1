"""The JSON Schema accepts exactly what the strict converter accepts, and explains the rest."""

import functools
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator

from istanbul_talks.derived.converter import Unstructurable, structure, structure_header
from istanbul_talks.derived.json_schema import dataset_schema, record_schema
from istanbul_talks.derived.strategies import record_values
from istanbul_talks.findings.rules import CATALOGUE
from istanbul_talks.model.shapes import TYPES
from istanbul_talks.validation.detail import header_problems, record_problems
from mutations import mutated


@functools.cache
def _records() -> Draft202012Validator:
    return Draft202012Validator(record_schema())


@functools.cache
def _documents() -> Draft202012Validator:
    return Draft202012Validator(dataset_schema())


def _structures(value: Any) -> bool:
    try:
        structure(value)
    except Unstructurable:
        return False
    return True


@pytest.mark.parametrize("record_type", TYPES)
def test_drawn_records_are_accepted(record_type: str) -> None:
    @settings(max_examples=20)
    @given(record_values(record_type))
    def accepted(value: Any) -> None:
        assert _records().is_valid(value)
        assert _structures(value)

    accepted()


@pytest.mark.parametrize("record_type", TYPES)
def test_both_give_one_verdict_on_damaged_records(record_type: str) -> None:
    @settings(max_examples=80)
    @given(mutated(record_values(record_type)))
    def same_verdict(value: Any) -> None:
        valid = _records().is_valid(value)
        assert _structures(value) is valid
        problems = [*record_problems(value)]
        assert bool(problems) is not valid
        assert all(problem.code in CATALOGUE for problem in problems)

    same_verdict()


HEADER = {"$schema": "x", "schema_version": "1", "version": "1", "title": "T", "license": "MIT"}


@given(mutated(st.just({**HEADER, "records": []})))
def test_both_give_one_verdict_on_headers(value: Any) -> None:
    if isinstance(value.get("records"), list):
        value["records"] = []
    try:
        structure_header(value)
    except Unstructurable:
        assert not _documents().is_valid(value)
        assert [*header_problems(value)]
    else:
        assert _documents().is_valid(value)


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, {"type": 1}, {"type": []}, {"type": "x"}])
def test_both_reject_what_is_no_record(value: Any) -> None:
    assert not _records().is_valid(value)
    assert not _structures(value)
    assert [*record_problems(value)]
