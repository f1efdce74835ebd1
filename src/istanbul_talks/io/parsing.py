"""JSON text to values, refusing what JSON does not allow and what would be lost silently."""

import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

import attrs

from istanbul_talks.io.positions import Node, nodes

WHITESPACE = " \t\r\n"
"""What may stand between the tokens of JSON (RFC 8259); Python takes more for space than that."""

WHITE = WHITESPACE.encode()
"""The same in bytes."""

MAX_DEPTH = 64
"""How deeply values may be nested; a record needs six levels."""

_CONSTANT = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|(?P<constant>-?Infinity|NaN)', re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)

_COMMA_TOO_MANY = re.compile(rf",[{WHITESPACE}]*[\]}}]")


class NotJson(ValueError):
    """A text is not JSON, or not JSON that can be kept without loss."""

    def __init__(self, code: str, message: str, offset: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.offset = offset
        self.hint = hint


@attrs.frozen
class Parsed:
    """The value of a JSON text, and the values that a repeated key would have lost."""

    value: Any
    repeated: tuple[Node, ...]


def parse(text: str, outer: int = 0) -> Parsed:
    """Parse one JSON text that stands so many levels deep in another.

    Raises `NotJson` for anything that RFC 8259 does not allow (NaN and Infinity, too), for half
    surrogate pairs, which no UTF-8 file can hold, and for nesting deeper than `MAX_DEPTH`.
    """
    repeats = False

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeats
        result = dict(items)
        repeats = repeats or len(result) < len(items)
        return result

    value = _decode(text, pairs, outer)
    if "\\ud" in text or "\\uD" in text:
        _refuse_half_pairs(text)
    if _depth(value) > MAX_DEPTH - outer:
        raise _too_deep(text, outer)
    repeated = tuple(node for node in nodes(text) if node.repeated) if repeats else ()
    return Parsed(value, repeated)


def _decode(text: str, pairs: Callable[[list[tuple[str, Any]]], dict[str, Any]], outer: int) -> Any:
    try:
        return json.loads(text, object_pairs_hook=pairs, parse_constant=_constant, parse_int=_int)
    except json.JSONDecodeError as error:
        raise _not_json(text, error) from None
    except _NoNumber as error:
        found = (match for match in _CONSTANT.finditer(text) if match["constant"])
        offset = next(found).start()
        hint = "leave the key out when there is no number"
        raise NotJson("IT005", f"{error} is no JSON number", offset, hint) from None
    except RecursionError:
        raise _too_deep(text, outer) from None


def _not_json(text: str, error: json.JSONDecodeError) -> NotJson:
    """The decoder's complaint, at a comma too many and not beyond the last character.

    Before Python 3.13 the decoder points at what follows the comma.
    """
    before = text[: error.pos].rstrip(WHITESPACE)
    comma = error.pos if text.startswith(",", error.pos) else len(before) - 1
    if _COMMA_TOO_MANY.match(text, max(comma, 0)):
        return NotJson("IT004", "not JSON: a comma too many", comma, "delete the comma")
    message = re.sub("( starting)? at$", "", error.msg)
    return NotJson("IT004", f"not JSON: {message}", min(error.pos, len(text.rstrip(WHITESPACE))))


def _depth(value: Any) -> int:
    level, deepest = [value], 0
    while level := [v for v in level if isinstance(v, dict | list)]:
        deepest += 1
        level = [i for v in level for i in (v.values() if isinstance(v, dict) else v)]
    return deepest


def _too_deep(text: str, outer: int) -> NotJson:
    deep = (node.start for node in nodes(text) if node.depth >= MAX_DEPTH - outer)
    offset = next(deep, 0)
    return NotJson(
        "IT006", f"nested more than {MAX_DEPTH} levels deep", offset, "a record needs six levels"
    )


def _refuse_half_pairs(text: str) -> None:
    for escape in _ESCAPE.finditer(text):
        if escape["half"]:
            message = f"\\{escape['half']} is half a character (a lone surrogate)"
            raise NotJson("IT007", message, escape.start(), "write the character itself, in UTF-8")


class _NoNumber(ValueError):
    pass


def _constant(name: str) -> NoReturn:
    raise _NoNumber(name)


def _int(digits: str) -> int | float:
    # Python refuses to read integers of over 4,300 digits; as a float they are out of bounds.
    return int(digits) if len(digits) < 400 else float(digits)
