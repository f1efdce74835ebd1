"""Whose a record is: the actors whose act, view or number it holds, and for whom these act.

An actor acts for an organisation in which it holds an office, which it leads or of which it is a
part, and for the side for which it sits at a meeting. Owning a body is not enough, nor is working
for it or being a member: what a state's medium prints is not what the state says.
"""

from collections.abc import Iterable, Iterator

from istanbul_talks.model.records import (
    Actor,
    Affiliation,
    Agreement,
    Demand,
    Disagreement,
    Document,
    Event,
    Figure,
    Participation,
    Record,
    Source,
    Statement,
)
from istanbul_talks.plotting.states import ACTING

WHOSE: dict[str, tuple[str, ...]] = {
    Source.type: ("publisher",),
    Affiliation.type: ("person", "organization"),
    Participation.type: ("actor", "on_behalf_of"),
    Document.type: ("author",),
    Demand.type: ("party",),
    Agreement.type: ("parties",),
    Event.type: ("initiator",),
    Figure.type: ("claimant",),
    Statement.type: ("speaker", "attributed_to"),
}
"""By type, the fields that name whose a record is; the place of a thing is nobody's."""


def owners(records: Iterable[Record]) -> dict[str, list[str]]:
    """By id, the actors whose a record is, each once; records that are nobody's are left out.

    A meeting is of those who sit at it, a disagreement of all whose records differ.
    """
    records = [*records]
    own = {record.id: [*_own(record)] for record in records}
    for record in records:
        if isinstance(record, Participation) and record.meeting in own:
            own[record.meeting] += own[record.id]
    for record in records:
        if isinstance(record, Disagreement):
            own[record.id] += [actor for id in record.records for actor in own.get(id, ())]
    return {id: [*dict.fromkeys(actors)] for id, actors in own.items() if actors}


def acting(records: Iterable[Record]) -> dict[str, list[str]]:
    """By actor, whom it acts for itself, each once; these may act for others in turn."""
    found: dict[str, dict[str, None]] = {}
    for record in records:
        match record:
            case Affiliation(kind=kind) if kind in ACTING:
                found.setdefault(record.person, {})[record.organization] = None
            case Participation(on_behalf_of=str(side)) if side != record.actor:
                found.setdefault(record.actor, {})[side] = None
    return {actor: [*held] for actor, held in found.items()}


def _own(record: Record) -> Iterator[str]:
    if isinstance(record, Actor):
        yield record.id
    for field in WHOSE.get(record.type, ()):
        held = getattr(record, field)
        yield from held if isinstance(held, tuple) else () if held is None else (held,)
