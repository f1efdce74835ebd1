"""Stretches of a text, and which of them a span lies in."""

import bisect
from collections.abc import Iterable, Sequence


class Stretches:
    """Stretches that may overlap; the first that a span lies in is found without trying them all.

    Of ever larger runs of stretches it is kept how far any of those reaches that begin at a place
    or before it.
    """

    def __init__(self, stretches: Sequence[tuple[int, int]]) -> None:
        self._levels: list[list[_Reach]] = []
        size = 1
        while not self._levels or len(self._levels[-1]) > 1:
            runs = range(0, max(1, len(stretches)), size)
            self._levels.append([_Reach(stretches[start : start + size]) for start in runs])
            size *= 2

    def first(self, start: int, end: int) -> int | None:
        """The number, from 0, of the first stretch that a span lies in; None if it is in none."""
        whole, *below = reversed(self._levels)
        if not whole[0].holds(start, end):
            return None
        number = 0
        for level in below:
            number *= 2
            number += not level[number].holds(start, end)
        return number


class _Reach:
    """Some stretches, as far as it takes to say whether a span lies in any."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if not self._ends or end > self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, start: int, end: int) -> bool:
        """Whether a span lies in one of them."""
        number = bisect.bisect_right(self._starts, start)
        return number > 0 and end <= self._ends[number - 1]
