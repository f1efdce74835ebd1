"""Where every value of a JSON text stands: JSON Pointer to line and column, exactly.

Only asked when there is something to report, so a plain scan in Python will do. It keeps its own
stack: a text nested 10,000 deep is scanned like any other.
"""

import bisect
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import attrs

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


MOST_OF_A_POINTER = 2000
"""How long a pointer may get; that of a value farther down leads to the nearest around it.

A long key stands once in a text, and in the pointer of everything below it.
"""


class Node(NamedTuple):
    """A value of a JSON text: its step, and where it and, in an object, its key stand.

    ``within`` is the number of the object or array that it is in, ``number`` its own if it is one.
    """

    step: str
    start: int
    end: int
    key: tuple[int, int] | None
    depth: int
    repeated: bool
    """Whether the object already has a value under this key."""
    above: "Node | None"
    within: int
    number: int

    @property
    def pointer(self) -> str:
        """The JSON Pointer to it (RFC 6901) or, if that is very long, to what it stands in."""
        steps: list[str] = []
        node: Node | None = self
        while node is not None and node.above is not None:
            steps.append(node.step)
            node = node.above
        pointer = ""
        for step in reversed(steps):
            if len(pointer) + len(step) > MOST_OF_A_POINTER:
                break
            pointer += f"/{step}"
        return pointer


@attrs.define
class _Container:
    node: Node
    keys: set[str] | None
    """The keys seen in an object; None for an array."""
    index: int = 0


def nodes(text: str) -> Iterator[Node]:
    """Every value of a JSON text in the order it begins, the whole first.

    The end of an object or array is not known yet when it is met: its node covers its bracket.
    """
    stack: list[_Container] = []
    count = 0
    key: str | None = None
    key_place: tuple[int, int] | None = None
    repeated = False
    for token in _TOKEN.finditer(text):
        first = text[token.start()]
        top = stack[-1] if stack else None
        if first in "]}":
            stack.pop()
        elif first == ",":
            if top is not None:
                top.index += 1
        elif first == ":":
            pass
        elif first == '"' and top is not None and top.keys is not None and key_place is None:
            key, key_place = _text_of(token.group()), token.span()
            repeated = key in top.keys
            top.keys.add(key)
        else:
            step = "" if top is None else _step(top, key)
            above, within = (None, -1) if top is None else (top.node, top.node.number)
            number = -1
            if first in "[{":
                number, count = count, count + 1
            node = Node(step, *token.span(), key_place, len(stack), repeated, above, within, number)
            yield node
            key_place, repeated = None, False
            if number >= 0:
                stack.append(_Container(node, set() if first == "{" else None))


class Tree:
    """The values of a JSON text, found by the steps that lead to them."""

    def __init__(self, found: Iterable[Node]) -> None:
        self._top, *rest = found
        self._below = {(node.within, node.step): node for node in rest}

    def nearest(self, steps: Sequence[str]) -> tuple[Node, bool]:
        """The node that these steps lead to, or the last on the way; whether it is the very one."""
        node = self._top
        for step in steps:
            below = self._below.get((node.number, step))
            if below is None:
                return node, False
            node = below
        return node, True


class Lines:
    """The lines of a text: where each begins, found once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset into the text."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def excerpt(self, offset: int, context: int) -> tuple[str, int]:
        """The line around an offset, cut to so many characters either side, and what was cut off.

        A document can be one line: only what is shown may be kept for each finding.
        """
        line, _ = self.place(offset)
        start = max(self._starts[line - 1], offset - context)
        end = self._starts[line] - 1 if line < len(self._starts) else len(self._text)
        return self._text[start : min(end, offset + context)], start - self._starts[line - 1]


def escape(step: object) -> str:
    """One step of a JSON Pointer (RFC 6901)."""
    return str(step).replace("~", "~0").replace("/", "~1")


def unescape(step: str) -> str:
    """What one step of a JSON Pointer stands for."""
    return step.replace("~1", "/").replace("~0", "~")


def _text_of(token: str) -> str:
    if "\\" not in token:
        return token[1:-1]
    text: str = json.loads(token, strict=False)
    return text


def _step(container: _Container, key: str | None) -> str:
    return str(container.index) if container.keys is None else escape(key)
