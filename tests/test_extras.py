"""Without an optional library: one line that says what to install, and nothing else is lost."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import istanbul_talks as it

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "tools"))

from extras_table import USES, Use, extras, extras_table, required  # noqa: E402

BLOCK = """
import sys
from importlib.abc import MetaPathFinder

class Blocked(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == {library!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Blocked())
"""

HIDE = """
import importlib.util

find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == {library!r} else find(name, *more)
"""
"""Spark looks for what it needs without importing it."""

LIBRARY = """
import istanbul_talks as it
talks = it.load()
try:
    {does}
except it.MissingExtra as error:
    print(error)
"""

COMMAND = """
from istanbul_talks.cli.group import main
main({args!r})
"""


def without(use: Use, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Try it in a process that cannot import the library."""
    hide = (HIDE if use.extra == "spark" else BLOCK).format(library=use.lacks)
    program, *args = use.does.split(" ")
    rest = (
        COMMAND.format(args=args) if program == "istanbul-talks" else LIBRARY.format(does=use.does)
    )
    return subprocess.run(
        [sys.executable, "-c", hide + rest], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.extra}: {use.does}")
def test_what_is_missing_is_said_in_a_line(use: Use, tmp_path: Path) -> None:
    (tmp_path / "talks.jsonl").write_text("", "utf-8")
    (tmp_path / "talks.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd\x00\x00\x01\x00\x00")
    before = sorted(tmp_path.iterdir())
    done = without(use, tmp_path)
    said = (done.stdout + done.stderr).strip()
    assert use.message in said
    assert "Traceback" not in said
    if use.does.startswith("istanbul-talks"):
        assert done.returncode == 2
        assert f"[{use.extra}]" in said
    else:
        assert said == use.message
    assert sorted(tmp_path.iterdir()) == before


def test_every_extra_has_its_uses() -> None:
    assert {use.extra for use in USES} == set(extras())


def test_every_library_that_the_code_asks_for_is_tried_and_installed_by_its_extra() -> None:
    asked = {(library.partition(".")[0], extra) for library, extra in required()}
    assert asked <= {(use.lacks, use.extra) for use in USES}
    for library, extra in asked:
        assert any(library.replace("_", "-") in wanted for wanted in extras()[extra]), library


def test_the_table_is_on_the_page() -> None:
    page = (TOP / "docs" / "supported.md").read_text("utf-8")
    assert "\n".join(extras_table()) in page, "run python tools/derive.py"


def test_no_public_name_needs_an_extra() -> None:
    """To be looked up; that the base does its work without any is shown by `nox -s bare`."""
    for name in it.__all__:
        getattr(it, name)
    assert importlib.import_module("istanbul_talks.testing").assert_valid
