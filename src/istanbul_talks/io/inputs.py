"""The inputs that a path stands for: a file, the files of a directory, standard input."""

import json
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs

from istanbul_talks.findings.finding import Finding, Place, Severity

LINES_SUFFIXES = (".jsonl", ".ndjson")
SUFFIXES = (".json", *LINES_SUFFIXES)
SCHEMA_NAME = "dataset.schema.json"
"""What the guide calls the schema that lies beside the data for editors; it is no data."""
STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "<stdin>"


class Unreadable(Exception):
    """An input cannot be read at all; ``finding`` says why."""

    def __init__(self, code: str, message: str, place: Place, hint: str | None = None) -> None:
        super().__init__(message)
        self.finding = Finding(
            code=code, severity=Severity.ERROR, message=message, place=place, hint=hint
        )

    @property
    def name(self) -> str:
        """The input that it is about."""
        return self.finding.place.file


@attrs.frozen
class Input:
    """A name to show and a way to the bytes."""

    name: str
    content: Path | bytes

    @property
    def is_lines(self) -> bool:
        """Whether it holds one record a line, by its name or, of standard input, its look."""
        if self.is_standard_input and isinstance(self.content, bytes):
            return _looks_like_lines(self.content)
        return is_lines(self.name)

    @property
    def is_standard_input(self) -> bool:
        """Whether it came from standard input, and so goes back to standard output."""
        return self.name == STANDARD_INPUT_NAME

    def text(self) -> str:
        """The whole text. Raises `Unreadable`."""
        return decode(self._bytes(), self.name)

    def _bytes(self) -> bytes:
        if isinstance(self.content, bytes):
            return self.content
        try:
            return self.content.read_bytes()
        except OSError as error:
            raise _unreachable(self.name, error) from None


def is_lines(name: str) -> bool:
    """Whether a file of this name holds one record a line."""
    return name.lower().endswith(LINES_SUFFIXES)


def inputs(path: str | os.PathLike[str]) -> Iterator["Input | Unreadable"]:
    """The inputs behind a path, those of a directory in the order of their names.

    What cannot be reached is yielded as the exception that says why: a directory that may not be
    entered must not look like one without documents.
    """
    if path == STANDARD_INPUT:
        yield Input(STANDARD_INPUT_NAME, sys.stdin.buffer.read())
        return
    root = Path(path)
    try:
        is_directory = stat.S_ISDIR(root.stat().st_mode)
    except (OSError, ValueError) as error:
        yield _unreachable(str(root), error)
        return
    if is_directory:
        yield from _below(root)
    else:
        yield Input(str(root), root)


def _below(root: Path) -> Iterator["Input | Unreadable"]:
    found: list[Input | Unreadable] = []

    def refuse(error: OSError) -> None:
        found.append(_unreachable(str(error.filename), error))

    for folder, folders, files in os.walk(root, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Input(str(Path(folder, name)), Path(folder, name))
            for name in files
            if name.lower().endswith(SUFFIXES) and not name.startswith(".") and name != SCHEMA_NAME
        ]
    if not found:
        hint = "a dataset is *.json documents or *.jsonl files"
        place = Place(file=str(root))
        found.append(Unreadable("IT008", "the directory holds no document", place, hint))
    yield from sorted(found, key=lambda one: one.name)


def _looks_like_lines(data: bytes) -> bool:
    """Whether the first line is a whole JSON object and more follows."""
    first, _, rest = data.strip().partition(b"\n")
    try:
        return bool(rest) and isinstance(json.loads(first), dict)
    except ValueError:
        return False


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


def _unreachable(name: str, error: OSError | ValueError) -> Unreadable:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    return Unreadable("IT001", f"cannot be read: {reason}", Place(file=name))
