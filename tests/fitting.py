"""Drawn records made to fit the rules about single records, so that most are beyond doubt."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from istanbul_talks.derived.converter import structure
from istanbul_talks.derived.strategies import record_values
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.validation.problem import Problem
from istanbul_talks.validation.rules import RECORD_CHECKS
from istanbul_talks.validation.rules.claims import COMPUTED_FIELDS
from istanbul_talks.validation.rules.figures import FROM_SOMEWHERE
from istanbul_talks.validation.rules.quantities import ANY_UNITS, MEASURE_UNITS

Json = dict[str, Any]


def fitting(record_type: str) -> st.SearchStrategy[Json]:
    """The JSON values of records of a type that no rule about a single record objects to."""
    return record_values(record_type).map(fitted)


def problems(record: Record) -> Iterator[Problem]:
    """What the rules about single records object to."""
    return (problem for check in RECORD_CHECKS for problem in check(record))


def fitted(record: Json) -> Json:
    """The record, its claims mended and its fields mended or left out until no rule objects."""
    for part in ("provenance", "dissents"):
        for name, claims in record.get(part, {}).items():
            for claim in claims:
                _mend_claim(name, claim)
    _MEND.get(record["type"], lambda _: None)(record)
    while problem := next(problems(structure(record)), None):
        _take_out(record, problem.pointer.split("/")[1:])
    return record


def _mend_claim(name: str, claim: Json) -> None:
    if "span" in claim:
        start = min(claim["span"][0], 10**6)
        claim["span"] = [start, start + len(claim.get("wording", "x"))]
    if claim["basis"] == "computed" and name not in COMPUTED_FIELDS:
        claim["basis"] = "coded"
    if claim["basis"] == "inferred":
        claim.setdefault("note", "It follows.")


def _mend_meeting(record: Json) -> None:
    record["status"] = "held"


def _mend_document(record: Json) -> None:
    if "derived_from" not in record:
        record["kind"] = "memorandum"


def _mend_demand(record: Json) -> None:
    if "condition_for" not in record:
        record["kind"] = "package"


def _mend_figure(record: Json) -> None:
    if record["measure"] in FROM_SOMEWHERE and "reference" not in record:
        record["measure"] = "hit"
    units = sorted({*MEASURE_UNITS.get(record["measure"], ANY_UNITS)} - {"percent"})
    record["quantity"] = {"low": 1, "best": 2, "high": 2.5, "unit": units[0]}
    for claim in record["provenance"]["quantity"]:
        claim.pop("claimant", None)
        claim |= {key: record[key] for key in ("claimant",) if key in record}


_MEND = {
    "meeting": _mend_meeting,
    "document": _mend_document,
    "demand": _mend_demand,
    "figure": _mend_figure,
}


def _take_out(record: Json, steps: list[str]) -> None:
    """Take out what a pointer leads to: a claim, a dissent, a field with the claims for it."""
    match steps:
        case ["provenance" | "dissents" as part, name, *_] if len(record[part][name]) > 1:
            del record[part][name][int(steps[2])]
        case ["dissents", name, *_]:
            del record["dissents"][name]
            if not record["dissents"]:
                del record["dissents"]
        case ["provenance", name, _, "hedge", *_]:
            del record["provenance"][name][0]["hedge"]
        case [name, *_]:
            assert not RECORDS[record["type"]][name].required, steps
            del record[name], record["provenance"][name]
