"""What a released schema accepts, its version accepts for good: judged, and the judge judged."""

import copy
import functools
import json
import operator
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator

from istanbul_talks.derived.json_schema import dataset_schema
from istanbul_talks.derived.strategies import record_values
from istanbul_talks.model.header import SCHEMA_VERSION

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "tools"))

from compatibility import Effect, breaks, changes  # noqa: E402
from freeze import COMMAND, Project, freeze, problems  # noqa: E402

Schema = dict[str, Any]
Edit = Callable[[Schema], None]

CURRENT = dataset_schema()


def test_no_change_breaks_data_without_a_new_version() -> None:
    assert problems(Project()) == []


def test_the_form_before_the_first_release_was_another_one() -> None:
    """Real history, for which there is a step of `migrate`."""
    path = TOP / "tests" / "released" / "v0" / "dataset.schema.json"
    old = json.loads(path.read_text("utf-8"))
    assert {str(change) for change in breaks(old, CURRENT)} == {
        "breaks: /$defs/event_kind: term mediation went",
        "breaks: /$defs/quantity/low: minimum was -9007199254740991, is 0",
        "breaks: /$defs/quantity/best: minimum was -9007199254740991, is 0",
        "breaks: /$defs/quantity/high: minimum was -9007199254740991, is 0",
    }
    added = [str(change) for change in changes(old, CURRENT) if change.effect is Effect.ADDS]
    assert "adds: /$defs/meeting_status: term ongoing came" in added


def defs(schema: Schema, name: str) -> Any:
    return schema["$defs"][name]


def properties(schema: Schema, name: str) -> Any:
    return schema["$defs"][name]["properties"]


def no_field(schema: Schema) -> None:
    del properties(schema, "figure")["base"]


def no_claims_for_a_field(schema: Schema) -> None:
    del properties(schema, "figure")["provenance"]["properties"]["base"]


def required_field(schema: Schema) -> None:
    defs(schema, "figure")["required"].append("base")


def required_in_a_claim(schema: Schema) -> None:
    defs(schema, "claim")["required"].append("span")


def no_term(schema: Schema) -> None:
    defs(schema, "unit")["enum"].remove("person")


def higher_minimum(schema: Schema) -> None:
    properties(schema, "meeting")["round"]["minimum"] += 1


def lower_maximum(schema: Schema) -> None:
    properties(schema, "coordinates")["latitude"]["maximum"] -= 1


def shorter_text(schema: Schema) -> None:
    properties(schema, "claim")["wording"]["maxLength"] -= 1


def other_pattern(schema: Schema) -> None:
    properties(schema, "source")["url"]["pattern"] = "^https://.*$"


def narrower_reference(schema: Schema) -> None:
    reference = properties(schema, "statement")["occasion"]
    reference["pattern"] = reference["pattern"].replace("meeting|event|", "meeting|")


def narrower_any_reference(schema: Schema) -> None:
    """From a definition that is referred to, to one that is written out."""
    written = copy.deepcopy(properties(schema, "statement")["occasion"])
    properties(schema, "figure")["about"] = written


def other_type(schema: Schema) -> None:
    properties(schema, "meeting")["round"] = {"type": "string"}


def whole_numbers(schema: Schema) -> None:
    properties(schema, "quantity")["best"]["type"] = "integer"


def one_for_several(schema: Schema) -> None:
    properties(schema, "figure")["base"] = properties(schema, "actor")["aliases"]


def longer_lists(schema: Schema) -> None:
    properties(schema, "actor")["aliases"]["minItems"] = 2


def no_record_type(schema: Schema) -> None:
    record = defs(schema, "record")
    record["properties"]["type"]["enum"].remove("document")


def other_name_of_a_type(schema: Schema) -> None:
    properties(schema, "document")["type"]["const"] = "paper"


def more_numbers(schema: Schema) -> None:
    defs(schema, "quantity")["anyOf"] = [{"type": "object", "required": ["best"]}]


def new_condition(schema: Schema) -> None:
    defs(schema, "figure")["dependentSchemas"]["base"]["required"] = ["item"]


def claims_for_what_needed_none(schema: Schema) -> None:
    defs(schema, "figure")["dependentSchemas"]["id"] = {
        "type": "object",
        "properties": {"provenance": {"type": "object", "required": ["id"]}},
    }


def unknown_keyword(schema: Schema) -> None:
    defs(schema, "actor")["maxProperties"] = 3
    defs(schema, "actor")["unevaluatedProperties"] = False


def other_header(schema: Schema) -> None:
    schema["required"].append("title")


def other_dissents(schema: Schema) -> None:
    """The value of a dissent, behind an ``if``."""
    dissents = properties(schema, "actor")["dissents"]["properties"]["aliases"]
    dissents["items"]["then"]["properties"]["value"]["maxLength"] = 2


