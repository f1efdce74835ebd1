"""JSON values to typed records and back, with cattrs, strictly.

The converter accepts exactly what the JSON Schema accepts and coerces nothing: cattrs with its
defaults would turn ``None`` into ``'None'`` and ``"41"`` into ``41``. It rejects without
explaining; what is wrong, and where, is for the JSON Schema to say.
"""

import functools
import re
from collections.abc import Callable
from typing import Any, NoReturn

import attrs
from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.header import Header
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import (
    CLAIM,
    DISSENT,
    HEADER,
    RECORDS,
    AnyShape,
    DateShape,
    Field,
    FlagShape,
    ListShape,
    NumberShape,
    RecordShape,
    ReferenceShape,
    Shape,
    SpanShape,
    StructShape,
    TermShape,
    TextShape,
)
from istanbul_talks.model.values import Edtf, Id, Span

Hook = Callable[[Any, Any], Any]

MOST_REMEMBERED = 65_536
"""How many texts of one shape are remembered, so that memory does not grow with the data."""


class Unstructurable(ValueError):
    """A JSON value does not have the form of the record it claims to be."""


def structure(value: Any) -> Record:
    """Turn the JSON value of one record into that record.

    Raises `Unstructurable` exactly when the JSON Schema rejects the value.
    """
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        _reject("a record")
    hook = _record_hook(value["type"])
    if hook is None:
        _reject("a known type")
    try:
        return hook({key: value[key] for key in value if key != "type"}, None)  # type: ignore[no-any-return]
    except (KeyError, ForbiddenExtraKeysError) as error:
        raise Unstructurable(str(error)) from None


def structure_header(value: Any) -> Header:
    """Turn a dataset document, its records aside, into a header. Raises `Unstructurable`."""
    if not isinstance(value, dict) or not isinstance(value.get("records"), list):
        _reject("a dataset document")
    if not isinstance(value.get("$schema", ""), str):
        _reject("a text")
    try:
        own = {key: held for key, held in value.items() if key not in ("$schema", "records")}
        return _header_hook()(own, None)  # type: ignore[no-any-return]
    except (KeyError, ForbiddenExtraKeysError) as error:
        raise Unstructurable(str(error)) from None


def fits(shape: Shape, value: Any) -> bool:
    """Whether a JSON value has this shape, exactly when the JSON Schema says so."""
    return _accepts(_hook(shape), value)


def fits_claim(field: Field, value: Any) -> bool:
    """Whether a JSON value is a claim for a field of this shape."""
    return _accepts(_claim(field), value)


def fits_dissent(field: Field, value: Any) -> bool:
    """Whether a JSON value is a dissent on a field of this shape."""
    return _accepts(_dissent(field), value)


def structure_value(shape: Shape, value: Any) -> Any:
    """Turn a JSON value of this shape into what a field holds. Raises `Unstructurable`."""
    return _structured(_hook(shape), value)


def structure_claim(field: Field, value: Any) -> Claim:
    """Turn a JSON value into a claim for this field. Raises `Unstructurable`."""
    return _structured(_claim(field), value)  # type: ignore[no-any-return]


def structure_dissent(field: Field, value: Any) -> Dissent:
    """Turn a JSON value into a dissent on this field. Raises `Unstructurable`."""
    return _structured(_dissent(field), value)  # type: ignore[no-any-return]


def _structured(hook: "Hook", value: Any) -> Any:
    try:
        return hook(value, None)
    except (KeyError, ForbiddenExtraKeysError) as error:
        raise Unstructurable(str(error)) from None


def _accepts(hook: "Hook", value: Any) -> bool:
    try:
        _structured(hook, value)
    except Unstructurable:
        return False
    return True


