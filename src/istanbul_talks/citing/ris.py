"""Works as RIS, for reference managers.

``ID`` is the id of the record. ``AU`` has a name as printed; a reader that takes names apart at a
comma will do so. ``PY`` is the year where it is certain, ``DA`` a year, month or day. Of any other
date (about, an interval, with a time of day) the whole stands as EDTF in a note (``N1``), with what
RIS has no tag for: contributors, when it was made, rights, the kind where reference managers would
misread its tag, and an address with a semicolon, which ``UR`` would end at. Lost: the id of what it
is a part of, and runs of white space.
"""

from collections.abc import Iterator, Sequence

from istanbul_talks.citing.dates import sure_year
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
        ("UR", work.url.replace(";", "%3B") if work.url else None),  # ; parts several addresses
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
    if work.date and (year := sure_year(work.date)):
        yield "PY", year
        if work.date.precision is not Precision.INTERVAL:
            given = work.date.partition("T")[0].split("-")
            yield "DA", "/".join([*given, *[""] * (4 - len(given))])


def _notes(work: Work) -> Iterator[str]:
    if work.published and not _has_tag(work.published):
        yield f"Published: {work.published}"
    is_said = work.kind is SourceKind.DATASET or _TYPES[work.kind] in _WITH_TYPE_OF_WORK
    notes = (
        ("Created", work.created),
        ("Contributors", "; ".join(work.contributors)),
        ("Kind", None if is_said else work.kind.label),
        ("Rights", work.rights),
        ("URL", work.url if work.url and ";" in work.url else None),
    )
    yield from (f"{name}: {value}" for name, value in notes if value)


def _has_tag(date: Edtf) -> bool:
    """Whether ``DA`` says all of a date."""
    whole = (Precision.YEAR, Precision.MONTH, Precision.DAY)
    return date.precision in whole and not date.approximate
