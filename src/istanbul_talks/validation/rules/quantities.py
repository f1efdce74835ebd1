"""Order, units and bounds of quantities; order of dates."""

import datetime
from collections.abc import Iterator
from typing import Any

from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Agreement, Demand, Figure, Meeting, Record, Statement
from istanbul_talks.model.values import Edtf, Quantity
from istanbul_talks.model.vocabulary import Hedge, Measure, Unit
from istanbul_talks.validation.problem import Problem

TIME = frozenset({Unit.MINUTE, Unit.HOUR, Unit.DAY, Unit.MONTH, Unit.YEAR})
LENGTH = frozenset({Unit.KM, Unit.MILE})

MEASURE_UNITS: dict[Measure, frozenset[Unit]] = {
    **dict.fromkeys(
        (
            Measure.TIME_SINCE,
            Measure.DURATION,
            Measure.PREPARATION_TIME,
            Measure.TIME_UNCHANGED,
            Measure.PLEDGED_TIME,
            Measure.AGE_LIMIT,
        ),
        TIME,
    ),
    Measure.DISTANCE: LENGTH,
    Measure.DAMAGE_COST: frozenset({Unit.USD}),
    Measure.KILLED: frozenset({Unit.PERSON}),
    Measure.INJURED: frozenset({Unit.PERSON}),
}
"""The units that a measure takes; `ANY_UNITS` are those of all other measures."""

ANY_UNITS = frozenset(Unit) - TIME - LENGTH

TIME_FIELDS = ("duration", "time_limit")

LOWER_BOUND = frozenset({Hedge.MORE_THAN, Hedge.AT_LEAST})
UPPER_BOUND = frozenset({Hedge.LESS_THAN, Hedge.AT_MOST})


def in_order(record: Record) -> Iterator[Problem]:
    """IT301, IT302."""
    for pointer, held in _held(record):
        if not isinstance(held, Quantity):
            continue
        low, best, high = held.low, held.best, held.high
        if low is not None and high is not None and low > high:
            message = f"low, {low}, lies above high, {high}"
            yield Problem(code="IT301", pointer=f"{pointer}/low", message=message)
        elif best is not None and (
            (low is not None and best < low) or (high is not None and best > high)
        ):
            yield Problem(
                code="IT302",
                pointer=f"{pointer}/best",
                message="best lies outside low–high",
                hint=f"one claimant, one figure: is {best} another claimant's number?",
            )


def unit_fits(record: Record) -> Iterator[Problem]:
    """IT304."""
    for pointer, held in _held(record):
        if isinstance(held, Quantity):
            name = pointer.split("/")[1 if not pointer.startswith("/dissents") else 2]
            wanted = units_of(record, name)
            if held.unit not in wanted:
                what = record.measure if isinstance(record, Figure) else name
                yield Problem(
                    code="IT304",
                    pointer=f"{pointer}/unit",
                    message=f"{held.unit} is no unit of {what}",
                    hint="it takes " + ", ".join(sorted(wanted)),
                )


def units_of(record: Any, name: str) -> frozenset[Unit]:
    """The units that a quantity in this field of a record, or of its struct, may have."""
    if name in TIME_FIELDS:
        return TIME
    measure = getattr(record, "measure", None)
    return frozenset(Unit) if measure is None else MEASURE_UNITS.get(measure, ANY_UNITS)


def bounds_fit_hedge(record: Record) -> Iterator[Problem]:
    """IT305."""
    for field, claims in record.provenance.items():
        held = getattr(record, field)
        if isinstance(held, Quantity):
            for index, claim in enumerate(claims):
                yield from _bound(f"/provenance/{field}/{index}/hedge", claim, held)
    for field, dissents in record.dissents.items():
        for index, dissent in enumerate(dissents):
            if isinstance(dissent.value, Quantity):
                pointer = f"/dissents/{field}/{index}/hedge"
                yield from _bound(pointer, dissent, dissent.value)


def _bound(pointer: str, claim: Claim, quantity: Quantity) -> Iterator[Problem]:
    for hedges, bound, held in (
        (LOWER_BOUND, "low", quantity.low),
        (UPPER_BOUND, "high", quantity.high),
    ):
        found = [index for index, hedge in enumerate(claim.hedge) if hedge in hedges]
        if held is None and found:
            yield Problem(
                code="IT305",
                pointer=f"{pointer}/{found[0]}",
                message=f"the hedge {claim.hedge[found[0]]} asks for a {bound}, and there is none",
                hint=f"give the number as {bound}",
            )


def dates_in_order(record: Record) -> Iterator[Problem]:
    """IT310, IT311, IT312, IT313."""
    for pointer, held in _held(record):
        if isinstance(held, Edtf) and held.earliest and held.latest and held.earliest > held.latest:
            message = f"the interval ends, {held.latest}, before it begins, {held.earliest}"
            yield Problem(code="IT310", pointer=pointer, message=message)
    if isinstance(record, Demand | Agreement) and later(record.date, record.due):
        message = f"due {record.due}, but set {record.date}"
        yield Problem(code="IT312", pointer="/due", message=message)
    if isinstance(record, Statement) and record.timing and record.occasion is None:
        message = f"said {record.timing} what? There is no occasion"
        yield Problem(code="IT313", pointer="/timing", message=message)
    if isinstance(record, Meeting) and later(record.started, record.ended):
        message = f"ended {record.ended}, but started {record.started}"
        yield Problem(code="IT311", pointer="/ended", message=message)


def later(first: Edtf | None, second: Edtf | None) -> bool:
    """Whether the first date lies after the second, as finely as both are known."""
    if first is None or second is None:
        return False
    if "T" in first and "T" in second:
        one, other = (datetime.datetime.fromisoformat(date) for date in (first, second))
        return one > other
    return bool(first.earliest and second.latest and first.earliest > second.latest)


def _held(record: Record) -> Iterator[tuple[str, Any]]:
    """Every value of a record with its pointer: those of its fields, then those of dissents."""
    for name in record.provenance:
        yield f"/{name}", getattr(record, name)
    for name, dissents in record.dissents.items():
        for index, dissent in enumerate(dissents):
            yield f"/dissents/{name}/{index}/value", dissent.value


RECORD_CHECKS = (in_order, unit_fits, bounds_fit_hedge, dates_in_order)
