"""What the rules tie together in synthetic records, settled before other fields are filled.

A rule that looks at two records is kept without remembering either: what a record must know of
another follows from that one's number. So it is settled by number which records dissent, which
meetings were held, which demands are packages, and which seats and figures there are.
"""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

from synthetic_claims import ROUND, TEXTLESS, Links
from synthetic_values import TEXT, Json, Values, number_word

from istanbul_talks.model.shapes import (
    RECORDS,
    DateShape,
    FlagShape,
    ListShape,
    ReferenceShape,
    TermShape,
)
from istanbul_talks.model.vocabulary import (
    Combination,
    Counting,
    DemandKind,
    DocumentKind,
    Measure,
    MeetingStatus,
    ParticipationRole,
    ParticipationStatus,
    PlaceKind,
    SourceKind,
    Term,
    Treatment,
    Unit,
)
from istanbul_talks.validation.rules.claims import COMPUTED_FIELDS
from istanbul_talks.validation.rules.figures import FROM_SOMEWHERE
from istanbul_talks.validation.rules.meetings import COURSE
from istanbul_talks.validation.rules.quantities import LENGTH, MEASURE_UNITS, TIME

POINTED_AT = ("actor", "place", "meeting", "document", "demand", "agreement", "event")
"""What a reference leads to that may lead to anything."""

DISSENTING = ("meeting", "participation", "document", "demand", "agreement", "event", "figure")
EVERY, FIRST = 11, 7
"""The types that dissent, and which records of them do: about 5 in 100 of all records."""

PACKAGES, TERMS = 12, 2
"""One demand in so many is a package; so many after it are its terms."""

STEP = 10
"""How far apart the records are that figures are about."""


def has_dissent(kind: str, number: int) -> bool:
    """Whether the record with this number has a dissent."""
    return number % EVERY == FIRST and kind in DISSENTING


