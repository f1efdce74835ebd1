"""Meetings: what can be said of one depends on whether it was held."""

from collections.abc import Iterator

from istanbul_talks.model.records import Meeting, Participation, Record
from istanbul_talks.model.vocabulary import MeetingStatus, ParticipationStatus
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.problem import Problem

MAY_HAVE_COURSE = frozenset({MeetingStatus.HELD, MeetingStatus.ONGOING, MeetingStatus.UNCLEAR})

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
    if not isinstance(record, Participation):
        return
    meeting = index.get(record.meeting)
    attended = record.status is ParticipationStatus.ATTENDED
    if attended and isinstance(meeting, Meeting) and meeting.status not in MAY_HAVE_COURSE:
        yield Problem(
            code="IT340",
            pointer="/status",
            message=f"attended {record.meeting}, which is {meeting.status}",
            hint="a seat at such a meeting is proposed, possible or invited",
        )


def one_seat(index: Index) -> Iterator[tuple[str, Problem]]:
    """IT342."""
    seats: dict[tuple[str, str, str], str] = {}
    for id, record in index.own.items():
        if isinstance(record, Participation):
            first = seats.setdefault((record.meeting, record.actor, record.role), id)
            if first != id:
                message = f"{first} is the same seat: meeting, actor and role"
                yield id, Problem(code="IT342", pointer="/actor", message=message)


RECORD_CHECKS = (has_course,)
INDEXED_CHECKS = (attended_what_was_held,)
WHOLE_CHECKS = (one_seat,)
