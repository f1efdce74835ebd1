"""Graphs as objects of JSON-LD, and the context that says what their keys mean."""

from collections.abc import Iterable, Iterator
from typing import Any

from rdflib import Graph
from rdflib.plugins.serializers.jsonld import Converter
from rdflib.plugins.shared.jsonld.context import Context

from istanbul_talks.exports.rdf import names
from istanbul_talks.exports.rdf.vocabulary import owners
from istanbul_talks.model.shapes import DateShape, ListShape, ReferenceShape, Shape, TermShape

Json = Any

_EDTF = "it:Edtf"


def context() -> Json:
    """Prefixes, and of each key what its texts are: ids, terms, dates; others are plain values."""
    found: Json = {"@version": 1.1, "@vocab": str(names.OURS), **names.VOCABULARIES}
    types: dict[str, set[str | None]] = {}
    lists: set[str] = set()
    for owner in owners():
        for field in owner.fields:
            listed = isinstance(field.shape, ListShape)
            lists.update({field.name} if listed else ())
            item = field.shape.item if isinstance(field.shape, ListShape) else field.shape
            types.setdefault(field.name, set()).add(
                None if field.name == "element" else _coercion(item)
            )
    for name, held in types.items():
        # A key that holds different things in different records says with each value what it is.
        (type,) = held if len(held) == 1 else (None,)
        coercion = {"@type": type} if type else {}
        if coercion:
            found[name] = {"@id": f"it:{name}", **coercion}
        if type == _EDTF:
            for end in ("earliest", "latest"):
                found[f"{name}.{end}"] = {"@id": f"it:{name}.{end}", "@type": "xsd:date"}
        if name in lists:
            found[f"{name}.order"] = {"@id": f"it:{name}.order", "@container": "@list", **coercion}
    for end in ("start", "end"):
        found[f"oa:{end}"] = {"@id": f"oa:{end}", "@type": "xsd:nonNegativeInteger"}
    return found


def _coercion(shape: Shape) -> str | None:
    match shape:
        case ReferenceShape():
            return "@id"
        case TermShape():
            return "@vocab"
        case DateShape():
            return _EDTF
        case _:
            return None


def objects(graphs: Iterable[Graph]) -> Iterator[Json]:
    """The nodes of each graph; what is part of another stands in it."""
    converter: Any = Converter(Context(context()), use_native_types=True, use_rdf_type=False)
    for graph in graphs:
        nodes = {node["@id"]: node for node in converter.from_graph(graph)}
        parts = {id for id in nodes if "#" in id or id.startswith("_:")}
        roots = sorted(nodes.keys() - parts) or sorted(nodes)
        for id in roots:
            yield _nested(nodes.pop(id), nodes)


def _nested(value: Json, nodes: dict[str, Json]) -> Json:
    """A node with the nodes in it that it is the first to name; blank nodes need no name then."""
    if isinstance(value, list):
        return [_nested(held, nodes) for held in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"@id"} and value["@id"] in nodes and _is_part(value["@id"]):
        value = nodes.pop(value["@id"])
    return {
        key: _nested(held, nodes)
        for key, held in value.items()
        if not (key == "@id" and held.startswith("_:"))
    }


def _is_part(id: str) -> bool:
    return "#" in id or id.startswith("_:")
