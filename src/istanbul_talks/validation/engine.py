"""Runs every layer of validation over the inputs, as far as each can run, and reports together.

Parse, gate and, where the gate has doubts, detail; then references and whatever else takes more
than one record. One pass over the bytes does for data in which everything adds up; only where it
does not, a second look is taken.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import attrs

from istanbul_talks.findings.finding import Finding, Place
from istanbul_talks.findings.report import Report
from istanbul_talks.garbage import seldom_collecting
from istanbul_talks.io.blocks import Block
from istanbul_talks.io.cutting import blocks
from istanbul_talks.io.documents import Document
from istanbul_talks.io.inputs import Input, Unreadable, empty, inputs, located, unreachable
from istanbul_talks.validation.again import Again, doubts_about
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.heads import Heads
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.look import Remembered, Settings
from istanbul_talks.validation.outcome import Outcome, Tally
from istanbul_talks.validation.pool import WorkerDied, looks_apart, looks_here
from istanbul_talks.validation.targets import MOST_NEEDS

PathLike = str | os.PathLike[str]

Progress = Callable[[int, int], None]
"""Is told how many bytes were looked at by now, and how many findings there are."""

WORTH_A_PROCESS = 2**23
"""Of how many bytes on a second process is worth its start."""


def gathered(paths: Iterable[PathLike]) -> list[Input | Unreadable]:
    """The inputs behind paths; a file that is named twice is still one file."""
    found, seen = [], set()
    for source in (source for path in paths for source in inputs(path)):
        if isinstance(source, Input):
            place = source.name if source.is_standard_input else os.path.realpath(source.name)
            if place in seen:
                continue
            seen.add(place)
            if source.is_package:
                from istanbul_talks.packages.opening import opened  # only a package needs it

                found += opened(source)
                continue
        found.append(source)
    return found


@attrs.define
class Seen:
    """An input while it is looked at."""

    source: Input
    state: tuple[int, ...] | None
    """Size and time of its file when it was opened."""
    blocks: list[int] = attrs.field(factory=list)
    """How many lines stand before each of its blocks that was looked at."""
    lines: int = 0
    records: int = 0
    unread: int = 0


class Run:
    """One pass over inputs, and where needed a second, as one dataset."""

    def __init__(
        self,
        sources: Iterable[Input | Unreadable],
        canonical: Facts | None,
        settings: Settings | None = None,
    ) -> None:
        self._sources = [*sources]
        self._canonical = canonical
        self._settings = settings or Settings()
        self.heads = Heads(Tally(self._settings.most))
        self._refused = Tally(None)
        """What cannot be read: not told in the order in which it stands, and little of it."""
        self._first, self._second = Tally(self._settings.most), Tally(self._settings.most)
        self._known = Remembered(Facts(), {}, {})
        self._seen: list[Seen] = []
        self._inputs: list[int] = []
        """Of every block, the number of its input."""
        self._names: dict[str, None] = {}
        self._counts = Counter[str]()
        self._done = False

    def check(self, jobs: int = 1, progress: Progress = lambda size, findings: None) -> Report:
        """Look at everything and report. ``jobs`` changes how long it takes, and nothing else."""
        settings, canonical = self._settings, self._canonical
        stopped = None
        with seldom_collecting():
            total = self.total
            if jobs > 1 and (total is None or total > WORTH_A_PROCESS):
                looks = looks_apart(self._blocks(), settings, canonical, jobs, self._known.facts)
            else:
                looks = looks_here(self._blocks(), settings, canonical)
            try:
                self._take_all(looks, progress)
            except WorkerDied:
                stopped = "a process that checked records was killed; try --jobs 1"
            else:
                self._look_again()
                self._done = True
        self._compare_files()
        return self.report(stopped)

    @property
    def total(self) -> int | None:
        """How many bytes will be looked at; None if that cannot be known beforehand."""
        sizes = [None if s.compression else s.size for s in self._sources if isinstance(s, Input)]
        known = [size for size in sizes if size is not None]
        return sum(known) if len(known) == len(sizes) else None

    def report(self, stopped: str | None = None) -> Report:
        """What was found by now; ``stopped`` says why not all was looked at."""
        tallies = (self._refused, self.heads.tally, self._first, self._second)
        counts = sum((tally.counts for tally in tallies), Counter[str]())
        found = (finding for tally in tallies for finding in tally.findings)
        kept = self._sorted(located(found, self._sources))
        omitted = counts - Counter(finding.code for finding in kept)
        return Report(
            findings=tuple(kept),
            inputs=len(self._names),
            names=tuple(self._names),
            unread=self._counts["unread"],
            records=self._counts["records"],
            claims=self._counts["claims"],
            unchecked=self._counts["unchecked"],
            omitted=dict(sorted(omitted.items())),
            checks=tuple(check for check, run in self._checks() if run),
            skipped=tuple(check for check, run in self._checks() if not run),
            stopped=stopped,
        )

    def _checks(self) -> Iterator[tuple[str, bool]]:
        """Every check, and whether it was run on all that it is about."""
        own = "" if self._canonical is not None else " within the input alone"
        lines = any(seen.source.is_lines for seen in self._seen)
        yield "schema" if self._done else "schema, up to there", True
        if len(self._seen) > sum(seen.source.is_lines for seen in self._seen):
            yield "duplicate keys in documents" if lines else "duplicate keys", True
        if lines:
            yield "duplicate keys in JSON Lines", self._settings.duplicate_keys
        yield "duplicate ids", self._done
        yield f"references{own}", self._done
        yield "semantics", self._done

    def _blocks(self) -> Iterator[tuple[int, Block]]:
        """The blocks of all inputs, numbered; what is no block is dealt with on the way."""
        for source in self._sources:
            if isinstance(source, Unreadable):
                self._refuse(source)
                continue
            self._names[source.name] = None
            self._names |= dict.fromkeys(source.origin.files if source.origin else ())
            seen = Seen(source, source.state)
            self._seen.append(seen)
            for item in blocks(source):
                if isinstance(item, Unreadable):
                    seen.unread += 1
                    self._refuse(item)
                elif isinstance(item, Document):
                    self.heads.read(item)
                else:
                    self._inputs.append(len(self._seen) - 1)
                    yield len(self._inputs) - 1, item

    def _take_all(self, looks: Iterator[Outcome | Remembered], progress: Progress) -> None:
        number = 0
        most = MOST_NEEDS
        for look in looks:
            if isinstance(look, Remembered):
                self._known.take(look)
                if len(self._known.needs) > most:
                    self._known.forget_met(Index(self._known.facts, self._canonical))
                    most = max(MOST_NEEDS, 2 * len(self._known.needs))
                continue
            seen = self._seen[self._inputs[number]]
            number += 1
            self._first.merge(look.tally, seen.lines)
            seen.blocks.append(seen.lines)
            seen.lines += look.lines
            seen.records += look.records
            seen.unread += look.unread
            for name in ("records", "claims", "unread", "unchecked", "size"):
                self._counts[name] += getattr(look, name)
            progress(self._counts["size"], self._first.counts.total())
        for seen in self._seen:
            if seen.source.is_lines and not (seen.records or seen.unread):
                self._refuse(empty(seen.source.name))

    def _look_again(self) -> None:
        index = Index(self._known.facts, self._canonical)
        doubts = doubts_about(index, self._known)
        if doubts.blocks is not None and not doubts.blocks:
            return
        again = Again(index, doubts)
        number = 0
        for seen in self._seen:
            numbers = range(number, number + len(seen.blocks))
            number += len(seen.blocks)
            if doubts.concern(numbers):
                self._look_again_at(seen, numbers, again)

    def _look_again_at(self, seen: Seen, numbers: range, again: Again) -> None:
        found = (item for item in blocks(seen.source) if not isinstance(item, Document))
        for number, lines, block in zip(numbers, seen.blocks, found, strict=False):
            try:
                if isinstance(block, Unreadable):
                    raise block
                if again.concerns(number):
                    again.look_at(number, block.load(), lines, self._second)
            except OSError as error:
                self._refuse(unreachable(seen.source.name, error))
            except Unreadable:
                continue  # which the first look has told

    def _compare_files(self) -> None:
        """IT011."""
        for seen in self._seen:
            if seen.state != seen.source.state:
                place = Place(file=seen.source.name)
                hint = "run it again when nothing writes to the file"
                message = "the file changed while it was read"
                self._refuse(Unreadable("IT011", message, place, hint))

    def _refuse(self, unreadable: Unreadable) -> None:
        self._counts["unread"] += 1
        self._names[unreadable.name] = None
        self._refused.add(unreadable.finding)

    def _sorted(self, findings: Iterable[Finding]) -> list[Finding]:
        """In the order of the inputs and of the lines within them, as many as are wanted."""
        order = {name: number for number, name in enumerate(self._names)}
        tally = Tally(self._settings.most)
        for finding in sorted(
            findings,
            key=lambda f: (order[f.place.file], f.place.line or 0, f.place.column or 0, f.code),
        ):
            tally.add(finding)
        return tally.findings
