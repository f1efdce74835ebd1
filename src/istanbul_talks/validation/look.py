"""The first look at a block: the gate over every record, and a close look where it has doubts.

References and whatever else takes more than one record are only noted here; once all blocks were
looked at, `istanbul_talks.validation.again` looks at what did not add up.
"""

from typing import Any

import attrs

from istanbul_talks.derived.converter import Unstructurable, structure
from istanbul_talks.derived.structs import BROKEN, encode, record_decoder
from istanbul_talks.io.blocks import Block, Loaded, LongLine, Piece
from istanbul_talks.io.documents import Entry
from istanbul_talks.io.inputs import Unreadable, unreachable
from istanbul_talks.io.parsing import WHITE
from istanbul_talks.validation.bytes import may_hold_control_characters, quotation_marks
from istanbul_talks.validation.closely import add_problems, id_of, parsed, repetition
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.gate import Gate
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.outcome import Outcome, Tally
from istanbul_talks.validation.rules import RECORD_CHECKS
from istanbul_talks.validation.targets import Needs, Targets, still_unmet


@attrs.frozen(kw_only=True)
class Settings:
    """What is asked of a run."""

    duplicate_keys: bool = False
    """Whether keys that stand twice are looked for in JSON Lines; in documents they always are."""
    most: int | None = None
    """How many findings of a rule are wanted; None for all."""


@attrs.frozen
class Remembered:
    """What must be remembered of blocks: facts, needs, and how far into texts their spans go."""

    facts: Facts
    needs: Needs
    ends: dict[str, int]

    def take(self, later: "Remembered") -> None:
        """Take in what must be remembered of later blocks."""
        self.facts.merge(later.facts)
        for need, blocks in later.needs.items():
            self.needs.setdefault(need, []).extend(blocks)
        for source, end in later.ends.items():
            self.ends[source] = max(end, self.ends.get(source, -1))

    def forget_met(self, index: Index) -> None:
        """Drop the needs that are met by what is known; they stay so."""
        unmet = still_unmet(index, self.needs, self.ends)
        self.needs.clear()
        self.needs.update(unmet)


class Looker:
    """Looks at blocks, in their order, and remembers what must be known of their records."""

    def __init__(self, settings: Settings, canonical: Facts | None) -> None:
        self._settings = settings
        self._decode = record_decoder()
        self._known = Facts()
        if canonical is not None:
            self._known.merge(canonical)
        self._index = Index(Facts(), self._known)
        self._targets = Targets(self._index)
        self._gate = Gate(self._targets)

    def look(self, number: int, block: Block) -> Outcome:
        """Look at the block of this number. Problems are findings, also with reading it."""
        self._outcome = Outcome(Tally(self._settings.most), size=block.size)
        self._number = number
        self._targets.begin(number)
        try:
            loaded = block.load()
            for piece in loaded.pieces():
                self._look_at(loaded, piece)
                self._outcome.lines += piece.lines
        except OSError as error:
            self._refuse(unreachable(block.file, error))
        except Unreadable as unreadable:
            self._refuse(unreadable)
            self._outcome.lines += int(isinstance(block, LongLine) and block.ends)
        return self._outcome

    @property
    def remembered(self) -> "Remembered":
        """What was noted since this looker began or last moved on."""
        return Remembered(self._index.own, self._targets.needs, self._targets.ends)

    def hear(self, news: Facts) -> None:
        """Know what others have found of records that were needed here."""
        self._known.merge(news)

    def move_on(self) -> None:
        """Know what was noted, and note anew from here on."""
        self._known.merge(self._index.own)
        self._index.own = Facts()
        self._targets.needs, self._targets.ends = {}, {}

    def _look_at(self, loaded: Loaded, piece: Piece) -> None:
        decode, passes, add = self._decode, self._gate.of_type, self._index.own.add
        block, outcome = self._number, self._outcome
        careful = may_hold_control_characters(piece.data)
        twice = self._looks_for_repeated_keys(loaded)
        for number, raw in enumerate(piece.raw):
            try:
                record = decode(raw)
            except BROKEN:
                if not loaded.is_lines or raw.strip(WHITE):
                    self._look_closely(loaded, piece, number, noted=False)
                continue
            claims = passes[type(record)](record)
            if (
                not claims
                or (careful and _may_hold_control_characters(raw, record))
                or (twice and quotation_marks(raw) != quotation_marks(encode(record)))
            ):
                self._look_closely(loaded, piece, number, noted=True)
            else:
                outcome.records += 1
                outcome.claims += claims
                add(record, block)

    def _look_closely(self, loaded: Loaded, piece: Piece, number: int, *, noted: bool) -> None:
        """Look at a record closely; ``noted`` says whether the gate has noted what it needs."""
        outcome = self._outcome
        try:
            entry, repeated = parsed(loaded, piece, number)
        except Unreadable as unreadable:
            self._refuse(unreadable)
            return
        outcome.records += 1
        if self._looks_for_repeated_keys(loaded):
            for node in repeated:
                if outcome.tally.wants("IT115"):
                    outcome.tally.add(repetition(entry.text, node, entry.pointer))
                else:
                    outcome.tally.counts["IT115"] += 1
        try:
            record = structure(entry.value)
        except Unstructurable:
            self._explain(entry)
            return
        if not noted:
            self._targets.need("close look", record.id)
        outcome.claims += sum(1 for _ in record.claims())
        self._index.own.add(record, self._number)
        problems = (problem for check in RECORD_CHECKS for problem in check(record))
        add_problems(outcome.tally, entry, problems)

    def _explain(self, entry: Entry) -> None:
        from istanbul_talks.validation.detail import record_problems

        self._outcome.unchecked += 1
        problems = [*record_problems(entry.value)]
        if not problems:  # pragma: no cover (a property test holds converter and schema together)
            raise AssertionError("the converter rejects what the JSON Schema accepts")
        add_problems(self._outcome.tally, entry, problems)
        id = id_of(entry.value)
        if id is not None:
            self._index.own.add_malformed(id, self._number)

    def _looks_for_repeated_keys(self, loaded: Loaded) -> bool:
        return self._settings.duplicate_keys or not loaded.is_lines

    def _refuse(self, unreadable: Unreadable) -> None:
        self._outcome.unread += 1
        self._outcome.tally.add(unreadable.finding)


def _may_hold_control_characters(raw: bytes, record: Any) -> bool:
    # Written again, characters stand for themselves wherever they may, and escapes are few.
    return may_hold_control_characters(raw) and may_hold_control_characters(encode(record))
