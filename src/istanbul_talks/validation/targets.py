"""What records point to: whether it is well-formed, and what must be looked at once all is known.

A record may point to one that stands further on, or in a part that another process looks at. Such
a need is noted with the batch that has it, judged at the end, and only batches with a need that
was not met are looked at again.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from istanbul_talks.model.shapes import ReferenceShape
from istanbul_talks.validation.index import Index

UNKNOWN = -2.0
MALFORMED = -3.0

Needs = dict[tuple[str, str], list[int]]
"""What is needed of which record, and the batches that need it."""


class Targets:
    """The needs that the batches of one pass have; ``batch`` is the one at hand."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._ids: dict[ReferenceShape, Ids] = {}
        self._is_source = re.compile(ReferenceShape(("source",)).pattern).fullmatch
        self.limits: dict[str, float] = {}
        """How far into the text of a source a span may go, where that is known; see `limit`."""
        self.batch = 0
        self.needs: Needs = {}
        self.met: defaultdict[str, set[str]] = defaultdict(set)
        """By what is needed, the records that are known to have it."""
        self.ends: dict[str, int] = {}
        """How far into its text a source is cited where its length was not known yet."""

    def ids(self, shape: ReferenceShape) -> "Ids":
        """The ids that a reference of this shape may hold."""
        if shape not in self._ids:
            self._ids[shape] = Ids(self, shape)
        return self._ids[shape]

    def limit(self, source: str) -> float:
        """How far into a source a span may go; `UNKNOWN` and `MALFORMED` are below all."""
        if source in self.limits:
            return self.limits[source]
        if not self._is_source(source):
            return MALFORMED
        limit = self.index.limit(source)
        if limit is None:
            return UNKNOWN
        self.limits[source] = limit
        return limit

    def need(self, what: str, target: str) -> None:
        """Note that the batch at hand needs something of a record, unless it is met already."""
        if target in self.met[what]:
            return
        if self.index.meets(what, target):
            self.met[what].add(target)
            return
        self.note(what, target)

    def note(self, what: str, target: str) -> None:
        """Note a need of the batch at hand."""
        batches = self.needs.get((what, target))
        if batches is None:
            self.needs[what, target] = [self.batch]
        elif batches[-1] != self.batch:
            batches.append(self.batch)

    def has(self, id: str) -> bool:
        """Whether a record is known by now; that it exists is a need if it is not."""
        if self.index.knows(id):
            return True
        self.note("record", id)
        return False

    def need_body(self, source: str, claims: Iterable[Any]) -> None:
        """Note that the batch at hand needs none of these claims to stand in display text."""
        for claim in claims:
            if claim.span is not None and claim.source == source:
                self.need(f"body {claim.span[0]} {claim.span[1]}", source)

    def need_text(self, source: str, end: int) -> None:
        """Note that the batch at hand needs a source whose text goes so far."""
        self.need("text", source)
        if self.ends.get(source, -1) < end:
            self.ends[source] = end


class Ids:
    """The ids that a reference of one shape may hold.

    ``fine`` are those that are known to be well-formed and to exist: to ask for them there costs
    next to nothing. Of all others `doubt` says whether they are malformed, and notes the need.
    """

    def __init__(self, targets: Targets, shape: ReferenceShape) -> None:
        self.fine: set[str | None] = set()
        self._targets = targets
        self._index = targets.index
        self._kinds = tuple(f"{name}/" for name in shape.types)
        self._matches = re.compile(shape.pattern).fullmatch

    def doubt(self, id: str) -> bool:
        """Whether an id that is not fine is malformed; if it is not, that it exists is a need."""
        if self._index.has_well_formed(id) and id.startswith(self._kinds):
            self.fine.add(id)
            return False
        if not self._matches(id):
            return True
        if self._targets.has(id):
            self.fine.add(id)
        return False
