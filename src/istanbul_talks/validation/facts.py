"""What validation must remember of every record once the record itself is gone.

Rules that look beyond one record ask for little: whether an id exists, how long a source's text
is, whether a meeting was held. That little is kept here by id, so that memory grows with the ids of
the data and not with their size, and so that parts that were looked at apart can be put together.
"""

import functools
import hashlib
from collections.abc import Callable, Iterable, Set
from operator import attrgetter
from typing import Any

import attrs
import msgspec

from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.model.vocabulary import PartKind
from istanbul_talks.validation.stretches import Stretches

DISPLAY = frozenset({PartKind.HEADLINE, PartKind.CAPTION, PartKind.PULL_QUOTE})
"""Parts of a text that repeat its body."""

KEYS: dict[str, tuple[str, ...]] = {
    "figure": tuple(f.name for f in RECORDS["figure"].fields if f.name != "quantity"),
    "participation": ("meeting", "actor", "role"),
}
"""The fields that together tell one record of a type from all others, apart from its id."""


@attrs.frozen
class SourceFacts:
    """Of a source: kind, length of its text and, if display text is among them, its parts."""

    kind: str
    text_length: int | None
    parts: tuple[tuple[str, int, int], ...]

    def display(self, start: int, end: int) -> str | None:
        """The sort of display text that a span stands in; None if it stands in running text."""
        number = self._stretches.first(start, end)
        kind = None if number is None else self.parts[number][0]
        return kind if kind in DISPLAY else None

    @functools.cached_property
    def _stretches(self) -> Stretches:
        return Stretches([(first, last) for _, first, last in self.parts])


@attrs.define
class Facts:
    """The facts of some records by id; of two records with one id, those of the first.

    ``ids`` maps the id of every record, malformed ones too, to the block in which it stands.
    """

    ids: dict[str, int] = attrs.field(factory=dict)
    malformed: dict[str, bool] = attrs.field(factory=dict)
    sources: dict[str, SourceFacts] = attrs.field(factory=dict)
    meetings: dict[str, str] = attrs.field(factory=dict)
    """The status of each."""
    demands: dict[str, str] = attrs.field(factory=dict)
    """The kind of each."""
    dissents: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    """Of records with dissents, the fields that these are about."""
    disagreements: dict[str, tuple[str | None, tuple[str, ...]]] = attrs.field(factory=dict)
    """The field and the records of each."""
    relations: dict[tuple[str, str], tuple[str, ...]] = attrs.field(factory=dict)
    """Which records a record stands below or after, by its id and the field that says so."""
    keys: dict[str, bytes] = attrs.field(factory=dict)
    """A digest of what no other record may have."""
    again: list[tuple[str, int]] = attrs.field(factory=list)
    """Ids that another record has already, and the block in which they stand once more."""
    contradicted: set[str] = attrs.field(factory=set)
    """Ids of which a later part had other facts, on which something may have been built."""

    def add(self, record: Any, block: int) -> None:
        """Remember a record: one of the model, or its struct."""
        id, cls = record.id, type(record)
        if id in self.ids:
            self.again.append((id, block))
            return
        self.ids[id] = block
        if cls not in _of_class:
            _of_class[cls] = _OF_TYPE[cls.__name__]
        remember = _of_class[cls]
        if remember is not None:
            remember(self, record)
        if record.dissents:
            self.dissents[id] = tuple(given(record.dissents))

    def add_malformed(self, id: str, block: int) -> None:
        """Remember that a record exists of which nothing else can be said."""
        if id in self.ids:
            self.again.append((id, block))
        else:
            self.ids[id] = block
            self.malformed[id] = True

    def merge(self, later: "Facts") -> None:
        """Take in the facts of records that stand after these."""
        twice = self.ids.keys() & later.ids.keys()
        self.again += [(id, later.ids[id]) for id in twice] + later.again
        self.contradicted |= {id for id in twice if self._of(id) != later._of(id)}
        for name in _TABLES:
            old, new = getattr(self, name), getattr(later, name)
            old.update({id: new[id] for id in new if id not in twice} if twice else new)
        for (id, relation), targets in later.relations.items():
            if id not in twice:
                self.relations[id, relation] = targets

    def of(self, ids: Set[str]) -> "Facts":
        """What other records can need of these records."""
        found = Facts()
        for name in _NEEDED:
            table = getattr(self, name)
            getattr(found, name).update({id: table[id] for id in ids if id in table})
        return found

    def _of(self, id: str) -> tuple[Any, ...]:
        """What is known of one record that another can rest on."""
        return (*(getattr(self, name).get(id) for name in _NEEDED if name != "ids"),)


