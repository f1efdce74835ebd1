"""What must be remembered of records, as rows that Spark can join, and back."""

from array import array
from collections.abc import Iterable
from typing import Any, get_args, get_type_hints

import msgspec

from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.look import Remembered
from istanbul_talks.validation.spark.rows import Columns

CANONICAL = 2**63 - 1
"""The block of canonical records: what the input says of an id comes first."""
AGAIN = 2**31
"""Stands in the place of the number of a record whose id this looker has seen already."""

_APART = ("ids", "keys", "relations", "disagreements", "again", "contradicted")
"""What is in columns of its own, or is asked for by rules about the data as a whole only."""

_BELIEFS = {
    name: get_args(held)[1] for name, held in get_type_hints(Facts).items() if name not in _APART
}
"""What others can rest on, by the table of the facts that has it, and its type."""

Belief = msgspec.defstruct(
    "Belief",
    [(name, held | None, None) for name, held in _BELIEFS.items()],
    omit_defaults=True,
)
"""What others can rest on: if two lookers differ in it, some may have believed what is not so."""


class About(msgspec.Struct):
    """What a disagreement is about."""

    field: str | None
    records: tuple[str, ...]


class Rest(msgspec.Struct, omit_defaults=True):
    """What only the rules about the data as a whole ask for."""

    relations: dict[str, tuple[str, ...]] = {}
    disagreement: About | None = None


_encode = msgspec.json.Encoder(enc_hook=str).encode
_belief = msgspec.json.Decoder(Belief).decode
_rest = msgspec.json.Decoder(Rest).decode


def records(facts: Facts) -> dict[str, list[Any]]:
    """A row for each record, in their order, and for each that came again."""
    beliefs, rests, again = _beliefs(facts), _rests(facts), facts.again
    none: list[Any] = [None] * len(again)
    return {
        "id": [*map(str, facts.ids), *(str(id) for id, _ in again)],
        "block": [*facts.ids.values(), *(block for _, block in again)],
        "seq": [*range(len(facts.ids)), *(AGAIN for _ in again)],
        "belief": [*(beliefs.get(id, "") for id in facts.ids), *none],
        "rest": [*map(rests.get, facts.ids), *none],
        "key": [*map(facts.keys.get, facts.ids), *none],
    }


def canonical_records(facts: Facts) -> Columns:
    """A row for each canonical record, after all others."""
    rows = records(facts)
    return {**rows, "block": [CANONICAL] * len(rows["id"])}


def needs(known: Remembered) -> Columns:
    """A row for each need, with all blocks that have it: most are met, and then forgotten."""
    return {
        "what": [what for what, _ in known.needs],
        "id": [str(target) for _, target in known.needs],
        "end": [known.ends.get(id) if what == "text" else None for what, id in known.needs],
        "payload": [array("q", blocks).tobytes() for blocks in known.needs.values()],
    }


def blocks_of(payload: bytes) -> Iterable[int]:
    """The blocks that have a need."""
    blocks = array("q")
    blocks.frombytes(payload)
    return blocks


def take_in(facts: Facts, id: str, block: int, belief: str | None) -> None:
    """Remember of a record what others can rest on."""
    facts.ids[id] = block
    if belief:
        held = _belief(belief)
        for name in _BELIEFS:
            value = getattr(held, name)
            if value is not None:
                getattr(facts, name)[id] = value


def relation(rest: str, name: str) -> tuple[str, ...]:
    """Which records a record names in one of the fields that order records."""
    return _rest(rest).relations[name]


def _beliefs(facts: Facts) -> dict[str, str]:
    found: dict[str, dict[str, Any]] = {}
    for name in _BELIEFS:
        for id, held in getattr(facts, name).items():
            found.setdefault(id, {})[name] = held
    return {id: _text(Belief(**belief)) for id, belief in found.items()}


def _rests(facts: Facts) -> dict[str, str]:
    found: dict[str, Rest] = {}
    for (id, name), targets in facts.relations.items():
        found.setdefault(id, Rest({})).relations[name] = targets
    for id, (field, ids) in facts.disagreements.items():
        found.setdefault(id, Rest({})).disagreement = About(field, ids)
    return {id: _text(rest) for id, rest in found.items()}


def _text(value: msgspec.Struct) -> str:
    return _encode(value).decode()
