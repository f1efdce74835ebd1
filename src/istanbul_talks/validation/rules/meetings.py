"""Meetings: what can be said of one depends on whether it was held."""

from collections.abc import Iterator

from istanbul_talks.model.records import Meeting, Participation, Record
from istanbul_talks.model.vocabulary import ParticipationStatus
from istanbul_talks.validation.index import MAY_HAVE_COURSE, Index
from istanbul_talks.validation.problem import Problem

COURSE = ("started", "ended", "started_late", "duration", "outcome")


def has_course(record: Record) -> Iterator[Problem]:
    """IT341."""
    if isinstance(record, Meeting) and record.status not in MAY_HAVE_COURSE:
        for field in COURSE:
            if getattr(record, field) not in (None, ()):
                message = f"{field} of a meeting that is {record.status}"
                yield Problem(code="IT341", pointer=f"/{field}", message=message, at_key=True)


def attended_what_was_held(record: Record, index: Index) -> Iterator[Problem]:
    """IT340."""
    if isinstance(record, Participation) and record.status is ParticipationStatus.ATTENDED:
        status = index.meeting_status(record.meeting)
        if status is not None and status not in MAY_HAVE_COURSE:
            yield Problem(
                code="IT340",
                pointer="/status",
                message=f"attended {record.meeting}, which is {status}",
                hint="a seat at such a meeting is proposed, possible or invited",
            )


def one_seat(index: Index) -> Iterator[tuple[str, Problem]]:
    """IT342."""
    for id, first in index.repeated("participation"):
        message = f"{first} is the same seat: meeting, actor and role"
        yield id, Problem(code="IT342", pointer="/actor", message=message)


RECORD_CHECKS = (has_course,)
INDEXED_CHECKS = (attended_what_was_held,)
WHOLE_CHECKS = (one_seat,)