_NEEDED = ("ids", "malformed", "sources", "meetings", "demands", "dissents")
_TABLES = [
    a.name for a in attrs.fields(Facts) if a.name not in ("again", "contradicted", "relations")
]


def digest(*key: str | None) -> bytes:
    """A digest of a key: equal keys have the same, and others another."""
    return hashlib.blake2b(_encode(key), digest_size=16).digest()


_encode = msgspec.json.Encoder(enc_hook=str).encode


def given(by_field: Any) -> Iterable[str]:
    """The fields that a mapping of claims, or its struct, has claims for."""
    if isinstance(by_field, dict):
        return by_field.keys()
    return [name for name in by_field.__struct_fields__ if getattr(by_field, name) is not None]


def _relate(facts: Facts, record: Any, *names: str) -> None:
    for name in names:
        held = getattr(record, name)
        if held:
            facts.relations[record.id, name] = held if isinstance(held, tuple) else (held,)


def _source(facts: Facts, source: Any) -> None:
    parts = tuple((str(part.kind), part.span[0], part.span[1]) for part in source.parts or ())
    shown = parts if any(kind in DISPLAY for kind, _, _ in parts) else ()
    facts.sources[source.id] = SourceFacts(str(source.kind), source.text_length, shown)
    _relate(facts, source, "part_of")


def _named(facts: Facts, record: Any) -> None:
    facts.keys[record.id] = digest(type(record).__name__, record.kind, record.name.casefold())


def _place(facts: Facts, place: Any) -> None:
    _named(facts, place)
    _relate(facts, place, "within")


def _meeting(facts: Facts, meeting: Any) -> None:
    facts.meetings[meeting.id] = str(meeting.status)
    _relate(facts, meeting, "part_of")


_seat = attrgetter(*KEYS["participation"])
_count = attrgetter(*KEYS["figure"])


def _participation(facts: Facts, participation: Any) -> None:
    facts.keys[participation.id] = digest("Participation", *_seat(participation))


def _document(facts: Facts, document: Any) -> None:
    _relate(facts, document, "derived_from")


_ORDER = ("part_of", "condition_for", "supersedes", "in_response_to", "after", "before")


def _demand(facts: Facts, demand: Any) -> None:
    facts.demands[demand.id] = str(demand.kind)
    _relate(facts, demand, *_ORDER)


def _event(facts: Facts, event: Any) -> None:
    _relate(facts, event, "part_of")


def _figure(facts: Facts, figure: Any) -> None:
    facts.keys[figure.id] = digest("Figure", *_count(figure))


def _disagreement(facts: Facts, disagreement: Any) -> None:
    facts.disagreements[disagreement.id] = (disagreement.field, disagreement.records)


_OF_TYPE: dict[str, Callable[[Facts, Any], None] | None] = {
    **dict.fromkeys((shape.cls.__name__ for shape in RECORDS.values()), None),
    "Source": _source,
    "Actor": _named,
    "Place": _place,
    "Meeting": _meeting,
    "Participation": _participation,
    "Document": _document,
    "Demand": _demand,
    "Event": _event,
    "Figure": _figure,
    "Disagreement": _disagreement,
}

_of_class: dict[type, Callable[[Facts, Any], None] | None] = {}
"""The same, by the classes of records that were met: of the model, or structs."""
