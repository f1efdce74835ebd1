"""What a rule may look up beside the record it is looking at."""

import bisect
import functools
import math
from collections.abc import Iterator
from typing import Any

from istanbul_talks.findings.suggestion import did_you_mean
from istanbul_talks.model.values import Id
from istanbul_talks.model.vocabulary import DemandKind, MeetingStatus, SourceKind
from istanbul_talks.validation.facts import Facts, SourceFacts

MOST_HINTS = 50
MOST_COMPARED = 200

REFERENCE_KINDS = frozenset({SourceKind.REFERENCE_WORK, SourceKind.DATASET})

NO_TEXT_KINDS = REFERENCE_KINDS | {
    SourceKind.CODEBOOK,
    SourceKind.PHOTOGRAPH,
    SourceKind.VIDEO,
    SourceKind.SATELLITE_IMAGE,
}
"""Kinds of sources whose claims have no characters to point at."""

MAY_HAVE_COURSE = frozenset({MeetingStatus.HELD, MeetingStatus.ONGOING, MeetingStatus.UNCLEAR})
"""What a meeting's status must be for anyone to have attended it."""


class Index:
    """The facts of the input and, behind them, those of the canonical dataset.

    A malformed record exists, so that a reference to it is no mistake, but nothing is known of it.
    """

    def __init__(self, own: Facts, canonical: Facts | None) -> None:
        self.own = own
        self._canonical = canonical if canonical is not None else Facts()
        self._hints: dict[str, str | None] = {}

    def knows(self, id: str) -> bool:
        """Whether a record with this id exists, well-formed or not."""
        return id in self.own.ids or id in self._canonical.ids

    def has_well_formed(self, id: str) -> bool:
        """Whether a record with this id exists that is not malformed."""
        own = self.own
        if id in own.ids:
            return id not in own.malformed
        behind = self._canonical
        return id in behind.ids and id not in behind.malformed

    def source(self, id: str) -> SourceFacts | None:
        """What is known of a source."""
        return self._holder(id).sources.get(id)

    def meeting_status(self, id: str) -> str | None:
        """The status of a meeting."""
        return self._holder(id).meetings.get(id)

    def demand_kind(self, id: str) -> str | None:
        """The kind of a demand."""
        return self._holder(id).demands.get(id)

    def dissents(self, id: str) -> tuple[str, ...] | None:
        """The fields on which a record has dissents; None if nothing is known of the record."""
        holder = self._holder(id)
        known = id in holder.ids and id not in holder.malformed
        return holder.dissents.get(id, ()) if known else None

    def relation(self, id: str, name: str) -> tuple[str, ...]:
        """What a record names in one of the fields that order records."""
        return self._holder(id).relations.get((id, name), ())

    def overridden(self) -> set[str]:
        """Ids under which the input has a record of its own in place of a canonical one."""
        return self.own.ids.keys() & self._canonical.ids.keys()

    def repeated(self, *types: str) -> Iterator[tuple[str, str]]:
        """Records of the input whose key another has, and that other.

        The keys of figures and seats are compared within the input only: outside data cannot add a
        dissent to a canonical record. The names of actors and places are compared with all.
        """
        if self._all_keys_differ:
            return
        kinds = tuple(f"{name}/" for name in types)
        first: dict[bytes, str] = {}
        if "actor" in types:
            first = {key: id for id, key in self.both("keys") if id not in self.own.ids}
        for id, key in self.own.keys.items():
            if id.startswith(kinds) and first.setdefault(key, id) != id:
                yield id, first[key]

    @functools.cached_property
    def _all_keys_differ(self) -> bool:
        """Whether there is no need to look for the same key record by record."""
        own = set(self.own.keys.values())
        return len(own) == len(self.own.keys) and own.isdisjoint(self._canonical.keys.values())

    def both(self, table: str) -> Iterator[tuple[Any, Any]]:
        """What a table holds by id: of the input, then of canonical records that are not in it."""
        yield from getattr(self.own, table).items()
        for key, held in getattr(self._canonical, table).items():
            if (key[0] if isinstance(key, tuple) else key) not in self.own.ids:
                yield key, held

    def limit(self, source: str) -> float | None:
        """How far into a source's text a span may go: -1 if it has none; None if unknown."""
        if not self.knows(source):
            return None
        facts = self.source(source)
        if facts is None:
            return math.inf
        if facts.kind == SourceKind.CODEBOOK:
            return -1
        return math.inf if facts.text_length is None else facts.text_length

    def meets(self, what: str, target: str, end: int | None = None) -> bool:
        """Whether a record is known and all is well with what is needed of it.

        ``what`` is ``record`` (that it exists), ``text`` up to ``end``, ``no text``, ``no fixed
        text`` (one that spans cannot point into), ``reference`` (a source that outside values may
        rest on), ``body`` and a span (which is no display text), ``attendance`` (a meeting that
        took place), ``package``, ``dissent`` and the name of a field, or ``close look``, which is
        never met.
        """
        if not self.knows(target):
            return False
        if what == "record":
            return True
        match what.split():
            case ["close", "look"]:
                return False
            case ["dissent", field]:
                fields = self.dissents(target)
                return fields is None or field in fields
            case ["attendance"]:
                return self.meeting_status(target) in (None, *MAY_HAVE_COURSE)
            case ["package"]:
                return self.demand_kind(target) in (None, DemandKind.PACKAGE)
            case ["body", start, stop]:
                facts = self.source(target)
                return facts is None or facts.display(int(start), int(stop)) is None
            case ["text"]:
                limit = self.limit(target)
                return end is not None and limit is not None and end <= limit
        source = self.source(target)
        return source is None or _source_has(source, what)

    def nearest(self, id: Id) -> str | None:
        """A hint that names the known id that an unknown one was perhaps meant to be.

        Only the first few unknown ids are worth the search: a thousand have a common cause.
        """
        if id not in self._hints:
            if len(self._hints) >= MOST_HINTS:
                return None
            self._hints[id] = did_you_mean(id.slug, self._neighbours(id))
        return self._hints[id]

    def _neighbours(self, id: Id) -> list[str]:
        """Slugs that a slug may have been meant to be: of very many, those next in order."""
        slugs = self._slugs.get(id.type, [])
        if len(slugs) <= MOST_COMPARED:
            return slugs
        place = bisect.bisect(slugs, id.slug)
        return slugs[max(0, place - MOST_COMPARED // 2) : place + MOST_COMPARED // 2]

    @functools.cached_property
    def _slugs(self) -> dict[str, list[str]]:
        """The slugs of all known ids, in order, by type."""
        found: dict[str, list[str]] = {}
        for id, _ in self.both("ids"):
            kind, _, slug = id.partition("/")
            found.setdefault(kind, []).append(slug)
        return {kind: sorted(slugs) for kind, slugs in found.items()}

    def _holder(self, id: str) -> Facts:
        return self.own if id in self.own.ids else self._canonical


def _source_has(source: SourceFacts, what: str) -> bool:
    """Whether all is well with what a claim needs of its source."""
    match what:
        case "no text":
            return source.kind in NO_TEXT_KINDS
        case "no fixed text":
            return source.kind in NO_TEXT_KINDS or source.text_length is None
        case "reference":
            return source.kind in REFERENCE_KINDS
    raise AssertionError(what)
