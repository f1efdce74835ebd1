"""The gate alone: which records it lets pass, the looks at their keys and characters included."""

import functools
import json
from typing import Any

from jsonschema import Draft202012Validator

from fitting import Json, problems
from istanbul_talks.derived.converter import structure
from istanbul_talks.io.blocks import LineBlock, Loaded, Piece, RecordBlock
from istanbul_talks.validation.look import Looker, Settings
from keywords import SCHEMA

VALIDATOR = Draft202012Validator(SCHEMA)


class Waving(Looker):
    """Looks at nothing closely: it counts the records alone that the gate lets pass."""

    def __init__(self) -> None:
        super().__init__(Settings(), None)
        self.held_back: set[int] = set()
        """The numbers of the others, in the order in which they were looked at."""
        self._before = 0

    def _look_at(self, loaded: Loaded, piece: Piece) -> None:
        super()._look_at(loaded, piece)
        self._before += len(piece.raw)

    def _look_closely(self, loaded: Loaded, piece: Piece, number: int, *, noted: bool) -> None:
        self.held_back.add(self._before + number)


@functools.cache
def _waving() -> Waving:
    return Waving()


def passing(*texts: bytes) -> int:
    """How many of these records pass, be their keys and characters looked at, too."""
    return _waving().look(0, _block(*texts)).records


def held_back(*texts: bytes) -> set[int]:
    """The numbers of those of these records that do not pass a gate that has seen no others."""
    waving, lines = Waving(), Waving()
    passed = waving.look(0, _block(*texts)).records
    data = b"".join(text + b"\n" for text in texts)
    lines.look(0, LineBlock("x.jsonl", data, len(data)))
    assert passed + len(waving.held_back) == len(texts)
    assert waving.held_back == lines.held_back
    return waving.held_back


def _block(*texts: bytes) -> RecordBlock:
    data = b",".join(texts)
    lengths = [*map(len, texts)]
    starts = [sum(lengths[:number]) + number for number in range(len(texts))]
    return RecordBlock("x.json", data, len(data), starts, lengths, 1, 1, 0, b"", b"")


def passing_line(text: bytes) -> int:
    """Whether it passes on a line of JSON Lines, where keys that stand twice are not looked for."""
    return _waving().look(0, LineBlock("x.jsonl", text, len(text))).records


def passes(value: Json, **layout: Any) -> bool:
    """Whether a record passes, written in this layout.

    It must make no difference whether keys that stand twice are looked for: there are none.
    """
    text = json.dumps(value, **layout).encode("utf-8", "surrogatepass")
    passed = passing(text) == 1
    assert passing_line(text.replace(b",\r\n", b",")) == passed
    return passed


def written(value: Json) -> bytes:
    """A record as JSON, whatever characters it has."""
    return json.dumps(value).encode("utf-8", "surrogatepass")


def assert_beyond_doubt(value: Json) -> None:
    """Neither jsonschema nor a rule about a single record objects to it."""
    assert [error.message for error in VALIDATOR.iter_errors(value)] == []
    assert [*problems(structure(value))] == []
