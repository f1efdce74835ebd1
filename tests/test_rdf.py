"""RDF: everything comes back from Turtle and JSON-LD, and SHACL accepts just what it should."""

import functools
import io
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import attrs
import pyshacl
import pytest
from hypothesis import given, settings, strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, RDFS, SDO, SH, SKOS

import istanbul_talks as it
from istanbul_talks.derived.strategies import records
from istanbul_talks.exports import writer
from istanbul_talks.exports.rdf import alignment, names, objects, reading, vocabulary
from istanbul_talks.exports.rdf.graphs import graph, graphs
from istanbul_talks.exports.rdf.names import OA, OURS, SCHEMA
from istanbul_talks.exports.rdf.records import triples
from istanbul_talks.exports.rdf.serializing import serialize
from istanbul_talks.extras import MissingExtra
from istanbul_talks.model.header import Header
from istanbul_talks.model.shapes import CLAIM, DISSENT, RECORDS, structs, vocabularies

TOP = Path(__file__).parents[1]
CONTRADICTED = ("agreement/short-truce", "event/forcible-transfer-children")

# rdflib's own reader of JSON-LD uses what rdflib calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

some_records = st.lists(records(), max_size=4, unique_by=lambda record: record.id)


def parsed(held: str | bytes, format: str) -> Graph:
    return Graph(bind_namespaces="none").parse(data=held, format=format)


def in_turtle(made: Iterable[it.Record]) -> Graph:
    """Some records, written in Turtle and read by rdflib."""
    file = io.BytesIO()
    serialize((graph(triples(record)) for record in made), file)
    return parsed(file.getvalue(), "turtle")


def in_json_ld(made: Iterable[it.Record]) -> Graph:
    held = [*objects.objects(graph(triples(record)) for record in made)]
    return parsed(json.dumps({"@context": objects.context(), "@graph": held}), "json-ld")


def grounded(held: Graph) -> set[Any]:
    """The triples, with what a blank node says in its place: they are all parts of something."""

    @functools.cache
    def said(node: Any) -> Any:
        if not isinstance(node, BNode):
            return node
        return frozenset((p, said(o)) for p, o in held.predicate_objects(node))

    return {(said(s), p, said(o)) for s, p, o in held}


