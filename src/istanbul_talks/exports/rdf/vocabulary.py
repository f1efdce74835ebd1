"""Our vocabulary as triples: record types, fields, terms and what they mean."""

from collections.abc import Iterator

import attrs
from rdflib import Literal, URIRef
from rdflib.namespace import OWL, PROV, RDF, RDFS, SKOS, XSD

from istanbul_talks.derived.json_schema import NAMESPACE
from istanbul_talks.exports.rdf import names
from istanbul_talks.exports.rdf.names import OA, OURS, SCHEMA
from istanbul_talks.exports.rdf.records import TARGETED
from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.header import Header
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
    ReferenceShape,
    Shape,
    SpanShape,
    StructShape,
    TermShape,
    TextShape,
    structs,
    vocabularies,
)

Triple = tuple[URIRef, URIRef, URIRef | Literal]

_ABOUT = (
    "The vocabulary of istanbul-talks, derived from its model. A property is a field; its triples "
    "are the values that the dataset has adopted, and say what the dataset holds, not that it is "
    "so. Who says so is with the claims, and what other sources say instead with the dissents: "
    "each describes a triple and asserts none."
)

_OWN = {
    names.PROVENANCE: "A claim for the value that a field of the record holds.",
    names.DISSENTS: "What a source says instead of the value that a field of the record holds.",
    names.POSITION: "The place of a claim among those for its field, from 0.",
}
"""The properties that are no fields."""


@attrs.frozen
class _Owner:
    """What has fields: its class, what it means, and the fields that are properties."""

    cls: type
    doc: str
    fields: tuple[Field, ...]


def triples() -> Iterator[Triple]:
    """The whole vocabulary."""
    ontology = URIRef(NAMESPACE)
    yield ontology, RDF.type, OWL.Ontology
    yield ontology, RDFS.comment, Literal(_ABOUT, lang="en")
    yield names.EDTF, RDF.type, RDFS.Datatype
    yield names.EDTF, RDFS.label, Literal("EDTF", lang="en")
    yield (
        names.EDTF,
        RDFS.comment,
        Literal("A date, time or interval in a subset of EDTF (ISO 8601-2).", lang="en"),
    )
    yield from _classes()
    yield from _properties()
    yield from _concepts()


def owners() -> Iterator[_Owner]:
    """Everything that has fields."""
    for record in RECORDS.values():
        yield _Owner(record.cls, record.doc, record.fields)
    for struct in (CLAIM, DISSENT, HEADER, *structs().values()):
        hidden = (*TARGETED, "value") if issubclass(struct.cls, Claim) else ()
        fields = tuple(field for field in struct.fields if field.name not in hidden)
        yield _Owner(struct.cls, struct.cls.__doc__ or "", fields)


def _classes() -> Iterator[Triple]:
    for owner in owners():
        cls = names.kind(owner.cls)
        yield cls, RDF.type, RDFS.Class
        yield cls, RDFS.label, Literal(owner.cls.__name__, lang="en")
        yield cls, RDFS.comment, Literal(" ".join(owner.doc.split()), lang="en")
    for claim in (Claim, Dissent):
        for above in (RDF.Statement, PROV.Entity, OA.Annotation):
            yield names.kind(claim), RDFS.subClassOf, above
    yield names.kind(Header), RDFS.subClassOf, SCHEMA.Dataset


def _properties() -> Iterator[Triple]:
    for iri, doc in _OWN.items():
        yield from _property(iri, str(iri).removeprefix(str(OURS)), doc)
    ranges: dict[str, set[URIRef]] = {}
    for owner in owners():
        for field in owner.fields:
            iri = names.field(field.name)
            doc = f"{owner.cls.__name__}: {field.doc}"
            yield from _property(iri, field.name.replace("_", " "), doc)
            yield iri, SCHEMA.domainIncludes, names.kind(owner.cls)
            ranges.setdefault(field.name, set()).update(_ranges(field.shape))
            yield from _beside(field)
    for name, held in ranges.items():
        # Several ranges in RDF Schema would mean all of them at once.
        term = RDFS.range if len(held) == 1 else SCHEMA.rangeIncludes
        yield from ((names.field(name), term, cls) for cls in sorted(held))


def _property(iri: URIRef, label: str, doc: str) -> Iterator[Triple]:
    yield iri, RDF.type, RDF.Property
    yield iri, RDFS.label, Literal(label, lang="en")
    yield iri, RDFS.comment, Literal(doc, lang="en")


def _beside(field: Field) -> Iterator[Triple]:
    """What stands beside a field: the order of several values, the days that a date can mean."""
    match field.shape:
        case ListShape():
            doc = f"The values of `{field.name}` in their order, where there are several."
            iri, cls = names.order(field.name), RDF.List
            yield from _property(iri, f"order of {field.name.replace('_', ' ')}", doc)
            yield iri, RDFS.range, cls
        case DateShape():
            for end, word in (("earliest", "first"), ("latest", "last")):
                doc = f"The {word} day that `{field.name}` can mean."
                iri = OURS[f"{field.name}.{end}"]
                yield from _property(iri, f"{end} {field.name.replace('_', ' ')}", doc)
                yield iri, RDFS.range, XSD.date


def _ranges(shape: Shape) -> Iterator[URIRef]:
    """The classes or datatypes of what a field holds."""
    match shape:
        case TextShape():
            yield XSD.string
        case DateShape():
            yield names.EDTF
        case NumberShape(integral=True):
            yield XSD.integer
        case NumberShape():
            yield from (XSD.integer, XSD.double)
        case FlagShape():
            yield XSD.boolean
        case TermShape():
            yield SKOS.Concept
        case ReferenceShape(types=types):
            yield from (names.kind(RECORDS[name].cls) for name in types)
        case SpanShape():
            yield OA.TextPositionSelector
        case StructShape(cls=cls):
            yield names.kind(cls)
        case ListShape(item=item):
            yield from _ranges(item)
        case AnyShape():
            raise AssertionError("the value of a dissent is no property")


def _concepts() -> Iterator[Triple]:
    for vocabulary in vocabularies().values():
        scheme = names.kind(vocabulary)
        yield scheme, RDF.type, SKOS.ConceptScheme
        label = "".join(f" {c.lower()}" if c.isupper() else c for c in vocabulary.__name__)
        yield scheme, SKOS.prefLabel, Literal(label.strip(), lang="en")
        yield (
            scheme,
            SKOS.definition,
            Literal(" ".join((vocabulary.__doc__ or "").split()), lang="en"),
        )
        for term in vocabulary:
            concept = names.concept(vocabulary, term)
            yield concept, RDF.type, SKOS.Concept
            yield concept, SKOS.inScheme, scheme
            yield concept, SKOS.notation, Literal(str(term))
            yield concept, SKOS.prefLabel, Literal(term.label, lang="en")
            yield concept, SKOS.definition, Literal(term.definition, lang="en")
