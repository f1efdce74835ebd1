"""Merging: nothing overwritten, nothing lost, valid, idempotent, commutative on claims."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings

import istanbul_talks as it
from istanbul_talks.cli.group import main
from istanbul_talks.model.shapes import RECORDS, ListShape
from variations import pairs

TOP = Path(__file__).parents[1]
EXAMPLE = TOP / "examples" / "outside.json"

MALYUK = "figure/spiderweb-aircraft-hit-malyuk"


def valid(dataset: it.Dataset, folder: Path) -> bool:
    """Whether the dataset, written and validated as any other file, has no error."""
    path = folder / "merged.json"
    it.write(dataset, path)
    return it.validate(path).ok


@settings(max_examples=60)
@given(pair=pairs())
def test_the_result_is_valid_and_a_second_merge_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, pair: tuple[it.Dataset, it.Dataset]
) -> None:
    base, other = pair
    once = it.merge(base, other)
    assert valid(once.dataset, tmp_path_factory.getbasetemp())
    again = it.merge(once.dataset, other)
    assert it.dumps(again.dataset) == it.dumps(once.dataset)
    kept = [(c.record, c.field, c.reason, c.other, c.claims) for c in once.conflicts]
    assert [(c.record, c.field, c.reason, c.other, c.claims) for c in again.conflicts] == kept


@settings(max_examples=60)
@given(pair=pairs())
def test_no_value_is_overwritten_and_no_claim_withdrawn(
    pair: tuple[it.Dataset, it.Dataset],
) -> None:
    base, other = pair
    found = it.diff(base, it.merge(base, other).dataset)
    assert not found.removed
    assert not found.header
    assert all(change.change is it.Change.ADDED for change in found.claims())
    for field in (field for record in found.changed for field in record.fields):
        if field.value:
            blank = field.value.old in (None, ())
            assert blank or field.value.new[: len(field.value.old)] == field.value.old


@settings(max_examples=60)
@given(pair=pairs())
def test_what_the_other_says_is_merged_or_in_a_conflict(
    pair: tuple[it.Dataset, it.Dataset],
) -> None:
    base, other = pair
    merged = it.merge(base, other)
    conflicts = {(c.record, c.field) for c in merged.conflicts}
    for record in other:
        for field, said in assertions(record):
            if not conflicts & {(record.id, None), (record.id, field)}:
                now = {said for _, said in assertions(merged.dataset[record.id])}
                assert said in now, (record.id, field)
    for conflict in merged.conflicts:
        theirs = other[conflict.record]
        assert conflict.other == theirs or set(conflict.claims) <= {
            c for _, _, c in theirs.claims()
        }


@settings(max_examples=60)
@given(pair=pairs())
def test_whichever_is_the_base_the_same_sources_say_the_same(
    pair: tuple[it.Dataset, it.Dataset],
) -> None:
    """As the docstring of `merge` has it: where neither order has a conflict."""
    one, two = it.merge(*pair), it.merge(*reversed(pair))
    conflicts = {(c.record, c.field) for c in (*one.conflicts, *two.conflicts)}
    apart = {id for id, field in conflicts if field is None}
    merged = {record.id for dataset in pair for record in dataset} - apart
    assert all(id in one.dataset and id in two.dataset for id in merged)
    for record in (r for r in one.dataset if r.id not in apart and r.id in pair[0]):
        left = {field for id, field in conflicts if id == record.id}
        if left & {"name", "aliases"}:
            left |= {"name", "aliases"}
        mine, theirs = (
            {(alike(f), said) for f, said in assertions(d[record.id]) if f not in left}
            for d in (one.dataset, two.dataset)
        )
        assert mine == theirs, record.id


def alike(field: str) -> str:
    """A name that is not adopted is an alias: one field as far as it matters who says what."""
    return "name" if field == "aliases" else field


def assertions(record: it.Record) -> Iterator[tuple[str, Any]]:
    """By field, which value is said and by whom, whether adopted or not; without notes."""
    shape = RECORDS[record.type]
    for _, field, claim in record.claims():
        if isinstance(claim, it.Dissent):
            value = claim.value
        else:
            value = getattr(record, field) if claim.element is None else claim.element
        if isinstance(shape[field].shape, ListShape) and isinstance(value, tuple):
            value = frozenset(value)
        names = [a.name for a in attrs.fields(it.Claim) if a.name not in ("note", "element")]
        yield field, (value, *(getattr(claim, name) for name in names))


# Kinds of fields, one by one


def told(dataset: it.Dataset, id: str, **fields: Any) -> it.Record:
    """A canonical record in which a source of its own says something else of some fields."""
    record = dataset[id]
    provenance = dict(record.provenance)
    for name, (value, claims) in fields.items():
        record = attrs.evolve(record, **{name: value})
        provenance[name] = claims
    return attrs.evolve(record, provenance=provenance)


def stated(element: str | None = None, start: int = 10, **more: Any) -> it.Claim:
    """A claim from a text of the canonical dataset; its words are of no account here."""
    held: dict[str, Any] = {
        "source": it.Id("source/cnn-2025-06-02"),
        "span": it.Span(start, start + 4),
        "wording": "xxxx",
        "basis": it.Basis.STATED,
        "element": element,
    }
    return it.Claim(**held | more)


def opposed(value: object) -> it.Dissent:
    """The same claim as a dissent."""
    held = attrs.asdict(stated(), recurse=False) | {"value": value, "note": "Less likely."}
    return it.Dissent(**held)


def test_an_equal_value_gains_claims(talks: it.Dataset) -> None:
    claim = stated(claimant=it.Id("actor/malyuk"))
    quantity = (talks.figures[MALYUK].quantity, (claim,))
    merged = it.merge(talks, it.Dataset([told(talks, MALYUK, quantity=quantity)]))
    old, new = (d[MALYUK].provenance["quantity"] for d in (talks, merged.dataset))
    assert new == (*old, claim)
    assert not merged.conflicts


def test_another_value_becomes_a_dissent_that_is_covered(talks: it.Dataset) -> None:
    id = undisputed(talks)
    merged = it.merge(talks, it.Dataset([told(talks, id, date=(it.Edtf("2019"), (stated(),)))]))
    assert merged.dataset.statements[id].date == talks.statements[id].date
    (dissent,) = merged.dataset[id].dissents["date"]
    assert dissent.value == "2019"
    assert dissent.note == "adopted by the data that were merged, not here"
    (made,) = (r for r in merged.dataset.disagreements.values() if r.id not in talks)
    assert (made.records, made.field) == ((id,), "date")
    assert made.kind is it.DisagreementKind.CONTRADICTION


def test_a_date_given_more_finely_is_another_precision(talks: it.Dataset) -> None:
    id = undisputed(talks)
    year = it.Edtf(str(talks.statements[id].date)[:4])
    assert year != talks.statements[id].date
    merged = it.merge(talks, it.Dataset([told(talks, id, date=(year, (stated(),)))])).dataset
    made = merged.disagreements[f"disagreement/merged-{id.replace('/', '-')}-date"]
    assert made.kind is it.DisagreementKind.DIFFERENT_PRECISION


def undisputed(talks: it.Dataset) -> str:
    """A dated statement whose date no disagreement is about."""
    about = [d for d in talks.disagreements.values() if d.field in (None, "date")]
    disputed = {id for record in about for id in record.records}
    return next(
        s.id
        for s in talks.statements.values()
        if s.id not in disputed and s.date and s.date.precision is it.Precision.DAY
    )


def test_a_blank_field_is_filled_and_a_contested_one_is_not(talks: it.Dataset) -> None:
    blank = next(m for m in talks.meetings.values() if m.scheduled is None and not m.dissents)
    told_of = told(talks, blank.id, scheduled=(it.Edtf("2025-06-02"), (stated(),)))
    merged = it.merge(talks, it.Dataset([told_of])).dataset
    assert merged.meetings[blank.id].scheduled == "2025-06-02"
    dissent = opposed(it.Edtf("2025-05"))
    event = talks.events["event/spiderweb"]
    claims = {name: held for name, held in event.provenance.items() if name != "date"}
    dissents = {**event.dissents, "date": (dissent,)}
    base = it.Dataset([attrs.evolve(event, date=None, provenance=claims, dissents=dissents)])
    found = it.merge(base, it.Dataset([event])).dataset.events[event.id]
    assert found.date is None
    assert found.dissents["date"][0] == dissent
    assert {d.value for d in found.dissents["date"][1:]} == {event.date}


def test_aliases_grow_and_other_lists_get_dissents_by_element(talks: it.Dataset) -> None:
    id = "event/spiderweb"
    aliases = (("Pavutyna",), (stated("Pavutyna"),))
    places = ((it.Id("place/kyiv"),), (stated("place/kyiv"),))
    assert "place/kyiv" in talks
    merged = it.merge(talks, it.Dataset([told(talks, id, aliases=aliases, places=places)]))
    event = merged.dataset.events[id]
    assert event.aliases == (*talks.events[id].aliases, "Pavutyna")
    assert event.places == talks.events[id].places
    (dissent,) = event.dissents["places"]
    assert dissent.value == dissent.element == "place/kyiv"
    assert not merged.conflicts


def test_another_name_that_is_stated_is_an_alias(talks: it.Dataset) -> None:
    event = told(
        talks,
        "event/spiderweb",
        name=("Pavutyna", (stated(),)),
        aliases=(("Spiderweb",), (stated("Spiderweb", 50),)),
    )
    merged = it.merge(talks, it.Dataset([event]))
    found = merged.dataset.events["event/spiderweb"]
    assert found.name == "Spiderweb"
    assert "Pavutyna" in found.aliases
    assert "Spiderweb" not in found.aliases
    assert stated("Pavutyna") in found.provenance["aliases"]
    assert stated(start=50) in found.provenance["name"]
    assert not merged.conflicts


def test_a_dissent_that_says_what_is_adopted_becomes_a_claim(talks: it.Dataset) -> None:
    id = "event/spiderweb"
    dissent = opposed(talks.events[id].date)
    other = attrs.evolve(
        told(talks, id, date=(it.Edtf("2019"), (stated(start=50),))), dissents={"date": (dissent,)}
    )
    found = it.merge(talks, it.Dataset([other])).dataset[id]
    claim = found.provenance["date"][-1]
    assert claim.span == it.Span(10, 14)
    assert claim.note == "a dissent in the data that were merged; Less likely."


def test_what_is_said_already_is_not_said_again(talks: it.Dataset) -> None:
    """Whether as claim or dissent, and whatever the notes."""
    event = talks.events["event/spiderweb"]
    dates: list[Any] = [event.date, it.Edtf("2019")]
    claims = [stated(), stated(start=50)]
    sides = []
    for one, two in ((0, 1), (1, 0)):
        held = attrs.asdict(claims[two], recurse=False)
        dissent = it.Dissent(**held | {"value": dates[two], "note": f"Not {dates[two]}."})
        record = told(talks, event.id, date=(dates[one], (claims[one],)))
        sides.append(attrs.evolve(record, dissents={**event.dissents, "date": (dissent,)}))
    base, other = (it.Dataset([side]) for side in sides)
    assert it.merge(base, other) == it.Merged(base, ())


def test_an_alias_that_was_not_adopted_does_not_come_in(talks: it.Dataset) -> None:
    event = talks.events["event/spiderweb"]
    dissent = attrs.evolve(opposed("Pavutyna"), element="Pavutyna")
    dissents = {**event.dissents, "aliases": (dissent,)}
    base = it.Dataset([attrs.evolve(event, dissents=dissents)])
    aliases = (("Pavutyna",), (stated("Pavutyna", 50),))
    merged = it.merge(base, it.Dataset([told(talks, event.id, aliases=aliases)]))
    found = merged.dataset.events[event.id]
    assert found.aliases == event.aliases
    assert [d.element for d in found.dissents["aliases"]] == ["Pavutyna", "Pavutyna"]
    assert not merged.conflicts


def test_the_order_of_a_list_says_nothing(talks: it.Dataset) -> None:
    source = talks.sources["source/cnn-2025-06-02"]
    other = attrs.evolve(source, parts=source.parts[::-1])
    assert other != source
    assert it.merge(talks, it.Dataset([other])) == it.Merged(talks, ())


def test_an_id_that_is_taken_is_not_taken_again(talks: it.Dataset) -> None:
    id = undisputed(talks)
    date = (it.Edtf("2019"), (stated(),))
    other = it.Dataset([told(talks, id, date=date)])
    taken = it.Id(f"disagreement/merged-{id.replace('/', '-')}-date")
    some = attrs.evolve(talks.disagreements["disagreement/aircraft-losses"], id=taken)
    merged = it.merge(it.Dataset([*talks, some]), other).dataset
    assert merged[taken] == some
    assert merged.disagreements[f"{taken}-2"].records == (id,)


def test_a_contest_that_nothing_covers_is_a_conflict(talks: it.Dataset) -> None:
    """No disagreement is made for it: none could say that one value was adopted."""
    statement = talks.statements[undisputed(talks)]
    claims = {name: held for name, held in statement.provenance.items() if name != "date"}
    blank = attrs.evolve(statement, date=None, provenance=claims)
    base = it.Dataset([blank])
    other = attrs.evolve(blank, dissents={"date": (opposed(it.Edtf("2019")),)})
    merged = it.merge(base, it.Dataset([other]))
    assert merged.dataset == base
    (found,) = merged.conflicts
    assert (found.field, found.reason.split()[3]) == ("date", "IT370")


def conflict(talks: it.Dataset, *records: it.Record) -> it.Conflict:
    """The only conflict of a merge that leaves the dataset as it is."""
    merged = it.merge(talks, it.Dataset(records))
    assert merged.dataset == talks
    (found,) = merged.conflicts
    return found


def test_the_same_words_read_in_two_ways_are_a_conflict(talks: it.Dataset) -> None:
    id = "event/spiderweb"
    claims = talks[id].provenance["date"]
    found = conflict(talks, told(talks, id, date=(it.Edtf("2019"), claims)))
    assert (found.record, found.field) == (id, "date")
    assert "the same words of source/" in found.reason
    assert (found.base, found.other, found.claims) == ("2025-06-01", "2019", claims)


def test_words_of_the_coders_own_are_a_conflict(talks: it.Dataset) -> None:
    id = "event/spiderweb"
    summary = ("Drones hit airfields.", (stated(basis=it.Basis.SUMMARISED),))
    found = conflict(talks, told(talks, id, summary=summary))
    assert (found.field, found.reason) == ("summary", "each coder found words of their own")


def test_a_name_that_is_no_alias_is_a_conflict(talks: it.Dataset) -> None:
    coded = ("Pavutyna", (stated(basis=it.Basis.CODED),))
    found = conflict(talks, told(talks, "event/spiderweb", name=coded))
    assert (found.field, found.reason) == ("name", "it has another name")
    unnamed = next(a for a in talks.actors.values() if a.kind is it.ActorKind.UNNAMED_GROUP)
    found = conflict(talks, told(talks, unnamed.id, name=("some people", (stated(),))))
    assert found.reason == "it has another name"


def test_a_note_that_has_no_room_for_more_is_a_conflict(talks: it.Dataset) -> None:
    date = (it.Edtf("2019"), (stated(note=390 * "x"),))
    found = conflict(talks, told(talks, "event/spiderweb", date=date))
    assert found.claims == date[1]
    assert found.reason == "its note is too long to also say that it was merged"


def test_decisions_of_two_datasets_are_a_conflict(talks: it.Dataset) -> None:
    record = next(d for d in talks.disagreements.values() if d.kind != "contradiction")
    kind = (it.DisagreementKind.CONTRADICTION, record.provenance["kind"])
    found = conflict(talks, told(talks, record.id, kind=kind))
    assert "a decision of each dataset" in found.reason


def test_a_figure_with_another_key_is_another_figure(talks: it.Dataset) -> None:
    figure = told(talks, MALYUK, as_of=(it.Edtf("2025-06-05"), (stated(),)))
    found = conflict(talks, figure)
    assert found.field is None
    assert found.reason == "another figure has this id: the two differ in as_of"
    assert found.other == figure


def test_one_figure_under_two_ids_is_a_conflict(talks: it.Dataset) -> None:
    found = conflict(talks, attrs.evolve(talks[MALYUK], id=it.Id("figure/the-same")))
    assert found.reason == f"{MALYUK} has the same key: all fields but the quantity agree"


def test_two_things_under_one_id_are_a_conflict(talks: it.Dataset) -> None:
    claims = {"kind": (stated(),), "name": (stated(),)}
    id = talks.actors["actor/malyuk"].id
    other = it.Actor(id=id, kind=it.ActorKind.STATE, name="Elsewhere", provenance=claims)
    assert "the two agree in no field" in conflict(talks, other).reason


def test_a_list_that_grows_is_still_one_of_the_same_thing(talks: it.Dataset) -> None:
    """What two records agree in is what they still agree in when they were merged."""
    actor = talks.actors["actor/cnn"]
    assert actor.aliases
    claims = {**actor.provenance, "kind": (stated(),), "name": (stated(),)}
    other = attrs.evolve(actor, kind=it.ActorKind.STATE, name="Elsewhere", provenance=claims)
    once = it.merge(talks, it.Dataset([other]))
    assert "Elsewhere" in once.dataset.actors[actor.id].aliases
    assert it.merge(once.dataset, it.Dataset([other])) == once


def test_spans_into_another_text_are_a_conflict(talks: it.Dataset) -> None:
    source = talks.sources["source/cnn-2025-06-02"]
    other = attrs.evolve(source, text_sha256=64 * "0")
    event = told(talks, "event/spiderweb", date=(it.Edtf("2025-06-01"), (stated(),)))
    new = attrs.evolve(talks.figures[MALYUK], id=it.Id("figure/new"), as_of=it.Edtf("2025"))
    merged = it.merge(talks, it.Dataset([other, event, new]))
    assert merged.dataset == talks
    places = {(c.record, c.field) for c in merged.conflicts}
    assert {("event/spiderweb", "date"), ("figure/new", None), (source.id, "text_sha256")} <= places


def elsewhere(element: str | None = None, **more: Any) -> it.Claim:
    """A claim from another text of the canonical dataset."""
    return stated(element, source=it.Id("source/unattributed-2025-06"), **more)


def test_a_claim_that_cannot_come_in_takes_no_other_with_it(talks: it.Dataset) -> None:
    """Spans into another text: of a value that is held, a new alias and name, a new record."""
    source = attrs.evolve(talks.sources["source/cnn-2025-06-02"], text_sha256=64 * "0")
    event = told(
        talks,
        "event/spiderweb",
        name=("The web", (stated(start=20), elsewhere(start=20))),
        date=(it.Edtf("2025-06-01"), (stated(), elsewhere())),
        aliases=(("Pavutyna", "Web"), (stated("Pavutyna"), elsewhere("Web"))),
    )
    claims = {"act": (stated(), elsewhere()), "about": (elsewhere("event/spiderweb"),)}
    summary = {"summary": (elsewhere(basis=it.Basis.SUMMARISED),)}
    new = it.Statement(
        id=it.Id("statement/new"),
        act=it.Act.ASSESS,
        about=(it.Id("event/spiderweb"),),
        summary="An example.",
        provenance={**claims, **summary},
    )
    lost = attrs.evolve(
        new, id=it.Id("statement/lost"), provenance={**claims, "summary": (stated(),)}
    )
    other = it.Dataset([source, event, new, lost])
    merged = it.merge(talks, other)
    web = merged.dataset.events["event/spiderweb"]
    old = talks.events["event/spiderweb"]
    assert web.provenance["date"] == (*old.provenance["date"], elsewhere())
    assert web.aliases == (*old.aliases, "Web", "The web")
    assert web.provenance["aliases"][-1] == elsewhere("The web", start=20)
    assert merged.dataset["statement/new"].provenance["act"] == (elsewhere(),)
    assert "statement/lost" not in merged.dataset
    left = {(c.record, c.field, c.other): c.claims for c in merged.conflicts}
    del left[source.id, "text_sha256", source.text_sha256]
    assert left == {
        ("event/spiderweb", "date", old.date): (stated(),),
        ("event/spiderweb", "aliases", "Pavutyna"): (stated("Pavutyna"),),
        ("event/spiderweb", "aliases", "The web"): (stated(start=20),),
        ("statement/new", "act", it.Act.ASSESS): (stated(),),
        ("statement/lost", None, lost): (),
    }
    assert it.merge(merged.dataset, other).dataset == merged.dataset


def test_a_claim_that_would_break_a_rule_takes_no_other_with_it(talks: it.Dataset) -> None:
    """What only reference works say, of a source that is none for the base; the rest is merged."""
    kind = (it.SourceKind.REFERENCE_WORK, (stated(basis=it.Basis.CODED),))
    source = told(talks, "source/cnn-photo-murmansk", kind=kind)
    assert talks.sources[source.id].kind is it.SourceKind.PHOTOGRAPH
    outside = it.Claim(source=source.id, basis=it.Basis.EXTERNAL)
    date = (it.Edtf("2025-06-01"), (outside, elsewhere()))
    blank = next(m for m in talks.meetings.values() if m.scheduled is None and not m.dissents)
    scheduled = (it.Edtf("2025-06-02"), (outside,))
    other = it.Dataset(
        [
            source,
            told(talks, "event/spiderweb", date=date),
            told(talks, blank.id, scheduled=scheduled),
        ]
    )
    merged = it.merge(talks, other)
    old = talks["event/spiderweb"].provenance["date"]
    assert merged.dataset["event/spiderweb"].provenance["date"] == (*old, elsewhere())
    assert merged.dataset.meetings[blank.id] == blank
    left = {(c.record, c.field): (c.reason.split()[3], c.claims) for c in merged.conflicts}
    assert left == {
        ("event/spiderweb", "date"): ("IT331", (outside,)),
        (blank.id, "scheduled"): ("IT331", (outside,)),
    }
    again = it.merge(merged.dataset, other)
    assert again == merged


def test_what_would_break_a_rule_is_left_out(talks: it.Dataset) -> None:
    """And what then leads nowhere, too; the rest is merged."""
    meeting = next(m for m in talks.meetings.values() if m.status is it.MeetingStatus.PROPOSED)
    seat = talks.participations[next(iter(talks.participations))]
    attended = attrs.evolve(
        seat,
        id=it.Id("participation/attended"),
        meeting=meeting.id,
        status=it.ParticipationStatus.ATTENDED,
    )
    held = told(
        talks,
        meeting.id,
        duration=(it.Quantity(best=2, unit=it.Unit.HOUR), (stated(),)),
        aliases=(("The talks",), (stated("The talks"),)),
    )
    about = it.Statement(
        id=it.Id("statement/about-the-seat"),
        act=it.Act.ASSESS,
        about=(attended.id,),
        summary="An example.",
        provenance={
            "act": (stated(),),
            "about": (stated(attended.id),),
            "summary": (stated(),),
        },
    )
    merged = it.merge(talks, it.Dataset([attended, held, about]))
    codes = {(c.record, c.field): c.reason.split()[3] for c in merged.conflicts}
    assert codes == {
        (attended.id, None): "IT340",
        (meeting.id, "duration"): "IT341",
        (about.id, None): "IT201",
    }
    assert "The talks" in merged.dataset.meetings[meeting.id].aliases


def test_a_circle_is_not_closed(talks: it.Dataset) -> None:
    inner = next(p for p in talks.places.values() if p.within and p.within != p.id)
    assert inner.within
    outer = talks.places[inner.within]
    while outer.within:
        outer = talks.places[outer.within]
    found = conflict(talks, told(talks, outer.id, within=(inner.id, (stated(),))))
    assert (found.record, found.field) == (outer.id, "within")
    assert "IT204" in found.reason


def test_a_base_that_is_not_valid_is_refused(talks: it.Dataset) -> None:
    event = talks.events["event/spiderweb"]
    base = it.Dataset([attrs.evolve(event, part_of=it.Id("event/nowhere"))])
    with pytest.raises(it.ValidationFailed, match="part_of"):
        it.merge(base, it.Dataset([talks[MALYUK]]))


def test_the_example_merges_into_the_canonical_dataset(talks: it.Dataset, tmp_path: Path) -> None:
    outside = it.read(EXAMPLE)
    merged = it.merge(talks, outside)
    assert not merged.conflicts
    assert len(merged.dataset) == len(talks) + len(outside)
    assert merged.dataset.version == talks.version
    assert valid(merged.dataset, tmp_path)
    assert it.merge(talks, talks) == it.merge(talks, it.Dataset([])) == it.Merged(talks, ())
    assert not len(it.merge(it.Dataset([]), it.Dataset([])).dataset)


# The command


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], color=False)


def test_the_command_writes_what_was_merged(talks: it.Dataset, tmp_path: Path) -> None:
    path = tmp_path / "merged.json"
    result = run("merge", EXAMPLE, "-o", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "records added; 0 conflicts; wrote" in result.stderr
    assert it.read(path) == it.merge(talks, it.read(EXAMPLE)).dataset
    again = run("merge", EXAMPLE, "-o", path)
    assert again.exit_code == 2
    assert "--force replaces it" in again.stderr
    assert run("merge", EXAMPLE, "-o", path, "--into", path, "--force").exit_code == 0
    assert "not compressed" in run("merge", EXAMPLE, "-o", tmp_path / "merged.json.gz").stderr
    assert "only once" in run("merge", "-", "-", "-o", tmp_path / "new.json").stderr
    assert "there is no folder" in run("merge", EXAMPLE, "-o", tmp_path / "no" / "m").stderr


def test_the_command_tells_conflicts_and_exits_with_1(talks: it.Dataset, tmp_path: Path) -> None:
    mine, path = tmp_path / "mine.json", tmp_path / "merged.json"
    date = (it.Edtf("2019"), talks["event/spiderweb"].provenance["date"])
    it.write(it.Dataset([told(talks, "event/spiderweb", date=date)]), mine)
    result = run("merge", mine, "-o", path)
    assert result.exit_code == 1
    assert result.stderr == f"nothing new; 1 conflict; wrote {path}\n"
    lines = result.stdout.splitlines()
    assert lines[0].startswith("event/spiderweb, date  conflict  the same words of source/")
    assert lines[1:3] == ["    base  2025-06-01", "    other 2019"]
    assert lines[-1].startswith("    = hint: ")
    assert it.read(path) == talks
    value = json.loads(run("merge", mine, "-o", path, "--force", "--format", "json").stdout)
    assert value[0]["other"] == "2019"
    assert value[0]["claims"]


def test_later_data_may_refer_to_earlier_data(talks: it.Dataset, tmp_path: Path) -> None:
    records = [*it.read(EXAMPLE)]
    first, second, base = (tmp_path / f"{n}.json" for n in ("one", "two", "base"))
    it.write(it.Dataset(r for r in records if r.type == "source"), first)
    it.write(it.Dataset(r for r in records if r.type != "source"), second)
    assert run("merge", first, second, "-o", base).exit_code == 0
    result = run("merge", second, "-o", tmp_path / "alone.json")
    assert result.exit_code == 2
    assert "the data are not valid:\n" in result.stderr
    assert "IT201" in result.stderr
    missing = run("merge", tmp_path / "missing.json", "-o", tmp_path / "alone.json")
    assert missing.stderr.startswith("Error: the data cannot be read:\n")
    assert not (tmp_path / "alone.json").exists()
    assert run("merge", second, "--into", base, "-o", tmp_path / "into.json").exit_code == 0


def test_the_canonical_dataset_merges_into_other_data(talks: it.Dataset, tmp_path: Path) -> None:
    path, outside = tmp_path / "merged.json", it.read(EXAMPLE)
    assert run("merge", "canonical", "--into", EXAMPLE, "-o", path).exit_code == 0
    assert it.read(path, canonical=False) == it.merge(outside, talks).dataset
    folder = run("merge", EXAMPLE, "-o", tmp_path, "--force")
    told = f"Error: {tmp_path}: a folder; name the file to write\n"
    assert (folder.exit_code, folder.stderr) == (2, told)
