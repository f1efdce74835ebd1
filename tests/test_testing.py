"""What others test with: strategies, an assertion, a fixture, found by Hypothesis and pytest."""

import copy
import json
import os
import pkgutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from _pytest.assertion.rewrite import AssertionRewriter
from click.testing import CliRunner
from hypothesis import given, settings, strategies as st

import istanbul_talks as it
import istanbul_talks.testing as istanbul_testing
from istanbul_talks.cli.group import main
from istanbul_talks.findings.rules import LAYERS
from istanbul_talks.findings.rules.rule import Rule
from istanbul_talks.io.inputs import Input
from istanbul_talks.model.shapes import RECORDS, TYPES, structs
from istanbul_talks.testing import (
    assert_valid,
    claims,
    coordinates,
    dataset_values,
    datasets,
    dates,
    dissents,
    ids,
    invalid_datasets,
    invalid_records,
    parts,
    quantities,
    record_values,
    records,
    spans,
)
from istanbul_talks.testing.fitting import fitted
from istanbul_talks.testing.invalid import _broken, _examples, _with_bad_example
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run
from istanbul_talks.validation.rules import RECORD_CHECKS

TOP = Path(__file__).parents[1]


def codes(value: Any, name: str) -> set[str]:
    """The codes of what is found in a JSON value, in a file of this name."""
    data = Input(name, json.dumps(value).encode())
    return {finding.code for finding in Run([data], canonical_facts()).check().findings}


@pytest.mark.parametrize("record_type", TYPES)
def test_types_of_records_resolve_by_themselves(record_type: str) -> None:
    """With optional fields, and with nothing that a rule about a single record objects to."""
    shape = RECORDS[record_type]
    seen: set[str] = set()

    @settings(max_examples=20)
    @given(st.from_type(shape.cls))
    def drawn(record: it.Record) -> None:
        assert type(record) is shape.cls
        assert [problem for check in RECORD_CHECKS for problem in check(record)] == []
        seen.update(f.name for f in shape.fields if getattr(record, f.name) not in (None, ()))

    drawn()
    optional = {field.name for field in shape.fields if not field.required}
    assert len(seen & optional) >= len(optional) / 2


@given(record_values("source"), record_values("meeting"), record_values("demand"))
@settings(max_examples=1)
def test_what_rules_tie_together_is_mended_and_not_left_out(
    source: Any, meeting: Any, demand: Any
) -> None:
    claims = [{"source": "source/x", "basis": "coded"}]

    def filled(record: Any, **fields: Any) -> Any:
        provenance = {**record["provenance"], **dict.fromkeys(fields, claims)}
        return fitted(copy.deepcopy({**record, **fields, "provenance": provenance}))

    assert filled(source, text_length=9).keys() >= {"text_length", "text_sha256"}
    assert filled(source, text_sha256=64 * "a").keys() >= {"text_length", "text_sha256"}
    status = filled(meeting, status="proposed", started_late=True)["status"]
    assert status == "held"
    assert filled(demand, kind="call", combination="all_of")["kind"] == "package"


@given(st.from_type(it.Record), st.from_type(it.Dataset))
@settings(max_examples=20)
def test_the_base_and_the_whole_resolve(record: it.Record, dataset: it.Dataset) -> None:
    assert type(record) in {shape.cls for shape in RECORDS.values()}
    assert_valid(dataset, canonical=False)


@pytest.mark.parametrize("cls", [*structs(), it.Claim, it.Dissent, it.Edtf, it.Id, it.Span])
def test_value_objects_resolve(cls: type) -> None:
    @settings(max_examples=20)
    @given(st.from_type(cls))
    def drawn(value: object) -> None:
        assert type(value) is cls

    drawn()


@given(quantities(), dates(), spans(), parts(), coordinates())
def test_values_make_sense(
    quantity: it.Quantity,
    date: it.Edtf,
    span: it.Span,
    part: it.Part,
    point: it.Coordinates,
) -> None:
    numbers = [n for n in (quantity.low, quantity.best, quantity.high) if n is not None]
    assert numbers
    assert numbers == sorted(numbers)
    assert not (date.earliest and date.latest and date.earliest > date.latest)
    assert 0 <= span.start < span.end
    assert part.span.start < part.span.end
    assert abs(point.latitude) <= 90


@given(claims(), dissents(), ids("place", "actor"))
def test_claims_and_ids_make_sense(claim: it.Claim, dissent: it.Dissent, id: it.Id) -> None:
    assert claim.source.type == dissent.source.type == "source"
    assert claim.element is None
    if claim.span and claim.wording:
        assert claim.span.end - claim.span.start == len(claim.wording)
    assert dissent.note
    assert id.type in ("place", "actor")


@pytest.mark.parametrize("ask", [records, record_values, ids])
def test_an_unknown_type_is_refused_with_a_hint(ask: Any) -> None:
    with pytest.raises(ValueError, match="no record type 'figur'; did you mean 'figure'"):
        ask("figur")


