"""Turtle, graph after graph under one set of prefixes."""

from collections.abc import Iterable, Mapping
from typing import IO, Any

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.plugins.serializers.turtle import VERB, RecursiveSerializer, TurtleSerializer

from istanbul_talks.exports.rdf import names


def serialize(
    graphs: Iterable[Graph], file: IO[bytes], prefixes: Mapping[str, str] = names.PREFIXES
) -> None:
    """Write graphs one after another. No blank node may be referred to twice or from another."""
    for prefix, namespace in prefixes.items():
        file.write(f"@prefix {prefix}: <{namespace}> .\n".encode())
    for graph in graphs:
        _Part(graph).serialize(file, encoding="utf-8")


class _Part(TurtleSerializer):
    """A part of a document that has its prefixes at its head."""

    def startDocument(self) -> None:  # noqa: N802
        """Nothing: the prefixes are written once."""

    def preprocessTriple(self, triple: Any) -> None:  # noqa: N802
        """Count who is referred to; no prefixes need to be found."""
        RecursiveSerializer.preprocessTriple(self, triple)

    def orderSubjects(self) -> list[Any]:  # noqa: N802
        """A record before what is part of it."""
        return sorted(self._subjects, key=_order)

    def get_pname(self, uri: Any, gen_prefix: bool = True) -> str | None:
        """The prefixed name: rdflib would remember every IRI that it has met."""
        return names.short(uri) if isinstance(uri, URIRef) else None

    getQName = get_pname  # noqa: N815 (its name before rdflib 7.2)

    def label(self, node: Any, position: int) -> str:
        """A term as it is written, IRIs without the detours that rdflib takes.

        It would also round a double to six digits.
        """
        if type(node) is URIRef:
            if position == VERB and str.__eq__(node, _TYPE):
                return "a"
            return "()" if str.__eq__(node, _NIL) else names.short(node) or node.n3()
        if isinstance(node, Literal) and node.datatype == XSD.double:
            return node.n3()
        return super().label(node, position)


_TYPE, _NIL = str(RDF.type), str(RDF.nil)


def _order(subject: Any) -> tuple[bool, str]:
    return isinstance(subject, BNode), subject
