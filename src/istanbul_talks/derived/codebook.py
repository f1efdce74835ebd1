"""The codebook: record types, fields and vocabularies as tables, for `ref` and for the docs."""

from collections.abc import Iterator

import attrs

from istanbul_talks.model.shapes import (
    CLAIM,
    DISSENT,
    HEADER,
    RECORDS,
    TYPES,
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
    structs,
    vocabularies,
    vocabulary_name,
)
from istanbul_talks.model.vocabulary import Term


@attrs.frozen
class Table:
    """A piece of the codebook: its name, what it is, and rows under named columns."""

    name: str
    doc: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


DATES = Table(
    "date",
    "A date, time or interval in a subset of EDTF (ISO 8601-2).",
    ("written", "means"),
    (
        ("2025", "some time in that year"),
        ("2025-06", "some time in that month"),
        ("2025-06-02", "that day"),
        ("2025-06-30~", "about that day"),
        ("2025-07-23T20:37+03:00", "that minute, with its offset from UTC"),
        ("2025-06-09/2025-06-15", "from the first day to the last, or some time between them"),
        ("../2025-06-30", "until that day"),
        ("2022/..", "from that year on"),
    ),
)


def contents() -> Table:
    """Everything that can be looked up."""
    rows = [
        *((r.name, "record type", _first_line(r.doc)) for r in RECORDS.values()),
        *((_struct_name(s), "value", _first_line(s.cls.__doc__ or "")) for s in _structs()),
        (DATES.name, "value", DATES.doc),
        *((n, "vocabulary", _first_line(v.__doc__ or "")) for n, v in vocabularies().items()),
    ]
    return Table("contents", "The model.", ("name", "what", "meaning"), tuple(rows))


def tables() -> Iterator[Table]:
    """All tables of the codebook: record types, values, vocabularies."""
    for record in RECORDS.values():
        yield _fields(record.name, record.doc, record.fields)
    for struct in _structs():
        yield _fields(_struct_name(struct), struct.cls.__doc__ or "", struct.fields)
    yield DATES
    for name, vocabulary in vocabularies().items():
        yield _terms(name, vocabulary)


def look_up(name: str) -> tuple[Table, ...]:
    """What is called that: a type, collection, value, vocabulary, or a field as ``type.field``.

    Empty if nothing is.
    """
    by_name = {table.name: table for table in tables()}
    by_name.update({record.collection: by_name[record.name] for record in RECORDS.values()})
    wanted = name.lower().replace("-", "_")
    if wanted in by_name:
        return (by_name[wanted],)
    owner, _, field_name = wanted.partition(".")
    for field in _owned(owner):
        if field.name == field_name:
            own = _fields(f"{owner}.{field_name}", field.doc, (field,))
            return (own, *_terms_of(field.shape))
    return ()


def _owned(owner: str) -> tuple[Field, ...]:
    """The fields of a record type, collection or value of this name."""
    for record in RECORDS.values():
        if owner in (record.name, record.collection):
            return record.fields
    return next((s.fields for s in _structs() if _struct_name(s) == owner), ())


def names() -> list[str]:
    """Every name that `look_up` knows, fields included."""
    fields = (f"{r.name}.{field.name}" for r in RECORDS.values() for field in r.fields)
    return [*(table.name for table in tables()), *fields]


def form(shape: Shape) -> str:
    """What a field holds, in a few words."""
    match shape:
        case TextShape(max_length=length):
            return f"text, at most {length} characters"
        case NumberShape(integral=integral):
            return "integer" if integral else "number"
        case FlagShape():
            return "true or false"
        case TermShape(vocabulary=vocabulary):
            return f"term of {vocabulary_name(vocabulary)}"
        case ReferenceShape(types=types):
            return "id" if types == TYPES else f"id of {' or '.join(types)}"
        case DateShape():
            return "date, time or interval (EDTF)"
        case SpanShape():
            return "span [start, end)"
        case ListShape(item=item):
            return f"list: {form(item)}"
        case StructShape():
            return _struct_name(shape)
        case AnyShape():
            return "what the field holds"


def _fields(name: str, doc: str, fields: tuple[Field, ...]) -> Table:
    rows = tuple((f.name, form(f.shape), "yes" if f.required else "", f.doc) for f in fields)
    return Table(name, _one_line(doc), ("field", "holds", "required", "meaning"), rows)


def _terms(name: str, vocabulary: type[Term]) -> Table:
    rows = tuple((str(term), term.label, term.definition) for term in vocabulary)
    return Table(name, _one_line(vocabulary.__doc__ or ""), ("term", "label", "definition"), rows)


def _terms_of(shape: Shape) -> Iterator[Table]:
    match shape:
        case TermShape(vocabulary=vocabulary) | ListShape(item=TermShape(vocabulary=vocabulary)):
            yield _terms(vocabulary_name(vocabulary), vocabulary)
        case _:
            return


def _structs() -> Iterator[StructShape]:
    yield from (CLAIM, DISSENT, HEADER)
    yield from structs().values()


def _struct_name(struct: StructShape) -> str:
    return struct.cls.__name__.lower()


def _one_line(doc: str) -> str:
    return " ".join(doc.split())


def _first_line(doc: str) -> str:
    return doc.strip().partition("\n")[0]
