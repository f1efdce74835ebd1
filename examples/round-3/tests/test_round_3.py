"""The data are valid and say what they should; the numbers survive any dataset."""

import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import istanbul_talks as it
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from istanbul_talks.testing import assert_valid

import round_3


@pytest.fixture(scope="module")
def mine() -> it.Dataset:
    return it.read(round_3.DATA)


@pytest.fixture(scope="module")
def whole() -> it.Dataset:
    return round_3.merged()


def test_the_data_are_valid() -> None:
    assert_valid(round_3.DATA)
    assert it.validate(round_3.DATA).findings == ()  # no warnings, either


def test_the_files_are_canonical() -> None:
    command = [sys.executable, "-m", "istanbul_talks", "format", "--check", str(round_3.DATA)]
    assert subprocess.run(command).returncode == 0


def test_the_merge_is_valid_whole_and_done_once(whole: it.Dataset, mine: it.Dataset) -> None:
    assert_valid(whole)
    assert {record.id for record in whole} >= {record.id for record in mine}
    again = it.merge(whole, mine)
    assert again.dataset == whole
    assert again.conflicts == ()


def test_the_merge_overwrites_nothing(whole: it.Dataset, istanbul_talks: it.Dataset) -> None:
    changed = it.diff(istanbul_talks, whole).changed
    assert {record.id for record in changed} == {"actor/erdogan", "actor/umerov", "actor/zelensky"}
    for record in changed:
        before, after = istanbul_talks.actors[record.id], whole.actors[record.id]
        assert (after.kind, after.name) == (before.kind, before.name)
        assert after.aliases[: len(before.aliases)] == before.aliases
        assert len(after.aliases) == len(before.aliases) + 1


def test_the_round_is_the_third_of_the_canonical_series(whole: it.Dataset) -> None:
    rounds = whole.meetings.where(part_of="meeting/istanbul-2025-talks")
    numbered = {meeting.round: meeting.date for meeting in rounds.values() if meeting.round}
    assert numbered == {1: "2025-05-16", 2: "2025-06-02", 3: "2025-07-23"}


def test_no_text_is_held_and_no_claim_has_a_span(mine: it.Dataset) -> None:
    assert all(source.text_sha256 is None for source in mine.sources.values())
    assert all(claim.span is None for record in mine for _, _, claim in record.claims())


def test_the_unnamed_stay_unnamed(mine: it.Dataset) -> None:
    unnamed = (it.ActorKind.UNNAMED_PERSON, it.ActorKind.UNNAMED_GROUP)
    actors = mine.actors.values()
    assert {a.id for a in actors if a.kind in unnamed} == {
        a.id for a in actors if a.id.endswith("-unnamed")
    }


def test_whether_civilians_are_exchanged_is_contested(mine: it.Dataset) -> None:
    agreement = mine.agreements["agreement/civilians-in-exchange-round-3"]
    assert agreement.status is it.AgreementStatus.CONTESTED
    said = {(d.claimant, d.value) for d in agreement.dissents["status"]}
    assert said == {
        ("actor/tass-source-on-talks-unnamed", "agreed"),
        (None, "agreed"),
        ("actor/medinsky", "proposed"),
        ("actor/kyslytsia", "rejected"),
    }


def test_who_says_how_many(whole: it.Dataset) -> None:
    about = [s for s in round_3.numbers(whole) if s.thing == "agreement/prisoner-exchange-round-3"]
    low, more, flat = (
        it.Quantity(low=1200, unit=it.Unit.PERSON),
        it.Quantity(low=1201, unit=it.Unit.PERSON),
        it.Quantity(best=1200, unit=it.Unit.PERSON),
    )
    assert Counter((s.claimant, s.quantity, s.counting) for s in about) == {
        (None, low, "each_side"): 1,
        (None, more, "each_side"): 1,
        ("actor/medinsky", low, "each_side"): 1,
        ("actor/medinsky", flat, None): 1,
        ("actor/umerov", more, None): 1,
    }


@settings(max_examples=25, deadline=None)
@given(st.from_type(it.Dataset))
def test_numbers_of_any_dataset_are_kept_as_claimed(dataset: it.Dataset) -> None:
    counted = {figure.about for figure in dataset.figures.values()}
    others: list[it.Agreement | it.Demand] = [
        *dataset.agreements.values(),
        *dataset.demands.values(),
    ]
    wanted = Counter[tuple[str, it.Quantity, str | None]]()
    for thing, record in (
        *((figure.about, figure) for figure in dataset.figures.values()),
        *((other.id, other) for other in others if other.id not in counted),
    ):
        claims = record.provenance.get("quantity", ())
        dissents = record.dissents.get("quantity", ())
        pairs = {(record.quantity, claim.claimant) for claim in claims}
        pairs |= {(dissent.value, dissent.claimant) for dissent in dissents}
        wanted.update((thing, q, who) for q, who in pairs if q and q.unit in round_3.UNITS)
    said = round_3.numbers(dataset)
    assert Counter((s.thing, s.quantity, s.claimant) for s in said) == wanted


@settings(max_examples=5, deadline=None)
@given(st.from_type(it.Dataset))
def test_any_dataset_can_be_drawn(dataset: it.Dataset) -> None:
    round_3.draw(dataset).canvas.draw_idle()


def test_everything_is_written(tmp_path: Path, whole: it.Dataset, mine: it.Dataset) -> None:
    folder = tmp_path / "out"
    round_3.main(folder)
    with closing(sqlite3.connect(folder / "round-3.db")) as database:
        ((count,),) = database.execute("select count(*) from records where present")
    assert count == len(whole)
    assert {record.id: record for record in it.read(folder / "round-3.jsonl")} == {
        record.id: record for record in whole
    }
    references = (folder / "references.txt").read_text("utf-8")
    for source in mine.sources.values():
        assert source.url is None or source.url in references
    picture = (folder / "who-says-how-many.svg").read_bytes()
    round_3.main(tmp_path / "again")
    assert (tmp_path / "again" / "who-says-how-many.svg").read_bytes() == picture
