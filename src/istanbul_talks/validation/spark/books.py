"""The books of a run whose findings stay in Spark: names, totals, lines, what cannot be read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from istanbul_talks.findings.finding import Finding
from istanbul_talks.findings.report import Report
from istanbul_talks.io.blocks import Block
from istanbul_talks.io.cutting import blocks
from istanbul_talks.io.documents import Document
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.validation.engine import Run, Seen
from istanbul_talks.validation.outcome import Outcome
from istanbul_talks.validation.spark.parts import (
    BLOCKS,
    GROUP,
    Aside,
    Cut,
    Task,
    Walk,
    joined,
    unreadable_again,
)

DATAFRAME = "<dataframe>"
"""The name of a DataFrame whose rows say of no file that they come from it."""


@attrs.frozen
class Told:
    """What came of a look at a block: its number, its file, and totals without findings."""

    number: int
    file: str
    outcome: Outcome


class Books(Run):
    """A run that is told what came of its blocks, in their order."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.lines: dict[int, int] = {}
        """How many lines of its input stand before a block, by its number, if there are any."""

    @property
    def names(self) -> list[str]:
        """The names of the inputs, in their order."""
        return [*self._names]

    @property
    def apart(self) -> list[list[Finding]]:
        """Findings of the driver itself: what cannot be read, and what is wrong with heads."""
        return [self._refused.findings, self.heads.tally.findings]

    @property
    def records(self) -> int:
        """How many records were looked at."""
        return self._counts["records"]

    def take(self, told: list[Told], asides: Iterable[Aside]) -> None:
        """Take in the first look."""
        self._open(told, asides)
        self._take_all((one.outcome for one in told), lambda size, findings: None)
        before = [iter(seen.blocks) for seen in self._seen]
        for one, number in zip(told, self._inputs, strict=True):
            if lines := next(before[number]):
                self.lines[one.number] = lines

    def take_second(self, told: Iterable[Told], asides: Iterable[Aside]) -> None:
        """Take in the second look."""
        for one in told:
            self._second.merge(one.outcome.tally)
        for aside in asides:
            if isinstance(aside.item, Finding):
                self._refuse(unreadable_again(aside.item))

    def close(self) -> None:
        """Everything was looked at."""
        self._done = True
        self._compare_files()

    def totals(self, stopped: str | None = None) -> Report:
        """The report without findings: all of them are only counted."""
        report = self.report(stopped)
        counts = Counter(report.omitted) + Counter(finding.code for finding in report.findings)
        return attrs.evolve(report, findings=(), omitted=dict(sorted(counts.items())))

    def _open(self, told: Iterable[Told], asides: Iterable[Aside]) -> None:
        """Set up the inputs, with what comes beside their blocks, and say whose each block is."""
        raise NotImplementedError


class FileBooks(Books):
    """The books of files, whose blocks are numbered by file."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._opened: dict[int, Seen] = {}
        self._beside: dict[int, list[Unreadable | Document]] = {}

    def tasks(self) -> Iterator[Task]:
        """What executors are to look at; what is no block is kept until that is done."""
        held: list[tuple[int, Block]] = []
        size = 0
        for number, block in self._numbered():
            if isinstance(block, Input):
                yield Walk(number, block)
                continue
            size += block.size
            if held and (longer := joined(held[-1][1], block)):
                held[-1] = (held[-1][0], longer)
            else:
                held.append((number, block))
            if size >= GROUP:
                yield Cut(tuple(held))
                held, size = [], 0
        if held:
            yield Cut(tuple(held))

    def _numbered(self) -> Iterator[tuple[int, Block | Input]]:
        """Numbered blocks and, with the number of its first, an input that will be walked."""
        for number, source in enumerate(self._sources):
            beside = self._beside[number] = []
            if isinstance(source, Unreadable):
                continue
            self._opened[number] = Seen(source, source.state)
            there = _absolute(source)
            if isinstance(source.content, Path) and source.compression:
                yield number << BLOCKS, there
                continue
            count = number << BLOCKS
            for item in blocks(there):
                if isinstance(item, Unreadable | Document):
                    beside.append(item)
                else:
                    yield count, item
                    count += 1

    def _open(self, told: Iterable[Told], asides: Iterable[Aside]) -> None:
        for aside in asides:
            found = aside.item
            self._beside[aside.number >> BLOCKS].append(
                unreadable_again(found) if isinstance(found, Finding) else found
            )
        places = {}
        for number, source in enumerate(self._sources):
            if isinstance(source, Unreadable):
                self._refuse(source)
                continue
            places[number] = len(self._seen)
            self._names[source.name] = None
            self._seen.append(self._opened[number])
            for item in self._beside[number]:
                self._take_beside(item)
        self._inputs = [places[one.number >> BLOCKS] for one in told]

    def _take_beside(self, item: Unreadable | Document) -> None:
        if isinstance(item, Document):
            self.heads.read(item)
        else:
            self._seen[-1].unread += 1
            self._refuse(item)


class TableBooks(Books):
    """The books of a DataFrame, whose files are known when its rows were looked at."""

    def _open(self, told: Iterable[Told], asides: Iterable[Aside]) -> None:
        files = [one.file for one in told]
        self._names = dict.fromkeys(files or [DATAFRAME])
        self._seen = [Seen(_Rows(name, b""), None) for name in self._names]
        places = {name: place for place, name in enumerate(self._names)}
        self._inputs = [places[file] for file in files]


@attrs.frozen
class _Rows(Input):
    """Rows of a DataFrame, which are one record each whatever their file is called."""

    @property
    def is_lines(self) -> bool:
        return True


def _absolute(source: Input) -> Input:
    """The same input, found from any working directory."""
    content = source.content
    return attrs.evolve(
        source, content=content.absolute() if isinstance(content, Path) else content
    )
