"""Differences: exact, reversible, by record and field; applied only to what they fit."""

import itertools
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings, strategies as st
from hypothesis.strategies import DrawFn
from markdown_it import MarkdownIt

import istanbul_talks as it
from istanbul_talks.cli.group import main
from istanbul_talks.comparing.formats.markdown import escaped
from istanbul_talks.derived.strategies import records
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.validation.formats.text import OBEYED

LINES = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))
TEXTS = st.none() | st.text(LINES, min_size=1, max_size=8)

MALYUK = "figure/spiderweb-aircraft-hit-malyuk"


@st.composite
def pairs(draw: DrawFn) -> tuple[it.Dataset, it.Dataset]:
    """Two datasets that have most records in common, some of them changed."""
    kinds = st.sampled_from([*RECORDS])
    found = {r.id: r for r in (draw(records(draw(kinds))) for _ in range(draw(st.integers(0, 3))))}
    old = list(found.values())
    new = [draw(_changed(record)) for record in old if draw(st.integers(0, 4))]
    if draw(st.booleans()):
        more = draw(records(draw(kinds)))
        new += [more] if more.id not in found else []
    return draw(_datasets(old)), draw(_datasets(draw(st.permutations(new))))


def _datasets(held: list[it.Record]) -> st.SearchStrategy[it.Dataset]:
    return st.builds(
        it.Dataset, st.just(held), version=TEXTS, title=TEXTS, license=TEXTS, schema=TEXTS
    )


@st.composite
def _changed(draw: DrawFn, record: it.Record) -> it.Record:
    """The record, another with its id, or itself with claims in another order or more of them."""
    match draw(st.sampled_from(["same", "another", "order", "more"])):
        case "same":
            return record
        case "another":
            return attrs.evolve(draw(records(record.type)), id=record.id)
        case how:
            provenance = dict(record.provenance)
            for field, claims in provenance.items():
                more = claims + tuple(c for held in provenance.values() for c in held)[:2]
                if RECORDS[record.type][field].element is None and how == "more":
                    more = tuple(attrs.evolve(claim, element=None) for claim in more)
                    claims = more  # noqa: PLW2901
                provenance[field] = tuple(draw(st.permutations(claims)))
            return attrs.evolve(record, provenance=provenance)


@settings(max_examples=80)
@given(pair=pairs())
def test_a_difference_applied_gives_the_new_dataset_and_back(
    pair: tuple[it.Dataset, it.Dataset],
) -> None:
    old, new = pair
    difference = it.diff(old, new)
    for before, after, change in ((old, new, difference), (new, old, difference.inverse())):
        applied = it.apply(before, change)
        assert applied == after
        assert applied.schema == after.schema
        assert it.dumps(applied) == it.dumps(after)
    assert bool(difference) is (old != new)
    assert difference.inverse().inverse() == difference


@settings(max_examples=50)
@given(pair=pairs())
def test_a_difference_comes_back_from_json(
    tmp_path_factory: pytest.TempPathFactory, pair: tuple[it.Dataset, it.Dataset]
) -> None:
    difference = it.diff(*pair)
    path = tmp_path_factory.getbasetemp() / "difference.json"
    for way in (difference, difference.inverse()):
        path.write_text(way.to_json(), "utf-8")
        assert it.read_difference(path) == way


