"""The second look, when all records are known: only where something did not add up."""

from collections.abc import Collection, Iterator, Mapping

import attrs

from istanbul_talks.derived.converter import Unstructurable, structure
from istanbul_talks.derived.structs import BROKEN, record_decoder
from istanbul_talks.io.blocks import Loaded, Piece
from istanbul_talks.io.documents import Entry
from istanbul_talks.io.inputs import Unreadable
from istanbul_talks.validation.closely import add_problems, id_of, parsed
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.gate import Gate
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.look import PIECES, Remembered
from istanbul_talks.validation.outcome import Tally
from istanbul_talks.validation.problem import Problem
from istanbul_talks.validation.rules import INDEXED_CHECKS, WHOLE_CHECKS
from istanbul_talks.validation.targets import Targets


@attrs.frozen(kw_only=True)
class Doubts:
    """What did not add up.

    ``unmet`` is what some records need of others and did not find. What is said of records in
    ``unsure`` was believed before all was known. ``problems`` are those that the data as a whole
    have with a record, ``repeated`` the ids that more than one record has. ``batches`` are those
    that are concerned; None if any may be.
    """

    unmet: Collection[tuple[str, str]]
    unsure: Collection[str]
    problems: Mapping[str, Collection[Problem]]
    repeated: Collection[str]
    batches: Collection[int] | None

    def concern(self, blocks: range) -> bool:
        """Whether any of the blocks with these numbers is concerned."""
        return self.batches is None or any(batch // PIECES in blocks for batch in self.batches)


def doubts_about(index: Index, known: Remembered) -> Doubts:
    """What does not add up in all that is known."""
    own = index.own
    unmet = {
        (what, target)
        for what, target in known.needs
        if not index.meets(what, target, known.ends.get(target))
    }
    problems = problems_of_the_whole(index)
    repeated = {id for id, _ in own.again}
    unsure = index.overridden() | own.contradicted
    batches = {
        *(batch for need in unmet for batch in known.needs[need]),
        *(own.ids[id] for id in problems),
        *(own.ids[id] for id in repeated),
        *(batch for _, batch in own.again),
    }
    return Doubts(
        unmet=unmet,
        unsure=unsure,
        problems=problems,
        repeated=repeated,
        batches=None if unsure else batches,
    )


def problems_of_the_whole(index: Index) -> dict[str, list[Problem]]:
    """What is wrong with the data as a whole, by the record that it concerns."""
    problems: dict[str, list[Problem]] = {}
    for check in WHOLE_CHECKS:
        for id, problem in check(index):
            problems.setdefault(id, []).append(problem)
    return problems


class Again:
    """Looks again at records that are concerned, in the order in which they stand."""

    def __init__(self, index: Index, doubts: Doubts) -> None:
        self._index = index
        self._doubts = doubts
        self._suspects = _Suspects(doubts)
        self._gate = Gate(self._suspects)
        self._decode = record_decoder()
        self._first: dict[str, str] = {}
        """Where the first record of each repeated id stands."""
        batches = doubts.batches
        self._blocks = None if batches is None else {batch // PIECES for batch in batches}

    def concerns(self, number: int) -> bool:
        """Whether the block of this number must be looked at."""
        return self._blocks is None or number in self._blocks

    def look_at(self, number: int, loaded: Loaded, lines: int, tally: Tally) -> None:
        """Look at a block that has so many lines of its input before it."""
        batches = self._doubts.batches
        for count, piece in enumerate(loaded.pieces()):
            if batches is None or number * PIECES + count in batches:
                self._look_at(loaded, piece, lines, tally)

    def _look_at(self, loaded: Loaded, piece: Piece, lines: int, tally: Tally) -> None:
        found = Tally(tally.most)
        for number, raw in enumerate(piece.raw):
            if self._concerns(raw):
                try:
                    entry, _ = parsed(loaded, piece, number)
                except Unreadable:
                    continue  # which the first look has told
                add_problems(found, entry, self._problems(entry, lines))
        tally.merge(found, lines)

    def _concerns(self, raw: bytes) -> bool:
        """Whether a record may be concerned. The gate asks of others what it asked before."""
        try:
            record = self._decode(raw)
        except BROKEN:
            return bool(raw.strip())
        self._suspects.concerned = False
        beyond_doubt = self._gate.passes(record)
        return (
            self._suspects.concerned
            or not beyond_doubt
            or record.id in self._doubts.problems
            or record.id in self._doubts.repeated
        )

    def _problems(self, entry: Entry, lines: int) -> Iterator[Problem]:
        id = id_of(entry.value)
        if id is not None and id in self._first:
            message = f"the id stands at {self._first[id]} already"
            yield Problem(code="IT203", pointer="/id", message=message)
        elif id is not None:
            if id in self._doubts.repeated:
                place = entry.place("/id")
                self._first[id] = str(attrs.evolve(place, line=(place.line or 0) + lines))
            yield from self._doubts.problems.get(id, ())
        try:
            record = structure(entry.value)
        except Unstructurable:
            return
        for check in INDEXED_CHECKS:
            yield from check(record, self._index)


class _Suspects(Targets):
    """Takes note of nothing, and notices what a record needs that is in doubt."""

    def __init__(self, doubts: Doubts) -> None:
        super().__init__(Index(Facts(), None))
        self._doubts = doubts
        self.concerned = False

    def need(self, what: str, target: str) -> None:
        self.note(what, target)

    def note(self, what: str, target: str) -> None:
        if (what, target) in self._doubts.unmet or target in self._doubts.unsure:
            self.concerned = True
