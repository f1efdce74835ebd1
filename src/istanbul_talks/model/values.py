"""Value objects: what a field of a record holds when a plain string or number is not enough.

They know only what the JSON Schema can say too (form, bounds, a calendar-true date); order, such
as low ≤ best ≤ high, is the business of a rule.
"""

import datetime
import re
from enum import StrEnum
from typing import Annotated, NamedTuple, Self

import attrs

from istanbul_talks.model.constraints import AnyOf, Bounds, Doc, Text
from istanbul_talks.model.vocabulary import PartKind, Unit

SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
_ID = re.compile(f"([a-z]+)/({SLUG})")

MAX_NUMBER = 2**53 - 1
"""The largest integer that every JSON reader keeps exact (RFC 8259, section 6)."""

Number = Annotated[int | float, Bounds(0, MAX_NUMBER)]
Count = Annotated[int, Bounds(0, MAX_NUMBER)]


class Id(str):
    """The id of a record: ``type/slug``, so that a reference names the type that it points to.

    Raises `ValueError` if the text does not have that form.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        if not _ID.fullmatch(text):
            raise ValueError(f"not an id of the form type/slug: {text!r}")
        return super().__new__(cls, text)

    @property
    def type(self) -> str:
        """The record type that the id belongs to: ``meeting`` in ``meeting/istanbul``."""
        return self.partition("/")[0]

    @property
    def slug(self) -> str:
        """The part after the slash, unique within its type."""
        return self.partition("/")[2]


class Precision(StrEnum):
    """How finely an `Edtf` date is given."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"
    INTERVAL = "interval"


_YEAR = "[0-9]{4}"
_MONTH = f"{_YEAR}-(?:0[1-9]|1[0-2])"
_DAY = (
    f"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
)
_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
_OFFSET = "(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
_POINT = f"(?!0000)(?:{_DAY}|{_MONTH}|{_YEAR})~?"
_END = rf"(?:{_POINT}|\.\.)"

EDTF = rf"(?!0000){_DAY}T{_TIME}{_OFFSET}|(?!\.\./\.\.){_END}/{_END}|{_POINT}"
"""The subset of EDTF (ISO 8601-2) in use, as a regular expression that a full text must match."""

_EDTF = re.compile(EDTF)


class Edtf(str):
    """A date as well as it is known: a subset of EDTF, ISO 8601-2.

    ``2025``, ``2025-05``, ``2025-06-02``; a date-time with offset, ``2025-07-23T20:37+03:00``;
    ``2025-06-30~`` for about that day; closed and open intervals, ``2025-06-09/2025-06-15``,
    ``../2025-06-30``, ``2022/..``. It is a string and knows its `earliest` and `latest` day.

    Raises `ValueError` if the text is no such date.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        if not _EDTF.fullmatch(text):
            raise ValueError(f"not an EDTF date, time or interval: {text!r}")
        return super().__new__(cls, text)

    @property
    def precision(self) -> Precision:
        """Year, month, day, minute, second or, for two ends, interval."""
        if "/" in self:
            return Precision.INTERVAL
        if "T" in self:
            return Precision.SECOND if self[16] == ":" else Precision.MINUTE
        return (Precision.YEAR, Precision.MONTH, Precision.DAY)[self.count("-")]

    @property
    def approximate(self) -> bool:
        """Whether the date, or an end of the interval, is marked as about (``~``)."""
        return "~" in self

    @property
    def earliest(self) -> datetime.date | None:
        """The first day that the date can mean; None where the interval is open."""
        return self._ends()[0]

    @property
    def latest(self) -> datetime.date | None:
        """The last day that the date can mean; None where the interval is open."""
        return self._ends()[1]

    def _ends(self) -> tuple[datetime.date | None, datetime.date | None]:
        first, _, last = self.partition("/")
        return _days(first)[0], _days(last or first)[1]


def _days(point: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day of a date without interval."""
    if point == "..":
        return None, None
    match [int(number) for number in point.partition("T")[0].rstrip("~").split("-")]:
        case [year, month, day]:
            return datetime.date(year, month, day), datetime.date(year, month, day)
        case [year, month]:
            return datetime.date(year, month, 1), _month_end(year, month)
        case [year, *_]:
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    raise AssertionError(point)  # the pattern admits nothing else


def _month_end(year: int, month: int) -> datetime.date:
    if month == 12:
        return datetime.date(year, 12, 31)
    return datetime.date(year, month + 1, 1) - datetime.timedelta(days=1)


class Span(NamedTuple):
    """A stretch ``[start, end)`` of a source's text, in Unicode code points."""

    start: Count
    end: Count


@attrs.frozen(kw_only=True)
class Quantity:
    """A number as claimed: a point (``best``), a bound or a range, always with its unit.

    At least one of low, best and high is given, and none is negative; "up to 7" has only a high,
    "more than 12" a low of 13. (Low, best, high: as the UCDP counts.)
    """

    low: Annotated[Number | None, Doc("The lower bound, inclusive.")] = None
    best: Annotated[Number | None, Doc("The number, where the claimant gives one.")] = None
    high: Annotated[Number | None, Doc("The upper bound, inclusive.")] = None
    unit: Annotated[Unit, Doc("What is counted or measured.")]

    __constraint__ = AnyOf("low", "best", "high")

    def __str__(self) -> str:
        """``41 aircraft``, ``≥ 13 aircraft``, ``≤ 7,000,000,000 USD``, ``2–3 day``."""
        bounds = [f"{n:,}" for n in (self.low, self.high) if n is not None]
        if not bounds and self.best is None:
            return f"no number, {self.unit}"
        if len(bounds) == 2:
            text = "–".join(bounds) if self.best is None else f"{self.best:,} ({'–'.join(bounds)})"
        elif self.best is not None:
            text = " ".join([f"{self.best:,}", *(f"({self._sign()} {bound})" for bound in bounds)])
        else:
            text = f"{self._sign()} {bounds[0]}"
        return f"{text} {self.unit}"

    def _sign(self) -> str:
        return "≤" if self.low is None else "≥"


@attrs.frozen(kw_only=True)
class Coordinates:
    """A point on the earth, WGS 84."""

    latitude: Annotated[float, Bounds(-90, 90), Doc("Degrees north of the equator.")]
    longitude: Annotated[float, Bounds(-180, 180), Doc("Degrees east of Greenwich.")]

    def __str__(self) -> str:
        """``41.0389° N, 28.9851° E``."""
        north, east = "S" if self.latitude < 0 else "N", "W" if self.longitude < 0 else "E"
        return f"{abs(self.latitude)}° {north}, {abs(self.longitude)}° {east}"


@attrs.frozen(kw_only=True)
class Part:
    """A paragraph of a source, or another stretch of its text, and what it is."""

    kind: Annotated[PartKind, Doc("What the stretch is.")]
    span: Annotated[Span, Doc("Where it stands, in code points of the source's text.")]

    def __str__(self) -> str:
        return f"{self.kind} [{self.span.start}, {self.span.end})"


ShortText = Annotated[str, Text(max_length=200)]
"""A name, a title, a condition: one line."""

LongText = Annotated[str, Text(max_length=400)]
"""A summary or note in the coder's own words: one line."""


def text_of(value: object) -> str:
    """What a field holds, as a person reads it; nothing for a missing value.

    Several values are separated by semicolons: names and summaries may have commas in them.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return "; ".join(map(text_of, value))
    return str(value)
