"""GraphML: each edge is one record's word, with its claimants; peers open it."""

import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import attrs
import networkx as nx
import pytest
from hypothesis import given, settings, strategies as st

import istanbul_talks as it
from istanbul_talks.derived.strategies import records
from istanbul_talks.exports.graphml import graph
from istanbul_talks.extras import MissingExtra

NAMESPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}


def exported(dataset: it.Dataset, folder: Path) -> Any:
    path = folder / "talks.graphml"
    it.export(dataset, "graphml", path)
    read = nx.read_graphml(path, force_multigraph=True)
    assert read.is_directed()
    assert read.is_multigraph()
    return read


@pytest.fixture(scope="module")
def edges(talks: it.Dataset, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The edges of the canonical dataset, as networkx reads them."""
    return [*exported(talks, tmp_path_factory.mktemp("graphml")).edges(data=True)]


def between(edges: list[Any], relation: str, record: str) -> set[tuple[str, str]]:
    return {
        (start, end)
        for start, end, data in edges
        if data["relation"] == relation and data["record"] == record
    }


def test_what_is_read_back_is_what_was_made(talks: it.Dataset, tmp_path: Path) -> None:
    made, read = graph(talks), exported(talks, tmp_path)
    assert dict(read.nodes(data=True)) == dict(made.nodes(data=True))

    assert sorted(read.edges(keys=True)) == sorted(made.edges(keys=True))
    assert all(made.edges[edge] == data for *edge, data in read.edges(keys=True, data=True))
    assert [*talks.actors] == [*made.nodes][: len(talks.actors)]


def test_actors_meet_who_sat_on_different_sides(edges: list[Any]) -> None:
    met = between(edges, "meets", "meeting/istanbul-2025-round-2")
    assert ("actor/umerov", "actor/medinsky") in met
    assert ("actor/medinsky", "actor/umerov") in met
    assert ("actor/umerov", "actor/skibitskyi") not in met
    assert ("actor/ukraine", "actor/umerov") not in met
    assert ("actor/fidan", "actor/russia") in met
    assert {(end, start) for start, end in met} == met
    first = between(edges, "meets", "meeting/istanbul-2025-round-1")
    assert "actor/putin" not in {actor for pair in first for actor in pair}


def test_a_meeting_that_was_only_proposed_makes_no_edge(
    edges: list[Any], talks: it.Dataset
) -> None:
    meetings = {data["record"] for _, _, data in edges if data["relation"] == "meets"}
    assert meetings
    assert {talks.meetings[id].status for id in meetings} <= {"held", "ongoing"}


def test_demands_lead_from_the_party_to_the_addressee(edges: list[Any], talks: it.Dataset) -> None:
    found = {
        data["record"]: (data["relation"], start, end)
        for start, end, data in edges
        if data["relation"] in ("demands_from", "puts_to")
    }
    for id, demand in talks.demands.items():
        if demand.party is None or demand.addressee is None:
            assert id not in found
        else:
            plain = demand.kind in ("demand", "condition", "call")
            relation = "demands_from" if plain else "puts_to"
            assert found[id] == (relation, demand.party, demand.addressee)
    assert {relation for relation, *_ in found.values()} == {"demands_from", "puts_to"}


def test_strikes_lead_to_every_target(edges: list[Any], talks: it.Dataset) -> None:
    struck = between(edges, "strikes", "event/spiderweb")
    spiderweb = talks.events["event/spiderweb"]
    assert struck == {(spiderweb.initiator, target) for target in spiderweb.targets}
    assert any(end.startswith("place/") for _, end in struck)
    assert between(edges, "acts_on", "event/full-scale-invasion")
    assert not between(edges, "strikes", "event/full-scale-invasion")


def test_an_edge_says_whose_claim_it_is(edges: list[Any], talks: it.Dataset) -> None:
    (raid,) = [data for *_, data in edges if data["record"] == "event/raid-472-drones"]
    event = talks.events["event/raid-472-drones"]
    behind = [
        claim
        for field in ("kind", "status", "initiator", "targets")
        for claim in event.provenance[field]
    ]
    claimants = {claim.claimant for claim in behind if claim.claimant}
    assert claimants
    assert {*raid["claimants"].split()} == claimants
    assert {*raid["sources"].split()} == {claim.source for claim in behind}
    assert raid["status"] == "alleged"
    contested = {d["record"] for *_, d in edges if "initiator" in d.get("contested", "").split()}
    assert contested == {
        e.id
        for e in talks.events.values()
        if e.targets and e.initiator and "initiator" in e.dissents
    }
    assert contested
    for *_, data in edges:
        assert data["sources"]
        assert data.get("claimants") or data.get("own_voice")


def test_an_edge_to_one_target_takes_the_claims_for_that_one() -> None:
    ids = [it.Id("actor/a"), it.Id("actor/b")]
    claims = tuple(
        it.Claim(source=it.Id(f"source/s{n}"), element=id, basis=it.Basis.STATED)
        for n, id in enumerate(ids)
    )
    event = it.Event(
        id=it.Id("event/e"),
        kind=it.EventKind.BOMBING,
        status=it.EventStatus.OCCURRED,
        initiator=it.Id("actor/c"),
        targets=(*ids,),
        provenance={"targets": claims},
    )
    made = graph(it.Dataset([event]))
    assert {end: data["sources"] for _, end, data in made.edges(data=True)} == {
        "actor/a": "source/s0",
        "actor/b": "source/s1",
    }
    assert made.nodes["actor/a"] == {"label": "a", "type": "actor"}


def test_attributes_have_their_types(talks: it.Dataset, tmp_path: Path) -> None:
    """Gephi takes columns from the keys that are declared."""
    it.export(talks, "graphml", tmp_path / "talks.graphml")
    root = ElementTree.parse(tmp_path / "talks.graphml").getroot()
    keys = {(k.get("for"), k.get("attr.name")): k for k in root.findall("g:key", NAMESPACE)}
    assert {k.get("attr.type") for k in keys.values()} == {"string"}
    assert len({key.get("id") for key in keys.values()}) == len(root.findall("g:key", NAMESPACE))
    assert ("node", "label") in keys
    assert ("edge", "relation") in keys
    used = {data.get("key") for data in root.iter(f"{{{NAMESPACE['g']}}}data")}
    assert used == {key.get("id") for key in keys.values()}
    ids = [edge.get("id") for edge in root.iter(f"{{{NAMESPACE['g']}}}edge")]
    assert len({*ids}) == len(ids)
    assert all("id" not in name for _, name in keys if name)


@settings(max_examples=30)
@given(st.lists(records(), max_size=8, unique_by=lambda record: record.id))
def test_whatever_there_is_can_be_opened(
    tmp_path_factory: pytest.TempPathFactory, made: list[it.Record]
) -> None:
    talks = it.Dataset(made)
    read = exported(talks, tmp_path_factory.mktemp("graphml"))
    assert {*talks.actors} <= {*read.nodes}
    wanted = graph(talks)
    assert dict(read.nodes(data=True)) == dict(wanted.nodes(data=True))
    assert read.number_of_edges() == wanted.number_of_edges()


def test_what_xml_forbids_is_replaced(talks: it.Dataset, tmp_path: Path) -> None:
    actor = attrs.evolve(talks.actors["actor/ukraine"], name="a￾b\U0001f600")
    read = exported(it.Dataset([actor]), tmp_path)
    assert read.nodes["actor/ukraine"]["label"] == "a�b\U0001f600"


def test_a_missing_library_is_named(
    talks: it.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(MissingExtra, match=r"istanbul-talks\[graph\]"):
        it.export(talks, "graphml", tmp_path / "out")
