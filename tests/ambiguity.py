"""Whether a backtracking matcher can take more than linear time over a regular expression.

It can where the expression is ambiguous without bound: where the same characters can be read in
two ways around a loop (exponential), or be shared between two loops (polynomial). Both show in the
automaton of the expression (Weber and Seidl 1991, On the degree of ambiguity of finite automata).
Look-arounds are taken to hold, which only adds ways, and are looked at themselves, too.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from re import _constants as c, _parser as parser  # type: ignore[attr-defined]
from typing import Any

PROBES = "\x00\t\n\r !09AZaz_~\x7f\x80é\u2028\ud83d\ufffd\U0001f600"
"""A character of every class that a category such as \\w tells apart."""

MOST_COPIES = 64
"""A counted repetition beyond that is taken for one without end."""


class _Automaton:
    """Positions, each with the characters that it takes, and which follow on which."""

    def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
        self.takes: list[frozenset[int]] = []
        self.free: dict[int, list[int]] = {}
        """Steps between states for which nothing is read; a state is a number."""
        self.read: dict[int, tuple[int, int]] = {}
        """Of a state from which a position is read: that position, and the state behind it."""
        self.bodies: list[Any] = []
        tree = parser.parse(pattern, flags)
        self.flags = tree.state.flags
        self.alphabet = {*map(ord, PROBES), *_edges(tree)}
        self.start = self._state()
        self.end = self._sequence(tree, self.start)

    def _state(self) -> int:
        number = len(self.free)
        self.free[number] = []
        return number

    def _sequence(self, items: Iterable[Any], at: int) -> int:
        for operator, argument in items:
            at = self._item(operator, argument, at)
        return at

    def _item(self, operator: Any, argument: Any, at: int) -> int:
        if operator in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            position = len(self.takes)
            self.takes.append(frozenset(self._taken(operator, argument)))
            after = self._state()
            self.read[at] = position, after
            return self._joined([after])
        if operator is c.BRANCH:
            ends = []
            for option in argument[1]:
                begin = self._state()
                self.free[at].append(begin)
                ends.append(self._sequence(option, begin))
            return self._joined(ends)
        if operator in (c.SUBPATTERN, c.ATOMIC_GROUP):
            inner = argument[-1] if operator is c.SUBPATTERN else argument
            return self._sequence(inner, at)
        if operator in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            low, high, inner = argument
            return self._repetition((low, high), inner, at)
        if operator in (c.ASSERT, c.ASSERT_NOT):
            self.bodies.append(argument[1])
            return at
        if operator is c.AT:
            return at
        raise NotImplementedError(operator)

    def _repetition(self, counts: tuple[int, Any], item: Any, at: int) -> int:
        low, high = counts
        endless = high is c.MAXREPEAT or high > MOST_COPIES
        ends = [at] if low == 0 else []
        for number in range(max(min(low, MOST_COPIES), 1) if endless else high):
            begin = self._state()
            self.free[at].append(begin)
            at = self._joined([self._sequence(item, begin)])
            if number + 1 >= low:
                ends.append(at)
        if endless:
            self.free[at].append(begin)
        return self._joined(ends)

    def _joined(self, ends: Iterable[int]) -> int:
        after = self._state()
        for end in ends:
            self.free[end].append(after)
        return after

    def _taken(self, operator: Any, argument: Any) -> Iterator[int]:
        items = [(operator, argument)] if operator is not c.IN else argument
        single = re.compile(_source(items, operator is c.IN), self.flags & ~re.DEBUG)
        yield from (n for n in self.alphabet if single.fullmatch(chr(n)))

    def follow(self) -> dict[int, list[int]]:
        """Which positions can be read next, as often as there are ways to them; -1 is the start."""
        found = {-1: self._next(self.start)}
        for position, after in self.read.values():
            found[position] = self._next(after)
        return found

    def _next(self, state: int) -> list[int]:
        """The positions that can be read from a state."""
        found: list[int] = []
        paths: list[tuple[int, ...]] = [(state,)]
        while paths:
            path = paths.pop()
            if path[-1] in self.read:
                found.append(self.read[path[-1]][0])
            paths += [(*path, step) for step in self.free[path[-1]] if step not in path]
        return found


def _source(items: list[Any], is_set: bool) -> str:
    """A set of characters as an expression of its own."""
    if not is_set:
        ((operator, argument),) = items
        if operator is c.ANY:
            return "."
        return f"[{'^' if operator is c.NOT_LITERAL else ''}{_escaped(argument)}]"
    told = ""
    for operator, argument in items:
        if operator is c.NEGATE:
            told += "^"
        elif operator is c.LITERAL:
            told += _escaped(argument)
        elif operator is c.RANGE:
            told += f"{_escaped(argument[0])}-{_escaped(argument[1])}"
        else:
            name = str(argument).rpartition("_")[2]
            letter = {"SPACE": "s", "DIGIT": "d", "WORD": "w"}[name]
            told += "\\" + (letter.upper() if "NOT" in str(argument) else letter)
    return f"[{told}]"


def _escaped(number: int) -> str:
    return f"\\U{number:08x}"


def _edges(tree: Any) -> Iterator[int]:
    """The characters at which a set in an expression begins or ends, and those beside them."""
    for item in tree if isinstance(tree, list | tuple | parser.SubPattern) else ():
        if isinstance(item, tuple) and item and item[0] in (c.LITERAL, c.NOT_LITERAL, c.RANGE):
            ends = item[1] if item[0] is c.RANGE else (item[1],)
            near = (n for end in ends for n in (end - 1, end, end + 1))
            yield from (n for n in near if 0 <= n < 0x110000)
        yield from _edges(item)


def ambiguous(pattern: str | bytes, flags: int = 0) -> str | None:
    """How an expression is ambiguous without bound: exponentially, polynomially, or not at all."""
    if isinstance(pattern, bytes):
        pattern = pattern.decode("latin-1")
    automaton = _Automaton(pattern, flags)
    follow, takes = automaton.follow(), automaton.takes
    inner = [_of_body(body) for body in automaton.bodies]
    reach = {p: _reached(follow, p) for p in follow}
    loops = [p for p in follow if p in reach[p]]
    if any(_two_ways(p, follow, takes, reach) for p in loops) or "exponential" in inner:
        return "exponential"
    for p, q in itertools.permutations(loops, 2):
        if q in reach[p] and _shared(p, q, follow, takes, reach):
            return "polynomial"
    return next(filter(None, inner), None)


def _of_body(body: Any) -> str | None:
    found = _Automaton.__new__(_Automaton)
    found.takes, found.free, found.read, found.bodies = [], {}, {}, []
    found.flags, found.alphabet = body.state.flags, {*map(ord, PROBES), *_edges(body)}
    found.start = found._state()
    found.end = found._sequence(body, found.start)
    follow = found.follow()
    reach = {p: _reached(follow, p) for p in follow}
    loops = [p for p in follow if p in reach[p]]
    assert not loops, "a loop in a look-around: look at it by hand"
    return None


def _reached(follow: dict[int, list[int]], start: int) -> set[int]:
    found: set[int] = set()
    rest = [*follow[start]]
    while rest:
        if (one := rest.pop()) not in found:
            found.add(one)
            rest += follow[one]
    return found


def _two_ways(
    p: int,
    follow: dict[int, list[int]],
    takes: list[frozenset[int]],
    reach: dict[int, set[int]],
) -> bool:
    """Whether some characters lead from a position around to it in two ways."""
    rest, seen = [(p, p, False)], set()
    while rest:
        one, other, apart = rest.pop()
        for (m, a), (n, b) in itertools.product(enumerate(follow[one]), enumerate(follow[other])):
            if p not in reach[a] | {a} or p not in reach[b] | {b} or not takes[a] & takes[b]:
                continue
            step = (a, b, apart or a != b or (one == other and m != n))
            if step == (p, p, True):
                return True
            if step not in seen:
                seen.add(step)
                rest.append(step)
    return False


def _shared(
    p: int,
    q: int,
    follow: dict[int, list[int]],
    takes: list[frozenset[int]],
    reach: dict[int, set[int]],
) -> bool:
    """Whether the same characters lead around p, from p to q, and around q."""
    rest, seen = [(p, p, q)], set()
    while rest:
        x, y, z = rest.pop()
        for a, b, d in itertools.product(follow[x], follow[y], follow[z]):
            if not takes[a] & takes[b] & takes[d]:
                continue
            if p not in reach[a] | {a} or q not in reach[b] | {b} or q not in reach[d] | {d}:
                continue
            step = (a, b, d)
            if step == (p, q, q):
                return True
            if step not in seen:
                seen.add(step)
                rest.append(step)
    return False
