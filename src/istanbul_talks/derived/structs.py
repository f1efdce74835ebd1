"""Structs of msgspec derived from the shapes: bytes to values, their form half checked on the way.

What msgspec holds while it decodes, in C, is in the types: the keys, the JSON types, terms, bounds,
lengths. What it cannot hold (patterns, repetition, a claim for every field that is given) is for
the gate. A struct has the attributes of the record type it stands for;
what is missing is None, lists included.
"""

import functools
from collections.abc import Callable
from typing import Annotated, Any, Literal, Union

import msgspec
from msgspec import Meta

from istanbul_talks.model.shapes import (
    CLAIM,
    DISSENT,
    RECORDS,
    AnyShape,
    DateShape,
    Field,
    FlagShape,
    ListShape,
    NumberShape,
    ReferenceShape,
    Shape,
    SpanShape,
    StructShape,
    TermShape,
    TextShape,
)

BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What the decoder raises on bytes that are not, beyond doubt, a record's."""

encode: Callable[[Any], bytes] = msgspec.json.Encoder().encode
"""The JSON of a struct: every value that it holds, once, without white space."""


@functools.cache
def record_decoder() -> Callable[[Any], Any]:
    """The function that turns the bytes of one record of any type into its struct.

    It raises one of `BROKEN`, also for some records that the JSON Schema accepts (1.0 is an
    integer there). Of a key that stands twice the last value is kept.
    """
    structs = tuple(record_struct(name) for name in RECORDS)
    return msgspec.json.Decoder(Union[structs]).decode  # noqa: UP007


@functools.cache
def record_struct(name: str) -> type:
    """The struct of a record type: its id, its fields, then provenance and dissents."""
    record = RECORDS[name]
    # Claims by field are a dict: a record has few of the fields that its type may have.
    claims: Any = dict[str, _list_of(_struct(CLAIM))]  # type: ignore[misc]
    dissents = [(field.name, _list_of(_dissent(field)), None) for field in record.fields]
    return _define(
        record.cls.__name__,
        [
            ("id", str),
            *(_item(field, _type(field.shape)) for field in record.fields),
            ("provenance", claims),
            ("dissents", _define("Dissents", dissents), None),
        ],
        tag_field="type",
        tag=record.name,
    )


def _dissent(field: Field) -> Any:
    if field.element is None:
        return _struct(DISSENT, element=None, value=_type(field.shape))
    either: Any = Union[_type(field.element), _type(field.shape)]  # noqa: UP007
    return _struct(DISSENT, element=field.element, value=either)


_structs: dict[Any, type] = {}


def _struct(struct: StructShape, **types: Any) -> type:
    """The struct of a value object; ``types`` replaces types of fields, None leaves one out."""
    key = (struct.cls, *types.items())
    if key not in _structs:
        items = [
            _item(field, _type(given) if isinstance(given, Shape) else given)
            for field in struct.fields
            if (given := types.get(field.name, field.shape)) is not None
        ]
        _structs[key] = _define(struct.cls.__name__, items)
    return _structs[key]


def _item(field: Field, held: Any) -> tuple[Any, ...]:
    # The default is never checked against the type: null is refused, an absent key is None.
    return (field.name, held) if field.required else (field.name, held, None)


def _define(name: str, items: list[tuple[Any, ...]], **settings: Any) -> type:
    return msgspec.defstruct(
        name,
        items,
        forbid_unknown_fields=True,
        omit_defaults=True,
        kw_only=True,
        frozen=True,
        gc=False,
        **settings,
    )


def _list_of(item: Any) -> Any:
    return Annotated[tuple[item, ...], Meta(min_length=1)]


def _type(shape: Shape) -> Any:
    match shape:
        case TextShape(max_length=most):
            return Annotated[str, Meta(min_length=1, max_length=most)]
        case NumberShape(minimum=low, maximum=high, integral=integral):
            return Annotated[int if integral else float, Meta(ge=low, le=high)]
        case FlagShape():
            return bool
        case TermShape(vocabulary=terms):
            return Literal[tuple(str(term) for term in terms)]
        case ReferenceShape() | DateShape():
            return str
        case SpanShape(bound=bound):
            return tuple[_type(bound), _type(bound)]  # type: ignore[misc]
        case ListShape(item=item):
            return _list_of(_type(item))
        case StructShape():
            return _struct(shape)
        case AnyShape():
            raise AssertionError("the shape of a dissent's value is its field's")
