"""The catalogue of rules: its examples do what they say, and it holds every code there is."""

import ast
import gzip
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import istanbul_talks
from corpus_files import EXPECTED, entry, report_on
from examples import CODED, Json, codes, complete
from istanbul_talks.evidence.anchoring import anchor
from istanbul_talks.evidence.texts import Texts
from istanbul_talks.evidence.verification import verify
from istanbul_talks.findings.rules import CATALOGUE, LAYERS
from istanbul_talks.findings.rules.rule import Rule
from istanbul_talks.frames.claims import CLAIM_COLUMNS
from istanbul_talks.io.blocks import MOST_OF_A_LINE
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run, gathered

RULES = [rule for rules in LAYERS.values() for rule in rules]

WITH_EXAMPLES = [rule for rule in RULES if rule.bad is not None]

WITHOUT_EXAMPLES = {"IT205": "it takes two documents"}
"""Rules beyond the reading of a file, but for those held against texts, that have no example."""

ABOUT_CLAIMS_LEFT_OUT = {"IT113"}
"""Rules whose examples must not be completed with claims."""


def code(rule: Rule) -> str:
    return rule.code


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=code)
def test_bad_example_breaks_its_rule_alone(rule: Rule) -> None:
    assert rule.bad is not None
    claims = rule.code not in ABOUT_CLAIMS_LEFT_OUT
    assert set(codes(complete(rule.bad, claims=claims))) == {rule.code}


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=code)
def test_good_example_breaks_no_rule(rule: Rule) -> None:
    assert rule.good is not None
    claims = rule.code not in ABOUT_CLAIMS_LEFT_OUT
    assert codes(complete(rule.good, claims=claims)) == []


def test_rules_have_both_examples_or_none() -> None:
    assert [rule.code for rule in RULES if (rule.bad is None) != (rule.good is None)] == []


def test_rules_about_records_have_examples() -> None:
    layers = [*LAYERS["structure"], *LAYERS["references"], *LAYERS["semantics"]]
    assert {rule.code for rule in layers if rule.bad is None} == set(WITHOUT_EXAMPLES)


def test_codes_are_unique_and_sorted() -> None:
    found = [rule.code for rule in RULES]
    assert found == sorted(set(found))


def test_layers_are_told_by_the_first_digit() -> None:
    digits = {layer: {rule.code[:3] for rule in rules} for layer, rules in LAYERS.items()}
    assert digits == {
        "input": {"IT0"},
        "structure": {"IT1"},
        "references": {"IT2"},
        "semantics": {"IT3"},
        "evidence": {"IT4"},
    }


@pytest.mark.parametrize("rule", RULES, ids=code)
def test_rule_is_titled_and_explained(rule: Rule) -> None:
    assert re.fullmatch(r"[^\s.].{2,70}[^\s.]", rule.title)
    assert re.fullmatch(r"\S.+[.?)]", rule.why)


def test_titles_are_unique() -> None:
    titles = [rule.title for rule in RULES]
    assert len(set(titles)) == len(titles)


def test_catalogue_holds_the_codes_in_the_program_and_no_other() -> None:
    assert codes_in_the_program() == set(CATALOGUE)


def codes_in_the_program() -> set[str]:
    """Every code that stands in the program as a text of its own, the catalogue aside."""
    package = Path(istanbul_talks.__file__).parent
    return {
        node.value
        for path in package.rglob("*.py")
        if not path.is_relative_to(package / "findings" / "rules")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"IT\d{3}", node.value)
    }


def test_every_code_is_emitted_by_a_test() -> None:
    """Those of the corpus are emitted here; that the others are is what the next test says."""
    by_corpus = {f.code for file in EXPECTED for f in report_on(entry(file)).findings}
    assert by_corpus | set(ELSEWHERE) == set(CATALOGUE)
    assert by_corpus.isdisjoint(ELSEWHERE)


def nothing_there(folder: Path) -> list[str]:
    return found(folder / "nothing.json")


def no_document(folder: Path) -> list[str]:
    (folder / "notes.txt").write_text("An example.", "utf-8")
    (folder / ".hidden.json").write_text("{}", "utf-8")
    return found(folder)


def cut_short(folder: Path) -> list[str]:
    record = {**actor(), "provenance": {"kind": [CODED], "name": [CODED]}}
    data = gzip.compress(json.dumps(record).encode())
    (folder / "example.jsonl.gz").write_bytes(data[:-9])
    return found(folder)


def endless_line(folder: Path) -> list[str]:
    (folder / "example.jsonl").write_bytes(MOST_OF_A_LINE * b" " + b"{}\n")
    return found(folder)


