"""No pattern can be made to take more than linear time: every one, in the code and the schema."""

import ast
import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import istanbul_talks
from ambiguity import ambiguous
from istanbul_talks.model.shapes import RECORDS

PACKAGE = Path(istanbul_talks.__file__).parent
TOP = Path(__file__).parents[1]

MADE_ELSEWHERE = {
    "shape.pattern": "those of shapes: they are in the schema",
    "pattern": "those of shapes: they are in the schema",
    "error.schema['pattern']": "that of the schema",
    "f'{record.name}/[a-z0-9](?:[a-z0-9-]*[a-z0-9])?'": "an id: see below",
    "ReferenceShape(('source',)).pattern": "that of the schema",
    r"f'{re.escape(self.about.file)}:(\\d+):\\d+'": "a name as it stands, and digits",
}
"""Patterns that only a running function knows, and where they are looked at all the same."""


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr not in ("escape", "error")
            ):
                yield module.removesuffix(".__init__"), node


def _patterns() -> Iterator[Any]:
    for module, call in _calls():
        told = ast.unparse(call.args[0])
        name = f"{module}: {told}"[:90]
        try:
            pattern = eval(told, vars(importlib.import_module(module)))
        except (NameError, AttributeError, TypeError):
            assert told in MADE_ELSEWHERE, f"{module}: where is {told} looked at?"
            continue
        yield pytest.param(pattern, id=name)
    for record in RECORDS:
        yield pytest.param(f"{record}/[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", id=f"gate: {record}")
    found: set[str] = set()
    for path in sorted((TOP / "schema").rglob("*.json")):
        found |= {*_held(json.loads(path.read_text("utf-8")))}
    assert len(found) > 10
    yield from (pytest.param(pattern, id=f"schema: {pattern}"[:90]) for pattern in sorted(found))


def _held(schema: Any) -> Iterator[str]:
    for key, value in schema.items() if isinstance(schema, dict) else ():
        if key == "pattern" and isinstance(value, str):
            yield value
        elif key == "patternProperties":
            yield from value
        yield from _held(value)
    for value in schema if isinstance(schema, list) else ():
        yield from _held(value)


@pytest.mark.parametrize("pattern", [*_patterns()])
def test_no_pattern_reads_the_same_characters_in_ever_more_ways(pattern: str | bytes) -> None:
    assert ambiguous(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "how"),
    [
        ("(a+)+b", "exponential"),
        ("(?:a|a)*", "exponential"),
        ("(?:a|[ab]b?)*c", "exponential"),
        ("(?:a*)*b", "exponential"),
        ("a*a*b", "polynomial"),
        (r"\s*,?\s*x", "polynomial"),
        (r"[a-z0-9-]*[a-z]*!", "polynomial"),
        ("(?:ab)*(?:abab)*c", "polynomial"),
        ("[a-z0-9]+(?:-[a-z0-9]+)*", None),
        (r"(?:[^\"]|\"\")*", None),
        ("[a-z]*[0-9]*", None),
        ("(?:a{3})*", None),
        ("a?a?a?a?aaaa", None),
    ],
)
def test_what_takes_long_is_told_from_what_does_not(pattern: str, how: str | None) -> None:
    assert ambiguous(pattern) == how
    re.compile(pattern)