@settings(max_examples=50)
@given(pair=pairs())
def test_a_difference_says_what_the_two_sets_say(pair: tuple[it.Dataset, it.Dataset]) -> None:
    """Records, fields and claims are what sets of them, compared, have more and less."""
    old, new = pair
    found = it.diff(old, new)
    before, after = ({r.id: r for r in dataset} for dataset in pair)
    assert {r.id for r in found.removed} == before.keys() - after.keys()
    assert {r.id for r in found.added} == after.keys() - before.keys()
    told: dict[tuple[str, str], it.FieldChange] = {
        (record.id, field.field): field for record in found.changed for field in record.fields
    }
    for id in before.keys() & after.keys():
        for field in RECORDS[before[id].type].fields:
            change = told.pop((id, field.name), it.FieldChange(field=field.name))
            values = [getattr(record, field.name) for record in (before[id], after[id])]
            assert (change.value is None) is (values[0] == values[1])
            for name, changes in (("provenance", change.claims), ("dissents", change.dissents)):
                one, two = (getattr(r, name).get(field.name, ()) for r in (before[id], after[id]))
                if len({*one}) < len(one) or len({*two}) < len(two):
                    continue  # the same claim twice
                by: dict[str, set[Any]] = {kind: set() for kind in it.Change}
                for claim in changes:
                    by[claim.change].add(claim.claim)
                assert by["added"] == {*two} - {*one}
                assert by["withdrawn"] == {*one} - {*two}
                assert by["moved"] <= {*one} & {*two}
                stay = [[c for c in claims if c not in by["moved"]] for claims in (one, two)]
                kept = [[c for c in claims if c in {*one} & {*two}] for claims in stay]
                assert kept[0] == kept[1]
    assert not told


@settings(max_examples=40)
@given(pair=pairs())
def test_a_difference_does_not_fit_twice(pair: tuple[it.Dataset, it.Dataset]) -> None:
    old, new = pair
    difference = it.diff(old, new)
    moved = {it.Change.MOVED} >= {claim.change for claim in difference.claims()}
    values = any(field.value for record in difference.changed for field in record.fields)
    if difference.added or difference.removed or difference.header or values or not moved:
        with pytest.raises(it.DoesNotFit):
            it.apply(new, difference)
    else:
        assert it.apply(new, difference) == new


def changed(talks: it.Dataset) -> it.Dataset:
    """The canonical dataset: a record less, one more, and one changed in all ways."""
    figure = talks.figures[MALYUK]
    added = attrs.evolve(figure.provenance["measure"][0], span=it.Span(1, 4), wording="hit")
    held = attrs.asdict(figure.provenance["quantity"][0], recurse=False)
    dissent = it.Dissent(**held | {"value": figure.quantity, "note": "Less likely."})
    new = attrs.evolve(
        figure,
        quantity=it.Quantity(best=40, unit=it.Unit.AIRCRAFT),
        provenance={
            **figure.provenance,
            "measure": (added, *figure.provenance["measure"]),
            "quantity": (added,),
        },
        dissents={"quantity": (dissent,)},
    )
    event = talks.events["event/spiderweb"]
    aliases = (*event.aliases[1:], "Pavutyna")
    other = attrs.evolve(event, aliases=aliases)
    more = attrs.evolve(talks.actors["actor/malyuk"], id=it.Id("actor/new"))
    kept = [r for r in talks if r.id not in (MALYUK, event.id, "place/kyiv")]
    return it.Dataset(
        [*kept, new, other, more],
        version="0.2.0",
        title=talks.title,
        license=talks.license,
    )


def test_text_is_for_people(talks: it.Dataset) -> None:
    lines = str(it.diff(talks, changed(talks))).splitlines()
    assert lines[0] == "~ version  0.1.0 → 0.2.0"
    assert "+ actor/new  (" in lines[1]
    assert any(line.startswith("- place/kyiv  (") for line in lines)
    start = lines.index(f"~ {MALYUK}")
    assert lines[start + 1 : start + 3] == [
        "    measure",
        "      + claim cnn-2025-06-02 [1, 4) “hit” actor/malyuk coded",
    ]
    assert "      ~ 41 aircraft → 40 aircraft" in lines
    assert "      - claim cnn-2025-06-02 [3453, 3464) “41 aircraft” actor/malyuk stated" in lines
    assert any(line.startswith("      + dissent ≠ 41 aircraft  cnn-2025-06-02") for line in lines)
    assert lines[lines.index("~ event/spiderweb") + 1 :][:3] == [
        "    aliases",
        "      - Operation Spiderweb",
        "      + Pavutyna",
    ]
    assert lines[-1] == (
        "1 record added, 1 record removed, 2 records changed; in changed records: "
        "2 claims added, 1 claim withdrawn, 1 dissent added"
    )
    assert str(it.diff(talks, talks)) == "the data are the same"


