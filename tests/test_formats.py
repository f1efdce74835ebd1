"""How a report is written: each format is what its readers expect, whatever a finding says."""

import functools
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from click.testing import CliRunner
from hypothesis import given, strategies as st
from jsonschema import Draft202012Validator

import istanbul_talks as it
from corpus_files import CORPUS, report_on
from istanbul_talks.cli.group import main
from istanbul_talks.findings.finding import Finding, Place, Severity
from istanbul_talks.findings.report import Report
from istanbul_talks.findings.rules import CATALOGUE
from istanbul_talks.validation import formats
from istanbul_talks.validation.formats import FORMATS, writer
from istanbul_talks.validation.formats.github import github_report
from istanbul_talks.validation.formats.json import json_report
from istanbul_talks.validation.formats.junit import junit_report
from istanbul_talks.validation.formats.sarif import sarif_report
from istanbul_talks.validation.formats.text import text_report
from peer_tools import junit_schema, needs_peers, sarif_complaints, sarif_schema


def finding(code: str = "IT104", **given: Any) -> Finding:
    """A finding with a place of its own unless told otherwise."""
    place = Place(file="data/mine.json", pointer="/records/0/kind", line=3, column=9, width=5)
    known: dict[str, Any] = {
        "message": '"sate" is no actor kind',
        "place": place,
        "hint": "did you mean 'state'?",
    }
    return Finding(code=code, severity=CATALOGUE[code].severity, **(known | given))


def report(*findings: Finding, **given: Any) -> Report:
    """A report with these findings."""
    known: dict[str, Any] = {"inputs": 1, "unread": 0, "records": 4, "claims": 9, "unchecked": 0}
    return Report(findings=findings, **(known | given))


WARNING = finding("IT363", message="so has actor/y", hint=None, record="actor/x", field="name")
UNREAD = finding("IT001", message="cannot be read", place=Place(file="nowhere.json"), hint=None)
PIPED = finding(place=Place(file="<stdin>", pointer="/records/1", line=7, column=2))

TEXTS = st.text(st.characters(), max_size=20)
PLACES = st.builds(
    Place,
    file=st.text(min_size=1, max_size=20).filter(lambda name: "\0" not in name),
    pointer=TEXTS,
    line=st.integers(1, 99),
    column=st.integers(1, 99),
    excerpt=TEXTS,
)
FINDINGS = st.builds(
    Finding,
    code=st.sampled_from([*CATALOGUE]),
    severity=st.sampled_from(Severity),
    message=TEXTS,
    place=PLACES,
    record=TEXTS,
    field=TEXTS,
    hint=TEXTS,
)
REPORTS = st.lists(FINDINGS, max_size=3).map(lambda found: report(*found))
"""Reports that no run would give: every text can hold anything, half characters, too."""


def test_every_format_is_a_module_and_a_choice() -> None:
    folder = Path(formats.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} == {"__init__", *FORMATS}
    for name in FORMATS:
        assert writer(name)(report(finding()))
    (option,) = (p for p in main.commands["validate"].params if p.name == "style")
    assert [*option.type.choices] == [*FORMATS]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", FORMATS)
@given(REPORTS)
def test_every_format_can_be_sent_whatever_a_finding_says(name: str, given: Report) -> None:
    assert writer(name)(given).encode()


# text and json


def test_a_shortened_report_has_exact_totals_and_says_what_is_left_out() -> None:
    whole = report(*[finding()] * 1205, WARNING, WARNING)
    short = whole.shortened(1)
    assert [f.code for f in short.findings] == ["IT104", "IT363"]
    assert (short.errors, short.warnings, short.exit_status) == (1205, 2, whole.exit_status)
    assert short.shortened(1) == short
    assert text_report(short).splitlines()[-3:] == [
        "IT104  and 1,204 more  (not a term of the vocabulary)",
        "IT363  and 1 more  (two records with one name)",
        "4 records, 9 claims: 1,205 errors, 2 warnings",
    ]
    summary = json.loads(json_report(short))["summary"]
    assert summary["errors"] == 1205
    assert summary["omitted"] == {"IT104": 1204, "IT363": 1}


# sarif


def run_of(text: str) -> Any:
    """The only run of a SARIF log."""
    (run,) = json.loads(text)["runs"]
    return run


