"""The corpus: files with exactly one mistake each, and files that come close to one."""

import functools
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from corpus_files import (
    CORPUS,
    EXPECTED,
    INVALID,
    KEPT_WORDS,
    VALID,
    WORDS,
    all_words,
    entry,
    files,
    invalid_entries,
    report_on,
    valid_entries,
    words,
)
from istanbul_talks.findings.finding import ExitStatus, Severity
from istanbul_talks.findings.rules import CATALOGUE
from istanbul_talks.io.formatting import read_whole, rewritten
from istanbul_talks.io.inputs import LINES_SUFFIXES, Input, Unreadable
from istanbul_talks.io.parsing import parse
from istanbul_talks.model.header import SCHEMA_VERSION
from peer_tools import ajv_verdicts, needs_peers

sys.path.insert(0, str(CORPUS.parents[1] / "tools"))

from corpus_words import COMMAND, text_of

UNSEEN_BY_THE_SCHEMA = {"IT115": "a reader of JSON keeps one of two keys, so the schema sees one"}

SEEN_BY_THE_SCHEMA = {"IT202": "the type of a reference stands in the pattern of its id"}

NOT_CANONICAL = {
    "blank-last-line.jsonl": "a blank line",
    "blank-lines-and-carriage-returns.jsonl": "blank lines and other line ends",
    "escapes-and-layout-of-ones-own.json": "layout, order and escapes",
    "no-line-break-at-the-end.jsonl": "a line end is missing",
    "whole-numbers-with-a-fraction-of-zero.json": "2.0 and 1e0",
}
"""Valid files that the canonical form writes otherwise, and what differs."""


def name(path: Path) -> str:
    return path.name


def is_structural(code: str) -> bool:
    return code.startswith("IT1") or code in SEEN_BY_THE_SCHEMA


WELL_FORMED = [
    path
    for file in EXPECTED
    if file.startswith(("IT2", "IT3")) and not is_structural(file[:5])
    for path in files(entry(file))
]

VALID_FILES = files(*valid_entries())


@pytest.mark.parametrize("file", EXPECTED)
def test_invalid_file_has_its_one_finding(file: str) -> None:
    findings = [
        {
            "code": finding.code,
            "pointer": finding.place.pointer,
            "line": finding.place.line,
            "column": finding.place.column,
        }
        for finding in report_on(entry(file)).findings
    ]
    assert findings == [EXPECTED[file]]
    assert report_on(entry(file)).findings[0].place.file == str(INVALID / file)


@pytest.mark.parametrize("file", KEPT_WORDS)
def test_finding_says_what_is_kept_of_it(file: str) -> None:
    (finding,) = report_on(entry(file)).findings
    assert words(finding) == KEPT_WORDS[file], f"if it is to say this, run `{COMMAND}`"


def test_the_words_of_every_finding_are_kept() -> None:
    assert WORDS.read_text("utf-8") == text_of(all_words()), f"run `{COMMAND}`"


@pytest.mark.parametrize("file", EXPECTED)
def test_invalid_file_has_the_right_exit_status(file: str) -> None:
    code = EXPECTED[file]["code"]
    if code.startswith("IT0"):
        wanted = ExitStatus.UNREADABLE
    elif CATALOGUE[code].severity is Severity.WARNING:
        wanted = ExitStatus.CLEAN
    else:
        wanted = ExitStatus.FINDINGS
    assert report_on(entry(file)).exit_status is wanted


def test_table_and_files_agree() -> None:
    assert [entry(file) for file in EXPECTED] == invalid_entries()
    assert all((INVALID / file).is_file() for file in EXPECTED)
    assert [file for file, row in EXPECTED.items() if not file.startswith(f"{row['code']}-")] == []


@pytest.mark.parametrize("path", valid_entries(), ids=name)
def test_valid_file_has_no_finding(path: Path) -> None:
    report = report_on(path)
    assert report.findings == ()
    assert report.exit_status is ExitStatus.CLEAN


@pytest.mark.parametrize("path", VALID_FILES + WELL_FORMED, ids=name)
def test_well_formed_file_is_canonical(path: Path) -> None:
    source = Input(str(path), path)
    same = formatted(source) == source.text()
    assert same is (path.name not in NOT_CANONICAL)


def test_no_exception_from_canonical_form_is_stale() -> None:
    assert {VALID / file for file in NOT_CANONICAL} <= set(VALID_FILES)


@pytest.mark.parametrize("file", EXPECTED)
def test_invalid_file_is_formatted_for_good_or_refused(file: str) -> None:
    text = formatted(Input(file, INVALID / file))
    assert text is None or formatted(Input(file, text.encode())) == text


def formatted(source: Input) -> str | None:
    """The canonical text of an input; None if there is a reason not to rewrite it."""
    try:
        return rewritten(source, read_whole(source))
    except Unreadable:
        return None


@pytest.mark.parametrize("file", [f for f in EXPECTED if is_structural(f[:5])])
def test_json_schema_rejects_structural_file(file: str) -> None:
    rejected = not accepted_by_schema(INVALID / file)
    assert rejected is (EXPECTED[file]["code"] not in UNSEEN_BY_THE_SCHEMA)


@pytest.mark.parametrize("path", VALID_FILES + WELL_FORMED, ids=name)
def test_json_schema_accepts_well_formed_file(path: Path) -> None:
    assert accepted_by_schema(path)


@needs_peers
def test_a_validator_of_another_language_agrees() -> None:
    structural = [INVALID / file for file in EXPECTED if is_structural(file[:5])]
    wanted = {
        **dict.fromkeys(VALID_FILES + WELL_FORMED, True),
        **{path: path.name[:5] in UNSEEN_BY_THE_SCHEMA for path in structural},
    }
    documents = [path for path in wanted if not path.name.endswith(LINES_SUFFIXES)]
    assert len(documents) > 350
    asked = [("record" if is_record(_value(path)) else "dataset", path) for path in documents]
    verdicts = ajv_verdicts({name: schema_path(name) for name in ("record", "dataset")}, asked)
    differ = [p.name for p, v in zip(documents, verdicts, strict=True) if v is not wanted[p]]
    assert differ == []


def accepted_by_schema(path: Path) -> bool:
    """What jsonschema says of a file, with the schemas as they are shipped."""
    text = path.read_text("utf-8")
    if path.name.endswith(LINES_SUFFIXES):
        values = [parse(line).value for line in text.splitlines() if line.strip()]
        return all(schema("record").is_valid(value) for value in values)
    value = _value(path)
    return schema("record" if is_record(value) else "dataset").is_valid(value)


def _value(path: Path) -> Any:
    return parse(path.read_text("utf-8")).value


def is_record(value: Any) -> bool:
    return isinstance(value, dict) and "type" in value and "records" not in value


@functools.cache
def schema(what: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_path(what).read_text("utf-8")))


def schema_path(what: str) -> Path:
    return CORPUS.parents[1] / "schema" / f"v{SCHEMA_VERSION}" / f"{what}.schema.json"
