"""What records point to: whether it is well-formed, and what must be looked at once all is known.

A record may point to one that stands further on, or in a part that another process looks at. Such
a need is noted with the batch that has it, judged at the end, and only batches with a need that
was not met are looked at again.
"""

import re
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
        self._index = index
        self._ids: dict[ReferenceShape, Ids] = {}
        self._is_source = re.compile(ReferenceShape(("source",)).pattern).fullmatch
        self.limits: dict[str, float] = {}
        """How far into the text of a source a span may go, where that is known; see `limit`."""
        self.batch = 0
        self.needs: Needs = {}
        self._met: set[tuple[str, str]] = set()
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
        limit = self._index.limit(source)
        if limit is None:
            return UNKNOWN
        self.limits[source] = limit
        return limit

    def need(self, what: str, target: str) -> None:
        """Note that the batch at hand needs something of a record, unless it is met already."""
        if (what, target) in self._met:
            return
        if self._index.meets(what, target):
            self._met.add((what, target))
            return
        batches = self.needs.setdefault((what, target), [])
        if not batches or batches[-1] != self.batch:
            batches.append(self.batch)

    def has(self, id: str) -> bool:
        """Whether a record is known by now; that it exists is a need if it is not."""
        known = self._index.knows(id)
        if not known:
            self.need("record", id)
        return known

    def need_body(self, source: str, claims: Iterable[Any]) -> None:
        """Note that the batch at hand needs none of these claims to stand in display text."""
        facts = self._index.source(source)
        spans = [claim.span for claim in claims if claim.span is not None]
        if facts is None or any(facts.display(start, end) for start, end in spans):
            self.need("body", source)

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
        self.fine: set[str] = set()
        self._targets = targets
        self._matches = re.compile(shape.pattern).fullmatch

    def doubt(self, id: str) -> bool:
        """Whether an id that is not fine is malformed; if it is not, that it exists is a need."""
        if not self._matches(id):
            return True
        if self._targets.has(id):
            self.fine.add(id)
        return False
