"""Synthetic records: first what the rules tie together, then every other field by its shape."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from synthetic_claims import CODEBOOK, REFERENCE, ROUND, Back, Claims, Links
from synthetic_rules import POINTED_AT, Rules, disputed_field, has_dissent
from synthetic_values import Json, Values

from istanbul_talks.dataset import Dataset
from istanbul_talks.loading import load
from istanbul_talks.model.shapes import (
    RECORDS,
    TYPES,
    Field,
    ListShape,
    ReferenceShape,
    Shape,
    StructShape,
)
from istanbul_talks.model.values import Quantity
from istanbul_talks.validation.rules.claims import COMPUTED_FIELDS
from istanbul_talks.validation.rules.quantities import TIME, TIME_FIELDS

SHARES = {
    "source": 2,
    "actor": 4,
    "affiliation": 7,
    "place": 4,
    "meeting": 4,
    "participation": 14,
    "document": 3,
    "demand": 10,
    "agreement": 4,
    "event": 6,
    "figure": 13,
    "statement": 18,
    "disagreement": 11,
}
"""How many in a hundred records are of a type."""

FEWEST = 200
"""Fewer records could not be of all types and point to one another."""

RAREST, COMMONEST = 0.08, 0.9
"""How often an optional field is there at least and at most."""

EDITORIAL = ("kind", "treatment", "field")
"""Fields of a disagreement that are the dataset's own decisions."""

Make = Callable[[int], Any]
"""Makes a value for the record with this number."""


class Row(NamedTuple):
    """How a field is filled: how often, with what, and with which claims behind it."""

    name: str
    chance: float
    make: Make
    back: Back


def records(count: int, seed: int = 1, *, canonical: bool = True) -> Iterator[Json]:
    """So many valid records, in the order in which collections stand.

    Unless ``canonical`` is False some references lead to records of the canonical dataset. Records
    share values of the pools: to change one, copy it first.
    """
    return _Maker(count, seed, canonical=canonical).records()


class _Maker:
    """Makes records one by one, from pools of values and from their numbers."""

    def __init__(self, count: int, seed: int, *, canonical: bool) -> None:
        random = Random(seed)
        known = load()
        self._random = random.random
        self._counts = _counts(count)
        self._values = Values(random)
        self._links = Links(random, self._counts, self._values.words)
        self._claims = Claims(random, self._links, self._values)
        if canonical:
            self._links.know(known)
        self._rows = {
            kind: {field.name: self._row(kind, field, known) for field in shape.fields}
            for kind, shape in RECORDS.items()
        }
        self._rules = Rules(random, self._links, self._values, self._make)

    def records(self) -> Iterator[Json]:
        for kind, count in self._counts.items():
            for number in range(count):
                yield self._record(kind, number)

    def _record(self, kind: str, number: int) -> Json:
        random = self._random
        record: Json = {"type": kind, "id": self._links.id(kind, number)}
        settled = {"id": record["id"], **self._rules.settled(kind, number)}
        provenance = {}
        for name, chance, make, back in self._rows[kind].values():
            if name in settled:
                value = settled[name]
                if value is None:
                    continue
            # The first of its type has no optional field: there is no record that it could follow.
            elif chance == 1 or (number and random() < chance):
                value = make(number)
            else:
                continue
            record[name] = value
            provenance[name] = back(value, settled)
        record["provenance"] = provenance
        if has_dissent(kind, number):
            record["dissents"] = self._dissents(kind, number, record)
        return record

    def _dissents(self, kind: str, number: int, record: Json) -> Json:
        """One dissent: a value that the field does not hold or, of a list, that it lacks."""
        name = disputed_field(kind, number)
        shape, held = RECORDS[kind][name].shape, record.get(name)
        several = isinstance(shape, ListShape)
        refused = (held or []) if several else [held]
        value = held[0] if held and several else held
        while value is None or value in refused:
            if isinstance(shape, StructShape):
                value = {"best": int(self._random() * 1000), "unit": record[name]["unit"]}
            else:
                value = self._make(kind, name, number)
                value = value[0] if several else value
        return {name: [self._claims.dissent(value, element=several)]}

    def _make(self, kind: str, name: str, number: int) -> Any:
        """A value for a field of the record with this number."""
        return self._rows[kind][name].make(number)

    def _row(self, kind: str, field: Field, known: Dataset) -> Row:
        make = self._maker(kind, field.name, field.shape)
        return Row(field.name, _chance(kind, field, known), make, self._backing(kind, field))

    def _maker(self, kind: str, name: str, shape: Shape) -> Make:
        """Makes values of a shape; those that point nowhere are drawn from a pool."""
        random = self._random
        match shape:
            case ReferenceShape(types=types):
                kinds = POINTED_AT if types == TYPES else types
                return lambda number: self._links.some(kinds, kind, number)
            case ListShape(item=item) if not isinstance(item, StructShape):
                one = self._maker(kind, name, item)

                def one_or_two(number: int) -> list[Any]:
                    first = one(number)
                    second = one(number) if random() < 0.4 else first
                    return [first] if first == second else [first, second]

                return one_or_two
            case _:
                time = name in TIME_FIELDS
                pool = self._values.quantities(TIME) if time else self._values.pool(name, shape)
                return lambda _: pool[int(random() * len(pool))]

    def _backing(self, kind: str, field: Field) -> Back:
        """Makes the claims for the values of a field."""
        claims = self._claims
        match field:
            case Field(name=name) if kind == "disagreement" and name in EDITORIAL:
                return claims.textless(CODEBOOK, "coded")
            case Field(name="coordinates" | "iso3166"):
                return claims.textless(REFERENCE, "external")
            case Field(name="parts"):
                return claims.of_itself("coded")
            case Field(name=name) if name in COMPUTED_FIELDS:
                return claims.of_itself("computed")
            case Field(shape=ListShape(item=item)):
                return claims.elements(item)
            case Field(shape=StructShape(cls=cls)) if cls is Quantity:
                return claims.quantity
            case Field(shape=shape):
                return claims.plain(shape)


def _counts(count: int) -> dict[str, int]:
    """How many records of each type there are; sources come in full rounds."""
    if count < FEWEST:
        raise ValueError(f"at least {FEWEST} records are needed to have all types")
    counts = {kind: count * SHARES[kind] // 100 for kind in TYPES}
    counts["source"] = max(ROUND, counts["source"] // ROUND * ROUND)
    counts["statement"] += count - sum(counts.values())
    return counts


def _chance(kind: str, field: Field, known: Dataset) -> float:
    """How often records of a type have a field: about as often as in the canonical dataset."""
    if field.required:
        return 1
    alike = [record for record in known if record.type == kind]
    held = sum(1 for record in alike if getattr(record, field.name) not in (None, ()))
    return min(COMMONEST, max(RAREST, held / len(alike)))
