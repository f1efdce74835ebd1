"""Data of an earlier schema version become those of this one, and nothing is lost on the way."""

import copy
import functools
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given, settings, strategies as st
from hypothesis.strategies import DrawFn
from jsonschema import Draft202012Validator

import istanbul_talks as it
from istanbul_talks.cli.group import main
from istanbul_talks.derived.json_schema import record_schema
from istanbul_talks.derived.strategies import record_values
from istanbul_talks.io.inputs import Input
from istanbul_talks.migrating.migration import STEPS, migrated
from istanbul_talks.migrating.step_0_1 import KEPT, STATUS, change
from istanbul_talks.model.header import EARLIER_VERSIONS, SCHEMA_VERSION
from istanbul_talks.testing import dataset_values, ids
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run

RELEASED = Path(__file__).parent / "released"

CLAIM = {
    "source": "source/istanbul-talks-codebook",
    "basis": "coded",
}

MEDIATION = {
    "type": "event",
    "id": "event/effort",
    "kind": "mediation",
    "status": "ongoing",
    "name": "An effort",
    "date": "2022/..",
    "initiator": "actor/turkiye",
    "provenance": {name: [CLAIM] for name in ("kind", "status", "name", "date", "initiator")},
}

FIGURE = {
    "type": "figure",
    "id": "figure/length",
    "about": "event/effort",
    "measure": "duration",
    "quantity": {"best": 3, "unit": "year"},
    "provenance": {name: [CLAIM] for name in ("about", "measure", "quantity")},
}


@functools.cache
def validator(schema: str) -> Draft202012Validator:
    """A validator of records: of the form before the first release ("0"), or of today ("1")."""
    if schema == "1":
        return Draft202012Validator(record_schema())
    text = (RELEASED / f"v{schema}" / "dataset.schema.json").read_text("utf-8")
    definitions = json.loads(text)["$defs"]
    return Draft202012Validator({"$ref": "#/$defs/record", "$defs": definitions})


@st.composite
def earlier_records(draw: DrawFn) -> Any:
    """Records that were well-formed before the first release."""
    kind = draw(st.sampled_from([*["event"] * 4, "figure", None]))
    record = copy.deepcopy(draw(record_values(kind)))
    if record["type"] == "event" and draw(st.integers(0, 3)):
        record["kind"] = "mediation"
        record["status"] = draw(st.sampled_from([*map(str, STATUS), record["status"]]))
        if draw(st.booleans()):
            record["initiator"] = draw(ids("actor").map(str))
            record["provenance"]["initiator"] = record["provenance"]["status"]
        else:
            record.pop("initiator", None)
            record["provenance"].pop("initiator", None)
        if draw(st.integers(0, 3)):
            shared = ("type", "id", "provenance", "kind", "status", "initiator", *KEPT)
            for name in [name for name in record if name not in shared]:
                del record[name]
                record["provenance"].pop(name, None)
            contested = {n: d for n, d in record.pop("dissents", {}).items() if n in KEPT}
            record |= {"dissents": contested} if contested else {}
    for quantity in quantities(record):
        for name in quantity.keys() & {"low", "best", "high"}:
            quantity[name] *= draw(st.sampled_from([1, 1, -1]))
    assume(validator("0").is_valid(record))
    return record


def quantities(value: Any) -> Any:
    """Every quantity within a value."""
    if isinstance(value, dict) and "unit" in value:
        yield value
    for held in value.values() if isinstance(value, dict) else value:
        if isinstance(held, dict | list):
            yield from quantities(held)


def test_every_earlier_version_leads_here() -> None:
    assert tuple(step.old for step in STEPS) == EARLIER_VERSIONS
    assert [*(step.new for step in STEPS)] == [*(s.old for s in STEPS[1:]), SCHEMA_VERSION]
    assert all(step.what for step in STEPS)


def test_what_was_well_formed_is_so_or_waits_for_its_coder() -> None:
    """Of every record of version 0; what it becomes is judged by the schema of today."""
    verdicts: Counter[str] = Counter()

    @settings(max_examples=150)
    @given(earlier_records())
    def judged(record: Any) -> None:
        before = copy.deepcopy(record)
        new: list[Any] = []
        waits: list[str | None] = []
        try:
            new = change(record)
        except it.Unmigratable as error:
            waits = [problem.hint for problem in error.problems]
        assert bool(waits) is not bool(new)
        assert all(waits)
        if new:
            assert [*map(validator("1").is_valid, new)] == [True] * len(new)
            assert held(record) <= set().union(*map(held, new))
            assert [step for one in new for step in change(one)] == new
        assert record == before
        verdicts["waits" if waits else "same" if new == [record] else str(len(new))] += 1

    judged()
    assert min(verdicts[name] for name in ("waits", "same", "1", "2")) > 0, verdicts


