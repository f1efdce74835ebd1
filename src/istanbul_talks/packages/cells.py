"""Cells: what a column holds as the text of a CSV cell, and back to its JSON value, exactly.

An empty cell is a missing value. Flags are true and false, days as in ISO 8601; numbers are
written as in JSON, and lists are JSON arrays. A text that a spreadsheet would run as a formula is
marked: see `marked`.
"""

import datetime
import functools
import json
import math
import re
from collections.abc import Callable
from typing import Any

from istanbul_talks.derived.columns import Column, Kind
from istanbul_talks.derived.converter import plain
from istanbul_talks.io.parsing import NotJson, parse

MARK = "'"

_FORMULA = re.compile(f"{MARK}*[=+\\-@\t\r\n＝＋－＠]")
"""What a spreadsheet may run (OWASP, CSV Injection), after any number of marks."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")

_FLAGS = {
    **dict.fromkeys(("true", "True", "TRUE", "1"), True),
    **dict.fromkeys(("false", "False", "FALSE", "0"), False),
}
"""How true and false are written, as Table Schema has it: spreadsheets write them in capitals."""


class NotOfType(ValueError):
    """A cell holds something else than its column does; ``hint`` says what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def marked(text: str) -> str:
    """A text with an apostrophe before it if a spreadsheet would run it as a formula.

    So has one that begins with apostrophes and then like a formula: it is one more each time, and
    `unmarked` takes one away.
    """
    return MARK + text if _FORMULA.match(text) else text


def unmarked(cell: str) -> str:
    """The text that was `marked`."""
    return cell[1:] if cell.startswith(MARK) and _FORMULA.match(cell) else cell


def cell_writer(column: Column) -> Callable[[Any], str]:
    """The function that turns a row's object into the text of its cell in a column."""
    cell, written = column.cell, _written(column)

    def write(held: Any) -> str:
        value = cell(held)
        return "" if value is None or value == () else written(value)

    return write


def _written(column: Column) -> Callable[[Any], str]:
    """How a value is written that is there."""
    if column.many:
        return lambda value: json_text(plain(value))
    match column.kind:
        case Kind.FLAG:
            return lambda value: "true" if value else "false"
        case Kind.INTEGER | Kind.NUMBER:
            return lambda value: str(value) if type(value) is int else json_text(plain(value))
        case Kind.DAY:
            return datetime.date.isoformat
        case _:
            return lambda value: marked(str(value))


def cell_reader(column: Column) -> Callable[[str], Any]:
    """The function that turns the text of a cell, if there is any, into its JSON value.

    It raises `NotOfType`. Whether the field may have that value is for the JSON Schema to say.
    """
    if column.many:
        hint = 'write the values in brackets: ["…", "…"]'
        return functools.partial(json_value, wanted="a JSON array", hint=hint)
    match column.kind:
        case Kind.FLAG:
            return _flag
        case Kind.INTEGER | Kind.NUMBER:
            return _number
        case _:
            return unmarked


def json_value(text: str, wanted: str, hint: str) -> Any:
    """The value of a cell that is JSON. Raises `NotOfType`."""
    try:
        parsed = parse(text)
    except NotJson as error:
        raise NotOfType(f"{shown(text)} is not {wanted}: {error.message}", hint) from None
    if parsed.repeated:
        raise NotOfType(f"{shown(text)} has a key twice", "delete one of the two")
    return parsed.value


def dissent_value(text: str) -> Any:
    """The value of a dissent, which is JSON. Raises `NotOfType`."""
    return json_value(text, "JSON", 'write a text in quotation marks: "…"')


def json_text(value: Any) -> str:
    """A JSON value as it stands in a cell."""
    return json.dumps(value, ensure_ascii=False)


def shown(text: str) -> str:
    """A cell as a message shows it."""
    return f'"{text}"' if len(text) <= 58 else f'"{text[:58]}…'


def _flag(text: str) -> bool:
    if text not in _FLAGS:
        raise NotOfType(f"{shown(text)} is neither true nor false", "write true or false")
    return _FLAGS[text]


def _number(text: str) -> int | float:
    number = float(text) if _NUMBER.fullmatch(text) else math.inf
    if math.isinf(number):
        hint = "digits alone, with a point before a fraction: 1234.5"
        raise NotOfType(f"{shown(text)} is not a number", hint)
    return int(text) if text.lstrip("-").isdigit() else number
