"""What must be cited for some records: the dataset, and every source that they rest on."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

import attrs

from istanbul_talks.citing.canonical import canonical_header, find_canonical, home, maintainers
from istanbul_talks.citing.citation import Citation
from istanbul_talks.citing.works import Find, Work, needed_source, source_work
from istanbul_talks.derived.references import references
from istanbul_talks.model.header import Header
from istanbul_talks.model.records import Record, Source
from istanbul_talks.model.vocabulary import SourceKind


@runtime_checkable
class Collected(Protocol):
    """Records by id: a collection of a dataset, or a mapping."""

    def values(self) -> Iterable[Record]:
        """The records."""


Records = Record | Collected | Iterable[Record]


@runtime_checkable
class Whole(Protocol):
    """A dataset, as far as citing needs to know."""

    version: str | None
    title: str | None
    license: str | None

    def __iter__(self) -> Iterator[Record]: ...
    def __contains__(self, id: object) -> bool: ...
    def __getitem__(self, id: str) -> Record: ...


def cite(records: Records, *, within: Whole | None = None) -> Citation:
    """How to cite records: their dataset, and every source that their claims and dissents rest on.

    ``records`` is one record, several, a collection or a dataset; ``within`` is the dataset that
    they belong to, the canonical one if none is given. A source that is part of another brings that
    one along. Records of an outside dataset that refer to canonical ones bring the canonical
    dataset along. Raises `Uncitable` if the record of a source, or of its publisher, is not there.

    >>> print(cite(talks.figures.where(about="event/spiderweb")).bibtex())
    """
    if within is None and isinstance(records, Whole):
        within = records
    chosen = tuple(_records(records))
    own = {str(record.id): record for record in chosen}

    def find(id: str) -> Record | None:
        if within is not None and id in within:
            return within[id]
        return own.get(id) or find_canonical(id)

    datasets = _datasets(chosen, within)
    return Citation((*datasets, *_sources(chosen, find)))


def _records(records: Records) -> Iterator[Record]:
    if isinstance(records, Record):
        yield records
    elif isinstance(records, Collected):
        yield from records.values()
    else:
        for record in records:
            if not isinstance(record, Record):
                raise TypeError(f"a record is cited, not {record!r}; of ids: dataset.cite(id, …)")
            yield record


def _sources(records: Iterable[Record], find: Find) -> list[Work]:
    """The works that the records rest on, by id, and what contains them."""
    works: dict[str, Work] = {}
    seen: set[str] = set()
    for record in records:
        if isinstance(record, Source):
            seen.add(record.id)
            _add(works, source_work(record, find, works))
        for _, _, claim in record.claims():
            if claim.source not in seen:
                seen.add(claim.source)
                source = needed_source(claim.source, find, record.id)
                _add(works, source_work(source, find, works))
    return [works[id] for id in sorted(works)]


def _add(works: dict[str, Work], work: Work | None) -> None:
    while work is not None and work.id not in works:  # else what contains it is there, too
        works[work.id] = work
        work = work.container


def _datasets(records: Iterable[Record], within: Whole | None) -> list[Work]:
    """The dataset of the records and, if outside ones rest on it, the canonical one."""
    canonical = canonical_header()
    if within is None:
        return [_dataset_work(canonical)]
    own = Header(
        schema_version=canonical.schema_version,
        version=within.version,
        title=within.title,
        license=within.license,
    )
    found = [own] if within.title or within.version else []
    if own != canonical and _leads_out(records, within):
        found.append(canonical)
    works = [_dataset_work(header) for header in found]
    if len({work.id for work in works}) < len(works):  # a fork under the same title
        works[1] = attrs.evolve(works[1], id=f"{works[1].id}-canonical")
    return works


def _leads_out(records: Iterable[Record], within: Whole) -> bool:
    """Whether a record refers to one that only the canonical dataset has."""
    return any(
        reference.target not in within and find_canonical(reference.target) is not None
        for record in records
        for reference in references(record)
    )


def _dataset_work(header: Header) -> Work:
    canonical = canonical_header()
    is_ours = (header.title, header.license) == (canonical.title, canonical.license)
    return Work(
        id=f"dataset/{_slug(header.title or '') or 'untitled'}",
        kind=SourceKind.DATASET,
        title=header.title,
        authors=maintainers() if is_ours else (),
        version=header.version,
        url=home() if is_ours else None,
        rights=header.license,
    )


def _slug(title: str) -> str:
    """A title in the letters of an id, as far as it has such."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))
