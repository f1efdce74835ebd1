"""The canonical dataset: valid, canonical, every span exact, and in words of our own."""

import re
import sys
from pathlib import Path

import pytest

import istanbul_talks as it
from istanbul_talks.evidence.verification import Verdict, verify
from istanbul_talks.io.formatting import read_whole, rewritten
from istanbul_talks.io.inputs import Input
from istanbul_talks.model.records import Demand, Disagreement, Record
from istanbul_talks.model.shapes import RECORDS, TextShape

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "tools"))

from reference_facts import FIELDS, WORKS, facts  # noqa: E402

DATA = TOP / "data"
FILES = sorted(DATA.glob("*.json"))


def test_there_is_one_file_a_collection() -> None:
    assert {file.stem for file in FILES} == {shape.collection for shape in RECORDS.values()}


def test_it_is_valid_by_itself_and_without_a_warning() -> None:
    report = it.validate(DATA, canonical=False)
    assert report.findings == ()
    assert report.unchecked == report.unread == 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_files_are_canonical(path: Path) -> None:
    source = Input(str(path), path)
    assert rewritten(source, read_whole(source)) == path.read_text("utf-8"), (
        f"run: istanbul-talks format {path.relative_to(DATA.parent)}"
    )


def test_load_reads_what_read_reads(talks: it.Dataset) -> None:
    assert it.read(DATA) == talks


def test_every_field_has_a_claim(talks: it.Dataset) -> None:
    for record in talks:
        for field in RECORDS[record.type].fields:
            held = getattr(record, field.name) not in (None, ())
            assert held == bool(record.provenance.get(field.name)), (record.id, field.name)


def test_every_claim_is_true_to_its_text(talks: it.Dataset, sources: Path) -> None:
    verification = verify(talks, sources)
    wrong = [c for c in verification.checks if c.verdict is not Verdict.VERIFIED]
    assert wrong == []
    assert len(verification.checks) > 2000


def test_every_paragraph_of_a_text_is_a_part(talks: it.Dataset, sources: Path) -> None:
    for source in talks.sources.values():
        if source.text_sha256 is not None:
            text = (sources / f"{source.id.slug}.txt").read_bytes().decode()
            lines = [m.span() for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]
            assert [tuple(part.span) for part in source.parts] == lines


def test_no_sentence_of_a_source_is_stored(talks: it.Dataset, sources: Path) -> None:
    """Ten words in a row of a text are a sentence of it; its title alone is quoted whole."""
    grams: set[tuple[str, ...]] = set()
    for path in sources.glob("*.txt"):
        text = path.read_bytes().decode()
        words = _words(text.replace(text.partition("\n")[0], " "))
        grams.update(tuple(words[n : n + 10]) for n in range(len(words) - 9))
    for record in talks:
        for text in _texts(record):
            words = _words(text)
            copied = [n for n in range(len(words) - 9) if tuple(words[n : n + 10]) in grams]
            assert not copied, (record.id, text)


def test_unnamed_speakers_stay_unnamed(talks: it.Dataset) -> None:
    unnamed = (it.ActorKind.UNNAMED_GROUP, it.ActorKind.UNNAMED_PERSON)
    ending = [actor for actor in talks.actors.values() if actor.id.endswith("-unnamed")]
    assert len(ending) >= 5
    assert all(actor.kind in unnamed for actor in ending)


def test_what_the_first_part_promises_is_there(talks: it.Dataset) -> None:
    round_2 = talks.meetings["meeting/istanbul-2025-round-2"]
    assert (round_2.date, round_2.venue) == ("2025-06-02", "place/ciragan-palace")
    assert round_2.duration == it.Quantity(low=60, unit=it.Unit.MINUTE)
    heads = talks.participations.where(
        meeting=round_2.id, role=it.ParticipationRole.HEAD_OF_DELEGATION
    )
    assert {head.actor for head in heads.values()} == {"actor/medinsky", "actor/umerov"}
    chairs = talks.participations.where(meeting=round_2.id, role=it.ParticipationRole.CHAIR)
    assert {chair.actor for chair in chairs.values()} == {"actor/fidan"}
    assert {"document/ru-memorandum", "document/ua-roadmap"} <= set(talks.documents)
    measures = {figure.measure for figure in talks.figures.where(about="event/spiderweb").values()}
    assert measures >= {
        it.Measure.HIT,
        it.Measure.DESTROYED,
        it.Measure.SEVERELY_DAMAGED,
        it.Measure.SMUGGLED_IN,
        it.Measure.DAMAGE_COST,
        it.Measure.PREPARATION_TIME,
        it.Measure.DISTANCE,
    }
    raid = talks.figures.where(about="event/raid-472-drones", measure=it.Measure.LAUNCHED)
    assert [figure.quantity.best for figure in raid.values()] == [472]