@given(datasets())
@settings(max_examples=40)
def test_validate_finds_nothing_in_a_written_dataset(
    tmp_path_factory: pytest.TempPathFactory, dataset: it.Dataset
) -> None:
    path = tmp_path_factory.getbasetemp() / "drawn.json"
    it.write(dataset, path)
    for canonical in (True, False):
        assert it.validate(path, canonical=canonical).findings == ()
    assert it.read(path) == dataset


def test_datasets_have_much_to_them() -> None:
    """Every type, dissents, claims in chains: else the property above would say little."""
    seen: set[str] = set()
    sizes: list[int] = []

    @settings(max_examples=100)
    @given(dataset_values())
    def drawn(document: Any) -> None:
        sizes.append(len(document["records"]))
        for record in document["records"]:
            seen.update((record["type"], *(["dissents"] if "dissents" in record else [])))
            for held in record["provenance"].values():
                seen.update(key for claim in held for key in claim)

    drawn()
    assert {*TYPES, "dissents", "claimant", "via", "element", "wording", "hedge"} <= seen
    assert 0 in sizes
    assert sum(size >= 5 for size in sizes) > len(sizes) / 4


FORM = {rule.code for rule in LAYERS["structure"]} - {"IT115", "IT117"} | {"IT202"}
"""The rules about the form of a record: keys that stand twice are lost in a JSON value, and the
schema version is a document's.
"""


@pytest.mark.parametrize("code", sorted(FORM))
def test_each_rule_about_form_is_broken_alone(code: str) -> None:
    @settings(max_examples=10)
    @given(_broken(code))
    def drawn(variant: tuple[Any, str]) -> None:
        value, broken = variant
        assert broken == code
        assert codes(value, "drawn.jsonl") == {code}

    drawn()


@pytest.mark.parametrize("rule", _examples(), ids=lambda rule: str(rule.code))
def test_each_rule_about_meaning_is_broken_alone(rule: Rule) -> None:
    @settings(max_examples=3)
    @given(_with_bad_example(rule))
    def drawn(variant: tuple[Any, str]) -> None:
        document, broken = variant
        assert broken == rule.code
        assert codes(document, "drawn.json") == {rule.code}

    drawn()


def test_what_is_drawn_covers_the_catalogue() -> None:
    """All rules that a record, or several, can break; IT205 takes two documents."""
    layers = (LAYERS["references"], LAYERS["semantics"])
    wanted = {rule.code for rules in layers for rule in rules} - {"IT205"}
    assert {rule.code for rule in _examples()} == wanted - FORM


def test_invalid_data_of_many_sorts_is_drawn() -> None:
    seen: set[str] = set()

    @settings(max_examples=30)
    @given(invalid_records(), invalid_datasets())
    def drawn(record: tuple[Any, str], dataset: tuple[Any, str]) -> None:
        assert codes(record[0], "drawn.jsonl") == {record[1]}
        assert codes(dataset[0], "drawn.json") == {dataset[1]}
        seen.update((record[1], dataset[1]))

    drawn()
    assert seen & FORM
    assert len(seen - FORM) > 1


def test_assert_valid_passes_what_is_valid(talks: it.Dataset) -> None:
    assert_valid(TOP / "examples" / "outside.json")
    assert_valid(str(TOP / "data"))
    assert_valid(talks, canonical=False)
    assert_valid(talks["event/spiderweb"])
    assert_valid([*talks.places.values()])
    assert_valid(talks.places)
    assert_valid(talks.figures.where(about="event/spiderweb"))
    assert_valid([])


def broken_files() -> list[Path]:
    corpus = TOP / "tests" / "corpus" / "invalid"
    wanted = ("IT004", "IT104", "IT302", "IT370")
    return [corpus / "nothing.json", *(min(corpus.glob(f"{code}*")) for code in wanted)]


@pytest.mark.parametrize("path", broken_files(), ids=lambda path: str(path.name))
def test_assert_valid_says_what_validate_says(path: Path) -> None:
    with pytest.raises(AssertionError) as raised:
        assert_valid(path)
    printed = CliRunner().invoke(main, ["validate", str(path)], color=False).output
    assert str(raised.value) + "\n" == f"not valid\n{printed}"


def test_assert_valid_shows_no_more_of_a_rule_than_validate_does(tmp_path: Path) -> None:
    record = {"type": "actor", "id": "actor/a", "kind": "nobody", "name": "A"}
    path = tmp_path / "many.jsonl"
    path.write_text(50 * f"{json.dumps(record)}\n", "utf-8")
    with pytest.raises(AssertionError) as raised:
        assert_valid(path)
    printed = CliRunner().invoke(main, ["validate", str(path)], color=False).output
    assert str(raised.value) + "\n" == f"not valid\n{printed}"
    assert "and 30 more" in printed


