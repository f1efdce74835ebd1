"""What makes a record of a certain type doubtful, apart from its single fields.

One function a type: the quick side of the rules in `istanbul_talks.validation.rules` that take a
single record. It notes what the record needs of others, too, even if its fields are in doubt.
"""

from collections.abc import Callable
from typing import Any

from istanbul_talks.model.shapes import RECORDS, ListShape, RecordShape, ReferenceShape
from istanbul_talks.model.values import Edtf
from istanbul_talks.model.vocabulary import (
    Counting,
    DemandKind,
    DocumentKind,
    Measure,
    ParticipationStatus,
    PlaceKind,
    Unit,
)
from istanbul_talks.validation.gate.fields import is_no_date
from istanbul_talks.validation.index import MAY_HAVE_COURSE
from istanbul_talks.validation.rules.cycles import RELATIONS
from istanbul_talks.validation.rules.figures import FROM_SOMEWHERE
from istanbul_talks.validation.rules.meetings import COURSE
from istanbul_talks.validation.rules.quantities import ANY_UNITS, MEASURE_UNITS, TIME, later
from istanbul_talks.validation.targets import Targets

RecordDoubt = Callable[[Any, Targets], Any]

# Plain texts: to compare with a term of a vocabulary takes longer.
_UNITS = {
    str(measure): frozenset(map(str, MEASURE_UNITS.get(measure, ANY_UNITS))) for measure in Measure
}
_FROM_SOMEWHERE = frozenset(map(str, FROM_SOMEWHERE))
_MAY_HAVE_COURSE = frozenset(map(str, MAY_HAVE_COURSE))
_HAVING = {
    name: tuple(f"{record.name}/" for record in RECORDS.values() if name in record)
    for name in {field.name for record in RECORDS.values() for field in record.fields}
}
"""By the name of a field, how the ids of records begin that have it."""
_PERCENT, _ONE_SIDE = str(Unit.PERCENT), str(Counting.ONE_SIDE)
_ATTENDED = str(ParticipationStatus.ATTENDED)
_CONDITION, _PACKAGE = str(DemandKind.CONDITION), str(DemandKind.PACKAGE)


def _source(source: Any, _: Targets) -> bool:
    length = source.text_length
    if (length is None) != (source.text_sha256 is None):
        return True
    return any(
        part.span[0] >= part.span[1] or (length is not None and part.span[1] > length)
        for part in source.parts or ()
    )


def _place(place: Any, _: Targets) -> bool:
    return place.iso3166 is not None and place.kind != PlaceKind.COUNTRY


def _meeting(meeting: Any, _: Targets) -> bool:
    if meeting.status not in _MAY_HAVE_COURSE and any(
        getattr(meeting, name) is not None for name in COURSE
    ):
        return True
    if meeting.duration is not None and meeting.duration.unit not in TIME:
        return True
    return _after(meeting.started, meeting.ended)


def _participation(participation: Any, targets: Targets) -> bool:
    meeting = participation.meeting
    if participation.status == _ATTENDED and meeting not in targets.met["attendance"]:
        targets.need("attendance", meeting)
    return False


def _document(document: Any, _: Targets) -> bool:
    return document.kind == DocumentKind.SUMMARY and document.derived_from is None


def _demand(demand: Any, targets: Targets) -> bool:
    package = demand.part_of
    if package is not None and package not in targets.met["package"]:
        targets.need("package", package)
    return (
        (demand.kind == _CONDITION and demand.condition_for is None)
        or (demand.combination is not None and demand.kind != _PACKAGE)
        or (
            demand.time_limit is not None
            and (demand.after is None or demand.time_limit.unit not in TIME)
        )
        or _after(demand.date, demand.due)
    )


def _agreement(agreement: Any, _: Targets) -> bool:
    return _after(agreement.date, agreement.due)


def _figure(figure: Any, _: Targets) -> bool:
    unit, measure, claimant = figure.quantity.unit, figure.measure, figure.claimant
    if (
        unit not in _UNITS[measure]
        or (unit == _PERCENT and figure.base is None)
        or (measure in _FROM_SOMEWHERE and figure.reference is None)
        or (figure.counting == _ONE_SIDE and figure.recipient is None)
    ):
        return True
    for claim in figure.provenance.get("quantity", ()):  # noqa: SIM110 (as in `fields`)
        if claim.claimant != claimant:
            return True
    return False


def _statement(statement: Any, _: Targets) -> bool:
    return statement.timing is not None and statement.occasion is None


def _disagreement(disagreement: Any, targets: Targets) -> bool:
    field, ids = disagreement.field, disagreement.records
    if field is None:
        return False
    having = _HAVING.get(field, ())
    for id in ids:
        if id.startswith(having):
            break
    else:
        targets.need("close look", ids[0])
    if having and len(ids) < 2:
        targets.need(f"dissent {field}", ids[0])
    return False


def _after(first: str | None, second: str | None) -> bool:
    if first is None or second is None:
        return False
    return is_no_date(first) or is_no_date(second) or later(Edtf(first), Edtf(second))


_OF_TYPE: dict[str, RecordDoubt] = {
    "source": _source,
    "place": _place,
    "meeting": _meeting,
    "participation": _participation,
    "document": _document,
    "demand": _demand,
    "agreement": _agreement,
    "figure": _figure,
    "statement": _statement,
    "disagreement": _disagreement,
}


def record_doubt(record: RecordShape) -> RecordDoubt | None:
    """The doubt of a record of this type."""
    return _OF_TYPE.get(record.name)


def may_name_itself(record: RecordShape) -> tuple[str, ...]:
    """The fields that could name the record itself, and must not."""
    found = []
    for field in record.fields:
        shape = field.shape.item if isinstance(field.shape, ListShape) else field.shape
        own = isinstance(shape, ReferenceShape) and record.name in shape.types
        if own and field.name not in RELATIONS:
            found.append(field.name)
    return tuple(found)
