"""Works as RIS, for reference managers.

``ID`` is the id of the record. ``AU`` has a name as printed; a reader that takes names apart at a
comma will do so. ``DA`` and ``PY`` hold a date that is a year, a month or a day; any other stands
as EDTF in a note (``N1``), with what RIS has no tag for: contributors, when it was made, rights,
the kind where reference managers would misread its tag. Nothing is lost but runs of white space.
"""

from collections.abc import Iterator, Sequence

from istanbul_talks.citing.works import Work
from istanbul_talks.model.values import Edtf, Precision
from istanbul_talks.model.vocabulary import SourceKind

_TYPES = {
    SourceKind.NEWS_ARTICLE: "NEWS",
    SourceKind.WIRE_COPY: "NEWS",
    SourceKind.BROADCAST: "ADVS",
    SourceKind.PRESS_RELEASE: "RPRT",
    SourceKind.OFFICIAL_DOCUMENT: "RPRT",
    SourceKind.TRANSCRIPT: "RPRT",
    SourceKind.SOCIAL_MEDIA_POST: "ELEC",
    SourceKind.PHOTOGRAPH: "ART",
    SourceKind.VIDEO: "VIDEO",
    SourceKind.SATELLITE_IMAGE: "ART",
    SourceKind.RESEARCH_REPORT: "RPRT",
    SourceKind.FACT_CHECK: "ELEC",
    SourceKind.DATASET: "DATA",
    SourceKind.REFERENCE_WORK: "BOOK",
    SourceKind.CODEBOOK: "RPRT",
}

_WITH_TYPE_OF_WORK = ("RPRT", "ELEC", "ART")
"""Where ``M3`` is the type of work; elsewhere Zotero, for one, takes it for a DOI."""


def ris_entries(works: Sequence[Work]) -> str:
    """The references, without a final line break.

    Lines end in a line feed; a file of RIS has a carriage return before it.
    """
    return "\n\n".join("\n".join(f"{tag}  - {value}" for tag, value in _lines(w)) for w in works)


def _lines(work: Work) -> Iterator[tuple[str, str]]:
    kind = _TYPES[work.kind]
    yield "TY", kind
    yield "ID", work.id
    yield "TI", work.shown_title
    for name in work.authors:
        yield "AU", name
    tagged = (
        ("T2", work.appeared_in),
        ("PB", work.issued_by),
        ("ET", work.version),
        ("LA", work.language),
        ("UR", work.url),
        ("M3", work.kind.label if kind in _WITH_TYPE_OF_WORK else None),
    )
    yield from _dates(work)
    for tag, value in tagged:
        if value:
            yield tag, value
    for note in _notes(work):
        yield "N1", note
    yield "ER", ""


def _dates(work: Work) -> Iterator[tuple[str, str]]:
    if work.date and _is_plain(work.date):
        year, *rest = work.date.split("-")
        yield "PY", year
        yield "DA", "/".join([year, *rest, *[""] * (3 - len(rest))])


def _notes(work: Work) -> Iterator[str]:
    if work.published and not _is_plain(work.published):
        yield f"Published: {work.published}"
    is_said = work.kind is SourceKind.DATASET or _TYPES[work.kind] in _WITH_TYPE_OF_WORK
    notes = (
        ("Created", work.created),
        ("Contributors", "; ".join(work.contributors)),
        ("Kind", None if is_said else work.kind.label),
        ("Rights", work.rights),
    )
    yield from (f"{name}: {value}" for name, value in notes if value)


def _is_plain(date: Edtf) -> bool:
    whole = (Precision.YEAR, Precision.MONTH, Precision.DAY)
    return date.precision in whole and not date.approximate
