"""What records point to: whether it is well-formed, and what must be looked at once all is known.

A record may point to one that stands further on, or in a part that another process looks at. Such
a need is noted with the batch that has it, judged at the end, and only batches with a need that
was not met are looked at again.
"""

import re
from collections.abc import Iterable, Mapping
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
        self._ids: dict[ReferenceShape, _Ids] = {}
        self.limits = _Limits(index)
        self.batch = 0
        self.needs: Needs = {}
        self._met: set[tuple[str, str]] = set()
        self.ends: dict[str, int] = {}
        """How far into its text a source is cited where its length was not known yet."""

    def ids(self, shape: ReferenceShape) -> Mapping[str, bool]:
        """Maps an id to whether it is malformed; that it exists is noted as a need."""
        if shape not in self._ids:
            self._ids[shape] = _Ids(self, shape)
        return self._ids[shape]

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


class _Ids(dict[str, bool]):
    """Remembers ids that are well-formed and known, so that to ask again costs next to nothing."""

    def __init__(self, targets: Targets, shape: ReferenceShape) -> None:
        self._targets = targets
        self._matches = re.compile(shape.pattern).fullmatch

    def __missing__(self, id: str) -> bool:
        if not self._matches(id):
            return True
        if self._targets.has(id):
            self[id] = False
        return False


class _Limits(dict[str, float]):
    """How far into the text of a source a span may go; `UNKNOWN` and `MALFORMED` are below all."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._matches = re.compile(ReferenceShape(("source",)).pattern).fullmatch

    def __missing__(self, source: str) -> float:
        if not self._matches(source):
            return MALFORMED
        limit = self._index.limit(source)
        if limit is None:
            return UNKNOWN
        self[source] = limit
        return limit
