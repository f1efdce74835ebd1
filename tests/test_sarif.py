"""Reports as SARIF: what code scanning reads, held against the schema and Microsoft's validator."""

import functools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import istanbul_talks as it
from corpus_files import CORPUS, report_on
from istanbul_talks.findings.finding import Place
from istanbul_talks.findings.report import Report
from istanbul_talks.findings.rules import CATALOGUE
from istanbul_talks.validation.formats.sarif import sarif_report
from peer_tools import needs_peers, sarif_complaints, sarif_schema
from reports import PIPED, REPORTS, UNREAD, WARNING, finding, report


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
