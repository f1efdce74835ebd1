"""Reports as JUnit XML: what build servers read, held against the schema of one of them."""

import functools
from xml.etree import ElementTree as ET

import xmlschema
from hypothesis import given

from corpus_files import CORPUS, report_on
from istanbul_talks.findings.report import Report
from istanbul_talks.validation.formats.junit import junit_report
from peer_tools import junit_schema, needs_peers
from reports import REPORTS, UNREAD, WARNING, finding, report


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
