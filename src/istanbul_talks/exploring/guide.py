"""What the page must know of the model, derived from the shapes: types, fields and terms."""

import inspect
from typing import Any

from istanbul_talks.exploring.words import plural
from istanbul_talks.model.claims import Claim, Dissent
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
    structs,
    vocabularies,
    vocabulary_name,
)
from istanbul_talks.model.vocabulary import Term, Unit

Json = dict[str, Any]


def guide() -> Json:
    """Record types, claims, value objects and vocabularies, with what each means."""
    return {
        "types": {
            shape.name: {
                "collection": shape.collection,
                "doc": _first_line(shape.doc),
                "fields": [_field(field) for field in shape.fields],
            }
            for shape in RECORDS.values()
        },
        "claim": {
            "doc": _first_line(inspect.getdoc(Claim) or ""),
            "fields": [_field(field) for field in CLAIM.fields],
        },
        "dissent": {
            "doc": _first_line(inspect.getdoc(Dissent) or ""),
            "fields": [_field(field) for field in DISSENT.fields],
        },
        "values": {
            struct.cls.__name__.lower(): [_field(field) for field in struct.fields]
            for struct in structs().values()
        },
        "vocabularies": {name: _vocabulary(terms) for name, terms in vocabularies().items()},
    }


def _field(field: Field) -> Json:
    many = isinstance(field.shape, ListShape)
    item = field.shape.item if isinstance(field.shape, ListShape) else field.shape
    label = field.name.replace("_", " ")
    return {"name": field.name, "label": label, "doc": field.doc, "many": many, **_holds(item)}


def _holds(shape: Shape) -> Json:
    """What a field holds: the kind by which the page shows it."""
    match shape:
        case TextShape():
            return {"holds": "text"}
        case NumberShape():
            return {"holds": "number"}
        case FlagShape():
            return {"holds": "flag"}
        case TermShape(vocabulary=vocabulary):
            return {"holds": "term", "vocabulary": vocabulary_name(vocabulary)}
        case ReferenceShape():
            return {"holds": "reference"}
        case DateShape():
            return {"holds": "date"}
        case SpanShape():
            return {"holds": "span"}
        case StructShape(cls=cls):
            return {"holds": cls.__name__.lower()}
        case AnyShape() | ListShape():
            return {"holds": "any"}


def _vocabulary(terms: type[Term]) -> Json:
    return {
        "doc": _first_line(inspect.getdoc(terms) or ""),
        "terms": {str(term): _term(term) for term in terms},
    }


def _term(term: Term) -> Json:
    words = {"label": term.label, "definition": term.definition}
    return {**words, "plural": plural(term)} if isinstance(term, Unit) else words


def _first_line(doc: str) -> str:
    return doc.strip().partition("\n")[0]
