"""References lead to records that exist."""

from collections.abc import Iterator

from istanbul_talks.derived.references import references
from istanbul_talks.model.records import Record
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.problem import Problem
from istanbul_talks.validation.rules.cycles import RELATIONS


def resolves(record: Record, index: Index) -> Iterator[Problem]:
    """IT201."""
    for reference in references(record):
        target = reference.target
        if not index.knows(target):
            yield Problem(
                code="IT201",
                pointer=reference.pointer,
                message=f"there is no record {target}",
                hint=index.nearest(target)
                or f"add it, or mend the id; see `istanbul-talks list {target.type}s`",
            )


def points_elsewhere(record: Record) -> Iterator[Problem]:
    """IT206. (What a record stands below or after is the business of the circles.)"""
    for reference in references(record):
        own = reference.role is None and reference.field not in RELATIONS
        if own and reference.target == record.id:
            yield Problem(
                code="IT206",
                pointer=reference.pointer,
                message=f"{reference.field} names the record itself",
            )


RECORD_CHECKS = (points_elsewhere,)
INDEXED_CHECKS = (resolves,)
