"""What executors look at: blocks of files, and runs of rows of a DataFrame.

A block of a plain file is only a stretch of it, cheap to send, and read where it is looked at. Of a
compressed one nobody knows where blocks begin before it is decompressed: it is walked through.
"""

import pickle
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from istanbul_talks.findings.finding import Finding
from istanbul_talks.io.blocks import (
    MOST_OF_A_LINE,
    PIECE,
    Block,
    LineBlock,
    LoadedLines,
    Piece,
    Stretch,
)
from istanbul_talks.io.cutting import BLOCK, blocks
from istanbul_talks.io.documents import Document
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.io.text import Text
from istanbul_talks.validation.outcome import moved

if TYPE_CHECKING:
    from pyarrow import RecordBatch

GROUP = 2**25
"""About how many bytes one looker looks at: what it remembers of them must fit in memory."""

ROWS = 12
"""Of the number of a row of a DataFrame, the bits that count within a run of rows."""

JOINED = 2**23
"""Up to how many bytes blocks are joined: the driver keeps a few words about each."""

BLOCKS = 24
"""Of the number of a block of a file, the bits that count the blocks of the file."""


@attrs.frozen
class Part:
    """A block and its number. The numbers are in order, and need not follow on one another."""

    number: int
    block: Block


@attrs.frozen
class Aside:
    """What comes with the blocks of an input and is none: a head, or a finding on reading it."""

    number: int
    item: Document | Finding


@attrs.frozen
class Cut:
    """Blocks that the driver has cut, with their numbers."""

    blocks: tuple[tuple[int, Block], ...]

    def parts(self) -> Iterator[Part | Aside]:
        """The blocks in their order."""
        for number, block in self.blocks:
            yield Part(number, block)


@attrs.frozen
class Walk:
    """A compressed input, and the number of its first block."""

    first: int
    source: Input

    def parts(self) -> Iterator[Part | Aside]:
        """Its blocks in their order, and what comes with them."""
        number = self.first
        for item in blocks(self.source):
            if isinstance(item, Unreadable):
                yield Aside(number, item.finding)
            elif isinstance(item, Document):
                yield Aside(number, item)
            else:
                yield Part(number, item)
                number += 1


Task = Cut | Walk


def joined(one: Block, other: Block) -> Block | None:
    """Two stretches of lines as one, if one goes on where the other ends and they are short."""
    if not (isinstance(one, LineBlock) and isinstance(other, LineBlock)):
        return None
    held, more, size = one.content, other.content, one.size + other.size
    if not (isinstance(held, Stretch) and isinstance(more, Stretch) and size <= JOINED):
        return None
    if (held.path, held.end) != (more.path, more.start):
        return None
    return LineBlock(one.file, Stretch(held.path, held.start, more.end), size)


@attrs.frozen(eq=False)
class LoadedRows(LoadedLines):
    """Rows, each with a record; without ``places`` they count from 1, as lines do."""

    rows: list[bytes]
    places: list[int] | None

    def pieces(self) -> Iterator[Piece]:
        """The rows, some at a time."""
        start = 0
        while start < len(self.rows):
            end, size = start, 0
            while end < len(self.rows) and size < PIECE:
                size += len(self.rows[end])
                end += 1
            raw = self.rows[start:end]
            lines = len(raw) if self.places is None else 0
            yield Piece(start, b"\n".join(raw), raw, before=start, lines=lines)
            start = end

    def text(self, piece: Piece, number: int) -> Text:
        """The text of a row. Raises `Unreadable`."""
        at = piece.start + number
        lines = 0 if self.places is None else self.places[at] - 1 - at
        try:
            text = super().text(piece, number)
        except Unreadable as unreadable:
            raise unreadable_again(moved(unreadable.finding, lines)) from None
        return attrs.evolve(text, line=text.line + lines)


@attrs.frozen(eq=False)
class RowBlock(LineBlock):
    """A run of rows of one file."""

    rows: list[bytes]
    places: list[int] | None

    def load(self) -> LoadedRows:
        """The rows, which are here already."""
        return LoadedRows(self.file, b"", self.rows, self.places)


def parts_of_tasks(batches: Iterable["RecordBatch"]) -> Iterator[Iterator[Part | Aside]]:
    """The parts of tasks, those together that one looker looks at."""
    for batch in batches:
        for payload in batch.column(0).to_pylist():
            task: Task = pickle.loads(payload)
            yield task.parts()


def parts_of_rows(batches: Iterable["RecordBatch"]) -> Iterator[Iterator[Part | Aside]]:
    """The parts of the rows of a partition, those together that one looker looks at."""
    held: list[Part | Aside] = []
    size = 0
    for part in _parts(batches):
        if size + part.block.size > GROUP and held:
            yield iter(held)
            held, size = [], 0
        held.append(part)
        size += part.block.size
    if held:
        yield iter(held)


def _parts(batches: Iterable["RecordBatch"]) -> Iterator[Part]:
    """Rows cut where their run or their file changes, and after many bytes.

    A part has the number of its first row. It is the same part when only some runs are left.
    """
    held: list[tuple[int, str, int | None, bytes]] = []
    size = 0
    for row in _rows(batches):
        if held and ((row[0] >> ROWS, row[1]) != (held[0][0] >> ROWS, held[0][1]) or size > BLOCK):
            yield _part(held)
            held, size = [], 0
        held.append(row)
        size += len(row[3])
    if held:
        yield _part(held)


def _part(held: list[tuple[int, str, int | None, bytes]]) -> Part:
    number, file, first, _ = held[0]
    rows = [row for *_, row in held]
    places = None if first is None else [place or 0 for _, _, place, _ in held]
    size = sum(map(len, rows)) + len(rows)
    return Part(number, RowBlock(file, b"", size, rows, places))


def _rows(batches: Iterable["RecordBatch"]) -> Iterator[tuple[int, str, int | None, bytes]]:
    for batch in batches:
        rids, files, lines, values = (column.to_pylist() for column in batch.columns)
        for rid, file, line, value in zip(rids, files, lines, values, strict=True):
            raw = value or b""
            yield rid, file, line, b"\0" + raw if len(raw) > MOST_OF_A_LINE else raw


def unreadable_again(finding: Finding) -> Unreadable:
    """The exception behind a finding: it does not travel itself."""
    return Unreadable(finding.code, finding.message, finding.place, finding.hint)
