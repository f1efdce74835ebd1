"""A JSON text of an input, or a piece of one, that knows where it stands."""

import functools

import attrs

from istanbul_talks.findings.finding import Place
from istanbul_talks.io.inputs import Unreadable
from istanbul_talks.io.parsing import NotJson
from istanbul_talks.io.positions import Lines, Node, Tree, nodes

CONTEXT = 60
"""How many characters of a line are kept on either side of a place."""


class Placed:
    """What can say where its JSON values stand."""

    pointer: str = ""
    """What leads to it in its document."""

    @property
    def text(self) -> str:
        """What it says."""
        raise NotImplementedError

    @functools.cached_property
    def _tree(self) -> Tree:
        return Tree(nodes(self.text))

    def place(self, pointer: str, *, at_key: bool = False) -> Place:
        """Where the value of a pointer stands, or its key; the nearest that exists."""
        steps = pointer.removeprefix(self.pointer).split("/")[1:]
        node, there = self._tree.nearest(steps)
        return self.place_of(node, pointer, at_key=at_key and there)

    def place_of(self, node: Node, pointer: str, *, at_key: bool = False) -> Place:
        """Where a node, or its key, stands."""
        start, end = node.key if at_key and node.key else (node.start, node.end)
        return self.place_at(start, end - start, pointer)

    def place_at(self, offset: int, width: int = 1, pointer: str = "") -> Place:
        """The place of an offset into the text."""
        raise NotImplementedError


@attrs.frozen(eq=False)
class Text(Placed):
    """One JSON text: a whole file, a line of JSON Lines, or a record of a document.

    ``line`` and ``column`` say where it begins. ``before`` and ``after`` are what stands on its
    first line before it and on its last line after it, as far as a reader is shown that.
    ``pointer`` leads to it in its document.
    """

    file: str
    text: str
    line: int = 1
    column: int = 1
    pointer: str = ""
    before: str = ""
    after: str = ""

    def place_at(self, offset: int, width: int = 1, pointer: str = "") -> Place:
        """The place of an offset into the text."""
        shown = offset + len(self.before)
        line, column = self._lines.place(shown)
        excerpt, cut = self._lines.excerpt(shown, CONTEXT)
        if line == 1:  # the text may begin in the middle of a line
            missing = self.column - 1 - len(self.before)
            column, cut = column + missing, cut + missing
        return Place(
            file=self.file,
            pointer=pointer,
            line=line + self.line - 1,
            column=column,
            width=max(1, width),
            excerpt=excerpt.rstrip("\r"),
            cut=cut,
        )

    def unreadable(self, error: NotJson) -> Unreadable:
        """The same complaint, with file and line."""
        place = self.place_at(error.offset)
        return Unreadable(error.code, error.message, place, error.hint)

    @functools.cached_property
    def _lines(self) -> Lines:
        return Lines(self.before + self.text + self.after)


@attrs.frozen(eq=False)
class Hollow(Placed):
    """A document without its records: what stands before them and what stands behind them."""

    front: Text
    back: Text

    @property
    def text(self) -> str:
        """The document as if it had no records."""
        return self.front.text + self.back.text

    def place_at(self, offset: int, width: int = 1, pointer: str = "") -> Place:
        """The place of an offset into the text, in the document as it is."""
        behind = offset - len(self.front.text)
        if behind < 0:
            return self.front.place_at(offset, width, pointer)
        return self.back.place_at(behind, width, pointer)
