"""SHACL shapes of the graph, derived from the model: what the JSON Schema says, said of triples.

Core constraints only. References are held by their form, as in the JSON Schema: outside data may
refer to records that are not in its graph. Patterns are those of the model; like most validators'
they are of the flavour that Python, Java and JavaScript share.
"""

from collections.abc import Iterable, Sequence

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, SH, XSD

from istanbul_talks.exports.rdf import alignment, names
from istanbul_talks.exports.rdf.names import OA, OURS, SCHEMA
from istanbul_talks.exports.rdf.records import CLAIM_FIELDS
from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.header import Header
from istanbul_talks.model.shapes import (
    CLAIM,
    DISSENT,
    HEADER,
    ID,
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
    structs,
    vocabularies,
)
from istanbul_talks.model.values import Coordinates

Node = URIRef | BNode | Literal
Constraints = list[tuple[URIRef, Node]]


def shapes() -> Graph:
    """The graph of all shapes."""
    return _Shapes().graph


PREFIXES = {**names.VOCABULARIES, "sh": str(SH)}
"""The prefixes of the shapes."""


def _shape(cls: type) -> URIRef:
    """The shape of a record type, value object, claim or vocabulary."""
    return OURS[f"{cls.__name__}.shape"]


class _Shapes:
    """The shapes, while they are collected. Blank nodes are numbered, so that each run agrees."""

    def __init__(self) -> None:
        self.graph = Graph("SimpleMemory", bind_namespaces="none")
        self._blank = 0
        for vocabulary in vocabularies().values():
            concepts = [names.concept(vocabulary, term) for term in vocabulary]
            self._add(
                _shape(vocabulary), (RDF.type, SH.NodeShape), (SH["in"], self._list(concepts))
            )
        for struct in (*structs().values(), HEADER):
            self._struct(struct)
        self._selector()
        self._claims(Claim, [])
        self._claims(Dissent, [(SH.minCount, Literal(1))])
        for record in RECORDS.values():
            self._record(record)

    # What is held

    def _record(self, record: RecordShape) -> None:
        shape = _shape(record.cls)
        self._closed(shape, record.cls, _beside(record))
        id = ReferenceShape((record.name,))
        self._add(shape, (SH.nodeKind, SH.IRI), (SH.pattern, _iri_pattern(id)))
        self._fields(shape, record.fields)
        for field in record.fields:
            self._add(shape, *self._claimed(field))
        for path, cls in ((names.PROVENANCE, Claim), (names.DISSENTS, Dissent)):
            self._property(shape, path, [(SH["class"], names.kind(cls))])
        for field in record.fields:
            self._add(shape, (SH.property, self._dissent(field)))

    def _claimed(self, field: Field) -> Constraints:
        """Who gives a value gives its claims."""
        predicate = self._node((SH.path, RDF.predicate), (SH.hasValue, names.field(field.name)))
        claimed = self._node(
            (SH.path, names.PROVENANCE),
            (SH.qualifiedValueShape, self._node((SH.property, predicate))),
            (SH.qualifiedMinCount, Literal(1)),
        )
        if field.required:
            return [(SH.property, claimed)]
        absent = self._node((SH.path, names.field(field.name)), (SH.maxCount, Literal(0)))
        return [(SH["or"], self._list([absent, claimed]))]

    def _dissent(self, field: Field) -> BNode:
        """A dissent on a field has a value such as the field can have."""
        about = self._node((SH.path, RDF.predicate), (SH.hasValue, names.field(field.name)))
        other = self._node((SH["not"], self._node((SH.property, about))))
        whole = self._value(field.shape)
        options = [other, self._node((SH.property, self._node((SH.path, RDF.object), *whole)))]
        if field.element is not None:
            element = self._value(field.element)
            options.append(
                self._node(
                    (SH.property, self._node((SH.path, RDF.object), *element)),
                    (
                        SH.property,
                        self._node((SH.path, OURS["element"]), (SH.minCount, Literal(1))),
                    ),
                )
            )
        return self._node(
            (SH.path, names.DISSENTS), (SH.node, self._node((SH["or"], self._list(options))))
        )

    def _struct(self, struct: StructShape) -> None:
        shape = _shape(struct.cls)
        self._closed(shape, struct.cls, _STRUCTS_BESIDE.get(struct.cls, ()))
        self._fields(shape, struct.fields)
        if struct.any_of:
            given = [
                self._node((SH.path, names.field(name)), (SH.minCount, Literal(1)))
                for name in struct.any_of
            ]
            self._add(shape, (SH["or"], self._list(given)))

    def _selector(self) -> None:
        """Where a stretch of text begins and ends."""
        shape = OURS["Span.shape"]
        self._add(shape, (RDF.type, SH.NodeShape), (SH.targetClass, OA.TextPositionSelector))
        bound = next(f.shape.bound for f in CLAIM.fields if isinstance(f.shape, SpanShape))
        for end in (OA.start, OA.end):
            held: Constraints = [
                (SH.datatype, XSD.nonNegativeInteger),
                (SH.maxInclusive, Literal(bound.maximum)),
                *_counted(1, 1),
            ]
            self._property(shape, end, held)

    def _claims(self, cls: type, value: Constraints) -> None:
        shape = _shape(cls)
        # A dissent's note is required, a claim's is not.
        own = {field.name: field for field in (DISSENT if cls is Dissent else CLAIM).fields}
        self._closed(shape, cls, (PROV.wasDerivedFrom, PROV.wasQuotedFrom, PROV.wasAttributedTo))
        self._fields(shape, [own[f.name] for f in CLAIM_FIELDS if f.name != "element"])
        self._property(shape, OURS["element"], _counted(0, 1))
        self._property(shape, names.POSITION, [(SH.datatype, XSD.integer), *_counted(1, 1)])
        record = [(SH.pattern, _iri_pattern(ID)), *_counted(1, 1)]
        self._property(shape, RDF.subject, record)
        self._property(shape, RDF.predicate, [(SH.nodeKind, SH.IRI), *_counted(1, 1)])
        self._property(shape, RDF.object, [*value, (SH.maxCount, Literal(1))])
        target = OURS["Target.shape"]
        self._property(shape, OA.hasTarget, [(SH.node, target), *_counted(1, 1)])
        if cls is Claim:
            self._target(target)

    def _target(self, shape: URIRef) -> None:
        """A claim's target: a source as a whole, or a stretch of it with its words."""
        source = [(SH.pattern, _iri_pattern(ReferenceShape(("source",))))]
        wording = next(f.shape for f in CLAIM.fields if f.name == "wording")
        exact = self._node((SH.path, OA.exact), *self._value(wording), *_counted(1, 1))
        words = self._node((SH["class"], OA.TextQuoteSelector), (SH.property, exact))
        place = self._node((SH["class"], OA.TextPositionSelector))
        selected = self._node(
            (SH.path, OA.hasSelector),
            (SH["or"], self._list([words, place])),
            *_counted(1, 2),
        )
        within = self._node(
            (SH["class"], OA.SpecificResource),
            (SH.property, self._node((SH.path, OA.hasSource), *source, *_counted(1, 1))),
            (SH.property, selected),
        )
        whole = self._node((SH.nodeKind, SH.IRI), *source)
        self._add(shape, (RDF.type, SH.NodeShape), (SH["or"], self._list([whole, within])))

    # How it is said

    def _fields(self, shape: URIRef, fields: Iterable[Field]) -> None:
        for field in fields:
            least = 1 if field.required else 0
            about: Constraints = [
                (SH.name, Literal(field.name.replace("_", " "), lang="en")),
                (SH.description, Literal(field.doc, lang="en")),
            ]
            path = names.field(field.name)
            match field.shape:
                case ListShape(item=item):
                    held = [*self._value(item), *_counted(least, None)]
                    self._property(shape, path, [*about, *held])
                    self._ordered(shape, field.name)
                case DateShape() as date:
                    self._property(shape, path, [*about, *self._value(date), *_counted(least, 1)])
                    for end in ("earliest", "latest"):
                        day = [(SH.datatype, XSD.date), *_counted(0, 1)]
                        self._property(shape, OURS[f"{field.name}.{end}"], day)
                case held_shape:
                    held = [*self._value(held_shape), *_counted(least, 1)]
                    self._property(shape, path, [*about, *held])

    def _ordered(self, shape: URIRef, name: str) -> None:
        """Of several values there is a list, with the same values."""
        order = names.order(name)
        single = self._node((SH.path, names.field(name)), (SH.maxCount, Literal(1)))
        rest = self._node((SH.zeroOrMorePath, RDF.rest))
        members = self._list([order, rest, RDF.first])
        listed = self._node((SH.path, members), (SH.equals, names.field(name)))
        self._property(shape, order, _counted(0, 1))
        self._add(shape, (SH["or"], self._list([single, listed])))

    def _value(self, shape: Shape) -> Constraints:
        """What must hold of each value."""
        match shape:
            case TextShape(max_length=length, pattern=pattern):
                return [
                    (SH.datatype, XSD.string),
                    (SH.maxLength, Literal(length)),
                    (SH.pattern, _anchored(pattern)),
                ]
            case DateShape(pattern=pattern):
                return [(SH.datatype, names.EDTF), (SH.pattern, _anchored(pattern))]
            case NumberShape():
                return self._number(shape)
            case FlagShape():
                return [(SH.datatype, XSD.boolean)]
            case TermShape(vocabulary=vocabulary):
                return [(SH.node, _shape(vocabulary))]
            case ReferenceShape():
                return [(SH.nodeKind, SH.IRI), (SH.pattern, _iri_pattern(shape))]
            case SpanShape():
                return [(SH["class"], OA.TextPositionSelector)]
            case StructShape(cls=cls):
                return [(SH["class"], names.kind(cls)), (SH.node, _shape(cls))]
            case ListShape(item=item):
                rest = self._node((SH.zeroOrMorePath, RDF.rest))
                path = self._list([rest, RDF.first])
                members = self._node((SH.path, path), *self._value(item), *_counted(1, None))
                return [(SH.node, self._node((SH.property, members)))]
            case AnyShape():
                raise AssertionError("the shape of a dissent's value is its field's")

    def _number(self, shape: NumberShape) -> Constraints:
        bounds: Constraints = [
            (SH.minInclusive, Literal(shape.minimum)),
            (SH.maxInclusive, Literal(shape.maximum)),
        ]
        if shape.integral:
            return [(SH.datatype, XSD.integer), *bounds]
        types = [self._node((SH.datatype, type)) for type in (XSD.integer, XSD.double)]
        return [(SH["or"], self._list(types)), *bounds]

    def _closed(self, shape: URIRef, cls: type, beside: Iterable[URIRef]) -> None:
        """Nothing but what the shape names, its type, and what stands beside."""
        self._add(
            shape,
            (RDF.type, SH.NodeShape),
            (SH.targetClass, names.kind(cls)),
            (SH.closed, Literal(True)),
            (SH.ignoredProperties, self._list([RDF.type, *beside])),
        )

    def _property(self, shape: URIRef, path: Node, held: Constraints) -> None:
        self._add(shape, (SH.property, self._node((SH.path, path), *held)))

    def _node(self, *pairs: tuple[URIRef, Node]) -> BNode:
        self._blank += 1
        node = BNode(f"b{self._blank:05}")
        self._add(node, *pairs)
        return node

    def _add(self, subject: URIRef | BNode, *pairs: tuple[URIRef, Node]) -> None:
        for predicate, held in pairs:
            self.graph.add((subject, predicate, held))

    def _list(self, nodes: Iterable[Node]) -> BNode:
        links = [(self._node(), node) for node in nodes]
        rests: list[Node] = [*(link for link, _ in links[1:]), RDF.nil]
        for (link, node), rest in zip(links, rests, strict=True):
            self._add(link, (RDF.first, node), (RDF.rest, rest))
        return links[0][0]


def _beside(record: RecordShape) -> list[URIRef]:
    """The properties of schema.org that stand beside those of a record type."""
    terms = {term for (owner, _), term in alignment.PROPERTIES.items() if owner == record.name}
    return [SCHEMA[term] for term in sorted({"identifier", *terms})]


_STRUCTS_BESIDE: dict[type, Sequence[URIRef]] = {
    Coordinates: (SCHEMA.latitude, SCHEMA.longitude),
    Header: [SCHEMA[term] for term in alignment.DATASET.values()],
}


def _counted(least: int, most: int | None) -> Constraints:
    found: Constraints = [(SH.minCount, Literal(least))] if least else []
    return [*found, (SH.maxCount, Literal(most))] if most is not None else found


def _anchored(pattern: str) -> Literal:
    r"""All of a text. Python's ``$`` also matches before a final newline, so forbid one."""
    return Literal(rf"^(?:{pattern})(?!\n)$")


def _iri_pattern(shape: ReferenceShape) -> Literal:
    return _anchored(f"{names.BASE}{shape.pattern}")
