"""Drawn records made to fit the rules about single records."""

import itertools
from collections.abc import Iterator
from typing import Any

from istanbul_talks.derived.converter import structure
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS, DateShape, Shape, SpanShape, StructShape
from istanbul_talks.model.values import Edtf, Part, Quantity
from istanbul_talks.model.vocabulary import (
    Basis,
    DemandKind,
    DocumentKind,
    Measure,
    MeetingStatus,
    Unit,
)
from istanbul_talks.validation.index import MAY_HAVE_COURSE
from istanbul_talks.validation.problem import Problem
from istanbul_talks.validation.rules import RECORD_CHECKS
from istanbul_talks.validation.rules.claims import COMPUTED_FIELDS
from istanbul_talks.validation.rules.figures import FROM_SOMEWHERE
from istanbul_talks.validation.rules.meetings import COURSE
from istanbul_talks.validation.rules.quantities import (
    ANY_UNITS,
    MEASURE_UNITS,
    TIME,
    TIME_FIELDS,
)

Json = dict[str, Any]

FURTHEST = 10**6
"""No span of a fitted claim begins later."""


class Unmendable(ValueError):
    """A rule objects to a required field, so that no record is left."""


def problems(record: Record) -> Iterator[Problem]:
    """What the rules about single records object to."""
    return (problem for check in RECORD_CHECKS for problem in check(record))


def fitted(record: Json) -> Json:
    """The record, its values and claims mended or left out until no rule objects.

    It is changed in place. Raises `Unmendable`, which no record of the strategies does.
    """
    _look_elsewhere(record)
    for name in [*record["provenance"], *record.get("dissents", ())]:
        _mend_field(record, name)
    _MEND.get(record["type"], lambda _: None)(record)
    while problem := next(problems(structure(record)), None):
        take_out(record, problem.pointer.split("/")[1:])
    return record


def take_out(record: Json, steps: list[str]) -> None:
    """Take out what a pointer leads to: a claim, a dissent, a field with the claims for it.

    Raises `Unmendable` if that is a required field.
    """
    match steps:
        case ["provenance" | "dissents" as part, name, number, "hedge", *_]:
            del record[part][name][int(number)]["hedge"]
        case ["provenance" | "dissents" as part, name, number, *_] if len(record[part][name]) > 1:
            del record[part][name][int(number)]
        case ["dissents", name, *_]:
            del record["dissents"][name]
            if not record["dissents"]:
                del record["dissents"]
        case ["provenance", name, *_] | [name, *_]:
            if name not in RECORDS[record["type"]] or RECORDS[record["type"]][name].required:
                raise Unmendable(f"{record['id']}: {'/'.join(steps)}")
            record.pop(name, None)
            record["provenance"].pop(name, None)
        case _:
            raise Unmendable(f"{record['id']}: the record as a whole")


def _look_elsewhere(record: Json) -> None:
    """Let what points to the record itself point to another one."""
    own, other = record["id"], f"{record['id']}-2"
    shape = RECORDS[record["type"]]
    for field in shape.fields:
        if field.name in record:
            record[field.name] = _replaced(record[field.name], own, other)
            for claim in record["provenance"][field.name]:
                if claim.get("element") == own:
                    claim["element"] = other


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, list):
        return [_replaced(item, old, new) for item in value]
    return new if value == old else value


def _mend_field(record: Json, name: str) -> None:
    dissents = record.get("dissents", {}).get(name, [])
    held = [record] if name in record else []
    for holder, key in [*((one, name) for one in held), *((one, "value") for one in dissents)]:
        value = holder[key] = sensible(RECORDS[record["type"]][name].shape, holder[key])
        if isinstance(value, dict) and "unit" in value:
            _mend_unit(value, _units(record, name))
    for claim in (*record["provenance"].get(name, ()), *dissents):
        mend_claim(claim, name)


