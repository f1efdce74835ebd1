"""A step: what the records of one schema version are in the next."""

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from istanbul_talks.validation.problem import Problem

Json = Any

CODE = "IT117"
"""The rule about schema versions, under which problems of a step are told."""


class Unmigratable(ValueError):
    """A record has no certain counterpart in the next version: its coder must decide.

    ``problems`` says what, where in the record, and what the coder can do.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


@attrs.frozen
class Step:
    """From one schema version to the next.

    ``change`` takes the JSON value of one record, which it leaves as it is, and returns what that
    record is in the next version: itself, another one, or one and those that it was divided into.
    If the first has another id, references follow it. It raises `Unmigratable` rather than guess.
    ``what`` says in one line what changes.
    """

    old: str
    new: str
    what: str
    change: Callable[[dict[str, Json]], list[Json]]


def undecided(pointer: str, message: str, hint: str) -> Problem:
    """What a coder must decide, at a place in the record."""
    return Problem(code=CODE, pointer=pointer, message=message, hint=hint)