def test_a_claim_that_only_moved_is_said_to_have_moved(talks: it.Dataset) -> None:
    event = talks.events["event/spiderweb"]
    claims = event.provenance["places"]
    turned = {**event.provenance, "places": (*claims[1:], claims[0])}
    new = it.Dataset([attrs.evolve(event, provenance=turned)])
    found = it.diff(it.Dataset([event]), new)
    (change,) = found.claims()
    assert (change.change, change.old, change.new) == (it.Change.MOVED, 0, len(claims) - 1)
    assert f"~ claim moved from 1 to {len(claims)}: " in str(found)


def test_another_schema_path_alone_is_no_difference(talks: it.Dataset) -> None:
    other = it.Dataset(
        [*talks], version=talks.version, title=talks.title, license=talks.license, schema="x.json"
    )
    found = it.diff(talks, other)
    assert not found
    assert str(found).splitlines() == ["~ $schema  nothing → x.json", "the data are the same"]
    assert it.apply(talks, found).schema == "x.json"


def test_markdown_has_a_section_for_each_sort_of_change(talks: it.Dataset) -> None:
    text = it.diff(talks, changed(talks)).to_markdown()
    tokens = MarkdownIt("commonmark").parse(text)
    headings = [b for a, b in itertools.pairwise(tokens) if a.type == "heading_open"]
    assert [token.content for token in headings] == ["Added", "Changed", "Removed"]
    assert f"- `{MALYUK}`\n  - `measure`: claim added: cnn-2025-06-02" in text
    assert "  - `aliases`: loses Operation Spiderweb\n  - `aliases`: gains Pavutyna" in text
    assert it.diff(talks, talks).to_markdown() == "The data are the same.\n"


@given(text=st.text(LINES | st.sampled_from("*_`[]()<>&~|\\!#"), min_size=1, max_size=30))
def test_markdown_shows_texts_as_they_are(text: str) -> None:
    (inline,) = (
        token
        for token in MarkdownIt("commonmark").enable("strikethrough").parse(f"x: {escaped(text)}y")
        if token.type == "inline"
    )
    assert {token.type for token in inline.children or ()} <= {"text", "text_special"}
    shown = OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)
    assert "".join(token.content for token in inline.children or ()) == f"x: {shown}y"


def test_json_has_one_claim_a_line(talks: it.Dataset) -> None:
    lines = it.diff(talks, changed(talks)).to_json().splitlines()
    claims = [line for line in lines if '"basis": ' in line]
    assert all('"source": ' in line for line in claims)
    assert json.loads("\n".join(lines))["type"] == "difference"


# What does not fit


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: {"removed": (d["actor/new"],)}, "actor/new: is not there"),
        (
            lambda d: {"removed": (attrs.evolve(d[MALYUK], provenance={}),)},
            f"{MALYUK}: is to be removed, but is not as it was",
        ),
        (lambda d: {"added": (d[MALYUK],)}, f"{MALYUK}: is to be added and is there already"),
        (
            lambda _: {"changed": (from_seven(),)},
            f"{MALYUK}, field quantity: holds 41 aircraft, not 7 aircraft",
        ),
        (
            lambda d: {"header": (it.HeaderChange(name="version", old="0", new="1"),)},
            "the dataset, field version: holds 0.1.0, not 0",
        ),
    ],
)
def test_what_does_not_fit_is_named(talks: it.Dataset, change: Any, told: str) -> None:
    both = it.Dataset([*talks, attrs.evolve(talks["actor/malyuk"], id=it.Id("actor/new"))])
    difference = it.Difference(**change(both))
    with pytest.raises(it.DoesNotFit) as refused:
        it.apply(talks, difference)
    assert f"  {told}" in str(refused.value).splitlines()
    assert len(refused.value.misfits) == 1


