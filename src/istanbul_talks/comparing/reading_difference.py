"""Reading a difference back from JSON."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NoReturn

import attrs

from istanbul_talks.comparing.difference import (
    HEAD,
    ClaimChange,
    Difference,
    FieldChange,
    HeaderChange,
    RecordChange,
    ValueChange,
    claims_in_order,
)
from istanbul_talks.comparing.formats.json import TYPE
from istanbul_talks.derived.converter import (
    Unstructurable,
    structure,
    structure_claim,
    structure_dissent,
    structure_value,
)
from istanbul_talks.findings.finding import Place
from istanbul_talks.io.inputs import Input, Unreadable, inputs
from istanbul_talks.io.parsing import NotJson, parse
from istanbul_talks.io.text import Text
from istanbul_talks.model.header import SCHEMA_VERSION
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import HEADER, ID, RECORDS, Field, ListShape, TextShape

MAKE_ONE = "`istanbul-talks diff OLD NEW --format json` makes one"


class NotADifference(ValueError):
    """A text is no difference as JSON; ``place`` says where it is not."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(place, message)
        self.place = place
        self.message = message

    def __str__(self) -> str:
        return f"{self.place}  {self.message}"


def read_difference(path: str | os.PathLike[str]) -> Difference:
    """Read a difference that was written as JSON; ``-`` is standard input.

    Raises `NotADifference` if it cannot be read or has another form.
    """
    sources = [*inputs(path)]
    if len(sources) != 1:
        raise NotADifference(Place(file=os.fspath(path)), f"one file is wanted; {MAKE_ONE}")
    try:
        if isinstance(sources[0], Unreadable):
            raise sources[0]
        return _difference(_Node.top(sources[0]))
    except Unreadable as unreadable:
        finding = unreadable.finding
        raise NotADifference(finding.place, finding.message) from None


@attrs.frozen
class _Node:
    """A JSON value and where it stands."""

    text: Text
    pointer: str
    value: Any

    @classmethod
    def top(cls, source: Input) -> "_Node":
        text = Text(source.name, source.text())
        try:
            parsed = parse(text.text)
        except NotJson as error:
            raise text.unreadable(error) from None
        node = cls(text, "", parsed.value)
        for repeated in parsed.repeated:
            place = text.place_of(repeated, repeated.pointer, at_key=True)
            raise NotADifference(place, "the key stands twice")
        return node

    def refuse(self, message: str) -> NoReturn:
        raise NotADifference(self.text.place(self.pointer), message)

    def members(self, *keys: str) -> "dict[str, _Node]":
        """The values by key; of these keys alone, if any are named."""
        if not isinstance(self.value, dict):
            self.refuse("an object is wanted")
        found = {key: self._at(key, held) for key, held in self.value.items()}
        for key in found:
            if keys and key not in keys:
                self._at(key, None).refuse(f"unknown key {key!r}; known are {', '.join(keys)}")
        return found

    def elements(self) -> "Iterator[_Node]":
        if not isinstance(self.value, list):
            self.refuse("a list is wanted")
        return (self._at(str(place), held) for place, held in enumerate(self.value))

    def structured(self, structured: Callable[[Any], Any], wanted: str) -> Any:
        try:
            return structured(self.value)
        except Unstructurable:
            self.refuse(f"{wanted} is wanted; `istanbul-talks ref` says what it looks like")

    def number(self) -> int:
        if type(self.value) is not int or self.value < 0:
            self.refuse("a place is wanted: a whole number from 0")
        return self.value

    def _at(self, key: str, value: Any) -> "_Node":
        step = key.replace("~", "~0").replace("/", "~1")
        return _Node(self.text, f"{self.pointer}/{step}", value)


