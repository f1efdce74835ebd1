"""Names, codes and kinds that must agree with one another."""

from collections.abc import Iterator

from istanbul_talks.model.records import Document, Place, Record
from istanbul_talks.model.vocabulary import DocumentKind, PlaceKind
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.problem import Problem


def kind_fits(record: Record) -> Iterator[Problem]:
    """IT360, IT361."""
    if isinstance(record, Place) and record.iso3166 and record.kind is not PlaceKind.COUNTRY:
        message = f"a country code, and the kind is {record.kind}"
        yield Problem(code="IT360", pointer="/iso3166", message=message)
    if isinstance(record, Document) and _underived(record):
        message = "a summary needs derived_from: of which document?"
        yield Problem(code="IT361", pointer="/kind", message=message)


def _underived(document: Document) -> bool:
    return document.kind is DocumentKind.SUMMARY and document.derived_from is None


def named_once(index: Index) -> Iterator[tuple[str, Problem]]:
    """IT363."""
    for id, first in index.repeated("actor", "place"):
        message = f"{first} has the same kind and name"
        yield (
            id,
            Problem(
                code="IT363",
                pointer="/name",
                message=message,
                hint=f"if it is the same, refer to {first}",
            ),
        )


RECORD_CHECKS = (kind_fits,)
WHOLE_CHECKS = (named_once,)
