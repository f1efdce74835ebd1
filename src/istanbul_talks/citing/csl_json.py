"""Works as CSL-JSON, the input of citation processors (Citation Style Language 1.0.2).

An item's id is that of its record. Names are ``literal``, so that no program takes them apart.
``issued`` has days as ``date-parts`` and what is about as ``circa``; an open interval, which CSL
has no form for, is in words. What CSL has no variable for is in ``custom``, as its schema advises:
the dates as EDTF, ``rights``, and ``part_of`` with the id of the item that it is a part of. Nothing
is lost but runs of white space.
"""

import json
from collections.abc import Sequence
from typing import Any

from istanbul_talks.citing.dates import ends, in_words, parts
from istanbul_talks.citing.works import Work
from istanbul_talks.model.values import Edtf
from istanbul_talks.model.vocabulary import SourceKind

_TYPES = {
    SourceKind.NEWS_ARTICLE: "article-newspaper",
    SourceKind.WIRE_COPY: "article-newspaper",
    SourceKind.BROADCAST: "broadcast",
    SourceKind.PRESS_RELEASE: "report",
    SourceKind.OFFICIAL_DOCUMENT: "report",
    SourceKind.TRANSCRIPT: "speech",
    SourceKind.SOCIAL_MEDIA_POST: "post",
    SourceKind.PHOTOGRAPH: "graphic",
    SourceKind.VIDEO: "motion_picture",
    SourceKind.SATELLITE_IMAGE: "graphic",
    SourceKind.RESEARCH_REPORT: "report",
    SourceKind.FACT_CHECK: "webpage",
    SourceKind.DATASET: "dataset",
    SourceKind.REFERENCE_WORK: "book",
    SourceKind.CODEBOOK: "report",
}


def csl_json_entries(works: Sequence[Work]) -> str:
    """A JSON array with an item a work, without a final line break."""
    return json.dumps([_item(work) for work in works], ensure_ascii=False, indent=2)


def _item(work: Work) -> dict[str, Any]:
    item = {
        "id": work.id,
        "type": _TYPES[work.kind],
        "title": work.shown_title,
        "author": _names(work.authors),
        "contributor": _names(work.contributors),
        "container-title": work.appeared_in,
        "publisher": work.issued_by,
        "issued": _date(work.date) if work.date else None,
        "genre": work.kind.label if work.kind is not SourceKind.DATASET else None,
        "version": work.version,
        "language": work.language,
        "URL": work.url,
        "custom": _held(
            {
                "published": work.published,
                "created": work.created,
                "rights": work.rights,
                "part_of": work.container.id if work.container else None,
            }
        ),
    }
    return _held(item)


def _held(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _names(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"literal": name} for name in names]


def _date(date: Edtf) -> dict[str, Any]:
    interval = ends(date)
    if interval is None:
        points = [str(date)]
    else:
        points = [point for point in interval if point is not None]
        if len(points) < 2:
            return {"literal": in_words(date)}
    circa = {"circa": True} if date.approximate else {}
    return {"date-parts": [parts(point) for point in points], **circa}
