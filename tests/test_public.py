"""The public face: complete, typed, lazy, and without a name that a submodule could take."""

import ast
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import istanbul_talks as it

SOURCE = Path(it.__file__)


def test_every_public_name_is_there_and_documented() -> None:
    for name in it.__all__:
        value = getattr(it, name)
        assert value.__doc__, name
    assert set(it.__all__) <= set(dir(it))


def test_type_checkers_see_the_same_names() -> None:
    imported = {
        alias.asname
        for node in ast.walk(ast.parse(SOURCE.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }
    assert imported == set(it.__all__) - {"__version__"}


def test_no_public_name_is_a_submodule() -> None:
    """The first import of the submodule would replace the function."""
    submodules = {module.name for module in pkgutil.iter_modules(it.__path__)}
    assert submodules.isdisjoint(it.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = it.nothing_such  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import istanbul_talks", ["attr", "cattrs", "jsonschema", "click", "rich", "json"]),
        ("import istanbul_talks as it; it.load()", ["jsonschema", "click", "rich", "hypothesis"]),
        (
            "import istanbul_talks as it; assert it.validate('data').ok",
            ["jsonschema", "click", "rich", "hypothesis"],
        ),
        (
            "from istanbul_talks.cli.group import main; main(['--help'], standalone_mode=False)",
            ["attr", "cattrs", "jsonschema", "rich"],
        ),
    ],
)
def test_what_is_not_needed_is_not_imported(code: str, absent: list[str]) -> None:
    check = f"{code}\nimport sys; print([m for m in {absent!r} if m in sys.modules])"
    top = SOURCE.parents[2]
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=True, cwd=top
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_module_has_a_docstring() -> None:
    for module in pkgutil.walk_packages(it.__path__, "istanbul_talks."):
        if not module.name.endswith("__main__"):
            assert import_module(module.name).__doc__, module.name
