"""How far two independent codings of the same texts agree; the tables of docs/methods.md.

Each coding is a table of claims in docs/double-coding/, frozen as it was before adjudication: the
span, the type and field that the claim supports, the value (left out for summaries, names,
titles and rights, which are words and no codes), claimant, basis and hedges.

A claim of the first coder is paired with the claim of the second whose span overlaps it most,
within the same field of the same record type. Agreement on terms is Krippendorff's alpha for
nominal data, as NLTK computes it.

    python tools/agreement.py
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from nltk.metrics.agreement import AnnotationTask

from istanbul_talks.model.shapes import RECORDS, ListShape, TermShape, vocabulary_name

FOLDER = Path(__file__).parents[1] / "docs" / "double-coding"


class Row(NamedTuple):
    """One claim of one coder."""

    source: str
    start: int
    end: int
    type: str
    field: str
    value: str
    claimant: str
    basis: str
    hedge: str

    def overlap(self, other: "Row") -> int:
        """How many characters both spans share."""
        if self.source != other.source:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


Pair = tuple[str, str]


def main() -> None:
    """Print the tables."""
    sys.stdout.write("\n".join(tables()) + "\n")


def tables() -> Iterator[str]:
    """The tables as Markdown."""
    first, second = (_read(name) for name in ("first", "second"))
    yield "| spans | first coder | second coder |"
    yield "|---|---|---|"
    spans = [sorted({row[:3] for row in rows}) for rows in (first, second)]
    yield f"| distinct spans | {len(spans[0]):,} | {len(spans[1]):,} |"
    found = [_share(_overlapped(a, b)) for a, b in ((first, second), (second, first))]
    yield f"| found by the other, in part at least | {found[0]} | {found[1]} |"
    exact = len({*spans[0]} & {*spans[1]})
    yield f"| found by the other, to the character | {exact:,} | {exact:,} |"
    pairs = [*_pairs(first, second)]
    yield ""
    yield "| paired claims | pairs | equal | alpha |"
    yield "|---|---|---|---|"
    yield _line("claimant (or none)", [(a.claimant, b.claimant) for a, b in pairs])
    yield _line("basis", [(a.basis, b.basis) for a, b in pairs])
    yield _line("hedges", [(a.hedge, b.hedge) for a, b in pairs])
    yield _line("quantities", [(a.value, b.value) for a, b in pairs if a.value.startswith("{")])
    by_vocabulary: dict[str, list[Pair]] = defaultdict(list)
    vocabularies = _vocabularies()
    for a, b in pairs:
        if (a.type, a.field) in vocabularies:
            by_vocabulary[vocabularies[a.type, a.field]].append((a.value, b.value))
    yield _line("all coded terms", [pair for held in by_vocabulary.values() for pair in held])
    for name, held in sorted(by_vocabulary.items()):
        yield _line(name, held)


def _read(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        return [Row(line[0], int(line[1]), int(line[2]), *line[3:]) for line in lines]


def _overlapped(rows: list[Row], others: list[Row]) -> list[bool]:
    """For each distinct span, whether any span of the other coder shares a character with it."""
    distinct = {row[:3]: row for row in rows}.values()
    return [any(row.overlap(other) for other in others) for row in distinct]


def _pairs(first: list[Row], second: list[Row]) -> Iterator[tuple[Row, Row]]:
    by_field: dict[Pair, list[Row]] = defaultdict(list)
    for row in second:
        by_field[row.type, row.field].append(row)
    for row in first:
        candidates = [other for other in by_field[row.type, row.field] if row.overlap(other)]
        if candidates:
            # Of several on one span (the elements of a list), the one with the same value.
            yield row, max(candidates, key=lambda o: (row.overlap(o), o.value == row.value))


def _vocabularies() -> dict[Pair, str]:
    found = {}
    for record in RECORDS.values():
        for field in record.fields:
            shape = field.shape.item if isinstance(field.shape, ListShape) else field.shape
            if isinstance(shape, TermShape):
                found[record.name, field.name] = vocabulary_name(shape.vocabulary)
    return found


def _line(name: str, pairs: list[Pair]) -> str:
    return f"| {name} | {len(pairs):,} | {_share([a == b for a, b in pairs])} | {_alpha(pairs)} |"


def _share(truths: Iterable[bool]) -> str:
    every = [*truths]
    return f"{sum(every) / len(every):.1%}"


def _alpha(pairs: list[Pair]) -> str:
    if len({value for pair in pairs for value in pair}) < 2:
        return "–"  # one term only: nothing by which chance agreement could be judged
    labels = [
        (coder, str(item), value)
        for item, pair in enumerate(pairs)
        for coder, value in zip("ab", pair, strict=True)
    ]
    return f"{AnnotationTask(data=labels).alpha():.2f}"


if __name__ == "__main__":
    main()
