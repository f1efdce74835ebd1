"""What goes wrong in use: nothing is lost, nothing passes unread, nobody sees a traceback."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import istanbul_talks as it
from istanbul_talks.cli.group import main
from istanbul_talks.findings import suggestion
from istanbul_talks.io.atomic import write_atomic

EXAMPLES = Path(__file__).parents[1] / "examples"
EXAMPLE = EXAMPLES / "outside.json"
NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")


def run(*args: str | Path, input: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=input, color=False)


@pytest.mark.parametrize("command", [["format"], ["anchor", "--sources", str(EXAMPLES)]])
def test_a_pipe_gets_back_what_it_gave(command: list[str]) -> None:
    result = run(*command, "-", input=EXAMPLE.read_bytes())
    assert result.exit_code == 0
    assert result.stdout == EXAMPLE.read_text("utf-8")


def test_check_writes_nothing_to_a_pipe() -> None:
    assert run("format", "--check", "-", input=EXAMPLE.read_bytes()).stdout == ""


def test_json_lines_come_by_pipe_too(tmp_path: Path) -> None:
    path = tmp_path / "DATA.JSONL"
    it.write(it.read(EXAMPLE), path)
    assert path.read_text("utf-8").count("\n") == len(it.read(EXAMPLE))
    result = run("validate", "-", input=path.read_bytes())
    assert result.exit_code == 0, result.output
    assert it.validate(path).ok


def test_a_dataset_keeps_its_schema_for_editors() -> None:
    data = EXAMPLE.read_bytes()
    assert it.dumps(it.loads(data)) == data


def test_a_text_that_no_record_computes_is_not_verified(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "outside.json"
    text = path.read_text("utf-8")
    false = text.replace('"text_sha256": "', '"text_sha256": "0').replace('0"', '"', 1)
    assert run("verify", path, "--sources", tmp_path).exit_code == 0
    value: dict[str, Any] = json.loads(text)
    actor = next(record for record in value["records"] if record["type"] == "actor")
    actor["provenance"]["name"] = [{"source": "source/example-bulletin", "basis": "computed"}]
    path.write_text(json.dumps(value), "utf-8")
    result = run("verify", path, "--sources", tmp_path)
    assert result.exit_code == 1
    assert "error IT404" in result.output
    assert false != text


def test_anchor_finds_the_record_of_a_source_in_another_file(tmp_path: Path) -> None:
    """The recommended layout is a file a collection: the hash must be held there, too."""
    (tmp_path / "data").mkdir()
    (tmp_path / "example-bulletin.txt").write_text("another text, with a harbour", "utf-8")
    data = it.read(EXAMPLE)
    it.write(it.Dataset(data.sources.values()), tmp_path / "data" / "sources.json")
    claim = {"source": "source/example-bulletin", "wording": "harbour", "basis": "stated"}
    record = {"type": "actor", "id": "actor/x", "provenance": {"name": [claim]}}
    (tmp_path / "data" / "actors.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    result = run("anchor", tmp_path / "data", "--sources", tmp_path)
    assert result.exit_code == 1
    assert "0 spans filled in, 1 left" in result.output
    assert "IT403" in result.output


def test_anchor_fixes_the_text_of_a_new_source(tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "example-bulletin.txt", tmp_path)
    value = json.loads(EXAMPLE.read_text("utf-8"))
    source = next(record for record in value["records"] if record["type"] == "source")
    for field in ("text_sha256", "text_length"):
        del source[field], source["provenance"][field]
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(value), "utf-8")
    assert run("anchor", path, "--sources", tmp_path).exit_code == 0
    assert path.read_text("utf-8") == EXAMPLE.read_text("utf-8")
    assert run("verify", path, "--sources", tmp_path).exit_code == 0


@pytest.mark.parametrize("path", ["a" * 300, "a\0b", "x.json/y.json"])
def test_a_path_that_the_system_refuses_is_a_finding(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.json").write_text("{}")
    report = it.validate(path)
    assert [finding.code for finding in report.findings] == ["IT001"]
    assert not report.ok


def test_a_dangling_link_in_a_directory_is_not_passed_over(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path)
    (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere.json")
    report = it.validate(tmp_path)
    assert [finding.code for finding in report.findings] == ["IT001"]
    assert int(report.exit_status) == 2


@NOT_ROOT
def test_a_directory_that_may_not_be_entered_is_not_passed_over(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path)
    (tmp_path / "locked").mkdir(mode=0o000)
    report = it.validate(tmp_path)
    (tmp_path / "locked").chmod(0o700)
    assert [finding.code for finding in report.findings] == ["IT001"]


def test_a_text_that_cannot_be_read_is_unverifiable(tmp_path: Path) -> None:
    (tmp_path / "example-bulletin.txt").mkdir()
    result = run("verify", EXAMPLE, "--sources", tmp_path)
    assert result.exit_code == 1
    assert "its text cannot be read" in result.output


def test_a_file_named_twice_is_one_file(tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path)
    report = it.validate(tmp_path, tmp_path / "outside.json", tmp_path / "outside.json")
    assert report.ok
    assert report.inputs == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line_and_status_2() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "istanbul_talks", "list", "actors"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert "Traceback" not in done.stderr
    assert done.returncode == 2


def test_a_console_without_the_characters_shows_their_codes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "istanbul_talks"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert done.returncode == 0, done.stderr
    assert b"\\u2260" in done.stdout


def test_one_long_line_is_not_kept_for_every_finding(tmp_path: Path) -> None:
    records = [{"type": "actor", "id": f"actor/x{n}", "kind": "nobody"} for n in range(300)]
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({"schema_version": "1", "records": records}), "utf-8")
    report = it.validate(path)
    assert len(report.findings) == 900
    assert all(len(finding.place.excerpt or "") <= 130 for finding in report.findings)
    line = path.read_text("utf-8")
    for finding in report.findings:
        place = finding.place
        assert place.column
        assert place.excerpt
        assert line[place.cut :].startswith(place.excerpt)
    output = run("validate", path).output
    assert max(map(len, output.splitlines())) < 260


def test_looking_for_what_is_not_there_searches_for_no_hint(
    talks: it.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("istanbul_talks.dataset.did_you_mean", fail)
    assert "actor/nobody" not in talks
    assert talks.actors.get("actor/nobody") is None
    assert suggestion.did_you_mean("actr", ["actor"])


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: it.Dataset([], title="two\nlines"), "IT107"),
        (lambda: it.Dataset([], version=3), "IT103"),  # type: ignore[arg-type]
        (lambda: it.Dataset([], title="\ud83d"), "IT007"),
    ],
)
def test_the_head_is_checked_when_written(make: Any, code: str) -> None:
    with pytest.raises(it.ValidationFailed, match=code):
        it.dumps(make())


def test_text_with_half_a_character_is_a_finding() -> None:
    with pytest.raises(it.ValidationFailed, match="IT002"):
        it.loads('{"schema_version": "1", "title": "\ud83d", "records": []}')


def test_a_device_and_a_read_only_file_are_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not a regular file"):
        write_atomic(pipe, b"new")
    assert pipe.is_fifo()
    kept = tmp_path / "kept.json"
    kept.write_text("old")
    kept.chmod(0o444)
    with pytest.raises(OSError, match="read-only"):
        write_atomic(kept, b"new")
    assert kept.read_text() == "old"


def test_conditions_on_one_field_all_count() -> None:
    both = ["--where", "about=event/spiderweb", "--where", "about=event/raid-472-drones"]
    assert json.loads(run("list", "figures", *both).output) == []
    result = run("list", "figures", "--where", "measure=hitt")
    assert result.exit_code == 2
    assert "did you mean 'hit'?" in result.output
    assert run("list", "figures", "--where", "quantity=41").exit_code == 2
    assert run("list", "meetings", "--where", "round=true").exit_code == 2
    chosen = json.loads(run("list", "figures", "--fields", "measure").output)
    assert all(set(one) == {"type", "id", "measure"} for one in chosen)


def test_a_record_without_a_type_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text('{"id": "actor/x", "provenance": {}}', "utf-8")
    assert [f.code for f in it.validate(path).findings] == ["IT101"]


def test_format_keeps_what_it_cannot_judge(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text('{"type": null, "id": "actor/x", "foo": null, "provenance": {}}', "utf-8")
    assert run("format", path).exit_code == 0
    kept = json.loads(path.read_text("utf-8"))
    assert "foo" in kept
    assert run("format", "--check", path).exit_code == 0
