"""The inputs that a path stands for: a file, the files of a directory, standard input."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs

from istanbul_talks.findings.finding import Finding, Place, Severity

DOCUMENT_SUFFIXES = (".json",)
LINES_SUFFIXES = (".jsonl", ".ndjson")
STANDARD_INPUT = "-"


class Unreadable(Exception):
    """An input cannot be read at all; ``finding`` says why."""

    def __init__(self, code: str, message: str, place: Place, hint: str | None = None) -> None:
        super().__init__(message)
        self.finding = Finding(
            code=code, severity=Severity.ERROR, message=message, place=place, hint=hint
        )


@attrs.frozen
class Input:
    """A name to show and a way to the bytes."""

    name: str
    content: Path | bytes

    @property
    def is_lines(self) -> bool:
        """Whether it holds one record a line."""
        return self.name.endswith(LINES_SUFFIXES)

    def text(self) -> str:
        """The whole text. Raises `Unreadable`."""
        return decode(self._bytes(), self.name)

    def _bytes(self) -> bytes:
        if isinstance(self.content, bytes):
            return self.content
        try:
            return self.content.read_bytes()
        except OSError as error:
            raise Unreadable("IT001", _reason(error), Place(file=self.name)) from None


def inputs(path: str | os.PathLike[str]) -> Iterator[Input]:
    """The inputs behind a path, those of a directory in the order of their names.

    Raises `Unreadable` if there is nothing at the path, or a directory holds no document.
    """
    if path == STANDARD_INPUT:
        yield Input("<stdin>", sys.stdin.buffer.read())
        return
    root = Path(path)
    if not root.is_dir():
        yield Input(str(root), root)
        return
    found = 0
    for file in sorted(root.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
        if file.suffix in (*DOCUMENT_SUFFIXES, *LINES_SUFFIXES) and not hidden and file.is_file():
            found += 1
            yield Input(str(file), file)
    if not found:
        raise Unreadable(
            "IT008",
            "the directory holds no document",
            Place(file=str(root)),
            "a dataset is *.json documents or *.jsonl files",
        )


def decode(data: bytes, name: str) -> str:
    """The text of an input. Raises `Unreadable` unless it is UTF-8, without mark, and not empty."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        raise Unreadable(
            "IT002",
            f"not UTF-8: byte 0x{data[error.start]:02x}",
            Place(file=name, line=line, column=column),
            "save the file as UTF-8",
        ) from None
    if text.startswith("\ufeff"):
        raise Unreadable(
            "IT002",
            "the file begins with a byte order mark",
            Place(file=name, line=1, column=1),
            "save the file as UTF-8 without a byte order mark (BOM)",
        )
    if not text.strip():
        raise Unreadable("IT003", "the file is empty", Place(file=name))
    return text


def _reason(error: OSError) -> str:
    return f"cannot be read: {error.strerror or error}"
