"""Demands: packages, conditions and deadlines."""

from collections.abc import Iterator

from istanbul_talks.model.records import Demand, Record
from istanbul_talks.model.vocabulary import DemandKind
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.problem import Problem


def complete(record: Record) -> Iterator[Problem]:
    """IT350, IT353, IT354."""
    if not isinstance(record, Demand):
        return
    if record.kind is DemandKind.CONDITION and not record.condition_for:
        message = "a condition needs condition_for: before what must it be met?"
        yield Problem(code="IT350", pointer="/kind", message=message)
    if record.combination is not None and record.kind is not DemandKind.PACKAGE:
        message = f"only a package combines terms, and the kind is {record.kind}"
        yield Problem(code="IT353", pointer="/combination", message=message)
    if record.time_limit is not None and record.after is None:
        message = "a time limit needs after: the act that it runs from"
        yield Problem(code="IT354", pointer="/time_limit", message=message)


def part_of_package(record: Record, index: Index) -> Iterator[Problem]:
    """IT351."""
    if isinstance(record, Demand) and record.part_of is not None:
        kind = index.demand_kind(record.part_of)
        if kind not in (None, DemandKind.PACKAGE):
            message = f"{record.part_of} is no package; its kind is {kind}"
            yield Problem(code="IT351", pointer="/part_of", message=message)


def packages_have_terms(index: Index) -> Iterator[tuple[str, Problem]]:
    """IT352."""
    packages = {id for id, kind in index.own.demands.items() if kind == DemandKind.PACKAGE}
    if not packages:
        return
    for (_, relation), targets in index.both("relations"):
        if relation == "part_of":
            packages.discard(targets[0])
    for id in packages:
        message = "no demand is part of this package"
        yield id, Problem(code="IT352", pointer="/kind", message=message)


RECORD_CHECKS = (complete,)
INDEXED_CHECKS = (part_of_package,)
WHOLE_CHECKS = (packages_have_terms,)
