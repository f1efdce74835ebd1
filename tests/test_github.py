"""Reports as workflow commands: what GitHub reads in them, whatever a finding says."""

import re

from hypothesis import given

from istanbul_talks.findings.finding import Place
from istanbul_talks.findings.report import Report
from istanbul_talks.validation.formats.github import github_report
from reports import PIPED, REPORTS, UNREAD, WARNING, finding, report

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
