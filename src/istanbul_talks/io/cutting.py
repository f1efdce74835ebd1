"""Inputs cut into blocks.

JSON Lines are cut at line ends, as they come. A document is cut between its records, for which its
bytes, but never all of its values, must be in memory.
"""

import codecs
import io
import json
import re
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import msgspec

from istanbul_talks.io.blocks import (
    MARGIN,
    MOST_OF_A_LINE,
    SHRUNK,
    Block,
    LineBlock,
    LongLine,
    RecordBlock,
    Stretch,
)
from istanbul_talks.io.documents import RECORD_KEYS, Document, document
from istanbul_talks.io.inputs import Input, Unreadable, decode, unreachable
from istanbul_talks.io.parsing import WHITE, NotJson, parse
from istanbul_talks.io.positions import nodes
from istanbul_talks.io.text import Hollow, Text

BLOCK = 2**20
"""About how many bytes a block has."""

_KEY = re.compile(rb'[ \t\r\n]*[{,][ \t\r\n]*"(?:[^"\\]|\\.)*"[ \t\r\n]*:[ \t\r\n]*')
_SEPARATOR = re.compile(rb"[ \t\r\n,]*")
_END = re.compile(rb"[ \t\r\n]*\}[ \t\r\n]*")

_raw_values = msgspec.json.Decoder(list[msgspec.Raw]).decode
_raw_object = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


def blocks(source: Input) -> Iterator[Block | Document | Unreadable]:
    """An input as blocks; of a document first its head, without records.

    What cannot be read is yielded as the exception that says why; what can be read besides it
    comes before or after.
    """
    try:
        yield from _lines(source) if source.is_lines else _records(source)
    except Unreadable as unreadable:
        yield unreadable


def _lines(source: Input) -> Iterator[Block]:
    if not isinstance(source.content, Path) or source.compression:
        yield from _cut_stream(source)
        return
    try:
        yield from _cut_file(source.name, source.content)
    except OSError as error:
        raise unreachable(source.name, error) from None


def _cut_file(name: str, path: Path) -> Iterator[Block]:
    """The blocks of a plain file, of which no more is read here than it takes to find line ends."""
    with path.open("rb") as file:
        size, start = file.seek(0, io.SEEK_END), 0
        while start < size:
            file.seek(min(start + BLOCK, size))
            last = file.readline(MOST_OF_A_LINE)
            end = file.tell()
            if end < size and not last:
                raise OSError(SHRUNK)
            if end < size and not last.endswith(b"\n"):
                file.seek(start)
                end = start + file.read(BLOCK).rfind(b"\n") + 1
                if end == start:
                    yield (long := _long_line(name, file, start))
                    start += long.size
                    continue
            yield LineBlock(name, Stretch(path, start, end), end - start)
            start = end


def _long_line(name: str, file: io.BufferedReader, start: int) -> LongLine:
    file.seek(start)
    while chunk := file.readline(MOST_OF_A_LINE):
        if chunk.endswith(b"\n"):
            return LongLine(name, file.tell() - start, ends=True)
    return LongLine(name, file.tell() - start, ends=False)


def _cut_stream(source: Input) -> Iterator[Block]:
    """The blocks of a stream; what stands before damage is still a block."""
    held, skipped = b"", 0
    damage = None
    try:
        for chunk in source.chunks():
            if skipped:  # in the middle of a line that is too long
                line, end, held = chunk.partition(b"\n")
                skipped += len(line) + len(end)
                if end:
                    yield LongLine(source.name, skipped, ends=True)
                    skipped = 0
                continue
            held += chunk
            if len(held) < BLOCK:
                continue
            whole, end, held = held.rpartition(b"\n")
            if end:
                yield LineBlock(source.name, whole + end, len(whole) + 1)
            if len(held) > MOST_OF_A_LINE:
                skipped, held = len(held), b""
    except Unreadable as unreadable:
        damage = unreadable
        held = held[: held.rfind(b"\n") + 1]  # of a line that is cut short nothing can be said
    if skipped:
        yield LongLine(source.name, skipped, ends=False)
    elif held:
        yield LineBlock(source.name, held, len(held))
    if damage is not None:
        raise damage


def _records(source: Input) -> Iterator[Block | Document]:
    data = source.read()
    found = _split(source.name, data) or _split_slowly(source.name, data)
    if found.head is not None:
        yield found.head
    path = source.content if isinstance(source.content, Path) and not source.compression else None
    made = [*_blocks(source.name, data, found, path)]
    del data  # the blocks of a file are read one by one
    yield from made


@attrs.frozen
class _Split:
    """A document's head, and where its records stand in its bytes."""

    head: Document | None
    """None where the document is a single record."""
    starts: list[int]
    lengths: list[int]


