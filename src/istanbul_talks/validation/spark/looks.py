"""What runs in executors: the first look, the questions before the second, and the second look.

Each is handed parts that one looker looks at, in their order, and gives rows.
"""

import contextlib
import json
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import attrs

from istanbul_talks.findings.finding import Finding
from istanbul_talks.garbage import seldom_collecting
from istanbul_talks.io.blocks import Loaded
from istanbul_talks.io.documents import Document
from istanbul_talks.io.inputs import Unreadable, unreachable
from istanbul_talks.validation.again import Again, Doubts
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.look import Looker, Settings
from istanbul_talks.validation.outcome import Outcome, Tally
from istanbul_talks.validation.spark.parts import Aside, Part
from istanbul_talks.validation.spark.remembered import needs, records, take_in
from istanbul_talks.validation.spark.rows import columns_of, rows

if TYPE_CHECKING:
    from pyarrow import RecordBatch

Parts = Iterator[Part | Aside]
Rows = Iterator["RecordBatch"]
Look = Callable[[Parts], Rows]

TOTALS = ("size", "lines", "records", "claims", "unread", "unchecked")


@attrs.frozen
class Over:
    """A look at all parts of a partition, in the form that ``mapInArrow`` wants."""

    parts: Callable[[Iterable["RecordBatch"]], Iterator[Parts]]
    look: Look

    def __call__(self, batches: Rows) -> Rows:
        with seldom_collecting():
            for parts in self.parts(batches):
                yield from self.look(parts)


@attrs.frozen
class FirstLook:
    """One looker over some parts: findings, totals, and what must be remembered."""

    settings: Settings
    canonical: bool

    def __call__(self, parts: Parts) -> Rows:
        looker = Looker(self.settings, _canonical(self.canonical))
        for part in parts:
            if isinstance(part, Aside):
                yield _aside(part.number, part.item)
            else:
                outcome = looker.look(part.number, part.block)
                yield from _told(part, outcome)
        yield rows("record", records(looker.remembered.facts))
        yield rows("need", needs(looker.remembered))


@attrs.frozen
class Questions:
    """What the second look will have to know: facts of which ids, and what stands first.

    So much can be asked before anything is known, and then only that is sent to executors.
    """

    doubts: Doubts
    lines: Mapping[int, int]

    def __call__(self, parts: Parts) -> Rows:
        index = _Asking()
        again = _AgainApart(index, self.doubts, {})
        for part in _concerned(again, parts):
            asked, first = len(index.asked), len(again.first)
            try:
                _look_again(again, part, part.block.load(), self.lines, Tally(0))
            except OSError:
                continue  # which the second look tells
            ids = [*islice(index.asked, asked, None)]
            yield _rows("asked", part.number, {"id": ids})
            places = dict(islice(again.first.items(), first, None))
            yield _rows("first", part.number, {"id": [*places], "what": [*places.values()]})


@attrs.frozen
class Answers:
    """What the second look asked for."""

    known: tuple[tuple[str, int, str], ...]
    """Ids of the input, where each stands, and what others can rest on."""
    hints: Mapping[str, str | None]
    """Of the unknown ids that are worth a hint, what they were perhaps meant to be."""
    first: Mapping[str, tuple[int, str]]
    """Where the first record of each repeated id stands: in which block, and the place."""


@attrs.frozen
class SecondLook:
    """The second look at the parts that are concerned, with all that must be known for it."""

    questions: Questions
    answers: Answers
    settings: Settings
    canonical: bool

    def __call__(self, parts: Parts) -> Rows:
        start = next(parts, None)
        if start is None:
            return
        again = self._again(start.number)
        for part in _concerned(again, chain((start,), parts)):
            tally = Tally(self.settings.most)
            try:
                _look_again(again, part, part.block.load(), self.questions.lines, tally)
            except OSError as error:
                yield _aside(part.number, unreachable(part.block.file, error).finding)
            yield from _told(part, Outcome(tally))

    def _again(self, start: int) -> "_AgainApart":
        """A second look that begins with this block."""
        facts = Facts()
        for id, block, belief in self.answers.known:
            take_in(facts, id, block, belief)
        index = _Hinted(facts, _canonical(self.canonical), self.answers.hints)
        held = self.answers.first.items()
        first = {id: place for id, (number, place) in held if number < start}
        return _AgainApart(index, self.questions.doubts, first)


class _Asking(Index):
    """Knows nothing, and notices of which ids it is asked, in their order."""

    def __init__(self) -> None:
        super().__init__(Facts(), None)
        self.asked: dict[str, None] = {}

    def knows(self, id: str) -> bool:
        self.asked[str(id)] = None
        return True

    def _holder(self, id: str) -> Facts:
        self.asked[str(id)] = None
        return self.own


class _Hinted(Index):
    """Has its hints from the driver: an unknown id may be near to any other one."""

    def __init__(
        self, own: Facts, canonical: Facts | None, hints: Mapping[str, str | None]
    ) -> None:
        super().__init__(own, canonical)
        self._told = hints

    def nearest(self, id: str) -> str | None:
        return self._told.get(id)


class _AgainApart(Again):
    """A second look that begins in the middle of the data."""

    def __init__(self, index: Index, doubts: Doubts, first: Mapping[str, str]) -> None:
        super().__init__(index, doubts)
        self._first.update(first)

    @property
    def first(self) -> Mapping[str, str]:
        """Where the first record of each repeated id stands, as far as it is known here."""
        return self._first


def _concerned(again: Again, parts: Iterable[Part | Aside]) -> Iterator[Part]:
    """The parts of blocks that are concerned."""
    for part in parts:
        if isinstance(part, Part) and again.concerns(part.number):
            yield part


def _look_again(
    again: Again, part: Part, loaded: Loaded, lines: Mapping[int, int], tally: Tally
) -> None:
    with contextlib.suppress(Unreadable):  # which the first look has told
        again.look_at(part.number, loaded, lines.get(part.number, 0), tally)


def _canonical(wanted: bool) -> Facts | None:
    return canonical_facts() if wanted else None


def _told(part: Part, outcome: Outcome) -> Rows:
    """What came of a look: its totals, and its findings in their order."""
    totals = {name: getattr(outcome, name) for name in TOTALS}
    payload = json.dumps({**totals, "counts": outcome.tally.counts}).encode()
    yield _rows("outcome", part.number, {"file": [part.block.file], "payload": [payload]})
    if outcome.tally.findings:
        yield _rows("finding", part.number, columns_of(outcome.tally.findings))


def _aside(number: int, item: Document | Finding) -> "RecordBatch":
    return _rows("aside", number, {"payload": [pickle.dumps(item)]})


def _rows(kind: str, number: int, columns: Mapping[str, list[Any]]) -> "RecordBatch":
    length = len(next(iter(columns.values())))
    place = {"number": [number] * length, "seq": [*range(length)]}
    return rows(kind, {**place, **columns})