def from_seven() -> it.RecordChange:
    """The change of a number that is not there."""
    old, new = (it.Quantity(best=number, unit=it.Unit.AIRCRAFT) for number in (7, 8))
    field = it.FieldChange(field="quantity", value=it.ValueChange(old=old, new=new))
    return it.RecordChange(id=MALYUK, fields=(field,))


@pytest.mark.parametrize("turned", [False, True])
def test_a_claim_is_added_and_withdrawn_once(talks: it.Dataset, turned: bool) -> None:
    figure = talks.figures[MALYUK]
    claim = attrs.evolve(figure.provenance["measure"][0], span=it.Span(7, 10), wording="did")
    claims = {**figure.provenance, "measure": (*figure.provenance["measure"], claim)}
    old, new = it.Dataset([figure]), it.Dataset([attrs.evolve(figure, provenance=claims)])
    old, new = (new, old) if turned else (old, new)
    told = "lacks the claim that is to be withdrawn" if turned else "has the claim that is to be"
    with pytest.raises(it.DoesNotFit, match=f"{MALYUK}, field measure: {told}"):
        it.apply(new, it.diff(old, new))


def test_what_else_is_in_the_dataset_stays(talks: it.Dataset) -> None:
    """A difference fits a dataset that has other records, fields and claims besides."""
    difference = it.diff(talks, changed(talks))
    figure = talks.figures[MALYUK]
    claim = attrs.evolve(figure.provenance["measure"][0], span=it.Span(7, 10), wording="did")
    other = attrs.evolve(
        figure,
        provenance={**figure.provenance, "measure": (*figure.provenance["measure"], claim)},
    )
    wider = it.Dataset(
        [*(r for r in talks if r.id != MALYUK), other],
        version=talks.version,
        title=talks.title,
        license=talks.license,
    )
    found = it.apply(wider, difference)
    assert claim in found[MALYUK].provenance["measure"]
    assert found.figures[MALYUK].quantity.best == 40


# Files and the command line


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], color=False)


def test_the_command_compares_files_and_directories(talks: it.Dataset, tmp_path: Path) -> None:
    data = Path(__file__).parents[1] / "data"
    same = run("diff", "canonical", data)
    assert (same.exit_code, same.stdout.splitlines()[-1]) == (0, "the data are the same")
    new = tmp_path / "new.json"
    figure = attrs.evolve(
        talks.figures[MALYUK], quantity=it.Quantity(best=40, unit=it.Unit.AIRCRAFT)
    )
    it.write(
        it.Dataset(
            [*(r for r in talks if r.id != MALYUK), figure],
            version="0.2.0",
            title=talks.title,
            license=talks.license,
        ),
        new,
    )
    result = run("diff", data, new)
    assert result.exit_code == 1
    assert "      ~ 41 aircraft → 40 aircraft\n" in result.stdout
    assert "### Changed" in run("diff", data, new, "--format", "markdown").stdout
    (tmp_path / "d.json").write_text(run("diff", data, new, "--format", "json").stdout, "utf-8")
    there, back = tmp_path / "there.json", tmp_path / "back.json"
    assert run("apply", data, tmp_path / "d.json", "-o", there).exit_code == 0
    assert there.read_bytes() == new.read_bytes()
    assert run("apply", "-R", there, tmp_path / "d.json", "-o", back).exit_code == 0
    assert it.read(back) == talks
    again = run("apply", there, tmp_path / "d.json", "-o", tmp_path / "twice.json")
    assert again.exit_code == 2
    assert f"{MALYUK}, field quantity: holds 40 aircraft, not 41 aircraft" in again.stderr
    assert not (tmp_path / "twice.json").exists()
    assert "--force replaces it" in run("apply", data, tmp_path / "d.json", "-o", there).stderr


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("nowhere.json", "canonical", "cannot be read"),
        ("canonical", "bad.json", "IT201"),
        ("canonical", "no.json", "IT004"),
    ],
)
def test_what_cannot_be_compared_is_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("no.json").write_text("no", "utf-8")
    event = attrs.evolve(it.load().events["event/spiderweb"], part_of=it.Id("event/nowhere"))
    claims = {**event.provenance, "part_of": event.provenance["kind"]}
    it.write(it.Dataset([attrs.evolve(event, provenance=claims)]), "bad.json")
    result = run("diff", old, new)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.output