def disputed_field(kind: str, number: int) -> str:
    """The field on which the record with this number has a dissent, if it has one."""
    return _DISPUTABLE[kind][number // EVERY % len(_DISPUTABLE[kind])]


def _disputable(kind: str) -> list[str]:
    """Fields whose other value can be drawn by itself; of a figure, the number alone."""
    if kind == "figure":
        return ["quantity"]
    plain = (TermShape, DateShape, ReferenceShape, FlagShape)
    shapes = {field.name: field.shape for field in RECORDS[kind].fields}
    items = {
        n: shape.item if isinstance(shape, ListShape) else shape for n, shape in shapes.items()
    }
    return [name for name, shape in items.items() if isinstance(shape, plain)]


_DISPUTABLE = {kind: _disputable(kind) for kind in DISSENTING}


class Rules:
    """Settles some fields of a record: to a value, or to None for a field that it must lack."""

    def __init__(
        self,
        random: Random,
        links: Links,
        values: Values,
        make: Callable[[str, str, int], Any],
    ) -> None:
        self._random = random.random
        self._links = links
        self._values = values
        self._make = make
        self._measures = [(measure, values.quantities(_units(measure))) for measure in Measure]
        self._disputes = self._all_disputes()
        self._by_type: dict[str, Callable[[int], Json]] = {
            "source": self._source,
            "actor": self._actor,
            "place": self._place,
            "meeting": self._meeting,
            "participation": self._participation,
            "document": self._document,
            "demand": self._demand,
            "figure": self._figure,
            "statement": self._statement,
            "disagreement": self._disagreement,
        }

    def settled(self, kind: str, number: int) -> Json:
        """What the rules settle in the record with this number."""
        settle = self._by_type.get(kind)
        return settle(number) if settle else {}

    def _source(self, number: int) -> Json:
        place = number % ROUND
        if place < len(TEXTLESS):
            return {"kind": TEXTLESS[place], **dict.fromkeys(("parts", *COMPUTED_FIELDS))}
        length = TEXT + number % 997
        return {
            "kind": self._pick(_TEXT_KINDS),
            "parts": self._values.parts(length),
            "text_sha256": f"{number:064x}",
            "text_length": length,
        }

    def _actor(self, number: int) -> Json:
        return {"name": f"{self._pick(self._values.words)} {number_word(number)}".title()}

    def _place(self, number: int) -> Json:
        kind = self._pick(_PLACE_KINDS)
        name = self._actor(number)
        return {"kind": kind, **name, **({} if kind == PlaceKind.COUNTRY else {"iso3166": None})}

    def _meeting(self, number: int) -> Json:
        status = _status(number)
        if status != "held":
            return {"status": status, **dict.fromkeys(COURSE)}
        started, ended = self._pick(self._values.sessions) if number % 5 == 1 else (None, None)
        return {"status": status, "started": started, "ended": ended}

    def _participation(self, number: int) -> Json:
        """Each role is taken once at a meeting, so that no seat is there twice."""
        turn, meeting = divmod(number, self._links.counts["meeting"])
        attended = _status(meeting) == "held" and self._random() < 0.8
        return {
            "meeting": self._links.id("meeting", meeting),
            "role": _ROLES[turn],
            "status": "attended" if attended else self._pick(_AWAY),
        }

    def _document(self, number: int) -> Json:
        if number % 8 != 4:
            return {"kind": self._pick(_PAPERS)}
        return {"kind": "summary", "derived_from": self._make("document", "derived_from", number)}

    def _demand(self, number: int) -> Json:
        place = number % PACKAGES
        package = number - place + TERMS < self._links.counts["demand"]
        if package and place == 0:
            none = dict.fromkeys(("part_of", "after", "time_limit"))
            return {"kind": "package", "combination": self._pick(_COMBINATIONS), **none}
        term = package and place <= TERMS
        settled: Json = {
            "kind": self._pick(_DEMANDS),
            "combination": None,
            "part_of": self._links.id("demand", number - place) if term else None,
        }
        if settled["kind"] == DemandKind.CONDITION:
            settled["condition_for"] = self._make("demand", "condition_for", number)
        if self._random() < 0.1:
            return settled | {"after": self._make("demand", "after", number)}
        return settled | {"after": None, "time_limit": None}

    def _figure(self, number: int) -> Json:
        """Each measure is taken of a thing once, so that no key is there twice."""
        block, turn = divmod(number, len(self._measures))
        measure, quantities = self._measures[turn]
        step, turn = divmod(block, len(POINTED_AT))
        settled = {
            "about": self._links.id(POINTED_AT[turn], step * STEP),
            "measure": str(measure),
            "quantity": self._pick(quantities),
            "claimant": None,
            "counting": self._pick(_COUNTINGS) if self._random() < 0.1 else None,
        }
        needed = []
        if self._random() < 0.5:
            needed.append("claimant")
        if settled["quantity"]["unit"] == Unit.PERCENT:
            needed.append("base")
        if measure in FROM_SOMEWHERE:
            needed.append("reference")
        if settled["counting"] == Counting.ONE_SIDE:
            needed.append("recipient")
        return settled | {name: self._make("figure", name, number) for name in needed}

    def _statement(self, number: int) -> Json:
        if number == 0 or self._random() < 0.8:
            return {"occasion": None, "timing": None}
        return {"occasion": self._make("statement", "occasion", number)}

    def _disagreement(self, _: int) -> Json:
        """First one for each dissent, then those about records that stand side by side."""
        disputed = next(self._disputes, None)
        if disputed is not None:
            id, field = disputed
            return {"records": [id], "treatment": self._pick(_TREATMENTS), "field": field}
        kind = self._pick(DISSENTING)
        count = self._links.counts[kind]
        first = int(self._random() * count)
        pair = (first, (first + 1 + int(self._random() * (count - 1))) % count)
        return {
            "records": [self._links.id(kind, number) for number in pair],
            "treatment": Treatment.KEPT_SIDE_BY_SIDE,
            "field": self._pick([*_DISPUTABLE[kind], None]),
        }

    def _all_disputes(self) -> Iterator[tuple[str, str]]:
        """Every record that has a dissent, and the field on which it has one."""
        for kind in DISSENTING:
            for number in range(FIRST, self._links.counts[kind], EVERY):
                yield self._links.id(kind, number), disputed_field(kind, number)

    def _pick(self, pool: Sequence[Any]) -> Any:
        return pool[int(self._random() * len(pool))]


def _units(measure: Measure) -> frozenset[Unit]:
    return MEASURE_UNITS.get(measure, frozenset(Unit) - TIME - LENGTH)


def _status(meeting: int) -> str:
    """Whether the meeting with this number was held: most were."""
    turn, other = divmod(meeting, 4)
    return _STATUSES[turn % len(_STATUSES)] if other == 3 else "held"


def _terms(vocabulary: type[Term], *without: Term) -> list[str]:
    return [str(term) for term in vocabulary if term not in without]


_STATUSES = _terms(MeetingStatus)
_TEXT_KINDS = _terms(SourceKind, *map(SourceKind, TEXTLESS))
_PLACE_KINDS = _terms(PlaceKind)
_ROLES = _terms(ParticipationRole)
_AWAY = _terms(ParticipationStatus, ParticipationStatus.ATTENDED)
_PAPERS = _terms(DocumentKind, DocumentKind.SUMMARY)
_DEMANDS = _terms(DemandKind, DemandKind.PACKAGE)
_COMBINATIONS = [*_terms(Combination), None]
_COUNTINGS = _terms(Counting)
_TREATMENTS = _terms(Treatment, Treatment.KEPT_SIDE_BY_SIDE)
