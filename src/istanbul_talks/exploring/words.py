"""Numbers and dates as a reader reads them."""

import datetime

from istanbul_talks.model.values import Edtf, Quantity
from istanbul_talks.model.vocabulary import Unit

PLURALS = {Unit.AIRCRAFT: "aircraft", Unit.BODY: "bodies", Unit.PERCENT: "percent"}
"""Units whose plural is not their label and an s."""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Not those of `calendar`, which are in the language of the machine."""


def plural(unit: Unit) -> str:
    """What several of a unit are called."""
    return PLURALS.get(unit, f"{unit.label}s")


def quantity_in_words(quantity: Quantity) -> str:
    """``41 aircraft``, ``at least 13 aircraft``, ``2–3 days``, ``at most 7,000 US dollars``.

    A number with bounds has them in brackets.
    """
    low, best, high = (
        None if number is None else f"{number:,}"
        for number in (quantity.low, quantity.best, quantity.high)
    )
    bounds = _bounds(low, high)
    number = f"{best} ({bounds})" if best and bounds else best or bounds or "no number"
    alone = [n for n in (quantity.low, quantity.best, quantity.high) if n is not None] == [1]
    return f"{number} {quantity.unit.label if alone else plural(quantity.unit)}"


def _bounds(low: str | None, high: str | None) -> str | None:
    if low and high:
        return f"{low}–{high}"
    return f"at least {low}" if low else f"at most {high}" if high else None


def date_in_words(date: Edtf) -> str:
    """``2 June 2025``, ``about 30 June 2025``, ``9 June 2025 – 15 June 2025``, ``since 2022``."""
    first, slash, last = date.partition("/")
    if not slash:
        return _point(first)
    if first == "..":
        return f"until {_point(last)}"
    if last == "..":
        return f"since {_point(first)}"
    return f"{_point(first)} – {_point(last)}"


def _point(text: str) -> str:
    day, _, time = text.rstrip("~").partition("T")
    year, *rest = day.split("-")
    words = [year, *([_MONTHS[int(rest[0]) - 1]] if rest else [])]
    if len(rest) > 1:
        words.append(str(int(rest[1])))
    about = "about " if text.endswith("~") else ""
    at = f", {_clock(time)}" if time else ""
    return about + " ".join(reversed(words)) + at


def _clock(time: str) -> str:
    """``20:37 (UTC+03:00)``."""
    if time.endswith("Z"):
        return f"{time[:-1]} (UTC)"
    return f"{time[:-6]} (UTC{time[-6:]})"


def day_text(day: datetime.date | None) -> str | None:
    """A day as ISO 8601 writes it."""
    return None if day is None else day.isoformat()
