"""Skeletons always have the right form, and only what is marked is to be replaced."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import istanbul_talks as it
from istanbul_talks.cli.group import main
from istanbul_talks.model.shapes import RECORDS, TYPES
from test_corpus import schema

TO_DO = {"IT201", "IT323"}
"""What is found in a skeleton: references that lead nowhere yet, wordings without a span."""


def new(*args: str) -> Result:
    return CliRunner().invoke(main, ["new", *args])


@pytest.mark.parametrize("options", [[], ["--all"]], ids=["required", "all"])
@pytest.mark.parametrize("name", TYPES)
def test_a_skeleton_has_the_form_of_the_schema(name: str, options: list[str]) -> None:
    value = json.loads(new(name, *options).output)
    assert [*schema("dataset").iter_errors(value)] == []
    (record,) = value["records"]
    assert json.loads(new(name, "--record", *options).output) == record
    assert [*schema("record").iter_errors(record)] == []
    fields = [field.name for field in RECORDS[name].fields if field.required or options]
    assert [*record] == ["type", "id", *fields, "provenance"]
    assert [*record["provenance"]] == fields


@pytest.mark.parametrize("name", TYPES)
def test_only_what_is_marked_is_left_to_do(name: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(new(name).output, "utf-8")
    assert {finding.code for finding in it.validate(path).findings} <= TO_DO
    assert CliRunner().invoke(main, ["format", "--check", str(path)]).exit_code == 0
    for claims in json.loads(path.read_text("utf-8"))["records"][0]["provenance"].values():
        for claim in claims:
            assert claim["note"].startswith("TODO ")
            assert claim["wording"].startswith("TODO ")


def test_texts_and_ids_are_marked() -> None:
    for name in TYPES:
        record = json.loads(new(name, "--all", "--record").output)
        shapes = {field.name: field for field in RECORDS[name].fields}
        for text in texts({key: record[key] for key in shapes}):
            term = re.fullmatch("[a-z_]+", text)
            form = re.fullmatch("2000-12-31|0{64}|ZZ", text)
            assert term or form or "todo" in text.lower(), (name, text)


def texts(value: Any) -> list[str]:
    """Every text within a JSON value."""
    if isinstance(value, dict | list):
        items = value.values() if isinstance(value, dict) else value
        return [text for item in items for text in texts(item)]
    return [value] if isinstance(value, str) else []


def test_a_note_names_the_choices_or_where_they_stand() -> None:
    def note(name: str, field: str) -> str:
        record = json.loads(new(name, "--record", "--all").output)
        return str(record["provenance"][field][0]["note"])

    assert note("meeting", "status").endswith(f"One of: {', '.join(it.MeetingStatus)}")
    assert note("figure", "quantity").endswith("See: istanbul-talks ref quantity")
    assert note("meeting", "date").endswith("Holds: date, time or interval (EDTF)")


def test_records_of_several_types_make_one_document() -> None:
    value = json.loads(new("actor", "source", "actor", "--schema", "../s.json").output)
    assert value["$schema"] == "../s.json"
    assert [record["id"] for record in value["records"]] == ["source/todo", "actor/todo"]


def test_an_unknown_type_is_one_line_and_status_2() -> None:
    result = new("figur")
    assert result.exit_code == 2
    assert "there is no record type 'figur'; did you mean 'figure'?" in result.output