def test_assert_valid_names_the_record_that_was_made_in_python(talks: it.Dataset) -> None:
    spiderweb = talks.events["event/spiderweb"]
    wrong_date: dict[str, Any] = {"date": 2025}
    wrong_name: dict[str, Any] = {"name": float("nan")}
    nowhere = attrs.evolve(spiderweb, initiator=it.Id("actor/nobody-at-all"))
    with pytest.raises(AssertionError, match=r"(?s)<records>:\d+.*IT201.*event/spiderweb"):
        assert_valid(nowhere)
    with pytest.raises(AssertionError, match=r"(?s)<records>.*IT103"):
        assert_valid(attrs.evolve(spiderweb, **wrong_date))
    with pytest.raises(AssertionError, match=r"(?s)<dataset>.*IT005"):
        assert_valid(it.Dataset([attrs.evolve(spiderweb, **wrong_name)]))


def test_without_hypothesis_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    monkeypatch.delitem(vars(istanbul_testing), "datasets", raising=False)
    with pytest.raises(ImportError) as raised:
        _ = istanbul_testing.datasets
    assert str(raised.value) == (
        "hypothesis is not installed: pip install 'istanbul-talks[testing]'"
    )
    monkeypatch.delitem(vars(istanbul_testing), "assert_valid", raising=False)
    assert callable(istanbul_testing.assert_valid)


def test_no_public_name_is_a_submodule() -> None:
    """The first import of the submodule would replace the function."""
    submodules = {module.name for module in pkgutil.iter_modules(istanbul_testing.__path__)}
    assert submodules.isdisjoint(istanbul_testing.__all__)


def test_type_checkers_see_what_there_is() -> None:
    source = Path(istanbul_testing.__file__).read_text("utf-8")
    for name in istanbul_testing.__all__:
        assert getattr(istanbul_testing, name).__doc__, name
        assert f"{name} as {name}" in source
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = istanbul_testing.nothing_such  # type: ignore[attr-defined]


def run(code: str, *, cwd: Path | None = None) -> str:
    """What a program of its own prints; no warning is let pass."""
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


OURS = "sorted(m for m in sys.modules if m.startswith('istanbul_talks'))"


def test_importing_hypothesis_imports_nothing_of_ours_but_the_hook() -> None:
    found = run(f"import hypothesis, sys; print({OURS})")
    assert found == str(
        ["istanbul_talks", "istanbul_talks.testing", "istanbul_talks.testing.registration"]
    )


@pytest.mark.parametrize(
    "imports",
    [
        "import hypothesis.strategies as st; import istanbul_talks as it",
        "import istanbul_talks as it; it.Figure; it.Quantity; import hypothesis.strategies as st",
        "import istanbul_talks as it; it.Quantity; import hypothesis.strategies as st",
        "import istanbul_talks.testing, istanbul_talks as it; import hypothesis.strategies as st",
    ],
)
def test_types_resolve_in_whatever_order_things_are_imported(imports: str) -> None:
    code = f"""
import sys, warnings
{imports}
assert "istanbul_talks.testing.strategies" not in sys.modules
for cls in (it.Quantity, it.Claim, it.Figure, it.Dataset):
    st.from_type(cls).validate()
import hypothesis
@hypothesis.settings(database=None, max_examples=30)
@hypothesis.given(st.from_type(it.Figure))
def some_have_an_optional_field(figure):
    assert figure.quantity.low is None or figure.quantity.high is None or (
        figure.quantity.low <= figure.quantity.high)
    seen.add(figure.base is None)
seen = set()
some_have_an_optional_field()
print(len(seen), [f for f in sys.meta_path if "istanbul" in type(f).__module__])
"""
    assert run(code) == "2 []"


def test_hypothesis_can_be_told_to_leave_us_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYPOTHESIS_NO_PLUGINS", "1")
    assert run(f"import hypothesis, sys; print({OURS})") == "[]"


SUITE = """
import sys
def test_nothing_of_ours_is_there_yet():
    assert {m for m in sys.modules if m.startswith("istanbul_talks")} <= {
        "istanbul_talks", "istanbul_talks.testing", "istanbul_talks.testing.pytest_plugin"}
    assert "attr" not in sys.modules and "hypothesis" not in sys.modules

def test_the_fixture_is_the_canonical_dataset(istanbul_talks):
    assert istanbul_talks["event/spiderweb"].type == "event"

def test_failing():
    from istanbul_talks.testing import assert_valid
    assert_valid("{broken}")
"""


def test_pytest_has_a_fixture_and_pays_nothing_for_it(tmp_path: Path) -> None:
    path = tmp_path / "test_outside.py"
    path.write_text(SUITE.replace("{broken}", str(broken_files()[0])), "utf-8")
    command = [sys.executable, "-m", "pytest", "-W", "error", "-p", "no:cacheprovider", str(path)]
    environment = {k: v for k, v in os.environ.items() if k != "PYTEST_ADDOPTS"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
    )
    assert "1 failed, 2 passed" in done.stdout, done.stdout + done.stderr
    assert "warning" not in done.stdout
    assert "AssertionError: not valid" in done.stdout
    assert "IT001" in done.stdout
    assert "assertions.py" not in done.stdout  # the traceback ends in the test


def test_pytest_does_not_warn_where_we_were_imported_first() -> None:
    """As in ``python -c "import hypothesis, pytest; pytest.main()"`` with an installed wheel."""
    assert AssertionRewriter.is_rewrite_disabled(it.__doc__ or "")
