"""From version 0, the form of the data before the first release, to version 1.

Two things changed. The event kind ``mediation`` went: a third party's effort over a period is a
meeting of kind process, in which the mediator has a seat, as any other series of contacts is.
And numbers of a quantity are no longer negative. (Files of that time say schema version 1.)
"""

import re
from collections.abc import Iterator
from typing import Any

from istanbul_talks.io.positions import escape
from istanbul_talks.migrating.step import Json, Step, Unmigratable, undecided
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.model.values import SLUG
from istanbul_talks.model.vocabulary import (
    Basis,
    EventStatus,
    MeetingFormat,
    MeetingKind,
    MeetingStatus,
    ParticipationRole,
    ParticipationStatus,
)
from istanbul_talks.validation.problem import Problem

MEDIATION = "mediation"

STATUS = {EventStatus.OCCURRED: MeetingStatus.HELD, EventStatus.ONGOING: MeetingStatus.ONGOING}
"""What the status of such an event is as that of a meeting; other ones have no counterpart."""

KEPT = ("name", "aliases", "date", "places")
"""The fields that events and meetings share, with one meaning."""

NOTE = "in schema version 0 an event of kind mediation"

_NUMBERS = ("low", "best", "high")


def change(record: dict[str, Json]) -> list[Json]:
    """What a record of version 0 is in version 1. Raises `Unmigratable`."""
    mediation = record.get("type") == "event" and record.get("kind") == MEDIATION
    problems = [*_misshapen(record)] if mediation else []
    if not problems:
        problems = [*_negative(record, ""), *(_without_counterpart(record) if mediation else ())]
    if problems:
        raise Unmigratable(problems)
    if not mediation:
        return [record]
    meeting = _meeting(record)
    return [meeting, _seat(record, meeting["id"])] if "initiator" in record else [meeting]


def _misshapen(event: dict[str, Json]) -> Iterator[Problem]:
    """Where a mediation has not the form of an event, so that nothing can be made of it."""
    hint = "mend it, as `istanbul-talks validate` says of other events"
    if not re.fullmatch(f"event/{SLUG}", str(event.get("id"))):
        yield undecided("/id", "an event has an id of the form event/slug", hint)
    for part in ("provenance", "dissents"):
        held = event.get(part, {})
        if not isinstance(held, dict):
            yield undecided(f"/{part}", "wanted is an object", hint)
            continue
        for name, claims in held.items():
            if not isinstance(claims, list) or not all(isinstance(one, dict) for one in claims):
                yield undecided(f"/{part}/{escape(name)}", "wanted is a list of claims", hint)


def _negative(value: Json, pointer: str) -> Iterator[Problem]:
    if isinstance(value, dict):
        for name in _NUMBERS if "unit" in value else ():
            number = value.get(name)
            if isinstance(number, int | float) and number < 0:
                yield undecided(
                    f"{pointer}/{name}",
                    f"{name} is {number}, and quantities are no longer negative",
                    "say in other fields what the sign meant, such as before or after what",
                )
    for key, held in _items(value):
        yield from _negative(held, f"{pointer}/{escape(key)}")


def _items(value: Json) -> Iterator[tuple[Any, Json]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _without_counterpart(event: dict[str, Json]) -> Iterator[Problem]:
    """What a mediation says that a meeting cannot say."""
    fields = [field.name for field in RECORDS["event"].fields]
    dissents = event.get("dissents", {})
    for name in fields:
        if name in event and name not in ("kind", "status", "initiator", *KEPT):
            yield _homeless(f"/{name}", name)
        if name in dissents and name not in ("status", *KEPT):
            yield _homeless(f"/dissents/{name}", name)
    statuses = [
        ("/status", event.get("status")),
        *(
            (f"/dissents/status/{number}/value", dissent.get("value"))
            for number, dissent in enumerate(dissents.get("status", []))
        ),
    ]
    for pointer, status in statuses:
        if not isinstance(status, str) or status not in STATUS:
            yield undecided(
                pointer,
                f"a mediation that is {status}: meetings have no such status",
                f"choose one of {', '.join(MeetingStatus)}, and recode the event as a meeting",
            )


def _homeless(pointer: str, name: str) -> Problem:
    return undecided(
        pointer,
        f"a mediation is a meeting now, and meetings have no {name} that means the same",
        "code it elsewhere, such as in a statement about the meeting, and take it out here",
    )


def _meeting(event: dict[str, Json]) -> Json:
    claims, dissents = event.get("provenance", {}), event.get("dissents", {})
    meeting = {
        "type": "meeting",
        "id": f"meeting/{_slug(event)}",
        "kind": str(MeetingKind.PROCESS),
        "status": str(STATUS[event["status"]]),
        "format": str(MeetingFormat.MEDIATED),
        **{name: event[name] for name in KEPT if name in event},
        "provenance": {
            **{name: claims[name] for name in ("kind", "status", *KEPT) if name in claims},
            "format": _borrowed(claims.get("kind", [])),
        },
    }
    if dissents:
        meeting["dissents"] = dissents | {
            name: [{**dissent, "value": str(STATUS[dissent["value"]])} for dissent in held]
            for name, held in dissents.items()
            if name == "status"
        }
    return meeting


def _seat(event: dict[str, Json], meeting: str) -> Json:
    claims = event.get("provenance", {})
    return {
        "type": "participation",
        "id": f"participation/{_slug(event)}-mediator",
        "meeting": meeting,
        "actor": event["initiator"],
        "role": str(ParticipationRole.MEDIATOR),
        "status": str(ParticipationStatus.ATTENDED),
        "provenance": {
            "meeting": _borrowed(claims.get("kind", []), Basis.INFERRED),
            "actor": claims.get("initiator", []),
            "role": _borrowed(claims.get("kind", [])),
            "status": _borrowed(claims.get("status", [])),
        },
    }


def _borrowed(claims: list[Json], basis: Basis = Basis.CODED) -> list[Json]:
    """Claims for a value that follows from another one; their notes say from which."""
    return [{**claim, "basis": str(basis), "note": claim.get("note", NOTE)} for claim in claims]


def _slug(event: dict[str, Json]) -> str:
    return str(event["id"]).partition("/")[2]


STEP = Step(
    old="0",
    new="1",
    what="an event of kind mediation is a meeting of kind process; no quantity is negative",
    change=change,
)
