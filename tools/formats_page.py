"""The page on export formats, read off their modules."""

import re
from collections.abc import Iterator
from importlib import import_module

from istanbul_talks.exports import FORMATS, writer

_LOST = re.compile(r"Lost: .*?\.(?=\s|$)|Nothing is lost.*?[.;:](?=\s|$)", re.DOTALL)


def formats_page(command: str) -> str:
    """The page, which says how it is made."""
    return "\n".join(_lines(command)) + "\n"


def _lines(command: str) -> Iterator[str]:
    yield "# Export formats\n"
    yield f"Derived from the modules by `{command}`. An export is written whole or not at all, the"
    yield "same bytes for the same data: `istanbul-talks export FORMAT -o PATH`, or"
    yield "`it.export(talks, FORMAT, PATH)`; `--data PATH…` exports your own data."
    yield "\n| format | what it is | what is lost |"
    yield "|---|---|---|"
    for name, what in FORMATS.items():
        yield f"| [{name}](#{name}) | {what} | {lost(_doc(name))} |"
    for name in FORMATS:
        yield f"\n## {name}\n"
        yield _doc(name)


def lost(doc: str) -> str:
    """The sentence of a format's documentation that says what it loses. Raises `ValueError`."""
    found = _LOST.search(doc)
    if found is None:
        raise ValueError("the docstring does not say what is lost")
    text = " ".join(found.group().split()).removeprefix("Lost: ").rstrip(".;:")
    return "nothing" if text == "Nothing is lost" else text[0].lower() + text[1:]


def _doc(name: str) -> str:
    doc = import_module(writer(name).__module__).__doc__ or ""
    return doc.strip().replace("``", "`")
