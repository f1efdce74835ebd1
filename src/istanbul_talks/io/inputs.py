"""The inputs that a path stands for: a file, those of a directory or glob, standard input."""

import contextlib
import glob
import io
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import attrs

from istanbul_talks.findings.finding import Finding, Place, Severity
from istanbul_talks.io.compression import (
    MAGIC,
    SUFFIXES as COMPRESSED,
    Damaged,
    TooMuch,
    decompressed,
)
from istanbul_talks.io.parsing import WHITE, WHITESPACE
from istanbul_talks.io.replay import Replay

LINES_SUFFIXES = (".jsonl", ".ndjson")
SUFFIXES = (".json", *LINES_SUFFIXES)
SCHEMA_NAME = "dataset.schema.json"
"""What the guide calls the schema that lies beside the data for editors; it is no data."""
CROISSANT_NAME = "croissant.json"
"""What describes a data package to other tools, too; it is no data."""
PACKAGE_NAME = "datapackage.json"
"""What describes a Frictionless Data Package: the data lie beside it, in CSV files."""
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


class Origin:
    """What a text was put together from, where it is no file as it stands."""

    files: tuple[str, ...]
    """The files, beside the one that gave the text its name."""

    def located(self, finding: Finding) -> Finding:
        """A finding in the text as one in these files."""
        raise NotImplementedError


@attrs.frozen
class Input:
    """A name to show and a way to the bytes, which can be gone more than once."""

    name: str
    content: Path | bytes | Replay
    origin: Origin | None = None

    @property
    def is_lines(self) -> bool:
        """Whether it holds one record a line, by its name or, of a pipe, its look."""
        if self._is_pipe:
            return _looks_like_lines(self._beginning())
        return is_lines(self.name)

    @property
    def is_package(self) -> bool:
        """Whether it describes a data package."""
        return isinstance(self.content, Path) and self.content.name == PACKAGE_NAME

    @property
    def is_standard_input(self) -> bool:
        """Whether it came from standard input, and so goes back to standard output."""
        return self.name == STANDARD_INPUT_NAME

    @property
    def compression(self) -> str | None:
        """How it is compressed, by its name or, of a pipe, its first bytes."""
        if self._is_pipe:
            head = self._open().read(4)
            return next((name for name, magic in MAGIC.items() if head.startswith(magic)), None)
        return COMPRESSED.get(Path(self.name).suffix.lower())

    @property
    def size(self) -> int | None:
        """How many bytes it has as it lies there; None if that is not known beforehand."""
        if isinstance(self.content, bytes):
            return len(self.content)
        try:
            return self.content.stat().st_size if isinstance(self.content, Path) else None
        except OSError:
            return None

    @property
    def state(self) -> tuple[int, ...] | None:
        """Size, time and number of a plain file; None of anything else."""
        if not isinstance(self.content, Path):
            return None
        try:
            found = self.content.stat()
        except OSError:
            return None
        if not stat.S_ISREG(found.st_mode):
            return None
        return found.st_size, found.st_mtime_ns, found.st_ino

    def text(self) -> str:
        """The whole text. Raises `Unreadable`."""
        return decode(self.read(), self.name)

    def read(self) -> bytes:
        """All bytes, decompressed. Raises `Unreadable`."""
        if self.compression is None and not isinstance(self.content, Replay):
            try:
                held = self.content
                return held.read_bytes() if isinstance(held, Path) else held
            except OSError as error:
                raise unreachable(self.name, error) from None
        return b"".join(self.chunks())

    def chunks(self) -> Iterator[bytes]:
        """The bytes, decompressed, in pieces of about a megabyte. Raises `Unreadable`."""
        try:
            with self._open() as stream:
                compression = self.compression
                if compression is None:
                    while chunk := stream.read(2**20):
                        yield chunk
                else:
                    yield from decompressed(stream, compression)
        except OSError as error:
            raise unreachable(self.name, error) from None
        except TooMuch as error:
            place = Place(file=self.name)
            raise Unreadable("IT017", str(error), place, error.hint) from None
        except Damaged as error:
            place = Place(file=self.name)
            raise Unreadable("IT009", str(error), place, error.hint) from None

    @property
    def _is_pipe(self) -> bool:
        """Whether its name says nothing about it: that of standard input, or ``/dev/fd/63``."""
        named = _uncompressed(self.name).endswith(SUFFIXES)
        return isinstance(self.content, Replay) and not named

    def _open(self) -> BinaryIO:
        if isinstance(self.content, bytes):
            return io.BytesIO(self.content)
        return self.content.open("rb") if isinstance(self.content, Path) else self.content.open()

    def _beginning(self) -> bytes:
        """The first megabyte, or what can be read of it."""
        beginning = b""
        with contextlib.suppress(Unreadable):
            for chunk in self.chunks():
                beginning += chunk
                if len(beginning) >= 2**20:
                    break
        return beginning


def is_lines(name: str) -> bool:
    """Whether a file of this name, compressed or not, holds one record a line."""
    return _uncompressed(name).endswith(LINES_SUFFIXES)