def unstructure(record: Record) -> dict[str, Any]:
    """Turn a record into a JSON value: keys in their order, none for what is missing."""
    fields = tuple(field.name for field in RECORDS[record.type].fields)
    value = {"type": record.type, "id": str(record.id), **_given(record, fields)}
    for name, by_field in (("provenance", record.provenance), ("dissents", record.dissents)):
        # A name that is no field stays, so that the check on writing can object to it.
        names = [*(f for f in fields if f in by_field), *(f for f in by_field if f not in fields)]
        if names:
            value[name] = {field: plain(tuple(by_field[field])) for field in names}
    return value


def plain(value: Any) -> Any:
    """Turn what a field holds into a JSON value: tuples into arrays, value objects into objects."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if attrs.has(type(value)):
        return _given(value, tuple(attribute.name for attribute in attrs.fields(type(value))))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _given(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
    pairs = ((name, getattr(value, name)) for name in names)
    return {name: plain(held) for name, held in pairs if held is not None and held != ()}


_converter = Converter(forbid_extra_keys=True, detailed_validation=False)


@functools.cache
def _header_hook() -> Hook:
    return _struct(HEADER)


@functools.cache
def _record_hook(name: str) -> Hook | None:
    return _record(RECORDS[name]) if name in RECORDS else None


def _record(record: RecordShape) -> Hook:
    names = frozenset(field.name for field in record.fields)
    by_name = {field.name: field for field in record.fields}
    hooks: dict[str, Any] = {f.name: override(struct_hook=_hook(f.shape)) for f in record.fields}
    hooks["id"] = override(struct_hook=_hook(ReferenceShape((record.name,))))
    hooks["provenance"] = override(struct_hook=_claims(by_name, _claim, at_least=0))
    hooks["dissents"] = override(struct_hook=_claims(by_name, _dissent, at_least=1))
    fields: Hook = make_dict_structure_fn(record.cls, _converter, **hooks)

    def structure_record(value: Any, _: Any) -> Record:
        claimed = value["provenance"]
        if not isinstance(claimed, dict) or not names.intersection(value) <= claimed.keys():
            _reject("a record with a claim for every field")
        return fields(value, record.cls)  # type: ignore[no-any-return]

    return structure_record


def _claims(by_name: dict[str, Field], hook_of: Callable[[Field], Hook], at_least: int) -> Hook:
    def structure_claims(value: Any, _: Any) -> dict[str, tuple[Any, ...]]:
        if not isinstance(value, dict) or len(value) < at_least:
            _reject("claims by field")
        result = {}
        for name, claims in value.items():
            field = by_name.get(name)
            if field is None or not isinstance(claims, list) or not claims:
                _reject("claims of a field")
            hook = hook_of(field)
            result[name] = tuple(hook(claim, None) for claim in claims)
        return result

    return structure_claims


def _claim(field: Field) -> Hook:
    return _claim_of(field.element)


@functools.cache
def _claim_of(element: Shape | None) -> Hook:
    return _struct(CLAIM, element=element)


def _dissent(field: Field) -> Hook:
    return _dissent_of(field.shape, field.element)


@functools.cache
def _dissent_of(shape: Shape, element: Shape | None) -> Hook:
    whole = _struct(DISSENT, value=shape, element=None)
    if element is None:
        return whole
    one = _struct(DISSENT, value=element, element=element)

    def structure_either(value: Any, _: Any) -> Dissent:
        if isinstance(value, dict) and "element" in value:
            return one(value, Dissent)  # type: ignore[no-any-return]
        return whole(value, Dissent)  # type: ignore[no-any-return]

    return structure_either


def _struct(struct: StructShape, **shapes: Shape | None) -> Hook:
    """The hook of a value object; ``shapes`` replaces shapes, None leaves the field out."""
    hooks: dict[str, Any] = {}
    for field in struct.fields:
        shape = shapes.get(field.name, field.shape)
        if shape is None:
            hooks[field.name] = override(omit=True)
        elif isinstance(field.shape, TextShape) and shape != field.shape:
            hooks[field.name] = override(struct_hook=_no_longer(field.shape, _hook(shape)))
        else:
            hooks[field.name] = override(struct_hook=_hook(shape))
    fields: Hook = make_dict_structure_fn(struct.cls, _converter, **hooks)
    any_of = frozenset(struct.any_of)

    def structure_struct(value: Any, _: Any) -> Any:
        if not isinstance(value, dict) or (any_of and any_of.isdisjoint(value)):
            _reject(struct.cls.__name__)
        return fields(value, struct.cls)

    return structure_struct


def _no_longer(text: TextShape, hook: Hook) -> Hook:
    """Any element is a short text, be it the id of a record, which may else have any length."""

    def structure_short(value: Any, _: Any) -> Any:
        if isinstance(value, str) and len(value) > text.max_length:
            _reject(text.title)
        return hook(value, None)

    return structure_short


@functools.cache
def _hook(shape: Shape) -> Hook:
    """The function that turns a JSON value of this shape into what the field holds, or rejects."""
    match shape:
        case TextShape():
            return _text(shape)
        case NumberShape():
            return _number(shape)
        case FlagShape():
            return _flag
        case TermShape(vocabulary=terms):
            return _memo({str(term): term for term in terms}.__getitem__)
        case ReferenceShape(types=types):
            return _memo(_id(frozenset(types)))
        case DateShape():
            return _memo(_date)
        case SpanShape(bound=bound):
            return _span(_number(bound))
        case ListShape(item=item):
            return _list(_hook(item))
        case StructShape():
            return _struct(shape)
        case AnyShape():
            raise AssertionError("the shape of a dissent's value is its field's")


def _text(shape: TextShape) -> Hook:
    matches = re.compile(shape.pattern).fullmatch

    def structure_text(value: Any, _: Any) -> str:
        if not isinstance(value, str) or len(value) > shape.max_length or not matches(value):
            _reject(shape.title)
        return value

    return structure_text


def _number(shape: NumberShape) -> Hook:
    def structure_number(value: Any, _: Any) -> int | float:
        # 1.0 is an integer in JSON Schema: the same number, and 1 its canonical form.
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        kinds = (int,) if shape.integral else (int, float)
        if type(value) not in kinds or not shape.minimum <= value <= shape.maximum:
            _reject("a number within its bounds")
        return value  # type: ignore[no-any-return]

    return structure_number


def _flag(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        _reject("true or false")
    return value


def _span(number: Hook) -> Hook:
    def structure_span(value: Any, _: Any) -> Span:
        if not isinstance(value, list) or len(value) != 2:
            _reject("a span")
        return Span(number(value[0], None), number(value[1], None))

    return structure_span


def _list(item: Hook) -> Hook:
    def structure_list(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or not value:
            _reject("a list of at least one value")
        items = tuple(item(element, None) for element in value)
        if len(set(items)) < len(items):
            _reject("a list without repetition")
        return items

    return structure_list


def _id(types: frozenset[str]) -> Callable[[str], Id]:
    def read(value: str) -> Id:
        try:
            id = Id(value)
        except ValueError:
            _reject("an id")
        if id.type not in types:
            _reject("the id of such a record")
        return id

    return read


def _date(value: str) -> Edtf:
    try:
        return Edtf(value)
    except ValueError:
        _reject("a date")


def _memo(read: Callable[[str], Any]) -> Hook:
    """Remember what a text was read as: ids and terms repeat a thousand times."""
    seen: dict[str, Any] = {}

    def structure_memo(value: Any, _: Any) -> Any:
        try:
            return seen[value]
        except (KeyError, TypeError):
            if not isinstance(value, str):
                _reject("a string")
            if len(seen) >= MOST_REMEMBERED:
                seen.clear()
            return seen.setdefault(value, read(value))

    return structure_memo


def _reject(wanted: str) -> NoReturn:
    raise Unstructurable(f"not {wanted}")