def held(record: Any) -> set[str]:
    """What a record holds, its id and what the step translates aside, with its claims."""
    translated = ("id", "type", "kind", "status", "provenance", "dissents")
    values = {json.dumps(value) for name, value in record.items() if name not in translated}
    claims = {
        json.dumps({key: claim.get(key) for key in ("source", "span", "wording", "claimant")})
        for part in ("provenance", "dissents")
        for name, by_field in record.get(part, {}).items()
        if name != "status" or part == "provenance"
        for claim in by_field
    }
    return values | claims


@given(record_values())
def test_records_of_today_stay_as_they_are(record: Any) -> None:
    assert change(record) == [record]


def test_a_mediation_becomes_a_process_with_a_mediator() -> None:
    meeting, seat = change(MEDIATION)
    assert (meeting["id"], meeting["kind"], meeting["status"], meeting["format"]) == (
        "meeting/effort",
        "process",
        "ongoing",
        "mediated",
    )
    assert meeting["date"] == "2022/.."
    assert (seat["meeting"], seat["actor"]) == ("meeting/effort", "actor/turkiye")
    assert (seat["role"], seat["status"]) == ("mediator", "attended")
    assert meeting["provenance"]["kind"] == [CLAIM]
    assert "schema version 0" in seat["provenance"]["role"][0]["note"]


def test_what_has_no_counterpart_waits_for_its_coder() -> None:
    event = {**MEDIATION, "status": "disputed", "summary": "An effort."}
    event["dissents"] = {
        "status": [{**CLAIM, "value": "alleged", "note": "No."}],
        "kind": [{**CLAIM, "value": "delivery", "note": "No."}],
    }
    with pytest.raises(it.Unmigratable) as raised:
        change(event)
    assert {problem.pointer for problem in raised.value.problems} == {
        "/status",
        "/summary",
        "/dissents/status/0/value",
        "/dissents/kind",
    }
    negative = {**FIGURE, "quantity": {"best": -3, "unit": "year"}}
    with pytest.raises(it.Unmigratable, match="best is -3"):
        change(negative)


def test_references_follow() -> None:
    records = [FIGURE, MEDIATION]
    done = migrated(("0", record) for record in records)
    assert [(item.origin, item.record["id"]) for item in done.items] == [
        (0, "figure/length"),
        (1, "meeting/effort"),
        (1, "participation/effort-mediator"),
    ]
    assert done.items[0].record["about"] == "meeting/effort"


def document(version: str, *records: Any) -> Any:
    return {"schema_version": version, "title": "Old", "records": [*records]}


def test_migrate_gives_a_document_that_reads() -> None:
    old = document("0", MEDIATION, FIGURE)
    before = copy.deepcopy(old)
    new = it.migrate(old)
    assert old == before
    dataset = it.loads(json.dumps(new))
    assert dataset.title == "Old"
    assert dataset.figures["figure/length"].about == "meeting/effort"
    assert it.migrate(new) == new


@given(dataset_values())
@settings(max_examples=20)
def test_migrate_leaves_this_version_alone(document: Any) -> None:
    assert it.migrate(document) == document
    assert it.migrate(document, "0") == document


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (document("7"), "a later one reads it: pip install --upgrade istanbul-talks"),
        (document("v1"), 'this release reads schema version "1"$'),
        ({"records": []}, "says no schema_version"),
        ({"schema_version": "0"}, '"records", a list'),
        ([], "says no schema_version"),
    ],
)
def test_migrate_says_what_to_do(value: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        it.migrate(value)


def test_migrate_names_the_record_that_waits() -> None:
    with pytest.raises(it.Unmigratable) as raised:
        it.migrate(document("0", FIGURE, {**MEDIATION, "status": "disputed"}))
    assert [problem.pointer for problem in raised.value.problems] == ["/records/1/status"]


@pytest.mark.parametrize(
    ("version", "hint"),
    [
        ("0", "`istanbul-talks migrate`"),
        ("2", "pip install --upgrade istanbul-talks"),
        ("9" * 5000, "pip install --upgrade istanbul-talks"),
        ("next", 'this release reads schema version "1"'),
    ],
)
def test_validate_names_the_command(version: str, hint: str) -> None:
    text = Input("old.json", json.dumps(document(version)).encode())
    (finding,) = Run([text], canonical_facts()).check().findings
    assert finding.code == "IT117"
    assert hint in (finding.hint or "")


def run(*args: str | Path, input: str | None = None) -> Result:
    return CliRunner().invoke(main, ["migrate", *map(str, args)], input=input, color=False)


def written(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value), "utf-8")
    return path