@pytest.fixture(scope="module")
def turtle(talks: it.Dataset, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The canonical dataset in Turtle."""
    path = tmp_path_factory.mktemp("rdf") / "talks.ttl"
    it.export(talks, "turtle", path)
    return parsed(path.read_bytes(), "turtle")


# All comes back


def test_the_canonical_dataset_comes_back_from_turtle(talks: it.Dataset, turtle: Graph) -> None:
    found = reading.dataset(turtle)
    assert found == talks
    assert [*found] == sorted(talks, key=lambda r: ([*RECORDS].index(r.type), r.id))


def test_json_ld_is_the_same_graph(talks: it.Dataset, turtle: Graph, tmp_path: Path) -> None:
    it.export(talks, "json-ld", tmp_path / "talks.jsonld")
    text = (tmp_path / "talks.jsonld").read_text("utf-8")
    assert grounded(parsed(text, "json-ld")) == grounded(turtle)
    by_id = {held["@id"]: held for held in json.loads(text)["@graph"] if "@id" in held}
    spiderweb = by_id["urn:istanbul-talks:event/spiderweb"]
    assert spiderweb["kind"] == "EventKind.air_drone_strike"
    assert spiderweb["places.order"] == spiderweb["places"]
    assert {"Claim", "oa:Annotation"} == {*spiderweb["provenance"][0]["@type"]}


@settings(max_examples=25)
@given(some_records)
def test_all_records_come_back(made: list[it.Record]) -> None:
    found = in_turtle(made)
    assert {r.id: r for r in reading.records(found)} == {r.id: r for r in made}


@settings(max_examples=20)
@given(some_records)
def test_all_records_come_back_from_json_ld(made: list[it.Record]) -> None:
    found = in_json_ld(made)
    assert {r.id: r for r in reading.records(found)} == {r.id: r for r in made}
    assert grounded(found) == grounded(in_turtle(made))


@pytest.mark.parametrize("format", ["turtle", "json-ld"])
def test_a_dataset_of_nothing_comes_back(format: str, tmp_path: Path) -> None:
    empty = it.Dataset([], title='Nothing "at" all\\')
    it.export(empty, format, tmp_path / "out")
    assert reading.dataset(parsed((tmp_path / "out").read_bytes(), format)) == empty


@pytest.mark.parametrize(
    ("gone", "given", "message"),
    [
        ((None, names.field("kind"), None), None, "kind"),
        ((None, RDF.predicate, None), RDF.predicate, "no field"),
    ],
)
def test_what_is_no_record_is_refused(
    talks: it.Dataset, gone: Any, given: URIRef | None, message: str
) -> None:
    held = in_turtle([talks["place/istanbul"]])
    claim = URIRef("urn:istanbul-talks:place/istanbul#/provenance/kind/0")
    held.remove(gone)
    if given is not None:
        held.add((claim, given, OURS["colour"]))
    with pytest.raises(ValueError, match=message):
        [*reading.records(held)]


@pytest.mark.parametrize(
    ("predicate", "value", "message"),
    [
        (OURS["kind"], OURS["PlaceKind.region"], "kind has 2 values, not one"),
        (OA.start, None, "start has 0 values, not one"),
        (OA.exact, None, "wording has 0 values, not one"),
        (OA.exact, Literal("other words"), "wording has 2 values, not one"),
    ],
)
def test_too_little_or_too_much_is_no_value(
    talks: it.Dataset, predicate: URIRef, value: Any, message: str
) -> None:
    held = in_turtle([talks["place/istanbul"]])
    for subject in [*held.subjects(predicate)]:
        if value is None:
            held.remove((subject, predicate, None))
        else:
            held.add((subject, predicate, value))
    with pytest.raises(ValueError, match=message):
        [*reading.records(held)]


def test_a_graph_of_two_datasets_is_none(turtle: Graph) -> None:
    two = turtle + in_turtle([])
    two.add((BNode(), RDF.type, names.kind(Header)))
    with pytest.raises(ValueError, match="holds 2 datasets"):
        reading.dataset(two)


# What is said in whose voice


@settings(max_examples=30)
@given(records())
def test_a_dissent_is_no_adopted_value(record: it.Record) -> None:
    """Without its dissents, a record loses nothing but what is said of them, and gains no value."""
    whole, without = (grounded(in_turtle([r])) for r in (record, attrs.evolve(record, dissents={})))
    subject = names.record(record.id)

    def ours(found: set[Any]) -> set[Any]:
        beside = (RDF.type, names.DISSENTS)
        return {t for t in found if t[0] == subject and t[1] not in beside and t[1] not in SDO}

    assert ours(whole) == ours(without)
    for s, p, _ in whole - without:
        of_dissent = isinstance(s, frozenset) or "#/dissents/" in s
        assert of_dissent or (s, p) == (subject, names.DISSENTS)


def test_plain_properties_hold_adopted_values_only(talks: it.Dataset, turtle: Graph) -> None:
    for id in CONTRADICTED:
        record = talks[id]
        assert record.dissents
        for name, dissents in record.dissents.items():
            held = {*turtle.objects(names.record(id), names.field(name))}
            others = {*turtle.objects(None, RDF.object)} - held
            value = getattr(record, name)
            assert len(held) == (len(value) if isinstance(value, tuple) else value is not None)
            for number, _ in enumerate(dissents):
                iri = names.within(names.record(id), "dissents", name, number)
                assert turtle.value(iri, RDF.type, any=True) is not None
                assert (iri, RDF.type, names.kind(it.Dissent)) in turtle
                assert (iri, RDF.type, names.kind(it.Claim)) not in turtle
                assert turtle.value(iri, RDF.object) in others | held


def test_schema_org_says_nothing_that_a_source_contradicts(
    talks: it.Dataset, turtle: Graph
) -> None:
    for id in talks.events:
        event = talks.events[id]
        vouched = event.status in ("occurred", "ongoing") and "status" not in event.dissents
        assert ((names.record(id), RDF.type, SCHEMA.Event) in turtle) == vouched
    for id, meeting in talks.meetings.items():
        held = meeting.status == "held" and "status" not in meeting.dissents
        assert ((names.record(id), RDF.type, SCHEMA.Event) in turtle) == held
        assert bool([*turtle.objects(names.record(id), SCHEMA.location)]) == (
            held and bool(meeting.places or meeting.venue)
        )
    assert (names.record("actor/ukraine"), RDF.type, None) in turtle
    assert set(turtle.objects(names.record("actor/ukraine"), RDF.type)) == {OURS["Actor"]}


def test_every_claim_has_its_selectors(talks: it.Dataset, turtle: Graph) -> None:
    """Positions are code points, as in the Web Annotation model: as many as the words have."""
    claims = [claim for record in talks for _, _, claim in record.claims()]
    targets = [*turtle.objects(None, OA.hasTarget)]
    assert len(targets) == len(claims) > 1000
    spans = []
    for target in targets:
        held = [dict(turtle.predicate_objects(s)) for s in turtle.objects(target, OA.hasSelector)]
        by_type = {selector[RDF.type]: selector for selector in held}
        where = by_type.get(OA.TextPositionSelector)
        words = by_type.get(OA.TextQuoteSelector)
        if where and words:
            span = (int(str(where[OA.start])), int(str(where[OA.end])))
            assert span[1] - span[0] == len(str(words[OA.exact]))
            spans.append((str(turtle.value(target, OA.hasSource)), span))
    assert sorted(spans) == sorted(
        (str(names.record(c.source)), tuple(c.span)) for c in claims if c.span and c.wording
    )
    attributed = {*turtle.subjects(PROV.wasAttributedTo)}
    assert len(attributed) == sum(claim.claimant is not None for claim in claims)


def test_who_says_how_many_can_be_asked(talks: it.Dataset, turtle: Graph) -> None:
    """Adopted values and dissents, with whose they are: the query of the documentation."""
    page = (TOP / "docs" / "graphs.md").read_text("utf-8")
    lines = page.partition('>>> query = """\n')[2].partition('\n... """')[0].splitlines()
    query = "\n".join(line.removeprefix("...") for line in lines)
    assert "SELECT" in query
    found = {
        (str(row.figure), str(row.measure), row.best and row.best.toPython(), bool(row.adopted))  # type: ignore[union-attr]
        for row in turtle.query(query)
    }
    compared = [*talks.compare(about="event/spiderweb")]
    assert len(compared) > 5
    assert found == {
        (str(names.record(c.figure)), str(c.measure), c.best, c.adopted) for c in compared
    }


# The vocabulary


def test_names_do_not_collide() -> None:
    classes = [record.cls for record in RECORDS.values()]
    classes += [struct.cls for struct in (CLAIM, DISSENT, *structs().values())]
    kinds = [names.kind(cls) for cls in (*classes, *vocabularies().values())]
    fields = {names.field(f.name) for owner in vocabulary.owners() for f in owner.fields}
    own = {names.POSITION, names.PROVENANCE, names.DISSENTS, names.EDTF}
    assert len({*kinds}) == len(kinds)
    assert fields.isdisjoint({*kinds, *own})
    assert own.isdisjoint(kinds)


def test_every_term_and_field_is_described(turtle: Graph) -> None:
    for terms in vocabularies().values():
        for term in terms:
            concept = names.concept(terms, term)
            assert turtle.value(concept, SKOS.inScheme) == names.kind(terms)
            assert str(turtle.value(concept, SKOS.prefLabel)) == term.label
            assert str(turtle.value(concept, SKOS.definition)) == term.definition
    used = {p for s, p, _ in turtle if str(p).startswith(str(OURS))}
    for iri in used:
        assert (iri, RDF.type, RDF.Property) in turtle, iri
        assert turtle.value(iri, RDFS.label, any=True), iri
        assert turtle.value(iri, RDFS.comment, any=True), iri


def test_the_alignment_names_what_there_is() -> None:
    for record_type, name in (*alignment.PROPERTIES, *alignment.CLASSES):
        assert name in RECORDS[record_type]
    terms = {term for classes in alignment.CLASSES.values() for term in classes.values()}
    terms |= {*alignment.PROPERTIES.values(), *alignment.DATASET.values()}
    terms |= {"GeoCoordinates", "latitude", "longitude", "identifier"}
    assert all(term in SDO for term in terms), terms


@pytest.mark.parametrize("iri", ["meeting/istanbul", "meeting/1-x", "meeting/x#/provenance/date/0"])
def test_a_short_name_means_the_iri(iri: str) -> None:
    node = names.record(iri)
    prefixes = "".join(f"@prefix {p}: <{ns}> .\n" for p, ns in names.PREFIXES.items())
    text = names.short(node) or f"<{node}>"
    found = parsed(f"{prefixes}{text} a {text} .", "turtle")
    assert {*found.subjects()} == {node}


# SHACL


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """The shapes that are committed."""
    return Graph().parse(TOP / "schema" / "v1" / "shapes.ttl")


def reachable(shapes: Graph, *wanted: URIRef) -> Graph:
    """Some shapes and those that they refer to."""
    some, waiting = Graph(), {*wanted}
    while waiting:
        for triple in shapes.triples((waiting.pop(), None, None)):
            if triple not in some:
                some.add(triple)
                waiting.add(triple[2])  # type: ignore[arg-type]
    return some


@pytest.fixture(scope="module")
def few_shapes(shapes: Graph) -> Graph:
    """The shapes of the records that are mutated."""
    few = ("Event", "Figure", "Agreement", "Claim", "Dissent", "Span")
    return reachable(shapes, *(OURS[f"{name}.shape"] for name in few))


def problems(held: Graph, shapes: Graph) -> set[tuple[str, str]]:
    """What pyshacl objects to: the constraint and the node."""
    conforms, report, _ = pyshacl.validate(held, shacl_graph=shapes, inference="none")
    found = {
        (
            str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2],
            str(report.value(result, SH.focusNode)),
        )
        for result in report.objects(None, SH.result)
    }
    assert conforms == (not found)
    return found


def test_the_canonical_dataset_conforms(turtle: Graph, shapes: Graph) -> None:
    assert problems(turtle, shapes) == set()


@settings(max_examples=10)
@given(record=records())
def test_whatever_the_schema_accepts_conforms(record: it.Record, shapes: Graph) -> None:
    assert problems(in_turtle([record]), shapes) == set()


SPIDERWEB = names.record("event/spiderweb")
HIT = names.record("figure/spiderweb-aircraft-hit-malyuk")
CLAIMED = names.within(HIT, "provenance", "quantity", 0)
QUANTITY = names.within(HIT, "quantity")
TRUCE = names.record("agreement/short-truce")

Change = Callable[[Graph], Any]


def _set(subject: URIRef, predicate: URIRef, value: Any) -> Change:
    return lambda held: held.set((subject, predicate, value))


def _add(subject: URIRef, predicate: URIRef, value: Any) -> Change:
    return lambda held: held.add((subject, predicate, value))


def _drop(subject: URIRef | None, predicate: URIRef) -> Change:
    return lambda held: held.remove((subject, predicate, None))


@pytest.mark.parametrize(
    ("change", "constraint", "node"),
    [
        (_drop(SPIDERWEB, OURS["kind"]), "MinCount", SPIDERWEB),
        (_add(SPIDERWEB, OURS["kind"], OURS["EventKind.bombing"]), "MaxCount", SPIDERWEB),
        (_set(SPIDERWEB, OURS["kind"], OURS["EventKind.picnic"]), "Node", SPIDERWEB),
        (_set(SPIDERWEB, OURS["kind"], OURS["PlaceKind.city"]), "Node", SPIDERWEB),
        (
            _set(SPIDERWEB, OURS["date"], Literal("2025-02-30", datatype=names.EDTF)),
            "Pattern",
            SPIDERWEB,
        ),
        (_set(SPIDERWEB, OURS["date"], Literal("2025-06-01")), "Datatype", SPIDERWEB),
        (_set(SPIDERWEB, OURS["name"], Literal("two\nlines")), "Pattern", SPIDERWEB),
        (_set(SPIDERWEB, OURS["name"], Literal("ends in a line\n")), "Pattern", SPIDERWEB),
        (_set(SPIDERWEB, OURS["name"], Literal("x" * 201)), "MaxLength", SPIDERWEB),
        (_set(SPIDERWEB, OURS["initiator"], names.record("place/kyiv")), "Pattern", SPIDERWEB),
        (_set(SPIDERWEB, OURS["initiator"], Literal("actor/ukraine")), "NodeKind", SPIDERWEB),
        (_add(SPIDERWEB, OURS["colour"], Literal("red")), "Closed", SPIDERWEB),
        (_add(SPIDERWEB, OURS["places"], names.record("place/kyiv")), "Or", SPIDERWEB),
        (_drop(SPIDERWEB, OURS["places.order"]), "Or", SPIDERWEB),
        (_drop(SPIDERWEB, names.PROVENANCE), "Or", SPIDERWEB),
        (_drop(SPIDERWEB, names.PROVENANCE), "QualifiedMinCount", SPIDERWEB),
        (_add(SPIDERWEB, names.DISSENTS, CLAIMED), "Class", SPIDERWEB),
        (_set(QUANTITY, OURS["best"], Literal(-1)), "MinInclusive", QUANTITY),
        (_set(QUANTITY, OURS["best"], Literal("41")), "Or", QUANTITY),
        (_drop(QUANTITY, OURS["best"]), "Or", QUANTITY),
        (_drop(QUANTITY, OURS["unit"]), "MinCount", QUANTITY),
        (_drop(CLAIMED, OURS["source"]), "MinCount", CLAIMED),
        (_drop(CLAIMED, OA.hasTarget), "MinCount", CLAIMED),
        (_set(CLAIMED, OURS["basis"], OURS["Basis.guessed"]), "Node", CLAIMED),
        (_drop(None, OA.exact), "Node", CLAIMED),
        (_drop(None, OA.start), "MinCount", None),
        (
            _set(names.within(TRUCE, "dissents", "status", 0), RDF.object, OURS["Unit.day"]),
            "Node",
            TRUCE,
        ),
        (
            _drop(names.within(TRUCE, "dissents", "status", 0), OURS["note"]),
            "MinCount",
            names.within(TRUCE, "dissents", "status", 0),
        ),
    ],
)
def test_a_mutated_graph_does_not_conform(
    talks: it.Dataset, few_shapes: Graph, change: Change, constraint: str, node: URIRef | None
) -> None:
    ids = (SPIDERWEB, HIT, TRUCE)
    held = in_turtle(talks[str(iri).removeprefix(names.BASE)] for iri in ids)
    change(held)
    found = problems(held, few_shapes)
    assert (f"{constraint}ConstraintComponent", str(node)) in found or (
        node is None and any(c == f"{constraint}ConstraintComponent" for c, _ in found)
    ), found


def test_what_is_mutated_was_right(talks: it.Dataset, few_shapes: Graph) -> None:
    held = in_turtle(talks[str(iri).removeprefix(names.BASE)] for iri in (SPIDERWEB, HIT, TRUCE))
    assert problems(held, few_shapes) == set()
    held.add((SPIDERWEB, RDFS.label, Literal("x")))
    assert problems(held, few_shapes)


def test_the_shapes_are_shacl(shapes: Graph) -> None:
    """By the shapes of shapes that the recommendation gives; of a few, because it takes long."""
    some = reachable(shapes, OURS["Affiliation.shape"])
    pyshacl.validate(Graph(), shacl_graph=some, meta_shacl=True)
    some.add((OURS["Affiliation.shape"], SH.closed, Literal("maybe")))
    with pytest.raises(pyshacl.errors.ReportableRuntimeError):
        pyshacl.validate(Graph(), shacl_graph=some, meta_shacl=True)


# Without the library


@pytest.mark.parametrize("format", ["turtle", "json-ld"])
def test_a_missing_library_is_named(
    format: str, talks: it.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(MissingExtra, match=r"istanbul-talks\[rdf\]"):
        writer(format)(talks, tmp_path / "out")


def test_memory_does_not_grow_with_the_data(talks: it.Dataset) -> None:
    """Each record is a graph of its own: a value has no more than one place at a time."""
    parts = graphs(talks)
    sizes = [len(next(parts)) for _ in range(20)]
    assert max(sizes[2:]) < 2000
