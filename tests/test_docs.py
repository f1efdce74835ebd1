"""The documentation tells the truth: snippets run, links lead somewhere, CI runs the README."""

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import istanbul_talks as it
from istanbul_talks.cli.group import main

TOP = Path(__file__).parents[1]
PAGES = [TOP / "README.md", TOP / "CONTRIBUTING.md", *sorted((TOP / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_python_snippets_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TOP)
    result = doctest.testfile(
        str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_console_snippets_print_what_they_show(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TOP)
    for block in re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        for command, shown in re.findall(r"\$ (.*)\n((?:[^$].*\n)*)", block):
            program, *args = shlex.split(command)
            assert program == "istanbul-talks"
            assert CliRunner().invoke(main, args).output == shown, command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_json_snippets_have_the_form_of_the_schema(page: Path) -> None:
    for block in re.findall(r"```json\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        with pytest.raises(it.ValidationFailed) as failed:
            it.loads(block)  # wordings without spans, to be anchored
        assert {f.code for f in failed.value.report.findings} <= {"IT201", "IT323"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_links_and_commands_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / target).exists(), target
    for command in re.findall(r"`istanbul-talks ([a-z]+)", text):
        assert command in main.commands, command


def test_ci_runs_the_lines_of_the_readme() -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", (TOP / "README.md").read_text("utf-8"), re.DOTALL)
    ci = (TOP / ".ci" / "run").read_text("utf-8").splitlines()
    assert all(line in ci for line in block.splitlines())


def test_versions_agree() -> None:
    assert f"version: {it.__version__}\n" in (TOP / "CITATION.cff").read_text("utf-8")
    assert f"## {it.__version__} " in (TOP / "CHANGELOG.md").read_text("utf-8")
    assert it.load().version == it.__version__
