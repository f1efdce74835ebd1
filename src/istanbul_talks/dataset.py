"""A dataset: thirteen collections, looked up, filtered, and followed in both directions."""

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from istanbul_talks.derived.references import Reference, references
from istanbul_talks.findings.suggestion import did_you_mean
from istanbul_talks.frames.tabular import Tabular
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import (
    Actor,
    Affiliation,
    Agreement,
    Demand,
    Disagreement,
    Document,
    Event,
    Figure,
    Meeting,
    Participation,
    Place,
    Record,
    Source,
    Statement,
)
from istanbul_talks.model.shapes import RECORDS, RecordShape
from istanbul_talks.model.vocabulary import Measure

if TYPE_CHECKING:
    import pyarrow as pa

    from istanbul_talks.citing.citation import Citation
    from istanbul_talks.frames.claims_table import ClaimsTable
    from istanbul_talks.frames.comparison import Comparison
    from istanbul_talks.plotting.plot import Plot

R_co = TypeVar("R_co", bound=Record, covariant=True)
D = TypeVar("D")


class UnknownName(LookupError):
    """There is no such record, field or collection; the message says what was perhaps meant."""

    def __init__(self, what: str, name: str, choices: Iterable[str]) -> None:
        hint = did_you_mean(name, choices)
        super().__init__(f"no {what} {name!r}" + (f"; {hint}" if hint else ""))


class UnknownId(UnknownName, KeyError):
    """There is no record with this id."""

    def __str__(self) -> str:
        return str(self.args[0])


class Collection(Tabular, Generic[R_co]):
    """All records of one type: an immutable mapping from id to record, and a table.

    It has all that a `collections.abc.Mapping` has, but is none by inheritance: polars would take
    it for a dictionary of columns and never ask for its table.
    """

    def __init__(self, shape: RecordShape, records: Iterable[R_co]) -> None:
        self._shape = shape
        self._records: dict[str, R_co] = {}
        for record in records:
            if record.id in self._records:
                raise ValueError(f"two records have the id {record.id}")
            self._records[record.id] = record

    @property
    def name(self) -> str:
        """The name of the collection, e.g. ``meetings``."""
        return self._shape.collection

    def where(self, **conditions: object) -> "Collection[R_co]":
        """The records whose fields have these values.

        A field of several values matches if it holds the value; None matches a missing value.
        Raises `UnknownName` for a field that the records do not have.
        """
        for name in conditions:
            _require_field(self._shape, name)
        wanted = conditions.items()
        found = (r for r in self.values() if all(_matches(r, name, v) for name, v in wanted))
        return Collection(self._shape, found)

    def to_arrow(self) -> "pa.Table":
        """An Arrow table (extra ``arrow``): a row a record. Raises `MissingExtra`.

        Quantities are low, best, high and unit, dates their EDTF text and the first and the last
        day that it can mean; fields of several values are lists.
        """
        from istanbul_talks.derived.columns import record_columns
        from istanbul_talks.frames.arrow import arrow_table

        return arrow_table(record_columns(self._shape), self.values())

    def __contains__(self, id: object) -> bool:
        return id in self._records

    def keys(self) -> KeysView[str]:
        """The ids."""
        return self._records.keys()

    def values(self) -> ValuesView[R_co]:
        """The records."""
        return self._records.values()

    def items(self) -> ItemsView[str, R_co]:
        """Ids and records."""
        return self._records.items()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Collection):
            return self._records == other._records
        return self._records == other if isinstance(other, Mapping) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @overload
    def get(self, id: str, /) -> R_co | None: ...
    @overload
    def get(self, id: str, default: D, /) -> R_co | D: ...
    def get(self, id: str, default: object = None, /) -> object:
        """The record with this id, or the default."""
        return self._records.get(id, default)

    def __getitem__(self, id: str) -> R_co:
        try:
            return self._records[id]
        except KeyError:
            raise UnknownId(self._shape.name, id, self._records) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __repr__(self) -> str:
        first = ", ".join([*self._records][:3]) + (", …" if len(self) > 3 else "")
        return f"<{len(self)} {self.name}: {first}>" if self else f"<0 {self.name}>"

    def _repr_html_(self) -> str:
        from istanbul_talks.frames.html import records_html

        return records_html(self._shape, self._records.values())


