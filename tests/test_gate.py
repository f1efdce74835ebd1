"""What the gate lets pass is beyond doubt, and what is beyond doubt it lets pass, nearly always."""

import json
from collections import Counter

import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator

from fitting import Json, fitting
from istanbul_talks.model.shapes import TYPES
from istanbul_talks.validation.bytes import may_hold_control_characters
from keywords import ASSERTING, NOT_ASSERTING, SCHEMA, Tried, broken, keywords
from layouts import LAYOUTS
from mutations import mutated
from valid_records import exchanged, made, one_of, rich
from waving import assert_beyond_doubt, held_back, passes, written


@pytest.mark.parametrize("record_type", TYPES)
def test_a_damaged_record_that_passes_is_beyond_doubt(record_type: str) -> None:
    verdicts: Counter[bool] = Counter()

    @settings(max_examples=250)
    @given(mutated(one_of(made()[record_type]), most=2), LAYOUTS)
    def holds(value: Json, layout: Json) -> None:
        passed = passes(value, **layout)
        verdicts[passed] += 1
        if passed:
            assert_beyond_doubt(value)

    holds()
    assert min(verdicts[True], verdicts[False]) > 0, verdicts


@pytest.mark.parametrize("record_type", TYPES)
def test_a_record_with_values_of_others_passes_only_beyond_doubt(record_type: str) -> None:
    verdicts: Counter[bool] = Counter()

    @settings(max_examples=400)
    @given(exchanged(made()[record_type]))
    def holds(value: Json) -> None:
        passed = passes(value)
        verdicts[passed] += 1
        if passed:
            assert_beyond_doubt(value)

    holds()
    assert verdicts[True] > 20, verdicts


@pytest.mark.parametrize("record_type", TYPES)
def test_of_drawn_records_those_beyond_doubt_pass(record_type: str) -> None:
    verdicts: Counter[bool] = Counter()

    @settings(max_examples=20)
    @given(fitting(record_type), st.data(), LAYOUTS)
    def holds(value: Json, data: st.DataObject, layout: Json) -> None:
        assert_beyond_doubt(value)
        # A backslash, or a web address with odd characters, is reason enough for a closer look.
        if not may_hold_control_characters(json.dumps(value, ensure_ascii=False).encode()):
            verdicts[passes(value, **layout)] += 1
        damaged = data.draw(mutated(st.just(value)))
        if passes(damaged, **layout):
            assert_beyond_doubt(damaged)

    holds()
    assert verdicts[True] > 10, verdicts
    assert verdicts[True] > 4 * verdicts[False], verdicts


@pytest.mark.parametrize("record_type", TYPES)
def test_all_real_and_all_synthetic_records_pass(record_type: str) -> None:
    texts = [json.dumps(record, ensure_ascii=False).encode() for record in made()[record_type]]
    assert held_back(*texts) == set()


def test_the_keywords_are_all_that_the_schema_has() -> None:
    assert {*keywords(SCHEMA)} == ASSERTING | NOT_ASSERTING


@pytest.mark.parametrize("record_type", TYPES)
def test_a_record_that_breaks_a_keyword_anywhere_does_not_pass(record_type: str) -> None:
    tried: Tried = Counter()
    definition = {"$ref": f"#/$defs/{record_type}"}
    fine = rich(record_type)
    assert held_back(*map(written, fine)) == set()
    odd = [(key, odd) for record in fine for key, odd in broken(definition, record, tried)]
    held = held_back(*(written(value) for _, value in odd))
    healed = [pair for number, pair in enumerate(odd) if number not in held]
    for _, value in healed:
        assert_beyond_doubt(value)
    assert {keyword for keyword, _ in healed} <= {"enum", "maxLength", "pattern"}


def test_every_keyword_is_broken_somewhere() -> None:
    """By the word of jsonschema, for it has the last one. (``if`` alone demands nothing.)"""
    found: Counter[str] = Counter()
    for record_type in TYPES:
        tried: Tried = Counter()
        definition = {"$ref": f"#/$defs/{record_type}"}
        validator = Draft202012Validator({**definition, "$defs": SCHEMA["$defs"]})
        for record in rich(record_type):
            for keyword, odd in broken(definition, record, tried):
                if found[keyword] < 20:
                    for error in validator.iter_errors(odd):
                        found.update({*error.absolute_schema_path} & ASSERTING)
    assert found.keys() == ASSERTING - {"if"}
