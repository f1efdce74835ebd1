"""Captions: what a picture leaves out, and how it is cited."""

import textwrap
from collections.abc import Iterable, Sequence

from istanbul_talks.citing.dates import in_words
from istanbul_talks.citing.gathering import cite
from istanbul_talks.citing.works import Uncitable, Work
from istanbul_talks.model.records import Record
from istanbul_talks.plotting.data import Data

_MOST_SOURCES = 8
"""How many sources a caption names; the citation of the dataset names all."""

_CHARACTER = 5.2
"""The width of a character of caption, in pixels, on average."""


def caption(
    dataset: Data, records: Iterable[Record], notes: Sequence[str], width: int
) -> list[str]:
    """The lines of a caption: notes, then the dataset and the sources of the records."""
    paragraphs = [*notes, *_cited(dataset, list(records))]
    return [
        line
        for text in paragraphs
        for line in textwrap.wrap(text, max(20, int(width / _CHARACTER)))
    ]


def _cited(dataset: Data, records: list[Record]) -> list[str]:
    try:
        works = cite(records, within=dataset).works
    except Uncitable:  # the data leave the record of a source out; its id is what there is to cite
        ids = dict.fromkeys(claim.source for record in records for *_, claim in record.claims())
        return [_sources([*ids])] if ids else []
    sets = [_dataset(work) for work in works if work.id.startswith("dataset/")]
    sources = [_source(work) for work in works if work.id.startswith("source/")]
    return [
        *([f"Data: {'; '.join(sets)}."] if sets else []),
        *([_sources(sources)] if sources else []),
    ]


def _dataset(work: Work) -> str:
    parts = [work.shown_title, work.version and f"version {work.version}", work.rights]
    return ", ".join(filter(None, parts))


def _source(work: Work) -> str:
    date = in_words(work.date) if work.date else None
    return ", ".join(filter(None, [work.shown_title, work.publisher, date]))


def _sources(sources: list[str]) -> str:
    more = len(sources) - _MOST_SOURCES
    rest = f"; and {more} more" if more > 0 else ""
    return f"Sources: {'; '.join(sources[:_MOST_SOURCES])}{rest}."