class Dataset:
    """Records of all types, by collection, with what is said about the whole.

    Two datasets are equal if they hold equal records under the same version, title and licence.
    """

    sources: Collection[Source]
    actors: Collection[Actor]
    affiliations: Collection[Affiliation]
    places: Collection[Place]
    meetings: Collection[Meeting]
    participations: Collection[Participation]
    documents: Collection[Document]
    demands: Collection[Demand]
    agreements: Collection[Agreement]
    events: Collection[Event]
    figures: Collection[Figure]
    statements: Collection[Statement]
    disagreements: Collection[Disagreement]

    def __init__(
        self,
        records: Iterable[Record],
        *,
        version: str | None = None,
        title: str | None = None,
        license: str | None = None,
        schema: str | None = None,
    ) -> None:
        """Sort records into collections. Raises `ValueError` if two have one id.

        ``schema`` is what a document gives as its ``$schema``, for editors; it is written back
        and says nothing about the data.
        """
        self.schema = schema
        self.version = version
        self.title = title
        self.license = license
        by_type: dict[str, list[Record]] = {name: [] for name in RECORDS}
        for record in records:
            by_type[record.type].append(record)
        self.collections: dict[str, Collection[Record]] = {
            shape.collection: Collection(shape, by_type[name]) for name, shape in RECORDS.items()
        }
        for name, collection in self.collections.items():
            setattr(self, name, collection)
        self._referring: dict[str, list[Reference]] | None = None

    def __getitem__(self, id: str) -> Record:
        """The record with this id. Raises `UnknownId`."""
        if id not in self:
            raise UnknownId("record", id, (known.id for known in self))
        return self.collections[RECORDS[id.partition("/")[0]].collection][id]

    def __contains__(self, id: object) -> bool:
        shape = RECORDS.get(id.partition("/")[0]) if isinstance(id, str) else None
        return shape is not None and id in self.collections[shape.collection]

    def __iter__(self) -> Iterator[Record]:
        """All records, collection by collection."""
        for collection in self.collections.values():
            yield from collection.values()

    def __len__(self) -> int:
        """How many records there are."""
        return sum(map(len, self.collections.values()))

    def claims(self, id: str, field: str) -> tuple[Claim, ...]:
        """The claims behind a field: those for its value, then the dissents.

        Raises `UnknownId` for a record, `UnknownName` for a field that does not exist.
        """
        record = self[id]
        _require_field(RECORDS[record.type], field)
        return (*record.provenance.get(field, ()), *record.dissents.get(field, ()))

    def claims_table(self) -> "ClaimsTable":
        """All claims and dissents as a table, one row a claim."""
        from istanbul_talks.frames.claims_table import ClaimsTable

        return ClaimsTable(self)

    def compare(self, about: str | None = None, measure: str | None = None) -> "Comparison":
        """Who says how many: the figures about a record, or of a measure, side by side.

        What another source says instead of a figure's number has a row of its own. Nothing is
        summed or averaged. Raises `UnknownId` for a record, `UnknownName` for a measure.
        """
        from istanbul_talks.frames.comparison import compare

        wanted: dict[str, object] = {}
        if about is not None:
            self[about]
            wanted["about"] = about
        if measure is not None:
            if measure not in [*Measure]:
                raise UnknownName("measure", measure, [*Measure])
            wanted["measure"] = measure
        return compare(self.figures.where(**wanted).values())

    def cite(self, *what: "str | Record | Collection[Record]") -> "Citation":
        """How to cite: the dataset, and every source that these records rest on.

        ``what`` gives ids, records or collections; without it, all records are meant. Printed, it
        is a list of references; ``.bibtex()``, ``.csl_json()`` and ``.ris()`` are for programs.
        Raises `UnknownId`, and `Uncitable` if the record of a source is missing.
        """
        from istanbul_talks.citing.gathering import cite

        return cite([r for one in what for r in self._named(one)] if what else self, within=self)

    def _named(self, what: "str | Record | Collection[Record]") -> Iterable[Record]:
        if isinstance(what, Collection):
            return what.values()
        return [self[what] if isinstance(what, str) else what]

    @property
    def plot(self) -> "Plot":
        """Pictures of this dataset with Vega-Altair (extra ``plot``): ``talks.plot.timeline()``."""
        from istanbul_talks.plotting.plot import Plot

        return Plot(self)

    def references_of(self, id: str) -> tuple[Reference, ...]:
        """Where a record points to other records. Raises `UnknownId`."""
        return tuple(references(self[id]))

    def referring_to(self, id: str) -> tuple[Reference, ...]:
        """Where other records point to this one, in fields and in claims. Raises `UnknownId`."""
        self[id]
        if self._referring is None:
            self._referring = {}
            for record in self:
                for reference in references(record):
                    self._referring.setdefault(reference.target, []).append(reference)
        return tuple(self._referring.get(id, ()))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        mine, theirs = ((d.collections, d.version, d.title, d.license) for d in (self, other))
        return mine == theirs

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        name = " ".join(filter(None, [self.title, self.version]))
        return f"<Dataset {name + ': ' if name else ''}{len(self)} records>"

    def _repr_html_(self) -> str:
        from istanbul_talks.frames.html import dataset_html

        held = ((name, len(collection)) for name, collection in self.collections.items())
        return dataset_html(repr(self)[1:-1], held)


def _require_field(shape: RecordShape, name: str) -> None:
    names = ["id", *(field.name for field in shape.fields)]
    if name not in names:
        raise UnknownName(f"{shape.name} field", name, names)


def _matches(record: Record, name: str, wanted: object) -> bool:
    held: Any = getattr(record, name)
    if isinstance(held, tuple):
        return wanted in held or held == wanted or (wanted is None and not held)
    return bool(held == wanted)
