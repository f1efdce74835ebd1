"""References lead to records that exist."""

from collections.abc import Iterator

from istanbul_talks.derived.references import references
from istanbul_talks.findings.suggestion import did_you_mean
from istanbul_talks.model.records import Record
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.problem import Problem


def resolves(record: Record, index: Index) -> Iterator[Problem]:
    """IT201."""
    for reference in references(record):
        if not index.knows(reference.target):
            kind = f"{reference.target.type}/"
            slugs = [id.removeprefix(kind) for id in index.ids() if id.startswith(kind)]
            yield Problem(
                code="IT201",
                pointer=reference.pointer,
                message=f"there is no record {reference.target}",
                hint=did_you_mean(reference.target.slug, slugs)
                or f"add it, or mend the id; see `istanbul-talks list {reference.target.type}s`",
            )


INDEXED_CHECKS = (resolves,)