def _difference(node: _Node) -> Difference:
    if not isinstance(node.value, dict) or node.value.get("type") != TYPE:
        node.refuse(f"this is no difference; {MAKE_ONE}")
    given = node.members("type", "schema_version", "header", "removed", "added", "changed")
    if node.value.get("schema_version") != SCHEMA_VERSION:
        given.get("schema_version", node).refuse(
            f"this release reads differences of schema version {SCHEMA_VERSION}"
        )
    header = given["header"].members(*HEAD) if "header" in given else {}
    difference = Difference(
        header=tuple(_about(name, header[name]) for name in HEAD if name in header),
        removed=tuple(_records(given, "removed")),
        added=tuple(_records(given, "added")),
        changed=tuple(_record(one) for one in _list(given, "changed")),
    )
    _refuse_repeated(given)
    return difference


def _refuse_repeated(given: Mapping[str, _Node]) -> None:
    """A record is removed, added or changed, and that once. All are known to have ids by now."""
    seen = set()
    for node in (one for key in ("removed", "added", "changed") for one in _list(given, key)):
        id = node.value["id"]
        if id in seen:
            node.refuse(f"{id} stands in the difference twice; put what is to happen to it in one")
        seen.add(id)


def _about(name: str, node: _Node) -> HeaderChange:
    shape = next((field.shape for field in HEADER.fields if field.name == name), None)
    shape = shape or TextShape(2**20, "(?s:.*)", "a text", None)  # `$schema` can be any text
    held = {
        key: one.structured(lambda value: structure_value(shape, value), "a text")
        for key, one in node.members("old", "new").items()
    }
    return HeaderChange(name=name, old=held.get("old"), new=held.get("new"))


def _list(given: Mapping[str, _Node], key: str) -> Iterable[_Node]:
    return given[key].elements() if key in given else ()


def _records(given: Mapping[str, _Node], key: str) -> Iterator[Record]:
    for node in _list(given, key):
        yield node.structured(structure, "a record")


def _record(node: _Node) -> RecordChange:
    given = node.members("id", "fields")
    if given.keys() != {"id", "fields"}:
        node.refuse("the id of a record and its fields are wanted")
    id = given["id"].structured(lambda value: structure_value(ID, value), "the id of a record")
    shape = RECORDS[id.type]
    fields = given["fields"].members(*(field.name for field in shape.fields))
    return RecordChange(
        id=id,
        fields=tuple(_field(f, fields[f.name]) for f in shape.fields if f.name in fields),
    )


def _field(field: Field, node: _Node) -> FieldChange:
    given = node.members("value", "claims", "dissents")
    return FieldChange(
        field=field.name,
        value=_value(field, given["value"]) if "value" in given else None,
        claims=_claims(given, "claims", lambda value: structure_claim(field, value)),
        dissents=_claims(given, "dissents", lambda value: structure_dissent(field, value)),
    )


def _value(field: Field, node: _Node) -> ValueChange:
    wanted = f"a value of {field.name}"
    held = {
        key: one.structured(lambda value: structure_value(field.shape, value), wanted)
        for key, one in node.members("old", "new").items()
    }
    nothing = () if isinstance(field.shape, ListShape) else None
    return ValueChange(old=held.get("old", nothing), new=held.get("new", nothing))


def _claims(
    given: Mapping[str, _Node], key: str, structured: Callable[[Any], Any]
) -> tuple[ClaimChange, ...]:
    if key not in given:
        return ()
    changes = given[key].members("added", "withdrawn", "moved")
    wanted = f"one of the {key} of this field"

    def read(name: str, **places: str) -> Iterator[ClaimChange]:
        for node in _list(changes, name):
            held = node.members("claim", *places.values())
            if held.keys() != {"claim", *places.values()}:
                node.refuse(f"{', '.join(['claim', *places.values()])} are wanted")
            claim = held["claim"].structured(structured, wanted)
            yield ClaimChange(
                claim=claim, **{side: held[at].number() for side, at in places.items()}
            )

    return claims_in_order(
        one
        for found in (
            read("withdrawn", old="at"),
            read("added", new="at"),
            read("moved", old="from", new="to"),
        )
        for one in found
    )
