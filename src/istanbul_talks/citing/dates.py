"""EDTF dates taken apart for the formats of references, and put into words."""

from istanbul_talks.model.values import Edtf


def ends(date: Edtf) -> tuple[str | None, str | None] | None:
    """The two ends of an interval, None where it is open; None for a date that is no interval."""
    if "/" not in date:
        return None
    first, _, last = date.partition("/")
    return _end(first), _end(last)


def parts(point: str) -> list[int]:
    """Year, month and day of a date without interval, as far as they are given."""
    return [int(number) for number in point.partition("T")[0].rstrip("~").split("-")]


def sure_year(date: Edtf) -> str | None:
    """The year, in four digits, if the whole of the date lies in it for sure."""
    first, last = date.earliest, date.latest
    if date.approximate or first is None or last is None or first.year != last.year:
        return None
    return f"{first.year:04}"


def in_words(date: Edtf) -> str:
    """A date for a reader: ``about 2025-06-30``, ``2025-06-02 to 2025-06-08``, ``from 2022``."""
    match ends(date):
        case None:
            return _point_in_words(date)
        case (str(first), str(last)):
            return f"{_point_in_words(first)} to {_point_in_words(last)}"
        case (str(first), _):
            return f"from {_point_in_words(first)}"
        case (_, last):
            return f"until {_point_in_words(last or '')}"


def _end(text: str) -> str | None:
    return None if text == ".." else text


def _point_in_words(point: str) -> str:
    words = point.rstrip("~").replace("T", " ")
    return f"about {words}" if point.endswith("~") else words
