"""The command line: what it prints, and what it tells the shell."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import istanbul_talks as it
from istanbul_talks.cli.group import main

TOP = Path(__file__).parents[1]
EXAMPLE = TOP / "examples" / "outside.json"


def run(*args: str | Path, input: bytes | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(arg) for arg in args], input=input, color=False)


def test_without_a_command_it_says_what_is_in_here(talks: it.Dataset) -> None:
    result = run()
    assert result.exit_code == 0
    assert f"{len(talks):,} records" in result.output
    assert "istanbul-talks show event/spiderweb" in result.output


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)])
def test_every_help_ends_with_an_example(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Example:  istanbul-talks" in result.output.splitlines()[-1]


def test_show_prints_the_claims_behind_each_value() -> None:
    result = run("show", "event/spiderweb", "--format", "table")
    assert result.exit_code == 0
    assert "cnn-2025-06-02 ¶15 body [2524, 2530)  “Sunday”" in result.output
    assert "date  2025-06-01" in result.output
    assert "referred to by" in result.output


def test_show_marks_what_another_source_says() -> None:
    result = run("show", "agreement/short-truce", "--format", "table")
    assert "≠ proposed" in result.output
    assert "≠ rejected" in result.output


def test_show_gives_json_when_piped(talks: it.Dataset) -> None:
    value = json.loads(run("show", "event/spiderweb").output)
    assert value["id"] == "event/spiderweb"
    assert value["provenance"].keys() == talks["event/spiderweb"].provenance.keys()


def test_list_filters_and_chooses_columns(talks: it.Dataset) -> None:
    found = json.loads(
        run("list", "figures", "--where", "about=event/spiderweb", "--where", "measure=hit").output
    )
    assert {value["id"] for value in found} == set(
        talks.figures.where(about="event/spiderweb", measure=it.Measure.HIT)
    )
    table = run("list", "meetings", "--where", "round=2", "--fields", "venue", "--format", "table")
    assert "place/ciragan-palace" in table.output
    assert table.output.endswith(f"1 of {len(talks.meetings)} meetings\n")


def test_ref_looks_up_types_fields_and_vocabularies() -> None:
    terms = json.loads(run("ref", "measure").output)
    assert [row["term"] for row in terms["rows"]] == [*it.Measure]
    assert "term of meeting_kind" in run("ref", "meeting.kind", "--format", "table").output
    assert "claim" in run("ref", "--format", "table").output
    assert json.loads(run("ref", "meetings").output)["name"] == "meeting"


def test_ref_knows_fields_of_values_and_how_dates_are_written() -> None:
    assert json.loads(run("ref", "claim.source").output)["rows"][0]["holds"] == "id of source"
    dates = [row["written"] for row in json.loads(run("ref", "date").output)["rows"]]
    assert all(it.Edtf(date) for date in dates)


def test_schema_prints_the_shipped_schema() -> None:
    shipped = (TOP / "schema" / "v1" / "dataset.schema.json").read_text("utf-8")
    assert run("schema").output == shipped
    assert (
        json.loads(run("schema", "record").output)["$id"] == "urn:istanbul-talks:schema:v1:record"
    )


def test_explain_gives_a_reason_and_examples() -> None:
    output = run("explain", "it302").output
    assert output.startswith("IT302  best lies outside low–high  (error)")
    assert '"best": 41' in output
    assert "good" in output
    assert "IT302" in run("explain").output


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["show", "event/spiderwb"], "did you mean 'event/spiderweb'?"),
        (["list", "figurs"], "did you mean 'figures'?"),
        (["list", "figures", "--where", "abot=x"], "did you mean 'about'?"),
        (["list", "figures", "--fields", "meassure"], "did you mean 'measure'?"),
        (["list", "figures", "--where", "about"], "FIELD=VALUE"),
        (["list", "meetings", "--where", "round=two"], "round is a number"),
        (["list", "meetings", "--where", f"round={'9' * 5000}"], "round is a number"),
        (["ref", "mesure"], "did you mean 'measure'?"),
        (["explain", "IT999"], "there is no rule"),
        (["verify", "--sources", "nowhere"], "no folder of source texts"),
        (["validate"], "Missing argument"),
        (["valdate"], "No such command"),
        (["format", "nowhere.json"], "cannot be read"),
        (["anchor", "nowhere.json", "--sources", "."], "cannot be read"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(args: list[str], hint: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert hint in result.output
    assert "Traceback" not in result.output


BAD_BYTES = {
    "not-json.json": (b"no json", "IT004", 1),
    "truncated.json": (b'{"schema_version": "1",\n "records": [', "IT004", 2),
    "latin-1.json": ('{"schema_version": "1",\n "title": "Çırağan"}'.encode("cp1254"), "IT002", 2),
    "mark.json": (b"\xef\xbb\xbf{}", "IT002", 1),
    "empty.json": (b"", "IT003", None),
    "blank.json": (b" \n", "IT003", None),
    "nan.json": (b'{"schema_version": "1",\n "records": [NaN]}', "IT005", 2),
    "deep.json": (b"[" * 10_000 + b"]" * 10_000, "IT006", 1),
    "half.json": (b'{"schema_version": "1",\n "title": "\\ud83d"}', "IT007", 2),
}


@pytest.mark.parametrize("name", BAD_BYTES)
def test_unreadable_input_is_one_finding_and_status_2(name: str, tmp_path: Path) -> None:
    data, code, line = BAD_BYTES[name]
    path = tmp_path / name
    path.write_bytes(data)
    result = run("validate", path)
    assert result.exit_code == 2
    place = f"{path}:{line}:" if line else f"{path}  "
    assert result.output.startswith(place), result.output
    assert f"error {code}" in result.output
    with pytest.raises(it.ValidationFailed) as failed:
        it.read(path)
    assert [finding.code for finding in failed.value.report.findings] == [code]
    for command in ("format", "anchor"):
        options = ["--sources", str(tmp_path)] if command == "anchor" else []
        again = run(command, path, *options)
        assert again.exit_code == 2
        assert path.read_bytes() == data


def test_a_missing_path_and_a_directory_without_documents(tmp_path: Path) -> None:
    assert "error IT001" in run("validate", tmp_path / "nowhere.json").output
    assert "error IT008" in run("validate", tmp_path).output
    assert run("validate", tmp_path).exit_code == 2


def test_validate_shows_place_caret_record_and_hint(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    text = EXAMPLE.read_text("utf-8").replace('"measure": "distance"', '"measure": "distnce"')
    path.write_text(text, "utf-8")
    line = next(n for n, one in enumerate(text.split("\n"), 1) if "distnce" in one)
    column = text.split("\n")[line - 1].index('"distnce"') + 1
    result = run("validate", path)
    assert result.exit_code == 1
    assert f"{path}:{line}:{column}  error IT104" in result.output
    caret = next(one for one in result.output.split("\n") if "^" in one)
    shown = next(one for one in result.output.split("\n") if '"distnce"' in one and "|" in one)
    assert caret.index("^") == shown.index('"distnce"')
    assert "did you mean 'distance'?" in result.output
    assert "not checked beyond the form" in result.output


def test_validate_speaks_json() -> None:
    value = json.loads(run("validate", EXAMPLE, "--format", "json").output)
    assert value["summary"]["valid"] is True
    assert value["findings"] == []


def test_validate_reads_standard_input() -> None:
    assert run("validate", "-", input=EXAMPLE.read_bytes()).exit_code == 0
    result = run("validate", "-", input=b"{")
    assert result.exit_code == 2
    assert "<stdin>:1:" in result.output


def test_format_rewrites_and_check_only_tells(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    value = json.loads(EXAMPLE.read_text("utf-8"))
    value["records"].reverse()
    for record in value["records"]:
        record["dissents"] = None
    path.write_text(json.dumps(value), "utf-8")
    before = path.read_bytes()
    assert run("format", "--check", path).exit_code == 1
    assert path.read_bytes() == before
    assert run("format", path).exit_code == 0
    assert path.read_text("utf-8") == EXAMPLE.read_text("utf-8")
    assert run("format", "--check", path).exit_code == 0


def test_format_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text('{"schema_version": "1", "records": [{"type": "x", "b": 1, "a": {}}]}')
    assert run("format", path).exit_code == 0
    records = json.loads(path.read_text("utf-8"))["records"]
    assert records == [{"type": "x", "b": 1, "a": {}}]
    path.write_text('{"schema_version": "1", "records": [], "records": [1]}')
    result = run("format", path)
    assert result.exit_code == 2
    assert "stands twice" in result.output


def test_anchor_fills_in_spans(tmp_path: Path) -> None:
    (tmp_path / "example.txt").write_text("Ein Ort, ein Satz.", "utf-8")
    path = tmp_path / "mine.json"
    claims = [{"source": "source/example", "wording": w, "basis": "stated"} for w in ("Ort", "n ")]
    record = {"type": "actor", "id": "actor/x", "provenance": {"name": claims}}
    path.write_text(json.dumps({"schema_version": "1", "records": [record]}), "utf-8")
    result = run("anchor", path, "--sources", tmp_path)
    assert result.exit_code == 1
    assert "1 spans filled in, 1 left" in result.output
    assert "stands 2 times" in result.output
    first, second = json.loads(path.read_text("utf-8"))["records"][0]["provenance"]["name"]
    assert first["span"] == [4, 7]
    assert "span" not in second


def test_verify_counts_each_verdict(sources: Path, tmp_path: Path) -> None:
    result = run("verify", "--sources", sources)
    assert result.exit_code == 0
    assert " verified, 0 mismatch, 0 unverifiable" in result.output
    result = run("verify", "--sources", tmp_path)
    assert result.exit_code == 1
    assert result.output.count("its text is not at hand") == 2
    assert "0 verified, 0 mismatch" in result.output


def test_verify_points_at_a_false_span(sources: Path, tmp_path: Path) -> None:
    for path in (TOP / "data").glob("*.json"):
        shutil.copy(path, tmp_path)
    events = tmp_path / "events.json"
    text = events.read_text("utf-8")
    events.write_text(text.replace("[2524, 2530]", "[2525, 2531]"), "utf-8")
    result = run("verify", tmp_path, "--sources", sources)
    assert result.exit_code == 1
    assert "error IT401" in result.output
    assert "it stands at [2524, 2530)" in result.output


def test_a_closed_pipe_is_no_traceback() -> None:
    command = f"{sys.executable} -m istanbul_talks list actors | head -n 1"
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, check=False, env={**os.environ}
    )
    assert done.stdout == "[\n"
    assert "Traceback" not in done.stderr
