"""Two datasets that have records in common, each valid, as two coders would make them."""

import copy
import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

import istanbul_talks as it
from fitting import Json, problems
from istanbul_talks.derived.converter import Unstructurable, structure
from istanbul_talks.findings.finding import Severity
from istanbul_talks.io.inputs import Input
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run
from valid_records import canonical_records, one_of

_CODED = {"source": "source/istanbul-talks-codebook", "basis": "coded"}


@st.composite
def pairs(draw: DrawFn) -> tuple[it.Dataset, it.Dataset]:
    """A valid dataset, and another with variations of some of its records and some of its own.

    Both are made of canonical records, so that what they refer to is there.
    """
    drawn = draw(st.lists(_indexes(), min_size=1, max_size=8, unique=True))
    values = [canonical_records()[index] for index in drawn]
    first = [draw(_variations(value, most=2)) for value in values[:6]]
    second = [draw(_variations(value, most=6)) for value in values if draw(st.integers(0, 5))]
    if draw(st.booleans()):
        second += [{**value, "id": f"{value['id']}-b"} for value in second[:1]]
    return _valid(first, "1"), _valid(second, "2")


def _indexes() -> st.SearchStrategy[int]:
    """The number of a canonical record; those that can have the most to say come often."""
    last = len(canonical_records()) - 1
    rich = [n for n, r in enumerate(canonical_records()) if "aliases" in r or "dissents" in r]
    return st.integers(0, last) | st.sampled_from(rich)


def _valid(values: list[Json], version: str) -> it.Dataset:
    """The records without those that validation objects to, their dissents covered."""
    kept = [*values, *(_covering(n, v) for n, v in enumerate(values) if v.get("dissents"))]
    while True:
        document = {"schema_version": "1", "records": kept}
        source = Input("<test>", json.dumps(document).encode())
        report = Run([source], canonical_facts()).check()
        wrong = {f.record for f in report.findings if f.severity is Severity.ERROR}
        if not wrong:
            return it.Dataset(map(structure, kept), version=version)
        kept = [record for record in kept if record["id"] not in wrong]


def _covering(number: int, record: Json) -> Json:
    fields: Json = {
        "kind": "contradiction",
        "records": [record["id"]],
        "summary": "Some say otherwise.",
        "treatment": "adopted_one",
    }
    claims: Json = {name: [dict(_CODED)] for name in fields}
    claims["records"][0]["element"] = record["id"]
    slug = record["id"].replace("/", "-")
    id = f"disagreement/covering-{slug}-{number}"
    return {"type": "disagreement", "id": id, **fields, "provenance": claims}


@st.composite
def _variations(draw: DrawFn, record: Json, most: int) -> Json:
    """The record as another coder might have it."""
    for _ in range(draw(st.integers(0, most))):
        changed = copy.deepcopy(record)
        draw(st.sampled_from(_VARIATIONS))(draw, changed)
        if _is_sound(changed):
            record = changed
    return record


def _is_sound(value: Json) -> bool:
    """Whether no rule about a single record objects to a record."""
    try:
        return next(problems(structure(value)), None) is None
    except Unstructurable:
        return False


def _another_value(draw: DrawFn, record: Json) -> None:
    """A field as another record has it, with the claims for it, which stand elsewhere."""
    alike = [other for other in canonical_records() if other["type"] == record["type"]]
    other = draw(one_of(alike))
    names = [field.name for field in RECORDS[record["type"]].fields if field.name in other]
    name = draw(st.sampled_from(names))
    record[name] = copy.deepcopy(other[name])
    record["provenance"][name] = copy.deepcopy(other["provenance"][name])
    for claim in record["provenance"][name]:
        claim["basis"] = draw(st.sampled_from(["stated", claim["basis"]]))


def _another_source(draw: DrawFn, record: Json) -> None:
    """The same value from another place."""
    for claim in record["provenance"][draw(st.sampled_from([*record["provenance"]]))]:
        if "span" in claim:
            start = draw(st.sampled_from([7, 40, 300]))
            length = claim["span"][1] - claim["span"][0]
            claim["span"] = [start, start + length]


def _fewer_fields(draw: DrawFn, record: Json) -> None:
    optional = [f.name for f in RECORDS[record["type"]].fields if not f.required]
    held = [name for name in optional if name in record]
    if held:
        name = draw(st.sampled_from(held))
        del record[name], record["provenance"][name]


def _fewer_elements(draw: DrawFn, record: Json) -> None:
    for name, held in record.items():
        if isinstance(held, list) and len(held) > 1 and draw(st.booleans()):
            gone = held.pop(draw(st.integers(0, len(held) - 1)))
            claims = record["provenance"][name]
            claims[:] = [c for c in claims if c.get("element") != gone] or claims


def _contested(draw: DrawFn, record: Json) -> None:
    """What was adopted is one of the dissents."""
    optional = [f.name for f in RECORDS[record["type"]].fields if not f.required]
    held = [name for name in optional if name in record and not isinstance(record[name], list)]
    if held:
        name = draw(st.sampled_from(held))
        value, claims = record.pop(name), record["provenance"].pop(name)
        dissents = [{**claim, "value": value, "note": "One of two."} for claim in claims]
        record.setdefault("dissents", {}).setdefault(name, []).extend(dissents)


def _exchanged(draw: DrawFn, record: Json) -> None:
    """A dissent is adopted, and what was adopted a dissent."""
    for name, dissents in record.get("dissents", {}).items():
        if name in record and not isinstance(record[name], list):
            old = [
                {**claim, "value": record[name], "note": "Less likely."}
                for claim in record["provenance"][name]
            ]
            new = dict(dissents[0])
            record[name] = new.pop("value")
            record["provenance"][name] = [new]
            dissents[:] = [d for d in [*old, *dissents] if d["value"] != record[name]]
    if "dissents" in record:
        record["dissents"] = {name: held for name, held in record["dissents"].items() if held}


def _another_order(draw: DrawFn, record: Json) -> None:
    for held in (*record.values(), *record["provenance"].values()):
        if isinstance(held, list):
            held.reverse()


_Variation = Callable[[DrawFn, Any], None]
_VARIATIONS: tuple[_Variation, ...] = (
    _another_value,
    _another_value,
    _another_source,
    _fewer_fields,
    _fewer_elements,
    _contested,
    _exchanged,
    _another_order,
)
