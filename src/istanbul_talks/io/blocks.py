"""Blocks: runs of whole records of an input, each of which can be looked at apart.

A block is the same whoever looks at it and however many do, and it is cheap to hand to another
process: of a plain file it is only a stretch of bytes. In it, records are taken a piece at a time,
and of each it can be said where it stands.
"""

import bisect
import functools
import re
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from istanbul_talks.findings.finding import Place
from istanbul_talks.io.inputs import Unreadable, not_utf8
from istanbul_talks.io.text import Text

PIECE = 2**16
"""About how many bytes of records are looked at together."""
MARGIN = 400
"""How many bytes around a record are kept so that its line can be shown: 100 characters."""
MOST_OF_A_LINE = 2**24
"""How many bytes a line of JSON Lines may have; a record has about 1,500."""

SHRUNK = "the file became shorter while it was read"


@attrs.frozen
class Stretch:
    """Bytes of a file that is still to be read."""

    path: Path
    start: int
    end: int

    def read(self) -> bytes:
        """The bytes. Raises `OSError`, also if the file is shorter by now."""
        with self.path.open("rb") as file:
            file.seek(self.start)
            data = file.read(self.end - self.start)
        if len(data) < self.end - self.start:
            raise OSError(SHRUNK)
        return data


@attrs.frozen
class Piece:
    """Some records that stand together in a block.

    ``start`` is where they begin: an offset into lines, the number of a record of a document.
    ``data`` are the bytes of all of them, ``raw`` those of each. Of lines, so many ``before`` are
    in the block before them, and so many line ends are among them.
    """

    start: int
    data: bytes
    raw: list[bytes]
    before: int = 0
    lines: int = 0


@attrs.frozen
class LineBlock:
    """Lines of JSON Lines. Lines count from 1 in the block: it cannot know what is before it."""

    file: str
    content: Stretch | bytes
    size: int
    """How many bytes of the input it stands for, compressed ones if it is compressed."""

    def load(self) -> "LoadedLines":
        """The block with its bytes. Raises `OSError`."""
        content = self.content
        return LoadedLines(self.file, content if isinstance(content, bytes) else content.read())


@attrs.frozen
class LoadedLines:
    """The bytes of a block of lines."""

    is_lines = True
    file: str
    data: bytes

    def pieces(self) -> Iterator[Piece]:
        """The lines, some at a time."""
        start, length, before = 0, len(self.data), 0
        while start < length:
            end = self.data.find(b"\n", min(start + PIECE, length))
            end = length if end < 0 else end
            data = self.data[start:end]
            raw = data.split(b"\n")
            if end - start > MOST_OF_A_LINE:  # what no decoder takes is left to `text`
                raw = [b"\0" + line if len(line) > MOST_OF_A_LINE else line for line in raw]
            lines = len(raw) - (end == length)
            yield Piece(start, data, raw, before, lines)
            start, before = end + 1, before + lines

    def text(self, piece: Piece, number: int) -> Text:
        """The text of a record of a piece. Raises `Unreadable`."""
        line = piece.before + number + 1
        raw = piece.raw[number]
        if len(raw) > MOST_OF_A_LINE:
            raise _too_long(self.file, line, len(raw) - 1)
        text = _text(raw, self.file, line, 1)
        if text.text.startswith("\ufeff"):
            place = Place(file=self.file, line=line, column=1)
            hint = "save the file as UTF-8 without a byte order mark (BOM)"
            raise Unreadable("IT002", "the line begins with a byte order mark", place, hint)
        return text


@attrs.frozen
class LongLine:
    """A line that is too long to be read."""

    is_lines = True
    file: str
    size: int
    ends: bool
    """Whether a line end follows."""

    def load(self) -> "LongLine":
        """Itself: there is nothing to read."""
        return self

    def pieces(self) -> Iterator[Piece]:
        """Never any. Raises `Unreadable`."""
        raise _too_long(self.file, 1, self.size - self.ends)

    def text(self, piece: Piece, number: int) -> Text:
        """There is none."""
        raise IndexError(number)


