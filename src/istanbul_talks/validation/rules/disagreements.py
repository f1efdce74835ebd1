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
        types = ", ".join(sorted({id.type for id in record.records}))
        message = f"{types} has no field {record.field}"
        yield Problem(code="IT372", pointer="/field", message=message)
        return
    concerned = [index.get(id) for id in record.records]
    dissent = any(record.field in other.dissents for other in concerned if other is not None)
    if not dissent and len(record.records) < 2 and None not in concerned:
        yield Problem(
            code="IT371",
            pointer="/records",
            message=f"{record.records[0]} has no dissent on {record.field}, and stands alone",
            hint="name the records that stand side by side, or code the other value as a dissent",
        )


def dissents_covered(index: Index) -> Iterator[tuple[str, Problem]]:
    """IT370."""
    dissenting = [record for record in index.own.values() if record.dissents]
    if not dissenting:
        return
    covered = {
        (id, record.field)
        for record in index.everything()
        if isinstance(record, Disagreement)
        for id in record.records
    }
    for record in dissenting:
        for field in record.dissents:
            if (record.id, field) not in covered and (record.id, None) not in covered:
                yield (
                    record.id,
                    Problem(
                        code="IT370",
                        pointer=f"/dissents/{field}",
                        message=f"no disagreement covers the dissent on {field}",
                        hint=f"add a disagreement with {record.id} in records "
                        f'and "field": "{field}"',
                        at_key=True,
                    ),
                )


INDEXED_CHECKS = (about_something,)
WHOLE_CHECKS = (dissents_covered,)
