r"""Works as BibTeX, in UTF-8, for biblatex and whatever else reads it.

An entry's key is the id of its record. Names are in braces, so that no program takes them apart;
titles, too, so that their capitals stay. ``date`` is the EDTF date, which biblatex reads, to the
day; ``year``, for older styles, stands only where it is certain. What biblatex has no field for
stands under the name that it has in our model (``published`` where it gives a time of day,
``created``, ``rights``); styles ignore it. Nothing is lost but runs of white space.
"""

import re
from collections.abc import Iterator, Sequence

from istanbul_talks.citing.dates import sure_year
from istanbul_talks.citing.works import Work
from istanbul_talks.model.values import Edtf
from istanbul_talks.model.vocabulary import SourceKind

_TYPES = {
    SourceKind.NEWS_ARTICLE: "article",
    SourceKind.WIRE_COPY: "article",
    SourceKind.BROADCAST: "misc",
    SourceKind.PRESS_RELEASE: "report",
    SourceKind.OFFICIAL_DOCUMENT: "report",
    SourceKind.TRANSCRIPT: "misc",
    SourceKind.SOCIAL_MEDIA_POST: "online",
    SourceKind.PHOTOGRAPH: "image",
    SourceKind.VIDEO: "video",
    SourceKind.SATELLITE_IMAGE: "image",
    SourceKind.RESEARCH_REPORT: "report",
    SourceKind.FACT_CHECK: "online",
    SourceKind.DATASET: "dataset",
    SourceKind.REFERENCE_WORK: "reference",
    SourceKind.CODEBOOK: "manual",
}

_PUBLISHER = {"report": "institution", "dataset": "publisher", "reference": "publisher"}
"""The field for who published it; in all other types it is ``organization``."""

_ESCAPES = {
    "\\": r"\textbackslash{}",
    # A brace that is escaped but has no partner would still end the field too late or too early.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    **{character: f"\\{character}" for character in "%&$#_"},
}

_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")


def bibtex_entries(works: Sequence[Work]) -> str:
    """The entries, with an empty line between them and without a final line break."""
    return "\n\n".join(_entry(work) for work in works)


def _entry(work: Work) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(work))
    return f"@{_TYPES[work.kind]}{{{work.id},\n{fields}}}"


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    kind = _TYPES[work.kind]
    if work.authors:
        yield "author", _names(work.authors)
    if work.contributors:
        yield "editora", _names(work.contributors)
        yield "editoratype", "collaborator"
    yield "title", f"{{{escaped(work.shown_title)}}}"
    if work.kind is not SourceKind.DATASET:
        yield "type", escaped(work.kind.label)
    if kind == "article":
        yield "entrysubtype", "newspaper"
    yield from _whence(work, kind)
    yield from _dates(work)
    for name, value in (("version", work.version), ("language", work.language)):
        if value:
            yield name, escaped(value)
    if work.url:
        yield "url", work.url  # verbatim: biblatex escapes nothing there
    if work.rights:
        yield "rights", escaped(work.rights)


def _whence(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    """Who published it, and what it is a part of."""
    if work.publisher:
        name = "journaltitle" if kind == "article" else _PUBLISHER.get(kind, "organization")
        yield name, f"{{{escaped(work.publisher)}}}"
    if work.container:
        yield "note", f"In: {{{escaped(work.container.shown_title)}}}"
        yield "xref", work.container.id


def _dates(work: Work) -> Iterator[tuple[str, str]]:
    if work.date:
        yield "date", _to_the_day(work.date)
        if year := sure_year(work.date):
            yield "year", year
    if work.published and "T" in work.published:
        yield "published", work.published
    if work.created:
        yield "created", work.created


def _to_the_day(date: Edtf) -> str:
    """Biber reads no time without seconds, and we make none up."""
    return date.partition("T")[0]


def _names(names: tuple[str, ...]) -> str:
    return " and ".join(f"{{{escaped(name)}}}" for name in names)


def escaped(text: str) -> str:
    """A text that TeX sets, and BibTeX reads, as it stands: no commands, no ligatures."""
    apart = _LIGATURES.split(text)
    return "{}".join("".join(_ESCAPES.get(c, c) for c in piece) for piece in apart)