def test_a_file_is_migrated_in_place_and_validates(tmp_path: Path) -> None:
    path = written(tmp_path / "old.json", document("0", MEDIATION, FIGURE))
    result = run(path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"migrated from schema version 0: {path}\n"
    report = it.validate(path)
    assert report.findings == ()
    assert CliRunner().invoke(main, ["format", "--check", str(path)]).exit_code == 0
    before = path.read_bytes()
    again = run(path)
    assert (again.exit_code, again.stderr) == (0, f"nothing to migrate: {path}\n")
    assert path.read_bytes() == before


def test_files_are_migrated_together(tmp_path: Path) -> None:
    written(tmp_path / "events.json", document("0", MEDIATION))
    written(tmp_path / "figures.json", document("0", FIGURE))
    written(
        tmp_path / "new.json", document("1", {**FIGURE, "id": "figure/b", "measure": "age_limit"})
    )
    assert run(tmp_path).exit_code == 0
    dataset = it.read(tmp_path)
    assert [figure.about for figure in dataset.figures.values()] == 2 * ["meeting/effort"]


def test_files_from_before_the_release_say_1(tmp_path: Path) -> None:
    path = written(tmp_path / "old.json", document("1", MEDIATION))
    assert run(path).stderr == f"nothing to migrate: {path}\n"
    assert run(path, "--from", "0").exit_code == 0
    assert it.validate(path).findings == ()


def test_lines_do_not_say_their_version(tmp_path: Path) -> None:
    path = tmp_path / "old.jsonl"
    path.write_text(f"{json.dumps(FIGURE)}\n\n{json.dumps(MEDIATION)}\n", "utf-8")
    result = run(path)
    assert result.exit_code == 2
    assert f"{path}:1:1  error IT117  no schema version is given" in result.stderr
    assert "--from" in result.stderr
    assert run(path, "--from", "0").exit_code == 0
    assert it.validate(path).findings == ()
    assert len(path.read_text("utf-8").splitlines()) == 3


def test_a_file_of_one_record_cannot_hold_two(tmp_path: Path) -> None:
    path = written(tmp_path / "one.json", MEDIATION)
    before = path.read_bytes()
    result = run(path, "--from", "0")
    assert result.exit_code == 2
    assert "this record becomes 2" in result.stderr
    assert path.read_bytes() == before
    alone = {key: held for key, held in MEDIATION.items() if key != "initiator"}
    written(path, alone)
    assert run(path, "--from", "0").exit_code == 0
    assert json.loads(path.read_text("utf-8"))["type"] == "meeting"


def test_nothing_is_written_while_anything_waits_for_its_coder(tmp_path: Path) -> None:
    good = written(tmp_path / "good.json", document("0", FIGURE))
    bad = written(tmp_path / "bad.json", document("0", {**MEDIATION, "status": "disputed"}))
    before = good.read_bytes(), bad.read_bytes()
    result = run(tmp_path)
    assert result.exit_code == 1
    assert f"{bad}:1:" in result.stdout
    assert "error IT117  a mediation that is disputed" in result.stdout
    assert "= event/effort, field status" in result.stdout
    assert (good.read_bytes(), bad.read_bytes()) == before


def test_output_goes_elsewhere(tmp_path: Path) -> None:
    path = written(tmp_path / "old.json", document("0", MEDIATION))
    before, new = path.read_bytes(), tmp_path / "new.json"
    assert run(path, "-o", new).exit_code == 0
    assert it.validate(new).findings == ()
    assert run(path, "-o", "-").stdout == new.read_text("utf-8")
    refused = run(path, "-o", new)
    assert (refused.exit_code, refused.stderr) == (2, f"Error: {new} exists; --force replaces it\n")
    assert run(path, "-o", new, "--force").exit_code == 0
    assert path.read_bytes() == before
    assert "not compressed" in run(path, "-o", tmp_path / "new.json.gz").stderr
    assert "there is no folder" in run(path, "-o", tmp_path / "no" / "new.json").stderr
    assert run(path, new, "-o", tmp_path / "third.json").exit_code == 2
    assert not (tmp_path / "third.json").exists()


@pytest.mark.parametrize(("name", "output"), [("a.json", "b.jsonl"), ("a.jsonl", "b.json")])
def test_output_has_the_form_that_its_name_says(tmp_path: Path, name: str, output: str) -> None:
    dataset = it.read(Path(__file__).parents[1] / "examples" / "outside.json")
    it.write(dataset, tmp_path / name)
    told = run("--from", "1", tmp_path / name, "-o", tmp_path / output)
    assert told.exit_code == 2
    assert f"end the name in {Path(name).suffix}" in told.stderr
    assert not (tmp_path / output).exists()


def test_standard_input_goes_to_standard_output() -> None:
    result = run("-", input=json.dumps(document("0", MEDIATION)))
    assert result.exit_code == 0
    assert it.loads(result.stdout).meetings["meeting/effort"]


def test_check_writes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "old.json", document("0", MEDIATION))
    before = path.read_bytes()
    result = run(path, "--check")
    assert (result.exit_code, path.read_bytes()) == (1, before)
    assert result.stderr == f"would be migrated from schema version 0: {path}\n"
    run(path)
    assert run(path, "--check").exit_code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"schema_version": "7", "records": []}', "old.json:1:20  error IT117"),
        ('{"records": []}', "error IT117  no schema version is given"),
        ('{"schema_version": ["0"], "records": []}', "error IT117  schema version ['0'] is not"),
        ('{"schema_version": "1", "records": 3}', "old.json:1:36  error IT103"),
        ('{"schema_version": "0", "records": [', "IT004"),
        ('{"schema_version": "0", "schema_version": "0", "records": []}', "IT115"),
        ('{"schema_version": "0"}', "IT103"),
        ("[]", "IT103  a dataset document is an object"),
    ],
)
def test_what_cannot_be_migrated_is_one_line_and_stays(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "old.json"
    path.write_text(text, "utf-8")
    result = run(path)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"id": None}, "/id"),
        ({"id": 3}, "/id"),
        ({"id": "meeting/effort"}, "/id"),
        ({"status": ["ongoing"]}, "/status"),
        ({"provenance": [CLAIM]}, "/provenance"),
        ({"provenance": {"a/b": CLAIM}}, "/provenance/a~1b"),
        ({"dissents": {"date": 3}}, "/dissents/date"),
        ({"dissents": {"status": ["ongoing"]}}, "/dissents/status"),
        ({"dissents": {"status": [{"value": ["ongoing"]}]}}, "/dissents/status/0/value"),
    ],
)
def test_a_mediation_without_its_form_is_said_where_it_stands(
    tmp_path: Path, change: dict[str, Any], pointer: str
) -> None:
    old = document("0", MEDIATION | change)
    with pytest.raises(it.Unmigratable) as raised:
        it.migrate(old)
    assert [problem.pointer for problem in raised.value.problems] == [f"/records/0{pointer}"]
    path = written(tmp_path / "old.json", old)
    result = run(path)
    assert (result.exit_code, result.exception is None) == (1, False)
    assert isinstance(result.exception, SystemExit)
    assert "error IT117" in result.stdout
    assert json.loads(path.read_text("utf-8")) == old


def test_an_id_that_is_taken_is_for_a_person_to_decide() -> None:
    taken = {"type": "meeting", "id": "meeting/effort"}
    with pytest.raises(it.Unmigratable, match="would become meeting/effort, and another record"):
        it.migrate(document("0", MEDIATION, taken))
    seat = {"type": "participation", "id": "participation/effort-mediator"}
    with pytest.raises(it.Unmigratable, match="participation/effort-mediator") as raised:
        it.migrate(document("0", seat, MEDIATION))
    assert [problem.pointer for problem in raised.value.problems] == ["/records/1/id"]


def test_odd_records_pass_through(tmp_path: Path) -> None:
    """Whatever is no event of that kind is for validate to judge."""
    odd: list[Any] = [None, 3, "x", [], {}, {"type": "event"}, {"kind": "mediation"}]
    path = written(tmp_path / "old.json", document("0", *odd))
    assert run(path).exit_code == 0
    new = json.loads(path.read_text("utf-8"))["records"]
    assert sorted(map(str, new)) == sorted(map(str, odd))