def test_packages_hold_their_terms(talks: it.Dataset) -> None:
    packages = talks.demands.where(kind=it.DemandKind.PACKAGE)
    for package in packages.values():
        terms = [r.record for r in talks.referring_to(package.id) if r.field == "part_of"]
        assert all(isinstance(talks[term], Demand) for term in terms)
        assert terms, package.id


def test_disagreements_name_what_exists(talks: it.Dataset) -> None:
    for record in talks:
        if isinstance(record, Disagreement):
            assert all(id in talks for id in record.records)


COUNTS = {
    "actors": (62, 161),
    "affiliations": (36, 152),
    "agreements": (7, 112),
    "demands": (28, 297),
    "disagreements": (78, 457),
    "documents": (3, 25),
    "events": (21, 247),
    "figures": (26, 122),
    "meetings": (15, 116),
    "participations": (36, 229),
    "places": (31, 99),
    "sources": (11, 112),
    "statements": (72, 359),
}
"""Records and claims of each collection when the data were last gone through."""


@pytest.mark.parametrize("collection", COUNTS)
def test_nothing_was_lost_in_an_edit(talks: it.Dataset, collection: str) -> None:
    """A twentieth more or less is work on the data; more than that is to be looked at."""
    held = talks.collections[collection]
    claims = sum(1 for record in held.values() for _ in record.claims())
    for number, expected in zip((len(held), claims), COUNTS[collection], strict=True):
        assert abs(number - expected) <= max(1, expected // 20)


def test_editorial_claims_are_about_editorial_fields(talks: it.Dataset) -> None:
    """Only the dataset's own decisions rest on its codebook; all else on texts and references."""
    for record in talks:
        for _, field, claim in record.claims():
            if claim.source == "source/istanbul-talks-codebook":
                assert record.type == "disagreement" or record.id == claim.source, record.id
                assert field != "records" or record.id == claim.source


POINTS = {it.PlaceKind.CITY, it.PlaceKind.AIRFIELD, it.PlaceKind.BUILDING, it.PlaceKind.BRIDGE}
"""Kinds of places that a point can stand for; see "Reference facts" in docs/methods.md."""


def test_every_reference_fact_names_its_entry(talks: it.Dataset) -> None:
    found = [*facts(talks)]
    assert {fact.field for fact in found} == {*FIELDS}
    assert [fact for fact in found if fact.entry is None] == []
    entries = {fact.entry for fact in found}
    assert len(entries) == len({fact.place for fact in found})


def test_reference_works_say_nothing_else(talks: it.Dataset) -> None:
    """They give coordinates and codes and what they are called themselves; no text gives those."""
    for record in talks:
        for _, field, claim in record.claims():
            if record.id not in WORKS:
                about_place = record.type == "place" and field in FIELDS
                assert (claim.source in WORKS) == about_place, (record.id, field)
                assert (claim.basis is it.Basis.EXTERNAL) == about_place, (record.id, field)


def test_only_what_a_point_can_stand_for_has_one(talks: it.Dataset) -> None:
    for place in talks.places.values():
        if place.coordinates:
            assert place.kind in POINTS
            assert not place.id.endswith("-unnamed")


def _words(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"\w+", text)]


def _texts(record: Record) -> list[str]:
    own = [
        getattr(record, field.name)
        for field in RECORDS[record.type].fields
        if isinstance(field.shape, TextShape)
    ]
    claims = [claim for _, _, claim in record.claims()]
    return [
        text for text in [*own, *(c.note for c in claims), *(c.wording for c in claims)] if text
    ]
