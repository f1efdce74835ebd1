"""Nothing is lost on the way out and back: object to JSON to object, bytes to object to bytes."""

import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import Phase, assume, find, given, settings, strategies as st

import istanbul_talks as it
from istanbul_talks.derived.converter import structure, structure_header, unstructure
from istanbul_talks.derived.strategies import record_values, records
from istanbul_talks.io.canonical import canonical_record
from istanbul_talks.io.documents import document
from istanbul_talks.io.formatting import read_whole, rewritten
from istanbul_talks.io.inputs import Input
from istanbul_talks.io.text import Text
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS, TYPES

LINES = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))
TEXTS = st.none() | st.text(LINES, min_size=1, max_size=20)

datasets = st.builds(
    it.Dataset,
    st.lists(records(), max_size=4, unique_by=lambda record: record.id),
    version=TEXTS,
    title=TEXTS,
    license=TEXTS,
)


def parsed(data: bytes) -> it.Dataset:
    """A document's bytes as a dataset, without asking whether its references resolve."""
    found = document(Text("<test>", data.decode()))
    header = structure_header(found.header)
    return it.Dataset(
        (structure(entry.value) for entry in found.entries),
        version=header.version,
        title=header.title,
        license=header.license,
    )


@pytest.mark.parametrize("record_type", TYPES)
def test_a_record_comes_back_from_json(record_type: str) -> None:
    @settings(max_examples=40)
    @given(records(record_type))
    def comes_back(record: Record) -> None:
        value = json.loads(json.dumps(unstructure(record)))
        assert structure(value) == record
        assert canonical_record(value) == value
        assert [*canonical_record(value)] == [*value]
        assert hash(structure(value)) == hash(record)
        assert pickle.loads(pickle.dumps(record)) == record
        assert copy.deepcopy(record) == record

    comes_back()


@given(datasets)
def test_a_dataset_comes_back_from_bytes(dataset: it.Dataset) -> None:
    data = it.dumps(dataset)
    assert parsed(data) == dataset
    assert it.dumps(parsed(data)) == data


@given(datasets)
def test_what_is_written_is_in_canonical_form(dataset: it.Dataset) -> None:
    data = it.dumps(dataset)
    source = Input("<test>", data)
    assert rewritten(source, read_whole(source)) == data.decode()


@settings(max_examples=25)
@given(datasets)
def test_json_lines_hold_the_same_records(
    tmp_path_factory: pytest.TempPathFactory, dataset: it.Dataset
) -> None:
    assume(len(dataset))  # an empty file is refused: it is more often an accident
    path = tmp_path_factory.mktemp("lines") / "data.jsonl"
    it.write(dataset, path)
    lines = path.read_text("utf-8").split("\n")
    assert lines.pop() == ""
    assert it.Dataset(structure(json.loads(line)) for line in lines) == it.Dataset(dataset)
    source = Input(str(path), path)
    assert rewritten(source, read_whole(source)) == path.read_text("utf-8")


def test_the_canonical_dataset_comes_back(talks: it.Dataset) -> None:
    data = it.dumps(talks)
    assert it.loads(data) == talks
    assert it.dumps(it.loads(data)) == data


@pytest.mark.parametrize("held", [None, []], ids=str)
@pytest.mark.parametrize("key", ["type", "id", "provenance"])
def test_what_makes_a_record_one_stays_though_it_be_nothing(key: str, held: Any) -> None:
    text = rewritten_text(json.dumps({key: held, "x": 1}))
    assert json.loads(text) == {key: held, "x": 1}
    assert rewritten_text(text) == text


def rewritten_text(text: str) -> str:
    source = Input("x.json", text.encode())
    return rewritten(source, read_whole(source))


def test_one_claim_is_one_line(talks: it.Dataset) -> None:
    lines = it.dumps(talks).decode().split("\n")
    claims = [line for line in lines if line.strip().startswith('{"source"')]
    assert len(claims) == sum(1 for record in talks for _ in record.claims())


@pytest.mark.parametrize("record_type", TYPES)
def test_strategies_draw_every_field(record_type: str) -> None:
    """Optional fields, too, and dissents: what is never drawn is never tested."""
    held: set[str] = set()
    dissenting: set[str] = set()
    names = {field.name for field in RECORDS[record_type].fields}

    def all_are_drawn(value: Any) -> bool:
        held.update(value["provenance"])
        dissenting.update(value.get("dissents", ()))
        return held == names and len(dissenting) > len(names) / 2

    soon = settings(max_examples=60 + 20 * len(names), phases=[Phase.generate], database=None)
    find(record_values(record_type), all_are_drawn, settings=soon)
