"""What is cited, whatever the format: a source or a dataset, as its record describes it.

Nothing is made up: names stand as they are printed (a byline does not say which word is the family
name), a date is no finer than it is known, and nobody looked a page up on a given day, so that
there is no date of access.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

import attrs

from istanbul_talks.model.records import Actor, Record, Source
from istanbul_talks.model.values import Edtf
from istanbul_talks.model.vocabulary import SourceKind

R = TypeVar("R", bound=Record)

Find = Callable[[str], Record | None]
"""Looks a record up by its id; None if there is none."""

_OF_OUTLETS = (SourceKind.NEWS_ARTICLE, SourceKind.WIRE_COPY)


class Uncitable(LookupError):
    """The record of a source, or of who published it, is not at hand."""

    def __init__(self, id: str, needed_by: str) -> None:
        super().__init__(
            f"there is no record {id}, which {needed_by} rests on; cite it as part of the dataset "
            "that holds both: dataset.cite(…)"
        )


@attrs.frozen(kw_only=True)
class Work:
    """A cited source or dataset.

    ``published`` and ``created`` are EDTF dates, ``rights`` is a copyright line as printed or, of a
    dataset, its licence. ``container`` is the work that it is a part of: a photo's article.
    White space is a single space everywhere, because no format of references keeps more.
    """

    id: str
    kind: SourceKind
    title: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    publisher: str | None = None
    published: Edtf | None = None
    created: Edtf | None = None
    version: str | None = None
    language: str | None = None
    url: str | None = None
    rights: str | None = None
    container: "Work | None" = None

    @property
    def shown_title(self) -> str:
        """Its title or, in brackets as our words, its kind and the name it has in the data."""
        return self.title or f"[{self.kind.label.capitalize()} {self.id.partition('/')[2]}]"

    @property
    def date(self) -> Edtf | None:
        """When it was published or, if nothing says so, when it was made."""
        return self.published or self.created

    @property
    def appeared_in(self) -> str | None:
        """The title of its container or, of what outlets publish, the outlet."""
        if self.container is not None:
            return self.container.shown_title
        return self.publisher if self.kind in _OF_OUTLETS else None

    @property
    def issued_by(self) -> str | None:
        """Its publisher, unless that is the outlet that it appeared in."""
        return None if self.appeared_in == self.publisher else self.publisher


def source_work(source: Source, find: Find, known: Mapping[str, Work] | None = None) -> Work:
    """A source as a work; ``known`` are works, by id, that need not be made again.

    Raises `Uncitable` if its publisher or container is not to be found.
    """
    container: Work | None = None
    chain, seen = [source], {source.id}
    # A part of itself, over any number of steps, is an error of the data and no container.
    while (whole := chain[-1].part_of) is not None and whole not in seen:
        if known is not None and whole in known:
            container = known[whole]
            break
        chain.append(_needed(Source, whole, find, chain[-1].id))
        seen.add(whole)
    for part in reversed(chain[1:]):
        container = _work(part, container, find)
    return _work(source, container, find)


def _work(source: Source, container: Work | None, find: Find) -> Work:
    publisher = None
    if source.publisher is not None:
        publisher = _needed(Actor, source.publisher, find, source.id).name
    return Work(
        id=str(source.id),
        kind=source.kind,
        title=_line(source.title),
        authors=_lines(source.authors),
        contributors=_lines(source.contributors),
        publisher=_line(publisher),
        published=source.published,
        created=source.created,
        language=source.language,
        url=source.url,
        rights=_line(source.rights),
        container=container,
    )


def needed_source(id: str, find: Find, needed_by: str) -> Source:
    """The record of a source that a record rests on. Raises `Uncitable`."""
    return _needed(Source, id, find, needed_by)


def _needed(cls: type[R], id: str, find: Find, needed_by: str) -> R:
    record = find(id)
    if not isinstance(record, cls):
        raise Uncitable(id, needed_by)
    return record


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := _line(text)))