@attrs.frozen
class RecordBlock:
    """Records of a document, with the commas between them.

    ``starts`` and ``lengths`` say where in its bytes they stand. ``line`` and ``column`` say where
    the block begins, ``first`` is the number of its first record or None where a file is one
    record. ``before`` and ``after`` are what stands around it on its lines.
    """

    file: str
    content: Stretch | bytes
    size: int
    starts: Sequence[int]
    lengths: Sequence[int]
    line: int
    column: int
    first: int | None
    before: bytes
    after: bytes

    def load(self) -> "LoadedRecords":
        """The block with its bytes. Raises `OSError`."""
        content = self.content
        return LoadedRecords(self, content if isinstance(content, bytes) else content.read())


@attrs.frozen(eq=False)
class LoadedRecords:
    """The bytes of a block of records."""

    block: RecordBlock
    data: bytes

    is_lines = False

    def pieces(self) -> Iterator[Piece]:
        """The records, some at a time."""
        starts, first = self.block.starts, 0
        while first < len(starts):
            end = bisect.bisect(starts, starts[first] + PIECE, first)
            raw = [self._raw(number) for number in range(first, end)]
            yield Piece(first, self.data[starts[first] : starts[end - 1] + len(raw[-1])], raw)
            first = end

    def text(self, piece: Piece, number: int) -> Text:
        """The text of a record of a piece. Raises `Unreadable`."""
        number += piece.start
        block, data = self.block, self.data
        start = block.starts[number]
        end = start + block.lengths[number]
        newlines = bisect.bisect_left(self._newlines, start)
        newline = self._newlines[newlines - 1] if newlines else -1
        near = data[max(newline + 1, start - MARGIN) : start]
        before = near if newline >= 0 else (block.before + near)[-MARGIN:]
        behind = data[end : end + MARGIN]
        after = behind if b"\n" in behind else behind + block.after
        return attrs.evolve(
            _text(
                self._raw(number), block.file, block.line + newlines, self._column(start, newline)
            ),
            pointer="" if block.first is None else f"/records/{block.first + number}",
            before=str(before, "utf-8", "ignore"),
            after=str(after[:MARGIN].partition(b"\n")[0], "utf-8", "ignore"),
        )

    @functools.cached_property
    def _newlines(self) -> Sequence[int]:
        """Where the lines of the block end."""
        return array("q", (match.start() for match in re.finditer(b"\n", self.data)))

    def _column(self, start: int, newline: int) -> int:
        """The column of a place in the line that begins after a newline.

        All records may stand on one line: it is counted on from where the last one began.
        """
        last, column = self._counted[0]
        if not newline < last <= start:
            last, column = newline + 1, 1 if newline >= 0 else self.block.column
        column += len(str(self.data[last:start], "utf-8", "replace"))
        self._counted[0] = start, column
        return column

    @functools.cached_property
    def _counted(self) -> list[tuple[int, int]]:
        """Where the record began that was asked for last, and its column."""
        return [(0, self.block.column)]

    def _raw(self, number: int) -> bytes:
        start = self.block.starts[number]
        return self.data[start : start + self.block.lengths[number]]


Block = LineBlock | LongLine | RecordBlock
Loaded = LoadedLines | LongLine | LoadedRecords


def _text(raw: bytes, file: str, line: int, column: int) -> Text:
    try:
        return Text(file, str(raw, "utf-8"), line, column)
    except UnicodeDecodeError as error:
        before = str(raw[: error.start], "utf-8")
        place = Text(file, before, line, column).place_at(len(before))
        bare = Place(file=file, line=place.line, column=place.column)
        raise not_utf8(raw[error.start], bare) from None


def _too_long(file: str, line: int, length: int) -> Unreadable:
    message = f"a line of {length:,} bytes; {MOST_OF_A_LINE:,} are allowed"
    hint = "JSON Lines hold one record a line; a document that is one line is a .json file"
    return Unreadable("IT010", message, Place(file=file, line=line, column=1), hint)
