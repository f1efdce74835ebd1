"""A report as JUnit XML, which most build servers show as a table of tests.

Each input is a test suite. Each finding is a test case that fails, or that passes with a word to
say if it is a warning; an input without a finding is one test case that passes.
"""

from xml.etree import ElementTree as ET

from istanbul_talks.findings.finding import Finding, Severity
from istanbul_talks.findings.report import Report
from istanbul_talks.findings.rules import CATALOGUE, LAYERS
from istanbul_talks.validation.formats.text import finding_lines, omission, printable

_UNREADABLE = frozenset(rule.code for rule in LAYERS["input"])


def junit_report(report: Report) -> str:
    """The whole report as an XML document; characters that XML cannot hold are replaced."""
    by_file: dict[str, list[Finding]] = {name: [] for name in report.names}
    for finding in report.findings:
        by_file.setdefault(finding.place.file, []).append(finding)
    root = ET.Element("testsuites", name="istanbul-talks")
    for file, findings in by_file.items():
        suite = ET.SubElement(root, "testsuite", name=printable(file))
        for finding in findings:
            _case(suite, finding)
        if not findings:
            ET.SubElement(suite, "testcase", classname=printable(file), name="valid")
    _rest(root, report, report.inputs - len(by_file))
    for suite in root:
        _count(suite)
    _count(root)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _case(suite: ET.Element, finding: Finding) -> None:
    place = finding.place
    where = ":".join(str(n) for n in (place.line, place.column) if n is not None)
    name = " ".join(filter(None, (finding.code, where, printable(place.pointer))))
    case = ET.SubElement(suite, "testcase", classname=printable(place.file), name=name)
    if finding.severity is Severity.ERROR:
        what = "error" if finding.code in _UNREADABLE else "failure"
        said = ET.SubElement(case, what, type=finding.code, message=printable(finding.message))
    else:
        said = ET.SubElement(case, "system-out")
    said.text = "\n".join(finding_lines(finding))


def _rest(root: ET.Element, report: Report, unnamed: int) -> None:
    """What is counted and not named: inputs without a finding, findings that are not shown."""
    if not (unnamed > 0 or report.omitted or report.stopped):
        return
    suite = ET.SubElement(root, "testsuite", name="everything else")
    if report.stopped:
        case = ET.SubElement(suite, "testcase", classname="run", name="looked at everything")
        ET.SubElement(case, "error", type="stopped", message=report.stopped)
    if unnamed > 0:
        name = f"inputs without a finding: {unnamed:,}"
        ET.SubElement(suite, "testcase", classname="inputs", name=name)
    for code, number in report.omitted.items():
        rule, name = CATALOGUE[code], f"{code} {omission(number)}"
        case = ET.SubElement(suite, "testcase", classname="findings", name=name)
        if rule.severity is Severity.ERROR:
            ET.SubElement(case, "failure", type=code, message=rule.title)


def _count(element: ET.Element) -> None:
    """Say how many test cases there are, and how many of them fail."""
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        element.set(name, str(sum(1 for _ in element.iter(tag))))
