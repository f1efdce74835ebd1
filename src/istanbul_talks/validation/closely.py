"""A close look at one record: its values as JSON has them, and problems as findings."""

from collections.abc import Iterable
from typing import Any

from istanbul_talks.findings.finding import Finding, Place
from istanbul_talks.findings.rules import CATALOGUE
from istanbul_talks.io.blocks import Loaded, Piece
from istanbul_talks.io.documents import Entry
from istanbul_talks.io.parsing import NotJson, parse
from istanbul_talks.io.positions import Node
from istanbul_talks.io.text import Placed
from istanbul_talks.validation.outcome import Tally
from istanbul_talks.validation.problem import Problem


def parsed(loaded: Loaded, piece: Piece, number: int) -> tuple[Entry, tuple[Node, ...]]:
    """A record of a piece, and the values under keys that stand twice. Raises `Unreadable`."""
    text = loaded.text(piece, number)
    try:
        found = parse(text.text, outer=text.pointer.count("/"))
    except NotJson as error:
        raise text.unreadable(error) from None
    return Entry(found.value, text, text.pointer), found.repeated


def add_problems(tally: Tally, entry: Entry, problems: Iterable[Problem]) -> None:
    """Add what is wrong with a record, in the order in which it stands there."""
    found = []
    for problem in problems:
        if tally.wants(problem.code):
            found.append(_finding(problem, entry))
        else:
            tally.counts[problem.code] += 1
    for finding in sorted(found, key=lambda f: (f.place.line, f.place.column, f.code)):
        tally.add(finding)


def repetition(text: Placed, node: Node, pointer: str = "") -> Finding:
    """IT115, for a value under a key that stands twice; ``pointer`` leads to the text."""
    place = text.place_of(node, pointer + node.pointer, at_key=True)
    message = f"the key {node.step} stands twice in this object"
    hint = "readers keep one value and lose the other: delete one"
    return new_finding("IT115", message, hint, place)


def id_of(value: Any) -> str | None:
    """The id of a record as JSON has it, if that is a text."""
    id = value.get("id") if isinstance(value, dict) else None
    return id if isinstance(id, str) else None


def new_finding(
    code: str, message: str, hint: str | None, place: Place, **about: str | None
) -> Finding:
    """A finding of a rule, as severe as the rule is."""
    severity = CATALOGUE[code].severity
    return Finding(code=code, severity=severity, message=message, hint=hint, place=place, **about)


def _finding(problem: Problem, entry: Entry) -> Finding:
    return new_finding(
        problem.code,
        problem.message,
        problem.hint,
        entry.place(problem.pointer, at_key=problem.at_key),
        record=id_of(entry.value),
        field=problem.field,
    )
