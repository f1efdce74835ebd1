"""The namespaces in use, and the IRIs of records, fields and terms."""

import functools
import re

from rdflib import Namespace, URIRef
from rdflib.namespace import OWL, PROV, RDF, RDFS, SH, SKOS, XSD

from istanbul_talks.derived.converter import MOST_REMEMBERED
from istanbul_talks.derived.json_schema import NAMESPACE
from istanbul_talks.model.shapes import TYPES
from istanbul_talks.model.values import Id
from istanbul_talks.model.vocabulary import Term

OURS = Namespace(f"{NAMESPACE}:")
"""Our vocabulary: record types, fields, terms."""

BASE = "urn:istanbul-talks:"
"""What stands before the id of a record."""

OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")

EDTF = OURS["Edtf"]
"""The datatype of dates. (That of the Library of Congress asks for seconds in a time.)"""

POSITION, PROVENANCE, DISSENTS = OURS["position"], OURS["provenance"], OURS["dissents"]

VOCABULARIES: dict[str, str] = {
    "it": str(OURS),
    "oa": str(OA),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "xsd": str(XSD),
}
"""The prefixes of vocabularies and their namespaces."""

PREFIXES = VOCABULARIES | {name: f"{BASE}{name}/" for name in TYPES}
"""The same, and a prefix for each record type. (In JSON-LD these would be taken for fields.)"""


@functools.lru_cache(MOST_REMEMBERED)
def record(id: str) -> URIRef:
    """The IRI of a record."""
    return URIRef(BASE + id)


def record_id(iri: str) -> Id:
    """The id of the record with this IRI. Raises `ValueError` if it is that of none."""
    return Id(iri.removeprefix(BASE))


def within(whole: URIRef, *steps: str | int) -> URIRef:
    """The IRI of what stands in a record: the record's, and a JSON Pointer (RFC 6901)."""
    joined = "".join(f"/{step}" for step in steps)
    return URIRef(f"{whole}{'' if '#' in whole else '#'}{joined}")


@functools.cache
def field(name: str) -> URIRef:
    """The property of a field, whatever has it."""
    return OURS[name]


@functools.cache
def order(name: str) -> URIRef:
    """The property that leads to the values of a field as a list."""
    return OURS[f"{name}.order"]


def kind(cls: type) -> URIRef:
    """The class of a record type or value object, or the concept scheme of a vocabulary."""
    return field(cls.__name__)


@functools.cache
def concept(vocabulary: type[Term], term: str) -> URIRef:
    """The concept of a term. (Terms of two vocabularies can be equal: the name is in it.)"""
    return OURS[f"{vocabulary.__name__}.{term}"]


def term(vocabulary: type[Term], iri: str) -> str:
    """The term whose concept this is. Raises `ValueError` if it is of another vocabulary."""
    return str(vocabulary(iri.removeprefix(f"{kind(vocabulary)}.")))


_LOCAL = re.compile(r"(?:[a-zA-Z0-9_](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9_-])?)")


@functools.lru_cache(MOST_REMEMBERED)
def short(iri: str) -> str | None:
    """The prefixed name of an IRI in Turtle, as ``meeting:istanbul``; None if it has none."""
    cut = max(iri.rfind(mark) for mark in "#/:") + 1
    prefix = _PREFIX.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri[cut:]) else None


_PREFIX = {namespace: prefix for prefix, namespace in (PREFIXES | {"sh": str(SH)}).items()}
