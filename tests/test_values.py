"""Ids, dates, quantities: what they accept and what they know."""

import datetime

import pytest
from hypothesis import given, strategies as st

import istanbul_talks as it
from istanbul_talks.model.values import text_of


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: datetime.date) -> None:
    date = it.Edtf(day.isoformat())
    assert (date.earliest, date.latest) == (day, day)
    assert date.precision is it.Precision.DAY
    assert date == day.isoformat()


@given(st.integers(0, 9999), st.integers(0, 13), st.integers(0, 32))
def test_a_day_that_the_calendar_lacks_is_none(year: int, month: int, day: int) -> None:
    text = f"{year:04}-{month:02}-{day:02}"
    try:
        datetime.date(year, month, day)
    except ValueError:
        with pytest.raises(ValueError, match="EDTF"):
            it.Edtf(text)
    else:
        assert it.Edtf(text)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_ends_before_the_next(year: int, month: int) -> None:
    date = it.Edtf(f"{year:04}-{month:02}")
    assert date.earliest == datetime.date(year, month, 1)
    assert date.latest
    assert date.latest.month == month
    if date.latest != datetime.date.max:
        assert (date.latest + datetime.timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest", "approximate"),
    [
        ("2025", "year", "2025-01-01", "2025-12-31", False),
        ("2025-06-30~", "day", "2025-06-30", "2025-06-30", True),
        ("../2025-06-30", "interval", None, "2025-06-30", False),
        ("2022/..", "interval", "2022-01-01", None, False),
        ("2025-05~/2025-06-15", "interval", "2025-05-01", "2025-06-15", True),
        ("2025-07-23T20:37+03:00", "minute", "2025-07-23", "2025-07-23", False),
        ("2025-07-23T20:37:11Z", "second", "2025-07-23", "2025-07-23", False),
    ],
)
def test_a_date_knows_its_precision(
    text: str, precision: str, earliest: str | None, latest: str | None, approximate: bool
) -> None:
    date = it.Edtf(text)
    ends = [str(end) if end else None for end in (date.earliest, date.latest)]
    assert (date.precision, *ends, date.approximate) == (precision, earliest, latest, approximate)


NO_DATES = [
    *("2025-6-2", "2025-02-29", "1900-02-29", "2025-13", "2025-00", "2025-06-31", "2025-06~-02"),
    *("25-06-02", "20250602", "0000", "../..", "2025/", "June", "", " 2025", "2025-06-02\n"),
    *("2025-06-02T25:00Z", "2025-06-02T12:00", "2025-06-02T12:00Z/..", "2025-06-02T12:00+15:00"),
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="EDTF"):
        it.Edtf(text)


def test_an_id_names_its_type() -> None:
    id = it.Id("meeting/istanbul-2025-round-2")
    assert (id.type, id.slug) == ("meeting", "istanbul-2025-round-2")
    assert id == "meeting/istanbul-2025-round-2"


@pytest.mark.parametrize("text", ["x", "a/", "/b", "A/b", "a/b c", "a/b/c", "a/-b", "a/b\n"])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="type/slug"):
        it.Id(text)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ({"best": 41}, "41 aircraft"),
        ({"low": 13}, "≥ 13 aircraft"),
        ({"high": 7000}, "≤ 7,000 aircraft"),
        ({"low": 2, "high": 3}, "2–3 aircraft"),
        ({"low": 1, "best": 2, "high": 3}, "2 (1–3) aircraft"),
        ({"low": 1, "best": 2}, "2 (≥ 1) aircraft"),
    ],
)
def test_a_quantity_reads_well(numbers: dict[str, int], text: str) -> None:
    quantity = it.Quantity(unit=it.Unit.AIRCRAFT, **numbers)
    assert str(quantity) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ((), ""),
        (False, "false"),
        (2, "2"),
        (it.Basis.STATED, "stated"),
        (("Ankara, Türkiye", "Istanbul"), "Ankara, Türkiye; Istanbul"),
        (it.Coordinates(latitude=-41.5, longitude=28.25), "41.5° S, 28.25° E"),
        (it.Part(kind=it.PartKind.BODY, span=it.Span(0, 9)), "body [0, 9)"),
    ],
)
def test_a_value_reads_well(value: object, text: str) -> None:
    assert text_of(value) == text


def test_terms_are_strings_with_definitions() -> None:
    assert str(it.Measure.HIT) == "hit"
    assert it.Measure.HIT.definition
    assert it.Item.TU_95.label == "Tu-95"
    assert it.Measure("hit") is it.Measure.HIT
