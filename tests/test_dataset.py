"""Collections and references: lookup, where, both directions, and helpful refusals."""

import pytest

import istanbul_talks as it
from istanbul_talks.derived.references import references
from istanbul_talks.model.shapes import RECORDS


def test_a_dataset_has_a_typed_collection_for_each_record_type(talks: it.Dataset) -> None:
    annotated = set(it.Dataset.__annotations__)
    assert annotated == {shape.collection for shape in RECORDS.values()}
    for shape in RECORDS.values():
        collection = getattr(talks, shape.collection)
        assert collection is talks.collections[shape.collection]
        assert all(type(record) is shape.cls for record in collection.values())


def test_records_are_found_by_id(talks: it.Dataset) -> None:
    assert talks["event/spiderweb"] is talks.events["event/spiderweb"]
    assert "event/spiderweb" in talks
    assert "event/nothing" not in talks
    assert 1 not in talks
    assert len(talks) == len([*talks]) == sum(map(len, talks.collections.values()))


def test_where_takes_terms_strings_and_elements(talks: it.Dataset) -> None:
    hit = talks.figures.where(about="event/spiderweb", measure=it.Measure.HIT)
    assert hit
    assert hit == talks.figures.where(about="event/spiderweb", measure="hit")
    assert all(figure.measure is it.Measure.HIT for figure in hit.values())
    about = talks.statements.where(about="event/spiderweb")
    assert {s for s in talks.statements if "event/spiderweb" in talks.statements[s].about} == set(
        about
    )
    nobody = talks.figures.where(claimant=None)
    assert all(figure.claimant is None for figure in nobody.values())


def test_claims_come_before_dissents(talks: it.Dataset) -> None:
    claims = talks.claims("agreement/short-truce", "status")
    kinds = [isinstance(claim, it.Dissent) for claim in claims]
    assert kinds == sorted(kinds)
    assert any(kinds)
    assert not all(kinds)
    assert talks.claims("event/spiderweb", "part_of") == ()


def test_references_go_both_ways(talks: it.Dataset) -> None:
    outgoing = [reference for record in talks for reference in references(record)]
    for id in ("event/spiderweb", "actor/malyuk", "source/cnn-2025-06-02"):
        incoming = talks.referring_to(id)
        assert {*incoming} == {r for r in outgoing if r.target == id}
        assert all(reference in talks.references_of(reference.record) for reference in incoming)
    roles = {reference.role for reference in talks.referring_to("actor/malyuk")}
    assert {None, "claimant"} <= roles
    assert all(reference.target in talks for reference in outgoing)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda t: t["event/spiderwb"], "did you mean 'event/spiderweb'"),
        (lambda t: t["evnt/spiderweb"], "did you mean 'event/spiderweb'"),
        (lambda t: t.events["event/spiderwb"], "did you mean 'event/spiderweb'"),
        (lambda t: t.claims("event/spiderweb", "dat"), "did you mean 'date'"),
        (lambda t: t.claims("event/nowhere", "date"), "no record 'event/nowhere'"),
        (lambda t: t.figures.where(mesure="hit"), "did you mean 'measure'"),
        (lambda t: t.referring_to("actor/malyk"), "did you mean 'actor/malyuk'"),
    ],
)
def test_unknown_names_are_refused_with_a_suggestion(
    talks: it.Dataset, ask: object, message: str
) -> None:
    assert callable(ask)
    with pytest.raises(it.UnknownName, match=message):
        ask(talks)


def test_an_unknown_id_is_a_key_error(talks: it.Dataset) -> None:
    with pytest.raises(KeyError, match="no record"):
        talks["event/nothing-like-it"]
    assert talks.events.get("event/nothing") is None


def test_two_records_with_one_id_are_refused(talks: it.Dataset) -> None:
    event = talks["event/spiderweb"]
    with pytest.raises(ValueError, match="two records have the id event/spiderweb"):
        it.Dataset([event, event])


def test_what_is_shown_names_the_data(talks: it.Dataset) -> None:
    assert repr(talks) == f"<Dataset Istanbul talks 2025 {talks.version}: {len(talks)} records>"
    assert repr(talks.figures.where(about="event/nothing")) == "<0 figures>"
    assert repr(it.Dataset([])) == "<Dataset 0 records>"
