"""The rules say of the corpus what is kept of them, whether a gate stands before them or not.

(What a test of the corpus looks at file by file, in one go: mutants of the rules are held to it.)
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import naive
from corpus_files import EXPECTED, INVALID, KEPT_WORDS, VALID, entry, valid_entries, words
from examples import CODED
from fitting import problems
from istanbul_talks.findings.finding import Finding
from istanbul_talks.io.inputs import Input
from istanbul_talks.validation.again import Again
from istanbul_talks.validation.bytes import may_hold_control_characters
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run, gathered
from istanbul_talks.validation.look import Settings
from runs import lines
from valid_records import TOP
from waving import held_back, written

sys.path.insert(0, str(TOP / "benchmarks"))

from synthetic import records

CANONICAL = canonical_facts()

ABOUT_INPUT = "IT0"
ABOUT_DOCUMENTS = "IT205"
"""It takes no record to break this one, and the plain way asks about records."""

WITH_FRACTIONS = "whole-numbers-with-a-fraction-of-zero.json"

FILES = [file for file in EXPECTED if not file.startswith((ABOUT_INPUT, ABOUT_DOCUMENTS))]


def read(path: Path) -> naive.Read:
    """What stands in an entry of the corpus, and where."""
    sources = (source for source in gathered([path]) if isinstance(source, Input))
    found = naive.read(sources, duplicate_keys=True)
    for held, _ in found.entries:
        held.place()
    return found


def quickly(path: Path) -> tuple[Finding, ...]:
    """What is found in an entry where only records in doubt are looked at closely."""
    return Run(gathered([path]), CANONICAL, Settings(duplicate_keys=True)).check().findings


INVALID_READ = {file: read(entry(file)) for file in FILES}
VALID_READ = {path: read(path) for path in valid_entries()}

RECORDS = [pair for read in (INVALID_READ | VALID_READ).values() for pair in read.entries]
"""All JSON values where a record should be, each with its record if it is one."""

DOUBTFUL = [e.value for e, record in RECORDS if record is None or any(problems(record))]
FINE = [e.value for e, record in RECORDS if record is not None and not any(problems(record))]

UNUSUAL = [written(e.value) for e, _ in VALID_READ[VALID / WITH_FRACTIONS].entries]
"""Whole numbers that are written as fractions deserve a closer look."""


def told(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """What is found in an entry of the corpus, whole."""
    return [
        {
            "file": str(Path(finding.place.file).relative_to(INVALID)),
            "code": finding.code,
            "pointer": finding.place.pointer,
            "line": finding.place.line,
            "column": finding.place.column,
            **words(finding),
        }
        for finding in findings
    ]


def kept(file: str) -> list[dict[str, Any]]:
    """What is to be told of an invalid file."""
    return [{"file": file, **EXPECTED[file], **KEPT_WORDS[file]}]


def test_every_rule_asked_about_every_record_tells_what_is_kept() -> None:
    for file, held in INVALID_READ.items():
        assert told(naive.judged(held, CANONICAL)) == kept(file)
    for path, held in VALID_READ.items():
        assert naive.judged(held, CANONICAL) == [], path


def test_the_gate_alone_holds_back_the_mistakes_and_lets_pass_the_rest() -> None:
    assert held_back(*map(written, DOUBTFUL)) == {*range(len(DOUBTFUL))}
    plain = [text for text in map(written, FINE) if not may_hold_control_characters(text)]
    assert [plain[number] for number in held_back(*plain)] == UNUSUAL


@pytest.mark.parametrize("odd", ["place/Kyiv", "place/kyiv\n", "actor/ukraine", "kyiv", ""])
def test_the_gate_holds_back_an_item_though_its_claim_names_the_same(odd: str) -> None:
    for items in ([odd], [odd, "place/istanbul"]):
        assert held_back(written(_event(items))) == {0}
    dissent = {**CODED, "element": odd, "value": odd, "note": "An example."}
    value = {**_event(["place/istanbul"]), "dissents": {"places": [dissent]}}
    assert held_back(written(value)) == {0}
    assert held_back(written(_event(["place/istanbul"]))) == set()


def _event(places: list[str]) -> dict[str, Any]:
    values = {"kind": "explosion", "status": "occurred", "places": places}
    claims = [{**CODED, "element": place} for place in places]
    provenance = {"kind": [CODED], "status": [CODED], "places": claims}
    return {"type": "event", "id": "event/example", **values, "provenance": provenance}


def test_rules_asked_where_the_gate_has_doubts_tell_what_is_kept() -> None:
    for file in FILES:
        assert told(quickly(entry(file))) == kept(file)


def test_nothing_is_told_of_what_is_close_to_a_mistake() -> None:
    for path, held in VALID_READ.items():
        report = Run(gathered([path]), CANONICAL).check()
        assert report.findings == (), path
        claims = [claim for _, record in held.entries if record for claim in record.claims()]
        assert (report.records, report.claims) == (len(held.entries), len(claims)), path


def test_what_is_fine_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[int] = []

    def look_at(_: Again, block: int, *__: object) -> None:
        again.append(block)

    monkeypatch.setattr(Again, "look_at", look_at)
    for path in VALID_READ.keys() - {VALID / WITH_FRACTIONS}:
        Run(gathered([path]), CANONICAL).check()
        assert again == [], path
    Run([Input("made.jsonl", lines([*records(1000)]))], CANONICAL).check()
    assert again == []


def test_a_claim_of_an_unknown_source_hides_no_other() -> None:
    value = {
        "type": "actor",
        "id": "actor/example",
        "kind": "state",
        "name": "Example",
        "provenance": {
            "kind": [{"source": "source/nowhere", "basis": "coded"}],
            "name": [{"source": "source/cnn-2025-06-02", "basis": "stated"}],
        },
    }
    source = Input("x.json", json.dumps(value).encode())
    found = naive.findings([source], CANONICAL)
    assert {finding.code for finding in found} == {"IT201", "IT323"}
    assert {finding.code for finding in Run([source], CANONICAL).check().findings} == {
        "IT201",
        "IT323",
    }