BREAKING: list[Edit] = [
    no_field,
    no_claims_for_a_field,
    required_field,
    required_in_a_claim,
    no_term,
    higher_minimum,
    lower_maximum,
    shorter_text,
    other_pattern,
    narrower_reference,
    narrower_any_reference,
    other_type,
    whole_numbers,
    one_for_several,
    longer_lists,
    no_record_type,
    other_name_of_a_type,
    more_numbers,
    new_condition,
    claims_for_what_needed_none,
    unknown_keyword,
    other_header,
    other_dissents,
]


def new_field(schema: Schema) -> None:
    figure = defs(schema, "figure")
    figure["properties"]["remark"] = {"type": "string"}
    for part in ("provenance", "dissents"):
        claims = copy.deepcopy(figure["properties"][part]["properties"]["base"])
        figure["properties"][part]["properties"]["remark"] = claims
    figure["dependentSchemas"]["remark"] = {
        "type": "object",
        "properties": {"provenance": {"type": "object", "required": ["remark"]}},
    }


def new_term(schema: Schema) -> None:
    defs(schema, "unit")["enum"].append("parsec")


def new_record_type(schema: Schema) -> None:
    schema["$defs"]["rumour"] = copy.deepcopy(defs(schema, "actor"))
    record = defs(schema, "record")
    record["properties"]["type"]["enum"].append("rumour")
    branch = json.loads(json.dumps(record["allOf"][0]).replace('"source"', '"rumour"'))
    branch["then"]["$ref"] = "#/$defs/rumour"
    record["allOf"].append(branch)


def optional_field(schema: Schema) -> None:
    defs(schema, "figure")["required"].remove("measure")


def wider_bounds(schema: Schema) -> None:
    properties(schema, "quantity")["low"]["minimum"] = -1
    properties(schema, "quantity")["high"]["maximum"] *= 2
    properties(schema, "claim")["wording"]["maxLength"] = 61


def no_bound(schema: Schema) -> None:
    del properties(schema, "quantity")["low"]["minimum"]
    del properties(schema, "claim")["wording"]["maxLength"]


def wider_reference(schema: Schema) -> None:
    reference = properties(schema, "statement")["occasion"]
    reference["pattern"] = reference["pattern"].replace("meeting|", "meeting|place|")
    properties(schema, "participation")["meeting"] = {"$ref": "#/$defs/id"}


def any_number(schema: Schema) -> None:
    properties(schema, "meeting")["round"]["type"] = "number"


def fewer_conditions(schema: Schema) -> None:
    del defs(schema, "figure")["dependentSchemas"]["base"]
    del defs(schema, "quantity")["anyOf"]
    del properties(schema, "actor")["aliases"]["uniqueItems"]


ADDING: list[Edit] = [
    new_field,
    new_term,
    new_record_type,
    optional_field,
    wider_bounds,
    no_bound,
    wider_reference,
    any_number,
    fewer_conditions,
]


def edited(edit: Edit) -> Schema:
    schema = copy.deepcopy(CURRENT)
    edit(schema)
    assert schema != CURRENT
    return schema


def name(edit: Edit) -> str:
    return edit.__name__


@pytest.mark.parametrize("edit", BREAKING, ids=name)
def test_what_breaks_is_seen(edit: Edit) -> None:
    assert breaks(CURRENT, edited(edit))


@pytest.mark.parametrize("edit", ADDING, ids=name)
def test_what_adds_is_seen_and_does_not_break(edit: Edit) -> None:
    new = edited(edit)
    assert {change.effect for change in changes(CURRENT, new)} == {Effect.ADDS}
    assert breaks(new, CURRENT)


def test_words_and_order_are_no_change() -> None:
    new = json.loads(json.dumps(CURRENT, sort_keys=True))
    new["description"] = "Other words."
    properties(new, "figure")["base"]["description"] = "Other words."
    assert changes(CURRENT, new) == []


def small(record_type: str) -> Schema:
    """The schema of records of one type alone, without words: what it refers to, and no more."""
    names, found = [record_type], {}
    for wanted in names:  # grows on the way
        text = json.dumps(defs(CURRENT, wanted))
        names += [n for n in re.findall(r'"#/\$defs/(\w+)"', text) if n not in names]
        found[wanted] = json.loads(text)
    return {"$ref": f"#/$defs/{record_type}", "$defs": found}


