"""The checks behind the rules on references (IT2..) and meaning (IT3..), a theme a file.

A check takes one record and, where it must look at others, the index; it yields problems. A check
of the whole takes the index alone and yields problems with the id of the record they concern.
"""

from collections.abc import Callable, Iterator

from istanbul_talks.model.records import Record
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.problem import Problem
from istanbul_talks.validation.rules import (
    claims,
    cycles,
    demands,
    disagreements,
    figures,
    links,
    meetings,
    names,
    quantities,
    sources,
)

RecordCheck = Callable[[Record], Iterator[Problem]]
IndexedCheck = Callable[[Record, Index], Iterator[Problem]]
WholeCheck = Callable[[Index], Iterator[tuple[str, Problem]]]

RECORD_CHECKS: tuple[RecordCheck, ...] = (
    *quantities.RECORD_CHECKS,
    *figures.RECORD_CHECKS,
    *claims.RECORD_CHECKS,
    *meetings.RECORD_CHECKS,
    *demands.RECORD_CHECKS,
    *sources.RECORD_CHECKS,
    *names.RECORD_CHECKS,
    *links.RECORD_CHECKS,
)
INDEXED_CHECKS: tuple[IndexedCheck, ...] = (
    *links.INDEXED_CHECKS,
    *claims.INDEXED_CHECKS,
    *meetings.INDEXED_CHECKS,
    *demands.INDEXED_CHECKS,
    *disagreements.INDEXED_CHECKS,
)
WHOLE_CHECKS: tuple[WholeCheck, ...] = (
    *cycles.WHOLE_CHECKS,
    *figures.WHOLE_CHECKS,
    *meetings.WHOLE_CHECKS,
    *demands.WHOLE_CHECKS,
    *disagreements.WHOLE_CHECKS,
    *names.WHOLE_CHECKS,
)
