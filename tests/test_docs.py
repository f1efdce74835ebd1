"""The documentation tells the truth: snippets run, links lead somewhere, CI runs the README."""

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import istanbul_talks as it
from istanbul_talks.cli.group import main
from pages import TOP, snippets

PAGES = [TOP / "README.md", TOP / "CONTRIBUTING.md", *sorted((TOP / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_snippets_do_what_they_say(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page with files of its own is followed in an empty folder, any other one at the top."""
    found = snippets(page)
    monkeypatch.chdir(tmp_path if any(snippet.file for snippet in found) else TOP)
    names: dict[str, object] = {}
    for snippet in found:
        if snippet.language == "diff":
            change(Path(snippet.file), snippet.body)
        elif snippet.file:
            Path(snippet.file).parent.mkdir(parents=True, exist_ok=True)
            Path(snippet.file).write_text(snippet.body, "utf-8")
        elif snippet.language == "console":
            for command, shown in re.findall(r"\$ (.*)\n((?:[^$].*\n)*)", snippet.body):
                assert output(command) == shown, command
        elif snippet.language == "pycon":
            parsed = doctest.DocTestParser().get_doctest(snippet.body, names, page.name, None, 0)
            runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
            assert runner.run(parsed, clear_globs=False).failed == 0
            names |= parsed.globs
        else:
            # Those of the README run in CI; the others are pieces of what a test reads whole.
            assert snippet.language in ("sh", "yaml"), snippet


def output(command: str) -> str:
    """What the command line prints for a command of ours, in a terminal that shows both streams."""
    line, _, file = command.partition(" > ")
    program, *args = shlex.split(line)
    assert program == "istanbul-talks"
    said = CliRunner().invoke(main, args).output
    if file:
        Path(file).write_text(said, "utf-8")
    return "" if file else said


def change(path: Path, diff: str) -> None:
    """Replace what a diff takes away, each time in one place, by what it adds."""
    for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", diff, re.MULTILINE):
        before, after = (re.sub("^.", "", text, flags=re.MULTILINE)[:-1] for text in (old, new))
        text = path.read_text("utf-8")
        assert text.count(before) == 1, before
        path.write_text(text.replace(before, after), "utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_what_looks_like_a_snippet_is_one(page: Path) -> None:
    """A block that no test can find would tell what it likes."""
    text = page.read_text("utf-8")
    assert text.count("```") == 2 * len(snippets(page))


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
