"""GraphML: who meets, demands from and strikes whom, for Gephi, Cytoscape, igraph and networkx.

A directed graph with parallel edges. Nodes are all actors, and what else is struck or acted on. An
edge is one record's word, never more: ``record`` names it, ``claimants`` whose claim it is,
``own_voice`` the sources that say it in their own voice, ``contested`` what some source says
otherwise. Its ``relation`` is

- ``meets``: two actors who both attended a meeting that was held or goes on, on different sides
  (``on_behalf_of``, else the actor itself); once in each direction;
- ``demands_from``: the party of a demand, condition or call to its addressee;
- ``puts_to``: the same for what is no plain demand: an offer, a proposal, a reservation, a package;
- ``strikes``: the initiator of an air, missile or bomb attack to each of its targets;
- ``acts_on``: the same for all other events.

Lists are ids with spaces between them. Lost: records that are none of these, among them proposed
meetings, demands without addressee and events without initiator or target; which claim says what;
characters that XML 1.0 forbids are replaced by U+FFFD. Extra ``graph``.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from istanbul_talks.dataset import Dataset
from istanbul_talks.extras import require
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Demand, Event, Meeting, Participation, Record
from istanbul_talks.model.values import Edtf, Id
from istanbul_talks.model.vocabulary import (
    DemandKind,
    EventKind,
    MeetingStatus,
    ParticipationStatus,
)

if TYPE_CHECKING:
    import networkx as nx

_DEMANDS = (DemandKind.DEMAND, DemandKind.CONDITION, DemandKind.CALL)

_STRIKES = (
    EventKind.AIR_DRONE_STRIKE,
    EventKind.MISSILE_STRIKE,
    EventKind.COMBINED_AIR_ATTACK,
    EventKind.BOMBARDMENT,
    EventKind.BOMBING,
    EventKind.SINKING,
)

_TOOK_PLACE = (MeetingStatus.HELD, MeetingStatus.ONGOING)


@attrs.frozen
class Edge:
    """One record's word on two others: from whom to whom, and what is said of it."""

    start: Id
    end: Id
    relation: str
    record: Record
    date: Edtf | None
    behind: tuple[tuple[Record, str, Id | None], ...]
    """The fields that it rests on: record, field and, of several values, the one."""
    more: dict[str, str]


def write(dataset: Dataset, path: Path) -> None:
    """Write the graph. Raises `MissingExtra`, `OSError`."""
    networkx = require("networkx", "graph")
    networkx.write_graphml_xml(graph(dataset), path)


def graph(dataset: Dataset) -> "nx.MultiDiGraph":
    """The graph, as networkx has it. Raises `MissingExtra`."""
    found = require("networkx", "graph").MultiDiGraph()
    for name in ("title", "version", "license"):
        if (about := getattr(dataset, name)) is not None:
            found.graph[name] = _xml(about)
    for id in dataset.actors:
        found.add_node(id, **_node(dataset, id))
    numbers: dict[str, int] = {}
    for edge in edges(dataset):
        for id in (edge.start, edge.end):
            if id not in found:
                found.add_node(id, **_node(dataset, id))
        number = numbers[edge.record.id] = numbers.get(edge.record.id, -1) + 1
        key = f"{edge.record.id}#{number}"
        found.add_edge(edge.start, edge.end, key=key, **_attributes(edge))
    return found


def edges(dataset: Dataset) -> Iterator[Edge]:
    """All edges: who meets whom, then demands, then events."""
    yield from _meetings(dataset)
    for demand in dataset.demands.values():
        if demand.party is not None and demand.addressee is not None:
            yield _demand(demand, demand.party, demand.addressee)
    for event in dataset.events.values():
        if event.initiator is not None:
            yield from (_event(event, event.initiator, target) for target in event.targets)


