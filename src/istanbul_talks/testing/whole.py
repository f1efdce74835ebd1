"""Strategies for whole datasets in which references resolve and no rule objects to anything.

First the records are settled on, with those that others must point to; then each is drawn with
references to the others and with claims from a few that the dataset shares; then validation itself
is asked, and what it still objects to is taken out until it finds nothing.
"""

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.converter import structure
from istanbul_talks.derived.strategies import claims, values
from istanbul_talks.findings.report import Report
from istanbul_talks.io.canonical import canonical_records, document_text
from istanbul_talks.io.inputs import Input
from istanbul_talks.model.header import SCHEMA_VERSION
from istanbul_talks.model.shapes import (
    DISSENT,
    HEADER,
    RECORDS,
    TYPES,
    ListShape,
    RecordShape,
    ReferenceShape,
    Shape,
)
from istanbul_talks.model.vocabulary import Basis, SourceKind
from istanbul_talks.testing.fitting import FURTHEST, Unmendable, fitted, take_out
from istanbul_talks.validation.engine import Run
from istanbul_talks.validation.index import NO_TEXT_KINDS, REFERENCE_KINDS
from istanbul_talks.validation.rules.claims import NO_TEXT_BASES

Json = dict[str, Any]
Ids = dict[str, list[str]]

MOST_RECORDS = 8
"""How many records a dataset is first meant to have; those that they need come on top."""

MOST_CLAIMS = 4
"""How many claims the records of a dataset share."""


def datasets() -> SearchStrategy[Dataset]:
    """Datasets in which references resolve and `istanbul_talks.validate` finds nothing."""
    return dataset_values().map(_dataset)


@st.composite
def dataset_values(draw: DrawFn) -> Json:
    """The JSON values of dataset documents like those of `datasets`."""
    ids = draw(_ids())
    shared = draw(st.lists(claims(), min_size=1, max_size=MOST_CLAIMS))
    found = [draw(_record(RECORDS[kind], id, ids, shared)) for kind in ids for id in ids[kind]]
    found += [_covering(record) for record in found if "dissents" in record]
    sources = {record["id"]: record for record in found if record["type"] == "source"}
    for record in found:
        for name, claim in _claims(record):
            _ground(claim, name, sources[claim["source"]])
    about = {field.name: values(field.shape) for field in HEADER.fields if not field.required}
    header = {"schema_version": SCHEMA_VERSION, **draw(st.fixed_dictionaries({}, optional=about))}
    return {**header, "records": _mended([*map(fitted, found)])}


def _dataset(document: Json) -> Dataset:
    about = {
        key: held for key, held in document.items() if key not in ("schema_version", "records")
    }
    return Dataset(map(structure, document["records"]), **about)


@st.composite
def _ids(draw: DrawFn) -> Ids:
    """The ids of a dataset by type: some, and one of each type that these must point to."""
    count = draw(st.integers(0, MOST_RECORDS))  # lists of any length would mostly be short
    kinds: list[str] = draw(st.lists(st.sampled_from(TYPES), min_size=count, max_size=count))
    if kinds and "source" not in kinds:
        kinds.append("source")  # for the claims
    for kind in kinds:  # grows on the way
        for types in (_types(field.shape) for field in RECORDS[kind].fields if field.required):
            others = [other for other in kinds if other in types]
            if types and len(others) <= (kind in types):
                kinds.append(types[0])
    ids: Ids = {kind: [] for kind in TYPES}
    for kind in kinds:
        word: str = draw(values(ReferenceShape((kind,))))
        ids[kind].append(word if word not in ids[kind] else f"{word}-{len(ids[kind])}")
    return ids


def _types(shape: Shape) -> tuple[str, ...]:
    """The types of records that a value of this shape points to; none if it is no reference."""
    item = shape.item if isinstance(shape, ListShape) else shape
    return item.types if isinstance(item, ReferenceShape) else ()