def possible_edits(schema: Schema, pointer: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place within a schema at which something decides about data."""
    for keyword, held in schema.items():
        at = (*pointer, keyword)
        if keyword in ("properties", "dependentSchemas", "$defs"):
            for name, inner in held.items():
                if keyword != "$defs":
                    yield (*at, name)
                yield from possible_edits(inner, (*at, name))
        elif keyword in ("items", "then", "else"):
            yield from possible_edits(held, at)
        elif keyword not in ("$ref", "title", "description", "if"):
            yield at


@st.composite
def random_edits(draw: st.DrawFn, old: Schema) -> Schema:
    """The schema with a change or two, sensible or not."""
    schema = copy.deepcopy(old)
    for _ in range(draw(st.integers(1, 2))):
        places = [*possible_edits(schema)]
        *path, key = places[draw(st.integers(0, len(places) - 1))]
        holder = functools.reduce(operator.getitem, path, schema)
        held, kind = holder[key], draw(st.integers(0, 3))
        if kind == 0 and isinstance(held, list):
            del held[draw(st.integers(0, len(held) - 1)) :]
        elif kind == 1 and key in ("required", "enum"):
            held.append(draw(st.sampled_from(["name", "span", "note", "date"])))
        elif kind <= 2 and type(held) in (int, float):
            holder[key] = held + draw(st.sampled_from([-1, 1, 20]))
        elif key == "type" and isinstance(held, str):
            holder[key] = draw(st.sampled_from(["number", "integer", "string"]))
        else:
            del holder[key]
    return schema


@pytest.mark.parametrize("record_type", ["figure", "statement", "source", "place"])
def test_data_stay_valid_unless_the_judge_says_that_it_breaks(record_type: str) -> None:
    """Over edits of all sorts: none that the judge lets pass makes a record invalid."""
    old = small(record_type)
    verdicts: Counter[tuple[bool, bool]] = Counter()

    @settings(max_examples=100)
    @given(random_edits(old), record_values(record_type))
    def held(new: Schema, record: Any) -> None:
        breaking = bool(breaks(old, new))
        valid = Draft202012Validator(new).is_valid(record)
        assert valid or breaking
        verdicts[breaking, valid] += 1

    held()
    assert verdicts[False, True] > 0
    assert verdicts[True, False] > 3


def project(folder: Path, version: str, *, released: str = "unreleased") -> Project:
    """A project with the schema of today, its first version released or not."""
    made = Project(top=folder, version=version)
    path = folder / "schema" / f"v{SCHEMA_VERSION}" / "dataset.schema.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(CURRENT), "utf-8")
    (folder / "CHANGELOG.md").write_text(f"# Changes\n\n## 0.1.0 ({released})\n", "utf-8")
    return made


def change(project: Project, edit: Edit) -> None:
    path = project.top / "schema" / f"v{SCHEMA_VERSION}" / "dataset.schema.json"
    path.write_text(json.dumps(edited(edit)), "utf-8")


def test_before_its_release_a_schema_can_be_frozen_again(tmp_path: Path) -> None:
    first = project(tmp_path, "0.1.0")
    (problem,) = problems(first)
    assert f"run {COMMAND}" in problem
    assert freeze(first) == [f"wrote tests/released/v{SCHEMA_VERSION}/dataset.schema.json"]
    assert problems(first) == []
    assert freeze(first) == []
    change(first, no_term)
    (problem,) = problems(first)
    assert problem.startswith("breaks: /$defs/unit: term person went")
    assert f"run {COMMAND}" in problem
    assert freeze(first)[0] == "breaks: /$defs/unit: term person went"
    assert problems(first) == []


def test_after_its_release_a_schema_breaks_no_data(tmp_path: Path) -> None:
    first = project(tmp_path, "0.1.0", released="2026-12-01")
    assert "its schema is not kept" not in problems(first)[0]
    freeze(first)
    assert problems(first) == []
    next_one = attrs.evolve(first, version="0.2.0")
    change(next_one, no_term)
    (problem,) = problems(next_one)
    assert "raise SCHEMA_VERSION" in problem
    assert "docs/versioning.md" in problem
    with pytest.raises(ValueError, match=r"stays until 0\.2\.0 is released"):
        freeze(next_one)


def test_a_release_keeps_its_schema(tmp_path: Path) -> None:
    first = project(tmp_path, "0.1.0", released="2026-12-01")
    freeze(first)
    text = "## 0.2.0 (2027-01-02)\n\n## 0.1.0 (2026-12-01)\n"
    (tmp_path / "CHANGELOG.md").write_text(text, "utf-8")
    second = attrs.evolve(first, version="0.2.0")
    change(second, new_term)
    (problem,) = problems(second)
    assert problem == f"0.2.0 is released, and its schema is not kept: run {COMMAND}"
    assert freeze(second)[0] == "adds: /$defs/unit: term parsec came"
    assert problems(second) == []
    change(second, no_field)
    with pytest.raises(ValueError, match="field base went"):
        freeze(second)


def test_the_page_names_what_there_is() -> None:
    text = (TOP / "docs" / "versioning.md").read_text("utf-8")
    assert COMMAND in text
    assert "istanbul-talks migrate" in text
    assert f'schema version "{SCHEMA_VERSION}"' in text
