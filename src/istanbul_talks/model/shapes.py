"""The shapes of the model: its annotations, read once into a few small frozen values.

Everything that is derived from the model (JSON Schema, converter, strategies, codebook …) is one
``match`` over these shapes, and reads no annotation itself.
"""

import functools
import types
import typing
from collections.abc import Iterator
from typing import Annotated, Any

import attrs

from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.constraints import AnyOf, Bounds, Doc, Ref, Text
from istanbul_talks.model.header import Header
from istanbul_talks.model.records import RECORD_TYPES, Record
from istanbul_talks.model.values import EDTF, SLUG, Edtf, Id, Span
from istanbul_talks.model.vocabulary import Term

LINE = r"[^\u0000-\u001f\u007f-\u009f\u2028\u2029]+"
LINE_TITLE = "one line of text, without control characters"


@attrs.frozen
class TextShape:
    """One line of text; ``pattern`` must match the whole of it, ``title`` says so in words.

    Only where the pattern is one of its own is there an ``example``.
    """

    max_length: int
    pattern: str
    title: str
    example: str | None


@attrs.frozen
class NumberShape:
    """A number within bounds, both inclusive."""

    minimum: int
    maximum: int
    integral: bool


@attrs.frozen
class FlagShape:
    """True or false."""


@attrs.frozen
class TermShape:
    """A term of one vocabulary."""

    vocabulary: type[Term]


@attrs.frozen
class ReferenceShape:
    """The id of a record of one of these types."""

    types: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """What the whole id must match."""
        return f"(?:{'|'.join(self.types)})/{SLUG}"


@attrs.frozen
class DateShape:
    """An EDTF date, time or interval."""

    pattern: typing.ClassVar[str] = EDTF


@attrs.frozen
class SpanShape:
    """A pair of numbers, [start, end)."""

    bound: NumberShape


@attrs.frozen
class AnyShape:
    """A value whose shape depends on where it stands: the value of a dissent."""


@attrs.frozen
class ListShape:
    """At least one value, none twice."""

    item: "Shape"


@attrs.frozen
class StructShape:
    """A value object: named fields, of which at least one of ``any_of`` is given."""

    cls: type
    fields: tuple["Field", ...]
    any_of: tuple[str, ...]


Shape = (
    TextShape
    | NumberShape
    | FlagShape
    | TermShape
    | ReferenceShape
    | DateShape
    | SpanShape
    | AnyShape
    | ListShape
    | StructShape
)


@attrs.frozen
class Field:
    """A field of a record or value object."""

    name: str
    shape: Shape
    required: bool
    doc: str

    @property
    def element(self) -> Shape | None:
        """The shape of what a claim may name as its element; None where it may not.

        Only plain values can be named; a claim for a list of value objects is about the whole.
        """
        match self.shape:
            case ListShape(item=StructShape()):
                return None
            case ListShape(item=item):
                return item
            case _:
                return None


@attrs.frozen
class RecordShape:
    """A record type: its name in ids and JSON, its collection, its fields."""

    name: str
    collection: str
    cls: type[Record]
    doc: str
    fields: tuple[Field, ...]

    def __getitem__(self, name: str) -> Field:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    @functools.cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}


TYPES: tuple[str, ...] = tuple(cls.type for cls in RECORD_TYPES)
"""The names of all record types, in the order in which collections stand."""

ID = ReferenceShape(TYPES)
"""The id of a record of any type."""


def _shape(annotation: Any, marks: tuple[Any, ...] = ()) -> Shape:
    """Read one annotation; ``marks`` are those that stood further out."""
    if typing.get_origin(annotation) is Annotated:
        inner, *found = typing.get_args(annotation)
        return _shape(inner, (*found, *marks))
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        options = [a for a in typing.get_args(annotation) if a is not type(None)]
        if options != [int, float]:
            (annotation,) = options
            return _shape(annotation, marks)
        return _number(marks, integral=False)
    if typing.get_origin(annotation) is tuple:
        return ListShape(_shape(typing.get_args(annotation)[0], marks))
    if annotation is Any:
        return AnyShape()
    return _plain(annotation, marks)


def _plain(cls: type, marks: tuple[Any, ...]) -> Shape:
    if cls is bool:
        return FlagShape()
    if cls in (int, float):
        return _number(marks, integral=cls is int)
    if issubclass(cls, Term):
        return TermShape(cls)
    if cls is Id:
        return ReferenceShape(next((m.types for m in marks if isinstance(m, Ref)), TYPES))
    if cls is Edtf:
        return DateShape()
    if cls is Span:
        bound = _shape(Span.__annotations__["start"])
        assert isinstance(bound, NumberShape)
        return SpanShape(bound)
    if cls is str:
        (text,) = (m for m in marks if isinstance(m, Text))
        title = text.title or LINE_TITLE
        return TextShape(text.max_length, text.pattern or LINE, title, text.example)
    constraint = getattr(cls, "__constraint__", AnyOf())
    return StructShape(cls, _fields(cls), constraint.names)


def _number(marks: tuple[Any, ...], *, integral: bool) -> NumberShape:
    (bounds,) = (m for m in marks if isinstance(m, Bounds))
    return NumberShape(bounds.minimum, bounds.maximum, integral)


def _fields(cls: type) -> tuple[Field, ...]:
    return tuple(_field(a) for a in attrs.fields(cls) if a.name not in attrs.fields_dict(Record))


def _field(attribute: "attrs.Attribute[Any]") -> Field:
    (doc,) = (m.text for m in typing.get_args(attribute.type) if isinstance(m, Doc))
    return Field(attribute.name, _shape(attribute.type), attribute.default is attrs.NOTHING, doc)


def _record(cls: type[Record]) -> RecordShape:
    assert cls.__doc__
    return RecordShape(cls.type, cls.type + "s", cls, cls.__doc__, _fields(cls))


RECORDS: dict[str, RecordShape] = {cls.type: _record(cls) for cls in RECORD_TYPES}
"""The shape of every record type, by its name."""

CLAIM, DISSENT, HEADER = (StructShape(cls, _fields(cls), ()) for cls in (Claim, Dissent, Header))


def structs() -> dict[type, StructShape]:
    """Every value object that a record's field uses, by its class."""
    shapes = (shape for record in RECORDS.values() for shape in _within(record.fields))
    return {shape.cls: shape for shape in shapes if isinstance(shape, StructShape)}


def vocabularies() -> dict[str, type[Term]]:
    """Every vocabulary in use, by its name in lower case with underscores."""
    fields = (*CLAIM.fields, *(field for record in RECORDS.values() for field in record.fields))
    terms = (shape.vocabulary for shape in _within(fields) if isinstance(shape, TermShape))
    return {vocabulary_name(vocabulary): vocabulary for vocabulary in terms}


def _within(fields: tuple[Field, ...]) -> Iterator[Shape]:
    for field in fields:
        shape = field.shape.item if isinstance(field.shape, ListShape) else field.shape
        yield shape
        if isinstance(shape, StructShape):
            yield from _within(shape.fields)


def vocabulary_name(vocabulary: type[Term]) -> str:
    """The name of a vocabulary as a person types it: ``meeting_kind`` for MeetingKind."""
    name = vocabulary.__name__
    return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")
