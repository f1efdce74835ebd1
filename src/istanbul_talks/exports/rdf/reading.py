"""Records read back from a graph, whichever form of RDF it came in."""

from collections.abc import Iterable, Iterator
from typing import Any

from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.term import Node

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.converter import structure
from istanbul_talks.exports.rdf import names
from istanbul_talks.exports.rdf.names import OA
from istanbul_talks.exports.rdf.records import CLAIM_FIELDS
from istanbul_talks.model.header import Header
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import (
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

Json = Any


def dataset(graph: Graph) -> Dataset:
    """The dataset that a graph holds. Raises `ValueError` where it is none of ours, or several."""
    heads = [*graph.subjects(RDF.type, names.kind(Header))]
    if len(heads) > 1:
        raise ValueError(f"the graph holds {len(heads)} datasets")
    about = _fields(graph, heads[0], HEADER.fields) if heads else {}
    given = {name: about.get(name) for name in ("version", "title", "license")}
    return Dataset(records(graph), **given)


def records(graph: Graph) -> Iterator[Record]:
    """The records that a graph holds, by type and id.

    Raises `ValueError` (`Unstructurable` is one) for a record that is not of the model's form.
    """
    for shape in RECORDS.values():
        for subject in sorted(graph.subjects(RDF.type, names.kind(shape.cls)), key=str):
            yield structure(_record(graph, shape, subject))


def _record(graph: Graph, shape: RecordShape, subject: Node) -> Json:
    value = {"type": shape.name, "id": names.record_id(str(subject))}
    value |= _fields(graph, subject, shape.fields)
    value["provenance"] = _claims(graph, shape, graph.objects(subject, names.PROVENANCE))
    dissents = _claims(graph, shape, graph.objects(subject, names.DISSENTS))
    return {**value, "dissents": dissents} if dissents else value


def _fields(graph: Graph, subject: Node, fields: Iterable[Field]) -> Json:
    found = {}
    for field in fields:
        nodes = [*graph.objects(subject, names.field(field.name))]
        if isinstance(field.shape, ListShape) and nodes:
            order = graph.value(subject, names.order(field.name))
            listed = nodes if order is None else [*Collection(graph, order)]
            found[field.name] = [_value(graph, node, field.shape.item) for node in listed]
        elif nodes:
            found[field.name] = _value(graph, _single(nodes, subject, field.name), field.shape)
    return found


def _value(graph: Graph, node: Node, shape: Shape) -> Json:
    match shape:
        case TextShape() | DateShape():
            return str(node)
        case NumberShape() | FlagShape():
            return node.toPython()  # type: ignore[attr-defined]
        case TermShape(vocabulary=vocabulary):
            return names.term(vocabulary, str(node))
        case ReferenceShape():
            return names.record_id(str(node))
        case SpanShape():
            return _span(graph, node)
        case StructShape(fields=fields):
            return _fields(graph, node, fields)
        case ListShape(item=item):
            return [_value(graph, held, item) for held in Collection(graph, node)]
        case AnyShape():
            raise AssertionError("the shape of a dissent's value is its field's")


def _claims(graph: Graph, shape: RecordShape, claims: Iterable[Node]) -> Json:
    """Claims by field, each in its place."""
    found: dict[str, list[tuple[int, Json]]] = {}
    for claim in claims:
        name = str(graph.value(claim, RDF.predicate)).removeprefix(str(names.OURS))
        if name not in shape:
            raise ValueError(f"{claim}: {shape.name} has no field {name!r}")
        position = graph.value(claim, names.POSITION)
        found.setdefault(name, []).append((int(str(position)), _claim(graph, claim, shape[name])))
    return {name: [claim for _, claim in sorted(held, key=_first)] for name, held in found.items()}


def _first(pair: tuple[int, Json]) -> int:
    return pair[0]


def _claim(graph: Graph, claim: Node, field: Field) -> Json:
    value = _fields(graph, claim, (f for f in CLAIM_FIELDS if f.name != "element"))
    element = graph.value(claim, names.field("element"))
    shape = field.shape
    if element is not None and field.element is not None:
        shape = field.element
        value["element"] = _value(graph, element, shape)
    if (claim, RDF.type, names.kind(DISSENT.cls)) in graph:
        held = graph.value(claim, RDF.object)
        if held is None:
            raise ValueError(f"{claim}: a dissent without a value")
        value["value"] = _value(graph, held, shape)
    return value | _target(graph, claim)


def _target(graph: Graph, claim: Node) -> Json:
    """The span and the wording of a claim."""
    found: Json = {}
    target = graph.value(claim, OA.hasTarget)
    for selector in graph.objects(target, OA.hasSelector) if target is not None else ():
        if (selector, RDF.type, OA.TextPositionSelector) in graph:
            found["span"] = _span(graph, selector)
        else:
            words = [*graph.objects(selector, OA.exact)]
            found["wording"] = str(_single(words, claim, "wording"))
    return found


def _span(graph: Graph, selector: Node) -> Json:
    """Where a selector has a stretch of text begin and end."""
    ends = {end: [*graph.objects(selector, end)] for end in (OA.start, OA.end)}
    return [_single(held, selector, str(end)).toPython() for end, held in ends.items()]  # type: ignore[attr-defined]


def _single(nodes: list[Node], subject: Node, what: str) -> Node:
    """The only one of some nodes. Raises `ValueError` if there are more, or none."""
    if len(nodes) != 1:
        raise ValueError(f"{subject}: {what} has {len(nodes)} values, not one")
    return nodes[0]
