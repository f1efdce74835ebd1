"""What records point to: whether it is well-formed, and what must be looked at once all is known.

A record may point to one that stands further on, or in a part that another process looks at. Such
a need is noted with the block that has it, judged at the end, and only blocks with a need that
was not met are looked at again.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import Any

from istanbul_talks.model.shapes import ReferenceShape
from istanbul_talks.validation.index import Index

UNKNOWN = -2.0
MALFORMED = -3.0

MOST_KNOWN = 2**16
"""How many ids are kept at hand of which all is known to be well; they are soon learnt again."""

MOST_NEEDS = 2**16
"""How many needs are noted before those are forgotten that have been met since."""

Needs = dict[tuple[str, str], list[int]]
"""What is needed of which record, and the blocks that need it."""


def still_unmet(index: Index, needs: Needs, ends: Mapping[str, int]) -> Needs:
    """The needs that are not met by what is known; ``ends`` are how far into a text they go."""
    return {
        (what, target): blocks
        for (what, target), blocks in needs.items()
        if not index.meets(what, target, ends.get(target))
    }


class Targets:
    """The needs that the blocks of one pass have, of which one is at hand.

    What one record needed and did not find is taken for met until the next block begins: the need
    is noted, and a block can have it but once.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self._ids: dict[ReferenceShape, Ids] = {}
        self._is_source = re.compile(ReferenceShape(("source",)).pattern).fullmatch
        self.limits: dict[str, float] = {}
        """How far into the text of a source a span may go, where that is known; see `limit`."""
        self.needs: Needs = {}
        self.met: defaultdict[str, set[str | None]] = defaultdict(set)
        """By what is needed, the records that are known to have it."""
        self.ends: dict[str, int] = {}
        """How far into its text a source is cited where its length was not known yet."""
        self._block = 0
        self._most_needs = MOST_NEEDS
        self._supposed: list[tuple[set[str | None], str]] = []
        self._limits_supposed: set[str] = set()

    def begin(self, block: int) -> None:
        """Turn to the block of this number, for which nothing is supposed yet."""
        self._block = block
        if len(self.needs) > self._most_needs:
            self.needs = still_unmet(self.index, self.needs, self.ends)
            self._most_needs = max(MOST_NEEDS, 2 * len(self.needs))
        for known in (*(ids.fine for ids in self._ids.values()), *self.met.values()):
            if len(known) > MOST_KNOWN:
                known.intersection_update({None})
        for known, id in self._supposed:
            known.discard(id)
        for source in self._limits_supposed:
            del self.limits[source]
        self._supposed.clear()
        self._limits_supposed.clear()

    def suppose(self, known: set[str | None], id: str) -> None:
        """Have an id among those that are known, for the block at hand."""
        known.add(id)
        self._supposed.append((known, id))

    def suppose_limit(self, source: str, limit: float) -> None:
        """Have spans of a source go so far unasked, in the block at hand."""
        self.limits[source] = limit
        self._limits_supposed.add(source)

    def supposes_limit(self, source: str) -> bool:
        """Whether nothing is known by now of a source that the block at hand cites."""
        return source in self._limits_supposed

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
            self.suppose_limit(source, UNKNOWN)
            return UNKNOWN
        self.limits[source] = limit
        return limit

    def need(self, what: str, target: str) -> None:
        """Note that the block at hand needs something of a record, unless it is met already."""
        met = self.met[what]
        if target in met:
            return
        if self.index.meets(what, target):
            met.add(target)
            return
        self.note(what, target)
        self.suppose(met, target)

    def note(self, what: str, target: str) -> None:
        """Note a need of the block at hand."""
        blocks = self.needs.setdefault((what, target), [])
        if not blocks or blocks[-1] != self._block:
            blocks.append(self._block)

    def has(self, id: str) -> bool:
        """Whether a record is known by now; that it exists is a need if it is not."""
        if self.index.knows(id):
            return True
        self.note("record", id)
        return False

    def need_body(self, sources: Set[str], claims: Iterable[Any]) -> None:
        """Note that of these claims none for these sources may stand in display text."""
        for claim in claims if sources else ():
            if claim.span is not None and claim.source in sources:
                self.need(f"body {claim.span[0]} {claim.span[1]}", claim.source)

    def need_text(self, source: str, end: int) -> None:
        """Note that the block at hand needs a source whose text goes so far."""
        self.note("text", source)
        if self.ends.get(source, -1) < end:
            self.ends[source] = end
        if source in self._limits_supposed:
            self.suppose_limit(source, end)


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
        if not id.startswith(self._kinds):
            return True
        if not self._index.has_well_formed(id) and not self._matches(id):
            return True
        if self._targets.has(id):
            self.fine.add(id)
        else:
            self._targets.suppose(self.fine, id)
        return False