def inputs(path: str | os.PathLike[str]) -> Iterator["Input | Unreadable"]:
    """The inputs behind a path, those of a directory or of a glob in the order of their names.

    What cannot be reached is yielded as the exception that says why: a directory that may not be
    entered must not look like one without documents.
    """
    if path == STANDARD_INPUT:
        yield Input(STANDARD_INPUT_NAME, Replay(sys.stdin.buffer))
        return
    root = Path(path)
    try:
        mode = root.stat().st_mode
    except (OSError, ValueError) as error:
        yield from _matching(os.fspath(path), error)
        return
    if stat.S_ISDIR(mode):
        yield from _below(root)
    elif stat.S_ISREG(mode):
        yield Input(str(root), root)
    else:
        yield _pipe(root)


def located(
    findings: Iterable[Finding], sources: Iterable["Input | Unreadable"]
) -> Iterator[Finding]:
    """Findings in texts of these inputs as findings in files, where a text was put together."""
    origins = {s.name: s.origin for s in sources if isinstance(s, Input) and s.origin}
    for finding in findings:
        origin = origins.get(finding.place.file)
        yield origin.located(finding) if origin else finding


def file_at(path: Path) -> "Input | Unreadable":
    """A file that only data name; a pipe there could keep whoever reads it waiting for ever."""
    if is_special(path):
        return unreachable(str(path), OSError("it is neither a file nor a directory"))
    return Input(str(path), path)


def is_special(path: Path) -> bool:
    """Whether there is something that is neither a file nor a directory: it may never end."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False  # which whoever opens it is told
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _pipe(path: Path) -> "Input | Unreadable":
    """What is no regular file and can be read only once, such as a shell's ``<(…)``."""
    try:
        return Input(str(path), Replay.of_file(path))
    except OSError as error:
        return unreachable(str(path), error)


def _matching(pattern: str, error: OSError | ValueError) -> Iterator["Input | Unreadable"]:
    """What a glob stands for, where no shell has filled it in and no file has that very name."""
    if not glob.has_magic(pattern) or isinstance(error, ValueError):
        yield unreachable(pattern, error)
        return
    found = sorted(_found(pattern))
    if not found:
        yield Unreadable("IT001", "no file matches", Place(file=pattern))
    for path in found:
        yield from inputs(path)


def _found(pattern: str) -> set[str]:
    """The paths that match. ``**`` goes into no linked directory: it could lead round and round."""
    parts = Path(pattern).parts
    if "**" not in parts:
        return {*glob.glob(pattern)}  # noqa: PTH207 (may be absolute)
    stars = parts.index("**")
    tops, rest = _found(str(Path(*parts[:stars]))), parts[stars + 1 :]
    if not rest:
        return tops
    found = set()
    for folder, folders, _ in (step for top in tops for step in os.walk(top)):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found |= _found(str(Path(glob.escape(folder), *rest)))
    return found


def _below(root: Path) -> Iterator["Input | Unreadable"]:
    found: list[Input | Unreadable] = []

    def refuse(error: OSError) -> None:
        found.append(unreachable(str(error.filename), error))

    for folder, folders, files in os.walk(root, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            file_at(Path(folder, name))
            for name in files
            if _uncompressed(name).endswith(SUFFIXES)
            and not name.startswith(".")
            and name not in (SCHEMA_NAME, CROISSANT_NAME)
        ]
    if not found:
        hint = "a dataset is *.json documents, *.jsonl files or CSV with a datapackage.json"
        place = Place(file=str(root))
        found.append(Unreadable("IT008", "the directory holds no document", place, hint))
    yield from sorted(found, key=lambda one: one.name)


def _uncompressed(name: str) -> str:
    """The name of a file in lower case, without the suffix that says how it is compressed."""
    lowered = name.lower()
    for suffix in COMPRESSED:
        lowered = lowered.removesuffix(suffix)
    return lowered


def _looks_like_lines(data: bytes) -> bool:
    """Whether the first line is a whole JSON object and more follows.

    That line may be a broken one: then the two that follow are whole.
    """
    lines = [line for line in data.split(b"\n", 20) if line.strip(WHITE)][:3]
    whole = [*map(_is_object, lines)]
    return (whole[:1] == [True] and len(lines) > 1) or whole == [False, True, True]


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def decode(data: bytes, name: str) -> str:
    """The text of an input. Raises `Unreadable` unless it is UTF-8, without mark, and not empty."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        place = Place(file=name, line=line, column=column)
        raise not_utf8(data[error.start], place) from None
    if text.startswith("\ufeff"):
        raise Unreadable(
            "IT002",
            "the file begins with a byte order mark",
            Place(file=name, line=1, column=1),
            "save the file as UTF-8 without a byte order mark (BOM)",
        )
    if not text.strip(WHITESPACE):
        raise empty(name)
    return text


def not_utf8(byte: int, place: Place) -> Unreadable:
    """A byte that no UTF-8 text can hold at this place."""
    message, hint = f"not UTF-8: byte 0x{byte:02x}", "save the file as UTF-8"
    return Unreadable("IT002", message, place, hint)


def empty(name: str) -> Unreadable:
    """A file without anything in it."""
    return Unreadable("IT003", "the file is empty", Place(file=name))


def unreachable(name: str, error: OSError | ValueError) -> Unreadable:
    """What the system says instead of the bytes."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    return Unreadable("IT001", f"cannot be read: {reason}", Place(file=name))
