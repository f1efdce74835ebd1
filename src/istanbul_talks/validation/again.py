"""The second look, when all records are known: only where something did not add up."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs

from istanbul_talks.derived.converter import Unstructurable, structure
from istanbul_talks.derived.structs import BROKEN, record_decoder
from istanbul_talks.io.blocks import Loaded, Piece
from istanbul_talks.io.documents import Entry
from istanbul_talks.io.inputs import Unreadable
from istanbul_talks.io.parsing import WHITE
from istanbul_talks.validation.closely import add_problems, id_of, parsed
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.gate import Gate
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.look import Remembered
from istanbul_talks.validation.outcome import Tally
from istanbul_talks.validation.problem import Problem
from istanbul_talks.validation.rules import INDEXED_CHECKS, WHOLE_CHECKS
from istanbul_talks.validation.targets import Targets, still_unmet

MOST_NEEDLES = 16
"""How many ids are looked for in the bytes of records before it is quicker to decode them all."""


@attrs.frozen(kw_only=True)
class Doubts:
    """What did not add up.

    ``unmet`` is what some records need of others and did not find. What is said of records in
    ``unsure`` was believed before all was known. ``problems`` are those that the data as a whole
    have with a record, ``repeated`` the ids that more than one record has. ``blocks`` are those
    that are concerned, each with the ids in it that are; None if any may be.
    """

    unmet: Collection[tuple[str, str]]
    unsure: Collection[str]
    problems: Mapping[str, Collection[Problem]]
    repeated: Collection[str]
    blocks: Mapping[int, Collection[str]] | None

    def concern(self, blocks: range) -> bool:
        """Whether any of the blocks with these numbers is concerned."""
        return self.blocks is None or any(number in self.blocks for number in blocks)


def by_block(concerned: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    """The ids that are concerned by block."""
    found: dict[int, set[str]] = {}
    for number, id in concerned:
        found.setdefault(number, set()).add(id)
    return found


def doubts_about(index: Index, known: Remembered) -> Doubts:
    """What does not add up in all that is known."""
    own = index.own
    unmet = still_unmet(index, known.needs, known.ends)
    problems = problems_of_the_whole(index)
    repeated = {id for id, _ in own.again}
    unsure = index.overridden() | own.contradicted
    concerned = (
        *((block, target) for (_, target), blocks in unmet.items() for block in blocks),
        *((own.ids[id], id) for id in (*problems, *repeated)),
        *((block, id) for id, block in own.again),
    )
    return Doubts(
        unmet=unmet.keys(),
        unsure=unsure,
        problems=problems,
        repeated=repeated,
        blocks=None if unsure else by_block(concerned),
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

    def concerns(self, number: int) -> bool:
        """Whether the block of this number must be looked at."""
        return self._doubts.concern(range(number, number + 1))

    def look_at(self, number: int, loaded: Loaded, lines: int, tally: Tally) -> None:
        """Look at a block that has so many lines of its input before it."""
        needles = self._needles(number)
        for piece in loaded.pieces():
            found = Tally(tally.most)
            for place in _holding(piece, needles):
                if self._concerns(piece.raw[place]):
                    try:
                        entry, _ = parsed(loaded, piece, place)
                    except Unreadable:
                        continue  # which the first look has told
                    add_problems(found, entry, self._problems(entry, lines))
            tally.merge(found, lines)

    def _needles(self, number: int) -> list[bytes] | None:
        """What stands in every record of a block that is concerned, if that is little."""
        blocks = self._doubts.blocks
        if blocks is None or len(blocks[number]) > MOST_NEEDLES:
            return None
        return [id.encode("utf-8", "surrogatepass") for id in blocks[number]]

    def _concerns(self, raw: bytes) -> bool:
        """Whether a record may be concerned. The gate asks of others what it asked before."""
        try:
            record = self._decode(raw)
        except BROKEN:
            return bool(raw.strip(WHITE))
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


def _holding(piece: Piece, needles: Iterable[bytes] | None) -> Iterable[int]:
    """The numbers of the records in which any of the needles stands; of all if there are none."""
    if needles is None or b"\\" in piece.data:  # as escapes, an id can look otherwise
        return range(len(piece.raw))
    held = [needle for needle in needles if needle in piece.data]
    return [n for n, raw in enumerate(piece.raw) if any(needle in raw for needle in held)]


class _Suspects(Targets):
    """Takes note of nothing, and notices what a record needs that is in doubt."""

    def __init__(self, doubts: Doubts) -> None:
        super().__init__(Index(Facts(), None))
        self._doubts = doubts
        self.concerned = False

    def need(self, what: str, target: str) -> None:
        self.note(what, target)

    def suppose(self, known: set[str | None], id: str) -> None:
        pass

    def suppose_limit(self, source: str, limit: float) -> None:
        pass

    def note(self, what: str, target: str) -> None:
        if (what, target) in self._doubts.unmet or target in self._doubts.unsure:
            self.concerned = True