def test_sarif_says_where_what_and_why() -> None:
    run = run_of(sarif_report(report(WARNING, finding(record="actor/x", field="kind"))))
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["semanticVersion"] == it.__version__
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]
    warning, error = run["results"]
    assert error == {
        "ruleId": "IT104",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "\"sate\" is no actor kind\nhint: did you mean 'state'?"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "data/mine.json"},
                    "region": {"startLine": 3, "endLine": 3, "startColumn": 9, "endColumn": 14},
                },
                "logicalLocations": [{"fullyQualifiedName": "/records/0/kind"}],
            }
        ],
        "properties": {"record": "actor/x", "field": "kind"},
    }
    assert (warning["ruleIndex"], warning["level"]) == (1, "warning")
    first, second = run["tool"]["driver"]["rules"]
    assert first["shortDescription"] == {"text": "not a term of the vocabulary"}
    assert first["help"]["text"].startswith(CATALOGUE["IT104"].why)
    assert first["properties"]["tags"] == ["structure"]
    assert second["defaultConfiguration"] == {"level": "warning"}


def test_sarif_does_not_call_a_run_successful_that_left_an_input_unread() -> None:
    run = run_of(sarif_report(report(UNREAD, unread=1, unchecked=2).shortened(9)))
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 2
    notes = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert notes == ["1 could not be read", "2 malformed: not checked beyond the form"]
    (result,) = run["results"]
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "nowhere.json"}}}
    ]


def uri(file: str | Path) -> str | None:
    """The address that SARIF gives a file."""
    run = run_of(sarif_report(report(finding(place=Place(file=str(file))))))
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    address: str | None = location.get("uri")
    return address


def test_sarif_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert uri("a/Çırağan 100%.json") == "a/%C3%87%C4%B1ra%C4%9Fan%20100%25.json"
    assert uri("c:d?e#f.json") == "c%3Ad%3Fe%23f.json"
    assert uri("caf\udce9.json") == "caf%E9.json"  # the bytes of a name that is not UTF-8
    assert uri(tmp_path / "a" / "b.json") == "a/b.json"
    assert uri("/elsewhere/b c.json") == "file:///elsewhere/b%20c.json"
    assert uri("<stdin>") is None


def test_sarif_messages_hold_no_placeholders_and_no_links() -> None:
    run = run_of(sarif_report(report(finding(message='"{0}" [a](b)', hint=None))))
    assert run["results"][0]["message"]["text"] == '"{{0}}" \\[a\\](b)'


@needs_peers
@given(REPORTS)
def test_sarif_follows_its_schema_whatever_a_finding_says(given: Report) -> None:
    sarif_validator().validate(json.loads(sarif_report(given)))


@needs_peers
def test_microsofts_validator_finds_no_error(tmp_path: Path) -> None:
    path = tmp_path / "log.sarif"
    texts = [sarif_report(report_on(CORPUS)), sarif_report(report(PIPED, UNREAD, unread=1))]
    for text in texts:
        sarif_validator().validate(json.loads(text))
        path.write_text(text, "utf-8")
        said = {(c["ruleId"], c.get("level", "warning")) for c in sarif_complaints(path)}
        # The project has no home page yet; a whole file has no region, standard input no address.
        assert said <= {("SARIF2005", "warning"), ("SARIF2017", "warning")}, said


@functools.cache
def sarif_validator() -> Draft202012Validator:
    return Draft202012Validator(sarif_schema())


# github

COMMAND = re.compile(r"::(error|warning) ([^:]*)::(.*)")


