"""Whether a thing took place, or came about, by the word of the sources."""

from istanbul_talks.model.records import Record
from istanbul_talks.model.vocabulary import AgreementStatus, EventStatus, MeetingStatus, Term

PLAIN: tuple[Term, ...] = (
    MeetingStatus.HELD,
    MeetingStatus.ONGOING,
    EventStatus.OCCURRED,
    EventStatus.ONGOING,
    AgreementStatus.AGREED,
)
"""What need not be said beside a name; of all else a picture says what it is: alleged, proposed,
contested, expected."""


def reserve(record: Record) -> str:
    """The status of a record in words, unless it plainly took place or came about."""
    status: Term | None = getattr(record, "status", None)
    return "" if status is None or status in PLAIN else status.label