def _meetings(dataset: Dataset) -> Iterator[Edge]:
    seats: dict[str, list[Participation]] = {}
    for seat in dataset.participations.values():
        if seat.status is ParticipationStatus.ATTENDED:
            seats.setdefault(seat.meeting, []).append(seat)
    for id, held in seats.items():
        meeting = dataset.meetings.get(id)
        if meeting is not None and meeting.status in _TOOK_PLACE:
            for one, other in permutations(held, 2):
                if one.actor != other.actor and _side(one) != _side(other):
                    yield _meets(meeting, one, other)


def _side(seat: Participation) -> Id:
    return seat.on_behalf_of or seat.actor


def _meets(meeting: Meeting, one: Participation, other: Participation) -> Edge:
    behind = ((meeting, "status", None), *((s, n, None) for s in (one, other) for n in _SEAT))
    roles = {"source_role": str(one.role), "target_role": str(other.role)}
    return Edge(one.actor, other.actor, "meets", meeting, meeting.date, behind, roles)


_SEAT = ("meeting", "actor", "status", "on_behalf_of")


def _demand(demand: Demand, party: Id, addressee: Id) -> Edge:
    relation = "demands_from" if demand.kind in _DEMANDS else "puts_to"
    behind = tuple((demand, name, None) for name in ("kind", "party", "addressee"))
    more = {"issue": str(demand.issue)} if demand.issue is not None else {}
    return Edge(party, addressee, relation, demand, demand.date, behind, more)


def _event(event: Event, initiator: Id, target: Id) -> Edge:
    relation = "strikes" if event.kind in _STRIKES else "acts_on"
    behind = (
        (event, "kind", None),
        (event, "status", None),
        (event, "initiator", None),
        (event, "targets", target),
    )
    return Edge(initiator, target, relation, event, event.date, behind, {})


def _node(dataset: Dataset, id: Id | str) -> dict[str, str]:
    """What is known of a node; an id that the data only refers to has no more than its type."""
    type = id.partition("/")[0]
    record: Any = dataset[id] if id in dataset else None  # noqa: SIM401 (a dataset has no get)
    name = record and (getattr(record, "name", None) or getattr(record, "title", None))
    found = {"label": _xml(name or id.partition("/")[2]), "type": type}
    kind = getattr(record, "kind", None)
    return {**found, "kind": str(kind)} if kind is not None else found


def _attributes(edge: Edge) -> dict[str, str]:
    record: Any = edge.record
    date = edge.date
    given = {
        "label": record.name or record.id.slug,
        "relation": edge.relation,
        "record": record.id,
        "kind": record.kind,
        "status": getattr(record, "status", None),
        "date": date,
        "earliest": date and date.earliest,
        "latest": date and date.latest,
        **edge.more,
        **_voices(edge),
    }
    return {name: _xml(value) for name, value in given.items() if value is not None}


def _voices(edge: Edge) -> dict[str, str | None]:
    """Whose claim it is that the edge stands for."""
    claims = [claim for where in edge.behind for claim in _claims(*where)]
    own_voice = (claim.source for claim in claims if claim.claimant is None)
    contested = (
        field if record is edge.record else f"{record.id}:{field}"
        for record, field, _ in edge.behind
        if field in record.dissents
    )
    return {
        "claimants": _list(claim.claimant for claim in claims if claim.claimant is not None),
        "own_voice": _list(own_voice),
        "sources": _list(claim.source for claim in claims),
        "contested": _list(contested),
    }


def _claims(record: Record, field: str, element: Id | None) -> Iterator[Claim]:
    for claim in record.provenance.get(field, ()):
        if element is None or claim.element in (None, element):
            yield claim


def _list(ids: Iterable[str]) -> str | None:
    return " ".join(dict.fromkeys(ids)) or None


def _xml(value: object) -> str:
    """A text that XML 1.0 can hold (its production 2, Char)."""
    return _forbidden().sub("�", str(value))


@functools.cache
def _forbidden() -> "re.Pattern[str]":
    return re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
