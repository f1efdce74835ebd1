"""What must hold whatever is read: see the list in docs/security.md."""

import json
import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from istanbul_talks.findings.finding import ExitStatus, Finding
from istanbul_talks.findings.report import Report
from istanbul_talks.validation.formats import FORMATS, writer


class Broken(AssertionError):
    """Something does not hold."""


def must(holds: object, what: str) -> None:
    """Raise `Broken` unless it holds."""
    if not holds:
        raise Broken(what)


def sound(report: Report, texts: Mapping[str, bytes | None]) -> None:
    """A report is consistent, each finding stands in its file, and every format can be written.

    ``texts`` are the bytes of the files by name; None where they cannot be known.
    """
    must(report.exit_status in (ExitStatus.CLEAN, *ExitStatus), "an exit status of its own")
    must(report.stopped is None, f"stopped: {report.stopped}")
    must(report.ok == (not report.errors and not report.unread), "verdict and counts differ")
    for finding in report.findings:
        in_its_file(finding, texts)
    for style in FORMATS:
        well_written(style, writer(style)(report))


def in_its_file(finding: Finding, texts: Mapping[str, bytes | None]) -> None:
    """A finding's line and column lie inside the file that it names."""
    place = finding.place
    must(place.file in texts, f"a file that was not given: {place.file}")
    data = texts[place.file]
    if place.line is None or data is None:
        return
    rows = data.decode("utf-8", "replace").split("\n")
    must(1 <= place.line <= len(rows), f"{place} of {len(rows)} lines")
    column = 1 if place.column is None else place.column
    must(1 <= column <= len(rows[place.line - 1]) + 1, f"{place}: the line is shorter")


def well_written(style: str, text: str) -> None:
    """What a format wrote can be read, and nothing in it moves a cursor."""
    text.encode()
    must(harmless(text), f"{style}: a control character in {text!r:.2000}")
    match style:
        case "json" | "sarif":
            json.loads(text)
        case "junit":
            ET.fromstring(text)


def harmless(text: str) -> bool:
    """Whether a terminal shows a text line by line, and obeys nothing in it."""
    return (
        re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text)
        is None
    )
