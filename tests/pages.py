"""The snippets of the documentation: what stands between fences."""

import re
from pathlib import Path

import attrs

TOP = Path(__file__).parents[1]

_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@attrs.frozen
class Snippet:
    """A block of a page: its language, the file it is (or changes) if it names one, its text."""

    language: str
    file: str
    body: str


def snippets(page: Path) -> list[Snippet]:
    """The snippets of a page in their order."""
    return [Snippet(*found) for found in _FENCE.findall(page.read_text("utf-8"))]


def file_of(page: Path, name: str) -> str:
    """The text that a page gives a file."""
    (body,) = (snippet.body for snippet in snippets(page) if snippet.file == name)
    return body
