"""The triples of a record, its claims included."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import PROV, RDF, XSD

from istanbul_talks.derived.converter import plain
from istanbul_talks.exports.rdf import alignment, names
from istanbul_talks.exports.rdf.names import OA
from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import (
    CLAIM,
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

Node = URIRef | BNode | Literal
Triple = tuple[URIRef | BNode, URIRef, Node]

TARGETED = ("span", "wording")
"""The fields of a claim that its target carries, as selectors of the Web Annotation model."""

CLAIM_FIELDS = tuple(field for field in CLAIM.fields if field.name not in TARGETED)
"""The fields of a claim that are properties of ours, also of a dissent."""


def triples(record: Record) -> Iterator[Triple]:
    """Every triple of a record. Raises `LookupError` for claims on what is no field of it."""
    described = _Description(RECORDS[record.type], record)
    described.describe()
    yield from described.found


class _Description:
    """The triples of one record, while they are collected."""

    def __init__(self, shape: RecordShape, record: Record) -> None:
        self.shape = shape
        self.record = record
        self.iri = names.record(record.id)
        self.found: list[Triple] = []
        self._blank = count()

    def describe(self) -> None:
        self.found.append((self.iri, RDF.type, names.kind(self.shape.cls)))
        self._fields(self.iri, self.record, self.shape.fields)
        self.found.extend(alignment.triples(self.record, self.iri))
        for name, claims in self.record.provenance.items():
            for number, claim in enumerate(claims):
                iri = names.within(self.iri, "provenance", name, number)
                self.found.append((self.iri, names.PROVENANCE, iri))
                self._claim(iri, name, number, claim)
        for name, dissents in self.record.dissents.items():
            for number, dissent in enumerate(dissents):
                iri = names.within(self.iri, "dissents", name, number)
                self.found.append((self.iri, names.DISSENTS, iri))
                self._claim(iri, name, number, dissent)

    def _fields(self, subject: URIRef, holder: Any, fields: Iterable[Field]) -> None:
        """A triple for each value of each field, and the order of several."""
        for field in fields:
            value = getattr(holder, field.name)
            if value is None or value == ():
                continue
            iri = names.within(subject, field.name)
            match field.shape:
                case ListShape(item=item):
                    self._values(subject, field.name, self._nodes(value, item, iri))
                case shape:
                    node = self._node(value, shape, iri)
                    self.found.append((subject, names.field(field.name), node))
                    if isinstance(shape, DateShape):
                        self.found.extend(alignment.days(subject, field.name, value))

    def _values(self, subject: URIRef, name: str, nodes: list[Node]) -> None:
        self.found.extend((subject, names.field(name), node) for node in nodes)
        if len(nodes) > 1:
            self.found.append((subject, names.order(name), self._list(nodes)))

    def _nodes(self, values: Sequence[Any], item: Shape, iri: URIRef) -> list[Node]:
        return [
            self._node(value, item, names.within(iri, number))
            for number, value in enumerate(values)
        ]

    def _node(self, value: Any, shape: Shape, iri: URIRef) -> Node:
        """What stands for a value; ``iri`` is the name of a value that has parts."""
        match shape:
            case TextShape():
                return Literal(str(value))
            case DateShape():
                return Literal(str(value), datatype=names.EDTF)
            case NumberShape() | FlagShape():
                return Literal(plain(value))
            case TermShape(vocabulary=vocabulary):
                return names.concept(vocabulary, value)
            case ReferenceShape():
                return names.record(value)
            case SpanShape():
                self._position(iri, *value)
            case StructShape(cls=cls, fields=fields):
                self.found.append((iri, RDF.type, names.kind(cls)))
                self._fields(iri, value, fields)
            case ListShape(item=item):
                return self._list(self._nodes(value, item, iri))
            case AnyShape():
                raise AssertionError("the shape of a dissent's value is its field's")
        return iri

    def _list(self, nodes: list[Node]) -> BNode:
        """The head of an RDF list."""
        links = [BNode(f"b{next(self._blank)}") for _ in nodes]
        for link, node in zip(links, nodes, strict=True):
            self.found.append((link, RDF.first, node))
        rests: list[Node] = [*links[1:], RDF.nil]
        for link, rest in zip(links, rests, strict=True):
            self.found.append((link, RDF.rest, rest))
        return links[0]

    def _position(self, subject: URIRef | BNode, start: int, end: int) -> None:
        """Code points, the first 0, the end outside: as a span has it, so has the selector."""
        self.found += [
            (subject, RDF.type, OA.TextPositionSelector),
            (subject, OA.start, Literal(start, datatype=XSD.nonNegativeInteger)),
            (subject, OA.end, Literal(end, datatype=XSD.nonNegativeInteger)),
        ]

    def _claim(self, iri: URIRef, name: str, number: int, claim: Claim) -> None:
        self.found += [
            (iri, RDF.type, names.kind(type(claim))),
            (iri, RDF.type, OA.Annotation),
            (iri, RDF.subject, self.iri),
            (iri, RDF.predicate, names.field(name)),
            (iri, names.POSITION, Literal(number)),
        ]
        value = self._claimed(iri, self.shape[name], claim)
        if value is not None:
            self.found.append((iri, RDF.object, value))
        for field in CLAIM_FIELDS:
            if field.name == "element" and claim.element is not None:
                element = self.shape[name].element
                assert element is not None
                self.found.append(
                    (iri, names.field("element"), self._node(claim.element, element, iri))
                )
        self._fields(iri, claim, (f for f in CLAIM_FIELDS if f.name != "element"))
        self._whence(iri, claim)

    def _claimed(self, iri: URIRef, field: Field, claim: Claim) -> Node | None:
        """The value that a claim is about; a claim for all of several values names none."""
        single = field.element if claim.element is not None else field.shape
        assert single is not None
        if isinstance(claim, Dissent):
            return self._node(claim.value, single, names.within(iri, "value"))
        if claim.element is not None:
            return self._node(claim.element, single, iri)
        value = getattr(self.record, field.name)
        if value is None or isinstance(field.shape, ListShape):
            return None
        # What has parts has been described with the record.
        whole = names.within(self.iri, field.name)
        return whole if isinstance(single, StructShape) else self._node(value, single, whole)

    def _whence(self, iri: URIRef, claim: Claim) -> None:
        """Where it stands, in which words, and whose they are."""
        source = names.record(claim.source)
        quoted = PROV.wasDerivedFrom if claim.wording is None else PROV.wasQuotedFrom
        self.found.append((iri, quoted, source))
        if claim.claimant is not None:
            self.found.append((iri, PROV.wasAttributedTo, names.record(claim.claimant)))
        if claim.span is None and claim.wording is None:
            self.found.append((iri, OA.hasTarget, source))
            return
        target = BNode(f"b{next(self._blank)}")
        self.found += [
            (iri, OA.hasTarget, target),
            (target, RDF.type, OA.SpecificResource),
            (target, OA.hasSource, source),
        ]
        if claim.span is not None:
            selector = BNode(f"b{next(self._blank)}")
            self.found.append((target, OA.hasSelector, selector))
            self._position(selector, *claim.span)
        if claim.wording is not None:
            selector = BNode(f"b{next(self._blank)}")
            self.found += [
                (target, OA.hasSelector, selector),
                (selector, RDF.type, OA.TextQuoteSelector),
                (selector, OA.exact, Literal(claim.wording)),
            ]