FIELDS = '{"type": "difference", "schema_version": "1", "changed": [{"id": "event/x", "fields": '


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("", None, "the file is empty"),
        ("no", "no", "not JSON"),
        ("[]", "[]", "this is no difference"),
        ('{"type": "difference",\n "schema_version": "9"}', '"9"', "schema version 1"),
        ('{"type": "difference", "type": "difference"}', '"type": "difference"}', "stands twice"),
        ('{"type": "difference", "schema_version": "1", "add": []}', "[]}", "unknown key 'add'"),
        ('{"type": "difference", "schema_version": "1", "added": [7]}', "7]}", "a record is"),
        ('{"type": "difference", "schema_version": "1", "added": 7}', "7}", "a list is wanted"),
        (FIELDS + '{"dat": {}}}]}', "{}}}]}", "unknown key 'dat'"),
        (
            FIELDS + '{"date": {"value": {"old": "June"}}}}]}',
            '"June"}}',
            "a value of date is wanted",
        ),
        (
            FIELDS + '{"date": {"claims": {"added": [{"claim": {}}]}}}}]}',
            '{"claim"',
            "claim, at are",
        ),
        (
            FIELDS + '{"date": {"claims": {"added": [{"at": 0, "claim": {}}]}}}}]}',
            "{}}]}}}}]}",
            "one of the claims of this field is wanted",
        ),
        (
            FIELDS + '{"date": {"claims": {"added": [{"at": -1, "claim": {"source": "source/x", '
            '"basis": "coded"}}]}}}}]}',
            "-1,",
            "a whole number from 0",
        ),
        (
            '{"type": "difference", "schema_version": "1", "changed": [{"id": "x"}]}',
            '{"id": "x"}',
            "id",
        ),
        *(
            (
                '{"type": "difference", "schema_version": "1", "changed": '
                f'[{{"id": {json.dumps(id)}, "fields": {{}}}}]}}',
                json.dumps(id),
                "the id of a record is wanted",
            )
            for id in ("event/a\u2028b", "event/", "x/y", 7, None, ["event/x"])
        ),
        (
            '{"type": "difference", "schema_version": "1", "changed": '
            '[{"id": "event/x", "fields": {}}, {"fields": {}, "id": "event/x"}]}',
            '{"fields": {}, "id"',
            "event/x stands in the difference twice",
        ),
    ],
)
def test_what_is_no_difference_is_refused_with_its_place(
    tmp_path: Path, text: str, place: str | None, told: str
) -> None:
    path = tmp_path / "d.json"
    path.write_text(text, "utf-8")
    with pytest.raises(it.NotADifference) as refused:
        it.read_difference(path)
    where = refused.value.place
    assert str(refused.value).startswith(f"{where}  ")
    if place is not None:
        assert where.line is not None
        assert where.column is not None
        assert text.splitlines()[where.line - 1][where.column - 1 :].startswith(place)
    assert told in str(refused.value)
    result = run("apply", "canonical", path, "-o", tmp_path / "new.json")
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_difference_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(it.NotADifference, match="cannot be read"):
        it.read_difference(tmp_path / "nowhere.json")
    with pytest.raises(it.NotADifference, match="one file is wanted"):
        it.read_difference(Path(__file__).parents[1] / "data")