def bomb(folder: Path) -> list[str]:
    (folder / "example.jsonl.gz").write_bytes(gzip.compress(257 * (b" " * (2**20 - 1) + b"\n"), 1))
    return found(folder)


def written_to(folder: Path) -> list[str]:
    path = folder / "example.jsonl"
    path.write_text(f"{json.dumps(actor())}\n", "utf-8")

    def write(size: int, findings: int) -> None:
        path.write_text("", "utf-8")

    report = Run(gathered([path]), canonical_facts()).check(progress=write)
    return [finding.code for finding in report.findings if finding.code == "IT011"]


def found(path: Path) -> list[str]:
    report = istanbul_talks.validate(path)
    assert report.exit_status == 2
    return [finding.code for finding in report.findings]


def package_of_unknown_tables(folder: Path) -> list[str]:
    return package(folder, "datapackage.json", '"name": "actors"', '"name": "people"')


def missing_column(folder: Path) -> list[str]:
    return package(folder, "actors.csv", "id,kind,name,aliases", "id,kind,name")


def comma_too_many(folder: Path) -> list[str]:
    return package(folder, "actors.csv", "Example,", "Ex,ample,")


def claim_about_nothing(folder: Path) -> list[str]:
    row = "actor/x,name,0,false" + (len(CLAIM_COLUMNS) - 4) * ","
    return package(folder, "claims.csv", "actor/example,name", f"{row}\nactor/example,name")


def value_changed_once(folder: Path) -> list[str]:
    return package(folder, "claims.csv", "false,Example", "false,Sample")


def package(folder: Path, file: str, old: str, new: str) -> list[str]:
    """What is found in the package of one actor after a change to one file."""
    record = {**actor(), "provenance": {"kind": [CODED], "name": [CODED]}}
    dataset = istanbul_talks.loads(json.dumps({"schema_version": "1", "records": [record]}))
    path = folder / "package"
    istanbul_talks.export(dataset, "csv", path)
    text = (path / file).read_text("utf-8")
    assert text.count(old) == 1, text
    (path / file).write_text(text.replace(old, new), "utf-8")
    return found(path)


def other_wording(folder: Path) -> list[str]:
    return verified(folder, "An Instance.\n")


def text_missing(folder: Path) -> list[str]:
    return verified(folder, None)


def text_changed(folder: Path) -> list[str]:
    return verified(folder, "An Example.\n", text_sha256=64 * "0")


def wrong_length(folder: Path) -> list[str]:
    return verified(folder, "An Example.\n", text_length=11)


def verified(folder: Path, text: str | None, **computed: object) -> list[str]:
    """The codes of holding one claim, and what is computed from a text, against that text."""
    data = (text or "").encode()
    if text is not None:
        (folder / "example.txt").write_bytes(data)
    claim = {"source": "source/example", "basis": "computed"}
    source = {
        "type": "source",
        "id": "source/example",
        "kind": "news_article",
        "text_length": 100 if text is None else len(text),
        "text_sha256": hashlib.sha256(data).hexdigest(),
        "provenance": {"kind": [CODED], "text_length": [claim], "text_sha256": [claim]},
    } | computed
    records = [source, actor(span=[3, 10])]
    dataset = istanbul_talks.loads(json.dumps({"schema_version": "1", "records": records}))
    return sorted({check.code for check in verify(dataset, folder).checks if check.code})


def stands_twice(folder: Path) -> list[str]:
    (folder / "example.txt").write_text("Example, Example", "utf-8")
    return [claim.code for claim in anchor(actor(), lambda _: None, Texts(folder)).left]


def actor(**span: object) -> Json:
    """An actor whose name rests on one claim."""
    claim = {"source": "source/example", **span, "wording": "Example", "basis": "stated"}
    return {
        "type": "actor",
        "id": "actor/example",
        "kind": "person",
        "name": "Example",
        "provenance": {"kind": [CODED], "name": [claim]},
    }


ELSEWHERE: dict[str, Callable[[Path], list[str]]] = {
    "IT001": nothing_there,
    "IT008": no_document,
    "IT009": cut_short,
    "IT010": endless_line,
    "IT011": written_to,
    "IT012": package_of_unknown_tables,
    "IT013": missing_column,
    "IT014": comma_too_many,
    "IT015": claim_about_nothing,
    "IT016": value_changed_once,
    "IT017": bomb,
    "IT401": other_wording,
    "IT402": text_missing,
    "IT403": text_changed,
    "IT404": wrong_length,
    "IT405": stands_twice,
}
"""What breaks the rules that no file of the corpus can break, in an empty folder."""


@pytest.mark.parametrize("code", ELSEWHERE)
def test_rule_that_takes_more_than_a_file(code: str, tmp_path: Path) -> None:
    assert ELSEWHERE[code](tmp_path) == [code]