def sensible(shape: Shape, value: Any) -> Any:
    """A value of a shape that makes sense by itself: quantities and intervals in order."""
    match shape:
        case StructShape(cls=cls) if cls is Quantity:
            return {**value, **_ordered(value)}
        case StructShape(cls=cls) if cls is Part:
            return {**value, "span": forwards(value["span"])}
        case SpanShape():
            return forwards(value)
        case DateShape():
            return _in_order(value)
        case _:
            return value


def _mend_unit(quantity: Json, units: frozenset[str]) -> None:
    if quantity["unit"] not in units:
        quantity["unit"] = sorted(units)[len(quantity["unit"]) % len(units)]


def _units(record: Json, name: str) -> frozenset[str]:
    """The units that a quantity in this field of a record may have."""
    if name in TIME_FIELDS:
        return TIME
    if record["type"] != "figure":
        return frozenset(Unit)
    units = MEASURE_UNITS.get(record["measure"], ANY_UNITS)
    return units if "base" in record else units - {Unit.PERCENT}


def _ordered(quantity: Json) -> Json:
    """The numbers of a quantity, the smallest as its low and the largest as its high."""
    names = [name for name in ("low", "best", "high") if name in quantity]
    return dict(zip(names, sorted(quantity[name] for name in names), strict=True))


def _in_order(date: str) -> str:
    """A date; of an interval that would end before it begins, the ends exchanged."""
    held = Edtf(date)
    if held.earliest and held.latest and held.earliest > held.latest:
        return "/".join(reversed(date.split("/")))
    return date


def forwards(span: list[int]) -> list[int]:
    """The same ends in order, and not the same twice."""
    start, end = sorted(span)
    return [start, end] if start < end else [max(0, start - 1), max(1, end)]


def mend_claim(claim: Json, field: str = "") -> Json:
    """A claim for a field, mended in place: its span is as long as its wording."""
    if "span" in claim:
        start = min(claim["span"][0], FURTHEST)
        claim["span"] = [start, start + len(claim.get("wording", "x"))]
    if claim["basis"] == Basis.COMPUTED and field not in COMPUTED_FIELDS:
        claim["basis"] = str(Basis.CODED)
    if claim["basis"] == Basis.INFERRED:
        claim.setdefault("note", "It follows.")
    return claim


def _mend_source(record: Json) -> None:
    if "text_length" in record:
        record.setdefault("text_sha256", f"{record['text_length']:064x}")
    elif "text_sha256" in record:
        record["text_length"] = int(record["text_sha256"][:4], 16)
    for one, other in itertools.permutations(sorted(COMPUTED_FIELDS)):
        if one in record:
            record["provenance"].setdefault(one, [*record["provenance"].get(other, ())])
    length = record.get("text_length", 2 * FURTHEST)
    for part in record.get("parts", ()) if length else ():
        start, end = sorted(bound % length for bound in part["span"])
        part["span"] = [start, max(start + 1, end)]


def _mend_meeting(record: Json) -> None:
    if record["status"] not in MAY_HAVE_COURSE and any(name in record for name in COURSE):
        record["status"] = str(MeetingStatus.HELD)


def _mend_document(record: Json) -> None:
    if record["kind"] == DocumentKind.SUMMARY and "derived_from" not in record:
        record["kind"] = str(DocumentKind.MEMORANDUM)


def _mend_demand(record: Json) -> None:
    if "combination" in record:
        record["kind"] = str(DemandKind.PACKAGE)
    if record["kind"] == DemandKind.CONDITION and "condition_for" not in record:
        record["kind"] = str(DemandKind.DEMAND)


def _mend_figure(record: Json) -> None:
    if record["measure"] in FROM_SOMEWHERE and "reference" not in record:
        record["measure"] = str(Measure.HIT)
        _mend_field(record, "quantity")
    for claim in record["provenance"]["quantity"]:
        claim.pop("claimant", None)
        if "claimant" in record:
            claim["claimant"] = record["claimant"]


_MEND = {
    "source": _mend_source,
    "meeting": _mend_meeting,
    "document": _mend_document,
    "demand": _mend_demand,
    "figure": _mend_figure,
}
