"""A dataset as a series of small graphs, so that memory does not grow with it."""

from collections.abc import Iterable, Iterator

from rdflib import BNode, Graph, Literal
from rdflib.namespace import RDF
from rdflib.term import Node

from istanbul_talks.dataset import Dataset
from istanbul_talks.exports.rdf import alignment, names, records, vocabulary
from istanbul_talks.exports.rdf.names import SCHEMA
from istanbul_talks.model.header import SCHEMA_VERSION, Header


def graphs(dataset: Dataset) -> Iterator[Graph]:
    """What is said about the whole, the vocabulary, and then each record: a graph each."""
    yield graph(_head(dataset))
    yield graph(vocabulary.triples())
    for record in dataset:
        yield graph(records.triples(record))


def graph(triples: Iterable[tuple[Node, Node, Node]]) -> Graph:
    """A graph of a few triples. (Its store is quicker than the default one.)"""
    found = Graph("SimpleMemory", bind_namespaces="none")
    for triple in triples:
        found.add(triple)
    return found


def _head(dataset: Dataset) -> Iterator[tuple[Node, Node, Node]]:
    node = BNode("dataset")
    yield node, RDF.type, names.kind(Header)
    yield node, RDF.type, SCHEMA.Dataset
    yield node, names.field("schema_version"), Literal(SCHEMA_VERSION)
    for name, term in alignment.DATASET.items():
        if (value := getattr(dataset, name)) is not None:
            yield node, names.field(name), Literal(value)
            yield node, SCHEMA[term], Literal(value)
