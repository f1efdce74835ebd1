"""Reading and writing: one exception with the report inside, whole files or none."""

import os
from pathlib import Path

import pytest

import istanbul_talks as it
from istanbul_talks.io.atomic import write_atomic

EXAMPLE = Path(__file__).parents[1] / "examples" / "outside.json"


def test_outside_data_refers_to_the_canonical_dataset() -> None:
    data = it.read(EXAMPLE)
    assert data.meetings["meeting/example-talks"].places == ("place/istanbul",)
    assert "place/istanbul" not in data
    alone = it.validate(EXAMPLE, canonical=False)
    assert {finding.code for finding in alone.findings} == {"IT201"}


def test_several_paths_are_one_dataset(tmp_path: Path) -> None:
    data = it.read(EXAMPLE)
    places = [record for record in data if record.type == "place"]
    others = [record for record in data if record.type != "place"]
    about = {"version": data.version, "title": data.title, "license": data.license}
    it.write(it.Dataset(places, **about), tmp_path / "places.json")
    it.write(it.Dataset(others, **about), tmp_path / "sub-others.jsonl")
    assert {*it.read(tmp_path)} == {*data}
    assert {*it.read(tmp_path / "places.json", tmp_path / "sub-others.jsonl")} == {*data}
    assert not it.validate(tmp_path / "sub-others.jsonl").ok


def test_a_bad_line_does_not_hide_the_others(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    it.write(it.read(EXAMPLE), path)
    lines = path.read_text("utf-8").split("\n")
    lines[1:1] = ["{", "", '{"type": "battle"}']
    path.write_text("\n".join(lines), "utf-8")
    report = it.validate(path)
    found = [(f.code, f.place.line, f.place.pointer) for f in report.findings]
    assert found == [("IT004", 2, ""), ("IT114", 4, "/type")]
    assert (report.unread, report.unchecked, int(report.exit_status)) == (1, 1, 2)


def test_read_raises_one_exception_with_the_report(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    text = EXAMPLE.read_text("utf-8").replace('"km"', '"furlong"')
    path.write_text(text, "utf-8")
    with pytest.raises(it.ValidationFailed) as failed:
        it.read(path)
    (finding,) = failed.value.report.findings
    assert finding.code == "IT104"
    assert str(finding) in str(failed.value)
    assert it.validate(path) == failed.value.report


def test_warnings_do_not_stop_reading(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    text = EXAMPLE.read_text("utf-8")
    path.write_text(text.replace('"name": "Sampleland"', '"name": "Exampleland"'), "utf-8")
    report = it.validate(path)
    assert [finding.code for finding in report.findings] == ["IT363"]
    assert report.ok
    assert it.read(path)


def test_what_is_made_in_python_is_checked_when_written(tmp_path: Path) -> None:
    claim = it.Claim(source=it.Id("source/example"), basis=it.Basis.CODED)
    bad = it.Actor(
        id=it.Id("actor/example"),
        kind=it.ActorKind.STATE,
        name="two\nlines",
        provenance={"kind": (claim,), "name": (claim,)},
    )
    path = tmp_path / "mine.json"
    path.write_text("old")
    with pytest.raises(it.ValidationFailed, match="IT107"):
        it.write(it.Dataset([bad]), path)
    assert path.read_text() == "old"
    endless = it.Quantity(best=float("inf"), unit=it.Unit.DAY)
    round_ = it.Meeting(
        id=it.Id("meeting/example"),
        kind=it.MeetingKind.PROCESS,
        status=it.MeetingStatus.HELD,
        duration=endless,
        provenance={"kind": (claim,), "status": (claim,), "duration": (claim,)},
    )
    with pytest.raises(it.ValidationFailed, match="IT005"):
        it.dumps(it.Dataset([round_]))
    unclaimed = it.Actor(id=it.Id("actor/example"), kind=it.ActorKind.STATE, name="Example")
    with pytest.raises(it.ValidationFailed, match="IT113"):
        it.dumps(it.Dataset([unclaimed]))


def test_a_crash_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.json"
    path.write_text("old")

    def crash(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", crash)
    with pytest.raises(OSError, match="No space"):
        write_atomic(path, b"new")
    assert path.read_text() == "old"
    assert [*tmp_path.iterdir()] == [path]


def test_a_written_file_keeps_its_permissions_and_its_link(tmp_path: Path) -> None:
    target = tmp_path / "real.json"
    target.write_text("old")
    target.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(target)
    write_atomic(link, b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640