@st.composite
def _record(draw: DrawFn, shape: RecordShape, id: str, ids: Ids, shared: list[Json]) -> Json:
    targets = {f.name: _targets(f.shape, id, ids) for f in shape.fields if _types(f.shape)}
    possible = [field for field in shape.fields if targets.get(field.name) != []]
    optional = [field for field in possible if not field.required]
    given = draw(st.lists(st.sampled_from(optional), unique=True, max_size=4)) if optional else []
    record: Json = {"type": shape.name, "id": id, "provenance": {}}
    for field in possible:
        if field.required or field in given:
            value = record[field.name] = draw(_value(field.shape, targets.get(field.name)))
            record["provenance"][field.name] = [
                {**claim, **({} if field.element is None else {"element": element})}
                for element in (value if field.element is not None else [None])
                for claim in [_linked(draw(st.sampled_from(shared)), draw, ids)]
            ]
    if draw(st.integers(0, 3)) == 3:
        field = draw(st.sampled_from(possible))
        value = draw(_value(field.shape, targets.get(field.name)))
        claim = _linked(draw(st.sampled_from(shared)), draw, ids)
        note = draw(values(next(f.shape for f in DISSENT.fields if f.name == "note")))
        record["dissents"] = {field.name: [{**claim, "value": value, "note": note}]}
    return record


def _targets(shape: Shape, id: str, ids: Ids) -> list[str]:
    """The records that a reference of this shape can lead to, the record itself aside."""
    return [other for kind in _types(shape) for other in ids[kind] if other != id]


def _value(shape: Shape, targets: list[str] | None) -> SearchStrategy[Any]:
    """The JSON values of a shape; references lead to one of the targets."""
    if targets is None:
        return values(shape)
    one = st.sampled_from(targets)
    if isinstance(shape, ListShape):
        return st.lists(one, min_size=1, max_size=2, unique=True)
    return one


def _linked(claim: Json, draw: DrawFn, ids: Ids) -> Json:
    """A claim of its own that points to records of the dataset."""
    linked = copy.deepcopy(claim)
    linked["source"] = draw(st.sampled_from(ids["source"]))
    for name, several in (("claimant", False), ("via", True)):
        if name in linked:
            there = [*ids["actor"], *(ids["document"] if several else [])]
            del linked[name]
            if there:
                one = draw(st.sampled_from(there))
                linked[name] = [one] if several else one
    return linked


def _claims(record: Json) -> Iterator[tuple[str, Json]]:
    for part in ("provenance", "dissents"):
        for name, held in record.get(part, {}).items():
            yield from ((name, claim) for claim in held)


def _ground(claim: Json, field: str, source: Json) -> None:
    """Have a claim rest on its source as its source allows: on words, or on none."""
    kind = source["kind"]
    if claim["basis"] == Basis.EXTERNAL and kind not in REFERENCE_KINDS:
        claim["basis"] = str(Basis.STATED)
    if kind == SourceKind.CODEBOOK:
        claim.pop("span", None)
    elif kind not in NO_TEXT_KINDS and claim["basis"] not in NO_TEXT_BASES and field != "parts":
        claim.setdefault("wording", "x")
        claim.setdefault("span", [0, 1])
    if "span" in claim:
        length = len(claim.get("wording", "x"))
        room = source.get("text_length", FURTHEST) - length
        claim["span"] = [claim["span"][0] % (room + 1) if room > 0 else 0, 0]


def _covering(record: Json) -> Json:
    """A disagreement that covers the dissents of a record."""
    source = next(claim["source"] for _, claim in _claims(record))
    values: Json = {
        "kind": "contradiction",
        "records": [record["id"]],
        "summary": "Sources differ.",
        "treatment": "adopted_one",
    }
    claim = {"source": source, "basis": "coded"}
    provenance = {name: [dict(claim)] for name in values}
    provenance["records"][0]["element"] = record["id"]
    id = f"disagreement/on-{record['id'].replace('/', '-')}"
    return {"type": "disagreement", "id": id, **values, "provenance": provenance}


def _mended(records: list[Json]) -> list[Json]:
    """The records without what validation objects to, in canonical order."""
    while True:
        records = canonical_records(records)
        report = _report(records)
        if not report.findings:
            return records
        gone: set[int] = set()
        changed: set[int] = set()
        for finding in report.findings:
            _, _, number, *steps = finding.place.pointer.split("/")
            if int(number) in changed | gone:
                continue  # its pointers may lead elsewhere by now
            changed.add(int(number))
            try:
                take_out(records[int(number)], steps)
            except Unmendable:
                gone.add(int(number))
        records = [record for number, record in enumerate(records) if number not in gone]


def _report(records: list[Json]) -> Report:
    text = document_text({"schema_version": SCHEMA_VERSION}, records)
    return Run([Input("<drawn>", text.encode())], None).check()