def parse_command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub reads it: kind, properties, message."""
    command = COMMAND.fullmatch(line)
    assert command, line
    properties = dict(pair.split("=", 1) for pair in command[2].split(","))
    escapes = {"%3A": ":", "%2C": ",", "%0D": "\r", "%0A": "\n", "%25": "%"}
    for escape, character in escapes.items():
        properties = {k: v.replace(escape, character) for k, v in properties.items()}
    message = command[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return command[1], properties, message


def test_github_annotates_lines() -> None:
    assert github_report(report(finding(), UNREAD, PIPED, unread=1)).splitlines() == [
        "::error file=data/mine.json,line=3,endLine=3,col=9,endColumn=14,"
        "title=IT104 not a term of the vocabulary"
        "::\"sate\" is no actor kind%0Ahint: did you mean 'state'?",
        "::error file=nowhere.json,title=IT001 the path cannot be read::cannot be read",
        "::error title=IT104 not a term of the vocabulary"
        "::<stdin>:7:2: \"sate\" is no actor kind%0Ahint: did you mean 'state'?",
        "4 records, 9 claims: 3 errors; 1 could not be read",
    ]


def test_github_escapes_what_would_end_a_property_or_a_line() -> None:
    place = Place(file="50%,a:b\r\nc.json", line=1, column=1)
    text = github_report(report(finding(place=place, message="100%: a,b\r\nc", hint=None)))
    line, _ = text.split("\n", 1)
    assert line.startswith("::error file=50%25%2Ca%3Ab%0D%0Ac.json,line=1,")
    assert line.endswith("::100%25: a,b%0D%0Ac")


def test_github_says_how_many_are_left_out() -> None:
    lines = github_report(report(*[finding()] * 3, WARNING, WARNING).shortened(1)).splitlines()
    assert lines[2:] == [
        "::error title=IT104 not a term of the vocabulary::and 2 more",
        "::warning title=IT363 two records with one name::and 1 more",
        "4 records, 9 claims: 3 errors, 2 warnings",
    ]


@given(REPORTS)
def test_github_has_one_line_a_finding_whatever_it_says(given: Report) -> None:
    *lines, _ = re.split("\r\n|\n|\r", github_report(given).rstrip("\n"))
    assert len(lines) == len(given.findings)
    for line, found in zip(lines, given.findings, strict=True):
        kind, properties, message = parse_command(line)
        assert kind == found.severity
        assert properties["title"].startswith(found.code)
        assert "hint: " in message or not found.hint


# junit


def suites(text: str) -> list[ET.Element]:
    """The test suites of a JUnit report."""
    return [*ET.fromstring(text.encode())]


def test_junit_has_a_suite_for_each_input_and_a_case_for_each_finding() -> None:
    names = ("data/clean.json", "data/mine.json", "nowhere.json")
    found = (finding(record="actor/x", field="kind"), WARNING, UNREAD)
    text = junit_report(report(*found, inputs=3, unread=1, names=names))
    assert [suite.get("name") for suite in suites(text)] == [*names]
    clean, mine, nowhere = suites(text)
    assert [case.get("name") for case in clean] == ["valid"]
    failing, passing = mine
    assert failing.get("name") == "IT104 3:9 /records/0/kind"
    (failure,) = failing
    assert failure.tag == "failure"
    assert failure.get("message") == '"sate" is no actor kind'
    assert "hint: did you mean 'state'?" in str(failure.text)
    assert [child.tag for child in passing] == ["system-out"]
    assert [child.tag for child in nowhere[0]] == ["error"]
    totals = ET.fromstring(text.encode()).attrib
    assert totals == {"name": "istanbul-talks", "tests": "4", "failures": "1", "errors": "1"}
    assert mine.get("tests") == "2"


def test_junit_counts_what_it_does_not_name() -> None:
    short = report(*[finding()] * 3, WARNING, WARNING, inputs=7).shortened(1)
    mine, rest = suites(junit_report(short))
    assert mine.get("name") == "data/mine.json"
    assert [case.get("name") for case in rest] == [
        "inputs without a finding: 6",
        "IT104 and 2 more",
        "IT363 and 1 more",
    ]
    assert [[*case] != [] for case in rest] == [False, True, False]


@needs_peers
@given(REPORTS)
def test_junit_follows_its_schema_whatever_a_finding_says(given: Report) -> None:
    xml_schema().validate(ET.fromstring(junit_report(given).encode()))


@needs_peers
def test_junit_follows_its_schema_on_the_corpus() -> None:
    xml_schema().validate(ET.fromstring(junit_report(report_on(CORPUS)).encode()))


@functools.cache
def xml_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(junit_schema()))


# on the command line


def run(*args: str) -> Any:
    return CliRunner().invoke(main, ["validate", *args])


def bad(folder: Path, number: int) -> Path:
    """A file with so many records of no type."""
    path = folder / "bad.json"
    records = [{"type": "nothing"}] * number
    path.write_text(json.dumps({"schema_version": "1", "records": records}), "utf-8")
    return path


def test_a_person_is_shown_twenty_findings_of_a_rule(tmp_path: Path) -> None:
    path = str(bad(tmp_path, 1225))
    shown = run(path).output
    assert shown.count("error IT114") == 20
    assert "IT114  and 1,205 more" in shown
    assert shown.splitlines()[-1].startswith("1,225 records, 0 claims: 1,225 errors")
    assert run(path, "--max-findings", "3").output.count("error IT114") == 3
    assert run(path, "--max-findings", "0").output.count("error IT114") == 1225


def test_a_program_is_told_all_unless_it_asks_for_less(tmp_path: Path) -> None:
    path = str(bad(tmp_path, 25))
    assert len(json.loads(run(path, "--format", "json").output)["findings"]) == 25
    short = json.loads(run(path, "--format", "json", "--max-findings", "2").output)
    assert len(short["findings"]) == 2
    assert short["summary"]["errors"] == 25
    assert short["summary"]["omitted"] == {"IT114": 23}


def test_quiet_leaves_the_summary(tmp_path: Path) -> None:
    result = run(str(bad(tmp_path, 2)), "--quiet")
    assert result.exit_code == 1
    assert result.output == (
        "2 records, 0 claims: 2 errors; 2 malformed records not checked beyond the form\n"
    )
    result = run(str(bad(tmp_path, 2)), "--quiet", "--format", "sarif")
    assert result.exit_code == 2
    assert "it goes with text" in result.output
