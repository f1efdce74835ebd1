"""The recipe for Dask, run as it stands, finds what it says it finds."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import istanbul_talks as it
from corpus_files import INVALID
from pages import TOP, file_of

sys.path.insert(0, str(TOP / "benchmarks"))

from synthetic import write

SCRIPT = "with_dask.py"

WHOLE = ("IT204", "IT308", "IT342", "IT352", "IT363", "IT370")
"""Codes of the rules about the data as a whole."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files that refer to each other, two of them with the same records and a broken line."""
    folder = tmp_path_factory.mktemp("dask")
    (folder / SCRIPT).write_text(file_of(TOP / "docs" / "validate-at-scale.md", SCRIPT), "utf-8")
    (folder / "data").mkdir()
    write(folder / "all.jsonl", 900, 1, 0.1)
    lines = (folder / "all.jsonl").read_text("utf-8").splitlines(keepends=True)
    for number in range(5):
        part = [*lines[number * 150 : (number + 2) * 150], '{"type": }\n']
        (folder / "data" / f"{number}.jsonl").write_text("".join(part), "utf-8")
    files = (path for code in WHOLE for path in sorted(INVALID.glob(f"{code}-*.json")))
    records = [record for file in files for record in json.loads(file.read_text())["records"]]
    text = "".join(f"{json.dumps(record)}\n" for record in records)
    (folder / "data" / "whole.jsonl").write_text(text, "utf-8")
    return folder


def test_it_finds_what_the_local_engine_finds(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("dask")
    done = subprocess.run(
        [sys.executable, SCRIPT], cwd=folder, capture_output=True, text=True, check=True
    )
    monkeypatch.chdir(folder)
    wanted = it.validate("data").findings
    said: dict[str, list[str]] = {"unknown:": [], "repeated:": [], "whole:": []}
    alone = []
    for line in done.stdout.splitlines():
        what, *rest = line.split(" ")
        if what == "whole:":
            said[what] += [f"{code} {rest[0]}" for code in rest[1:]]
        elif what in said:
            said[what] += rest
        elif line:
            alone.append(line)
    assert len(alone) > 50
    left = [finding for finding in wanted if str(finding) not in alone]
    assert sorted(alone) == sorted(str(finding) for finding in wanted if finding not in left)
    dangling = {f.message.split()[-1] for f in left if f.code == "IT201"}
    assert dangling == {*said["unknown:"]}
    assert {f.record for f in left if f.code == "IT203"} == {*said["repeated:"]}
    whole = {f"{f.code} {f.record}" for f in left if f.code in WHOLE}
    assert whole == {*said["whole:"]}
    assert len(dangling) > 5
    assert len(whole) > 3
