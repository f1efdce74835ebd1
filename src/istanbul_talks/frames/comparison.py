"""Who says how many: the figures about a thing side by side, none summed and none averaged."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

import attrs

from istanbul_talks.derived.columns import Column, Kind, columns, record_columns
from istanbul_talks.frames.arrow import arrow_table
from istanbul_talks.frames.tabular import Tabular
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Figure
from istanbul_talks.model.shapes import CLAIM, RECORDS
from istanbul_talks.model.values import Edtf, Id, Quantity
from istanbul_talks.model.vocabulary import Counting, FigureMethod, Hedge, Item, Measure, Unit

if TYPE_CHECKING:
    import pyarrow as pa


@attrs.frozen(kw_only=True)
class Count:
    """One number by one claimant: what a figure holds, or what another source says instead."""

    figure: Id
    about: Id
    measure: Measure
    item: Item | None
    base: str | None
    reference: Id | None
    claimant: Id | None
    """None where the sources say it in their own voice."""
    quantity: Quantity
    hedge: tuple[Hedge, ...]
    """What weakens or bounds it in any of the claims."""
    method: FigureMethod | None
    counting: Counting | None
    as_of: Edtf | None
    adopted: bool
    """False for what a source says instead of the number that the figure holds."""
    sources: tuple[Id, ...]
    wordings: tuple[str, ...]

    @property
    def low(self) -> float | None:
        """The lower bound, inclusive."""
        return self.quantity.low

    @property
    def best(self) -> float | None:
        """The number, where the claimant gives one."""
        return self.quantity.best

    @property
    def high(self) -> float | None:
        """The upper bound, inclusive."""
        return self.quantity.high

    @property
    def unit(self) -> Unit:
        """What is counted."""
        return self.quantity.unit


_HEADINGS = ("about", "measure", "claimant", "says", "hedge", "sources")


class Comparison(Tabular, Sequence[Count]):
    """Counts side by side; printed, a table."""

    def __init__(self, counts: Iterable[Count]) -> None:
        self._counts = tuple(counts)

    @overload
    def __getitem__(self, index: int) -> Count: ...
    @overload
    def __getitem__(self, index: slice) -> "Comparison": ...
    def __getitem__(self, index: int | slice) -> "Count | Comparison":
        if isinstance(index, slice):
            return Comparison(self._counts[index])
        return self._counts[index]

    def __len__(self) -> int:
        return len(self._counts)

    def to_arrow(self) -> "pa.Table":
        """An Arrow table (extra ``arrow``): a row a count. Raises `MissingExtra`."""
        return arrow_table(_COLUMNS, self._counts)

    def __repr__(self) -> str:
        return f"<{len(self)} counts>"

    def __str__(self) -> str:
        rows = [_HEADINGS, *map(_row, self)]
        widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
        lines = ("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from istanbul_talks.frames.html import counts_html

        return counts_html(self, _HEADINGS, map(_row, self))


def compare(figures: Iterable[Figure]) -> Comparison:
    """The counts of some figures, those of one thing together, the smallest first."""
    found = sorted((count for figure in figures for count in _counts(figure)), key=_order)
    return Comparison(found)


def _counts(figure: Figure) -> Iterator[Count]:
    yield _count(figure, figure.quantity, figure.claimant, figure.provenance.get("quantity", ()))
    for dissent in figure.dissents.get("quantity", ()):
        yield _count(figure, dissent.value, dissent.claimant, (dissent,), adopted=False)


def _count(
    figure: Figure,
    quantity: Quantity,
    claimant: Id | None,
    claims: tuple[Claim, ...],
    *,
    adopted: bool = True,
) -> Count:
    kept = ("about", "measure", "item", "base", "reference", "method", "counting", "as_of")
    return Count(
        figure=figure.id,
        claimant=claimant,
        quantity=quantity,
        hedge=tuple(dict.fromkeys(hedge for claim in claims for hedge in claim.hedge)),
        adopted=adopted,
        sources=tuple(dict.fromkeys(claim.source for claim in claims)),
        wordings=tuple(dict.fromkeys(claim.wording for claim in claims if claim.wording)),
        **{name: getattr(figure, name) for name in kept},
    )


def _order(count: Count) -> tuple[Any, ...]:
    numbers = (count.low, count.best, count.high)
    least = min(number for number in numbers if number is not None)
    return (count.about, count.measure, count.item or "", count.unit, least, count.claimant or "")


def _row(count: Count) -> tuple[str, ...]:
    return (
        count.about,
        " ".join(filter(None, [count.measure, count.item, "" if count.adopted else "≠"])),
        count.claimant or "·",
        str(count.quantity),
        ", ".join(count.hedge),
        ", ".join(source.partition("/")[2] for source in count.sources),
    )


def _columns() -> Iterator[Column]:
    """A column for each field of a count, its kind read off the model."""
    figure = {column.name: column for column in record_columns(RECORDS["figure"])}
    claim = {column.name: column for column in columns(CLAIM.fields)}
    yield _renamed(figure["id"], "figure", "The figure that has it.")
    for name in ("about", "measure", "item", "base", "reference", "claimant"):
        yield _renamed(figure[name], name)
    for name in ("low", "best", "high", "unit"):
        yield _renamed(figure[f"quantity_{name}"], name)
    yield _renamed(claim["hedge"], "hedge")
    for name in ("method", "counting", "as_of", "as_of_earliest", "as_of_latest"):
        column = figure[name]
        yield column if column.computed else _renamed(column, name)
    yield _own("adopted", Kind.FLAG, "False for what a source says instead of the figure's number.")
    yield attrs.evolve(_renamed(claim["source"], "sources"), many=True)
    yield attrs.evolve(_renamed(claim["wording"], "wordings"), many=True)


def _renamed(column: Column, name: str, doc: str | None = None) -> Column:
    return attrs.evolve(column, name=name, field=name, part=None, doc=doc or column.doc)


def _own(name: str, kind: Kind, doc: str) -> Column:
    return Column(name=name, field=name, kind=kind, doc=doc, required=True)


_COLUMNS = tuple(_columns())
