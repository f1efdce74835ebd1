"""What is public is written down, documented, and changes only with a line in the changelog."""

import functools
import inspect
import json
import sys
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

import istanbul_talks
import istanbul_talks.testing

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "tools"))

from public_api import COMMAND, KEPT, Kept, read_kept, text_of, unnamed  # noqa: E402
from public_names import Interface, interface, spelled  # noqa: E402

MODULES = (istanbul_talks, istanbul_talks.testing)
CLASSES = [
    value
    for name in istanbul_talks.__all__
    if inspect.isclass(value := getattr(istanbul_talks, name))
]


# the project itself


def test_the_kept_names_are_those_of_the_code() -> None:
    kept = read_kept()
    now = kept.now(istanbul_talks.__version__, interface())
    different = sorted({*now.names.items()} ^ {*kept.names.items()})
    assert not different, f"run `{COMMAND}`, and say in CHANGELOG.md what changed or went"
    assert KEPT.read_text("utf-8") == text_of(now), f"run `{COMMAND}`"


def test_the_changelog_names_what_changed_or_went() -> None:
    assert unnamed(read_kept(), (TOP / "CHANGELOG.md").read_text("utf-8")) == []


def test_the_names_are_those_of_both_modules_and_of_the_command_line() -> None:
    names = interface()
    for module in MODULES:
        for name in module.__all__:
            assert f"{module.__name__}.{name}" in names
    assert names["istanbul_talks.load"] == "() -> Dataset"
    assert names["istanbul_talks.Measure.HIT"] == "= 'hit'"
    assert names["istanbul_talks.Figure.quantity"] == "Quantity"
    assert names["istanbul_talks.Figure.base"] == "str | None, optional"
    assert names["istanbul_talks.Span.start"] == "int"
    assert names["istanbul_talks.UnknownId"] == "class(UnknownName, KeyError)"
    assert names["istanbul-talks export --output"] == "--output, -o PATH, required"
    assert names["istanbul-talks export FORMAT sqlite"] == "a choice"
    assert names["fixture istanbul_talks"] == "pytest"
    assert names["exit status 2"] == "unreadable"


def public_members(cls: type) -> dict[str, Any]:
    """What a class of ours has itself, without what is named for Python alone."""
    return {
        name: value
        for name, value in vars(cls).items()
        if not name.startswith("_")
        and (inspect.isfunction(value) or isinstance(value, property | functools.cached_property))
    }


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: str(cls.__name__))
def test_every_method_and_property_is_documented(cls: type) -> None:
    for name, value in public_members(cls).items():
        assert inspect.getdoc(value) or inspect.getdoc(getattr(cls, name)), f"{cls.__name__}.{name}"


def test_every_name_is_documented_and_has_a_page() -> None:
    pages = "\n".join(path.read_text("utf-8") for path in (TOP / "docs" / "api").glob("*.rst"))
    for module in MODULES:
        for name in set(module.__all__) - {"__version__"}:
            assert getattr(module, name).__doc__, name
            assert f":: {module.__name__}.{name}\n" in pages, f"{name} has no place under docs/api"


def test_every_term_has_a_definition() -> None:
    for cls in CLASSES:
        if issubclass(cls, istanbul_talks.Term) and cls is not istanbul_talks.Term:
            assert all(term.definition for term in cls), cls.__name__


# the keeping, on names that are not ours

OLD: Interface = {
    "istanbul_talks.load": "() -> Dataset",
    "istanbul_talks.Shelf": "class()",
    "istanbul_talks.Shelf.books": "tuple[str, ...]",
    "istanbul-talks show": "[OPTIONS] ID",
    "istanbul-talks show --format": "--format WORD",
}
KEPT_OLD = Kept("1.0.0", OLD)


def changelog(version: str, *lines: str) -> str:
    bullets = "".join(f"- {line}\n" for line in lines)
    return (
        f"# Changes\n\n## {version} (unreleased)\n\n{bullets}\n## 0.9.0 (2026-01-01)\n\n- `load`\n"
    )


def changed(**texts: str) -> Kept:
    """What is kept after names were given other texts (double underscores for dots)."""
    edits = {f"istanbul_talks.{name.replace('__', '.')}": text for name, text in texts.items()}
    return KEPT_OLD.now("1.0.0", {**OLD, **edits})


def without(*names: str) -> Kept:
    left = {name: text for name, text in OLD.items() if not name.startswith(names)}
    return KEPT_OLD.now("1.0.0", left)


def test_a_new_name_needs_no_line() -> None:
    kept = changed(unload="() -> None")
    assert kept.was == {}
    assert unnamed(kept, changelog("1.0.0")) == []


def test_another_signature_needs_a_line_that_names_it() -> None:
    kept = changed(load="(path: str) -> Dataset")
    told = ["`load` was () -> Dataset, is (path: str) -> Dataset"]
    assert unnamed(kept, changelog("1.0.0")) == told
    assert unnamed(kept, changelog("1.0.0", "`loads` takes a path", "load")) == told
    assert unnamed(kept, changelog("1.0.0", "`load` takes a path")) == []
    assert unnamed(kept, changelog("1.0.0", "`load(path)` reads a path")) == []
    assert unnamed(kept, changelog("1.1.0", "`load` takes a path")) == told


def test_a_member_is_named_with_its_class() -> None:
    kept = changed(Shelf__books="list[str]")
    assert unnamed(kept, changelog("1.0.0", "`books`", "`Shelf`")) != []
    assert unnamed(kept, changelog("1.0.0", "`Shelf.books` is a list")) == []


def test_what_goes_with_its_owner_needs_no_line_of_its_own() -> None:
    kept = without("istanbul_talks.Shelf", "istanbul-talks show")
    missing = ["`Shelf` is gone", "`show` is gone"]
    assert unnamed(kept, changelog("1.0.0")) == missing
    assert unnamed(kept, changelog("1.0.0", "`Shelf` and `show` are gone")) == []
    kept = without("istanbul-talks show --format")
    assert unnamed(kept, changelog("1.0.0", "`show`")) == ["`show --format` is gone"]
    assert unnamed(kept, changelog("1.0.0", "no `show --format` any more")) == []


def test_a_change_is_remembered_until_it_is_taken_back_or_the_version_is_raised() -> None:
    kept = changed(load="(path: str) -> Dataset")
    again = kept.now("1.0.0", {**kept.names, "istanbul_talks.load": "(path: Path) -> Dataset"})
    assert again.was == {"istanbul_talks.load": "() -> Dataset"}
    assert again.now("1.0.0", OLD).was == {}
    assert again.now("1.1.0", again.names).was == {}
    assert again.now("1.1.0", OLD).was == {"istanbul_talks.load": "(path: Path) -> Dataset"}


def test_the_file_reads_back(tmp_path: Path) -> None:
    kept = without("istanbul_talks.Shelf")
    path = tmp_path / "api.json"
    path.write_text(text_of(kept), "utf-8")
    assert read_kept(path) == kept
    assert COMMAND in json.loads(path.read_text("utf-8"))["$comment"]


@pytest.mark.parametrize(
    ("annotation", "text"),
    [
        (int | None, "int | None"),
        (dict[str, tuple[Path, ...]], "dict[str, tuple[Path, ...]]"),
        ("pa.Table", "pa.Table"),
        (type[Enum], "type[Enum]"),
        (Any, "Any"),
        (None, "None"),
    ],
)
def test_types_are_spelled_alike_everywhere(annotation: Any, text: str) -> None:
    assert spelled(annotation) == text
