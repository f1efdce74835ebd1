"""Dissents and disagreements hold each other up."""

from collections.abc import Iterator

from istanbul_talks.model.records import Disagreement, Record
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.problem import Problem


def about_something(record: Record, index: Index) -> Iterator[Problem]:
    """IT371, IT372."""
    if not isinstance(record, Disagreement) or record.field is None:
        return
    if not any(record.field in RECORDS[id.type] for id in record.records):
        types = " or ".join(sorted({id.type for id in record.records}))
        message = f"no {types} has a field {record.field}"
        yield Problem(code="IT372", pointer="/field", message=message)
        return
    if len(record.records) > 1:
        return
    dissents = index.dissents(record.records[0])
    if dissents is not None and record.field not in dissents:
        yield Problem(
            code="IT371",
            pointer="/records",
            message=f"{record.records[0]} has no dissent on {record.field}, and stands alone",
            hint="name the records that stand side by side, or code the other value as a dissent",
        )


def dissents_covered(index: Index) -> Iterator[tuple[str, Problem]]:
    """IT370."""
    if not index.own.dissents:
        return
    covered = {(id, field) for _, (field, records) in index.both("disagreements") for id in records}
    for id, fields in index.own.dissents.items():
        for field in fields:
            if (id, field) not in covered and (id, None) not in covered:
                yield (
                    id,
                    Problem(
                        code="IT370",
                        pointer=f"/dissents/{field}",
                        message=f"no disagreement covers the dissent on {field}",
                        hint=f'add a disagreement with {id} in records and "field": "{field}"',
                        at_key=True,
                    ),
                )


INDEXED_CHECKS = (about_something,)
WHOLE_CHECKS = (dissents_covered,)
