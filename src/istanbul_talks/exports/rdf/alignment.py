"""schema.org's terms beside ours, where they mean the same.

schema.org's terms say that a thing is so. They are given only for values that no source in the data
dissents from, and of meetings and events only for those that took place. No term is forced: a state
as an actor, a group without a name, a demand have none.
"""

import functools
from collections.abc import Iterator
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD

from istanbul_talks.derived.converter import plain
from istanbul_talks.exports.rdf import names
from istanbul_talks.exports.rdf.names import OURS, SCHEMA
from istanbul_talks.model.records import Record
from istanbul_talks.model.values import Coordinates, Edtf, Id, Precision
from istanbul_talks.model.vocabulary import (
    ActorKind,
    EventStatus,
    MeetingStatus,
    PlaceKind,
    SourceKind,
    Term,
)

Triple = tuple[URIRef, URIRef, URIRef | Literal]

CLASSES: dict[tuple[str, str], dict[Term | None, str]] = {
    ("source", "kind"): {
        None: "CreativeWork",
        SourceKind.NEWS_ARTICLE: "NewsArticle",
        SourceKind.PHOTOGRAPH: "Photograph",
        SourceKind.DATASET: "Dataset",
    },
    ("actor", "kind"): {
        ActorKind.PERSON: "Person",
        ActorKind.UNNAMED_PERSON: "Person",
        ActorKind.GOVERNMENT_BODY: "GovernmentOrganization",
        ActorKind.SECURITY_SERVICE: "Organization",
        ActorKind.ARMED_FORCE: "Organization",
        ActorKind.INTERNATIONAL_ORGANISATION: "Organization",
        ActorKind.MILITARY_ALLIANCE: "Organization",
        ActorKind.POLITICAL_PARTY: "Organization",
        ActorKind.NEWS_AGENCY: "NewsMediaOrganization",
        ActorKind.NEWS_OUTLET: "NewsMediaOrganization",
        ActorKind.COMPANY: "Organization",
        ActorKind.RESEARCH_GROUP: "Organization",
    },
    ("place", "kind"): {None: "Place", PlaceKind.COUNTRY: "Country", PlaceKind.CITY: "City"},
    ("meeting", "status"): {MeetingStatus.HELD: "Event"},
    ("document", "kind"): {None: "CreativeWork"},
    ("event", "status"): {EventStatus.OCCURRED: "Event", EventStatus.ONGOING: "Event"},
}
"""By record type and the field that decides: the class of schema.org for its terms, or for any."""

PROPERTIES: dict[tuple[str, str], str] = {
    ("source", "title"): "name",
    ("source", "publisher"): "publisher",
    ("source", "published"): "datePublished",
    ("source", "created"): "dateCreated",
    ("source", "language"): "inLanguage",
    ("source", "url"): "url",
    ("source", "part_of"): "isPartOf",
    ("source", "rights"): "copyrightNotice",
    ("actor", "name"): "name",
    ("actor", "aliases"): "alternateName",
    ("place", "name"): "name",
    ("place", "aliases"): "alternateName",
    ("place", "within"): "containedInPlace",
    ("place", "coordinates"): "geo",
    ("meeting", "name"): "name",
    ("meeting", "aliases"): "alternateName",
    ("meeting", "date"): "startDate",
    ("meeting", "places"): "location",
    ("meeting", "venue"): "location",
    ("document", "name"): "name",
    ("document", "aliases"): "alternateName",
    ("document", "author"): "author",
    ("event", "name"): "name",
    ("event", "aliases"): "alternateName",
    ("event", "date"): "startDate",
    ("event", "places"): "location",
}
"""By record type and field: the property of schema.org that means the same."""

DATASET = {"title": "name", "version": "version", "license": "license"}
"""The same for the dataset as a whole."""

_OF_EVENTS = ("location", "startDate")
"""What schema.org says only of an event: where and when it takes place."""


def triples(record: Record, iri: URIRef) -> Iterator[Triple]:
    """What schema.org's terms say of a record."""
    yield iri, SCHEMA.identifier, Literal(str(record.id))
    cls = _class(record)
    if cls is not None:
        yield iri, RDF.type, SCHEMA[cls]
    for name, term in _properties(record.type):
        value = getattr(record, name)
        if name not in record.dissents and (cls is not None or term not in _OF_EVENTS):
            for held in value if isinstance(value, tuple) else (value,):
                for node in _nodes(held, names.within(iri, name)):
                    yield iri, SCHEMA[term], node
                if isinstance(held, Coordinates):
                    yield from _point(held, names.within(iri, name))


def days(subject: URIRef, name: str, date: Edtf) -> Iterator[Triple]:
    """The first and the last day that a date can mean, so that queries can compare them."""
    for end, day in (("earliest", date.earliest), ("latest", date.latest)):
        if day is not None:
            yield subject, OURS[f"{name}.{end}"], Literal(day.isoformat(), datatype=XSD.date)


def _class(record: Record) -> str | None:
    for (record_type, name), classes in CLASSES.items():
        if record_type == record.type and name not in record.dissents:
            return classes.get(getattr(record, name), classes.get(None))
    return None


@functools.cache
def _properties(record_type: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, term) for (owner, name), term in PROPERTIES.items() if owner == record_type)


def _nodes(value: Any, iri: URIRef) -> Iterator[URIRef | Literal]:
    match value:
        case None:
            return
        case Id():
            yield names.record(value)
        case Edtf():
            # schema.org has days and moments, not months, intervals or about.
            if value.precision is Precision.DAY and not value.approximate:
                yield Literal(str(value), datatype=XSD.date)
        case Coordinates():
            yield iri
        case _:
            yield Literal(value)


def _point(point: Coordinates, iri: URIRef) -> Iterator[Triple]:
    yield iri, RDF.type, SCHEMA.GeoCoordinates
    yield iri, SCHEMA.latitude, Literal(plain(point.latitude))
    yield iri, SCHEMA.longitude, Literal(plain(point.longitude))