def _split(name: str, data: bytes) -> _Split | None:
    """A document that is beyond doubt one, split without looking into its records."""
    try:
        raw = _raw_object(data)
        places = _walk(data, raw)
        if places is None:
            return None
        if "records" not in raw:
            whole = data.strip(WHITE)
            single = RECORD_KEYS & raw.keys()
            return _Split(None, [data.index(whole)], [len(whole)]) if single else None
        first, last = places["records"] + 1, places["records"] + _size(raw["records"]) - 1
        lengths = [_size(record) for record in _raw_values(raw["records"])]
        front = Text(name, str(data[:first], "utf-8"))
        head = Hollow(front, _back(name, data, last))
        header = parse(head.text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, NotJson):
        return None
    if header.repeated:
        return None
    return _Split(Document(head, header.value, (), ()), [*_starts(data, first, lengths)], lengths)


def _walk(data: bytes, raw: dict[str, msgspec.Raw]) -> dict[str, int] | None:
    """Where the values of an object begin; None if they are not all that it holds."""
    places, place = {}, 0
    for key, value in raw.items():
        found = _KEY.match(data, place)
        if found is None or not _stands_at(data, found.end(), memoryview(value)):
            return None
        places[key] = found.end()
        place = found.end() + _size(value)
    return places if _END.fullmatch(data, place) else None


def _starts(data: bytes, start: int, lengths: Iterable[int]) -> Iterator[int]:
    """Where the values of an array begin, of which the lengths are known.

    Between two values stand a comma and white space, nothing else.
    """
    for length in lengths:
        start = _SEPARATOR.match(data, start).end()  # type: ignore[union-attr]
        yield start
        start += length


def _stands_at(data: bytes, place: int, value: memoryview) -> bool:
    """Whether these bytes stand there; of very many no more than a megabyte is copied at a time."""
    return all(
        data.startswith(bytes(value[start : start + BLOCK]), place + start)
        for start in range(0, value.nbytes, BLOCK)
    )


def _size(raw: msgspec.Raw) -> int:
    return memoryview(raw).nbytes


def _back(name: str, data: bytes, last: int) -> Text:
    """What stands behind the records of a document."""
    line, column = _moved(data, (1, 1), 0, last)
    newline = data.rfind(b"\n", max(0, last - MARGIN), last)
    before = data[newline + 1 if newline >= 0 else max(0, last - MARGIN) : last]
    return Text(name, str(data[last:], "utf-8"), line, column, str(before, "utf-8", "ignore"))


def _split_slowly(name: str, data: bytes) -> _Split:
    """Any document. Raises `Unreadable`."""
    text = Text(name, decode(data, name))
    held = document(text)
    places = {node.pointer: node.start for node in nodes(text.text) if node.depth <= 2}
    decoder = json.JSONDecoder(parse_int=float)
    starts, lengths = [], []
    at = byte = 0
    for entry in held.entries:
        start = places[entry.pointer]
        end = decoder.raw_decode(text.text, start)[1]
        byte += len(text.text[at:start].encode())
        starts.append(byte)
        lengths.append(len(text.text[start:end].encode()))
        at = start
    if held.header is None:
        return _Split(None, starts, lengths)
    # What stands twice within a record is found with the record.
    repeated = tuple(
        node
        for node in held.repeated
        if not (held.entries and node.pointer.startswith("/records/"))
    )
    return _Split(attrs.evolve(held, entries=(), repeated=repeated), starts, lengths)


def _blocks(name: str, data: bytes, found: _Split, path: Path | None) -> Iterator[RecordBlock]:
    place, done = (1, 1), 0
    first = 0
    while first < len(found.starts):
        start, after = found.starts[first], first + 1
        while after < len(found.starts) and found.starts[after] < start + BLOCK:
            after += 1
        end = found.starts[after - 1] + found.lengths[after - 1]
        place, done = _moved(data, place, done, start), start
        before = data[max(0, start - MARGIN) : start]
        yield RecordBlock(
            file=name,
            content=data[start:end] if path is None else Stretch(path, start, end),
            size=end - start,
            starts=array("q", (place - start for place in found.starts[first:after])),
            lengths=array("q", found.lengths[first:after]),
            line=place[0],
            column=place[1],
            first=None if found.head is None else first,
            before=before[before.rfind(b"\n") + 1 :],
            after=data[end : end + MARGIN].partition(b"\n")[0],
        )
        first = after


def _moved(data: bytes, place: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """Line and column at ``end``, given those at ``start``."""
    line, column = place
    newline = data.rfind(b"\n", start, end)
    if newline < 0:
        return line, column + _characters(data, start, end)
    return line + data.count(b"\n", start, end), _characters(data, newline + 1, end) + 1


def _characters(data: bytes, start: int, end: int) -> int:
    """How many characters these bytes are, which may be all of a large document."""
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    chunks = (data[at : min(at + BLOCK, end)] for at in range(start, end, BLOCK))
    return sum(len(decode(chunk)) for chunk in chunks)
