"""A report as a person reads it: what, where with a caret, and what to do."""

import re
from collections.abc import Callable, Iterator

from istanbul_talks.findings.finding import Finding, Place
from istanbul_talks.findings.report import Report
from istanbul_talks.findings.rules import CATALOGUE

OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""C1 controls, separators of lines and overrides of direction; JSON escapes C0 controls itself."""

Paint = Callable[[str, str], str]
"""Gives a text a colour by name, or leaves it as it is."""


def plain(text: str, colour: str) -> str:
    """No colour: for files and pipes."""
    return text


def text_report(report: Report, paint: Paint = plain) -> str:
    """All findings, then one line that says what was checked and what came of it."""
    return "".join(f"{line}\n" for line in _lines(report, paint))


def finding_lines(finding: Finding, paint: Paint = plain) -> Iterator[str]:
    """One finding: its head, the line with a caret, the record, the hint."""
    colour = "red" if finding.severity == "error" else "yellow"
    level = paint(f"{finding.severity} {finding.code}", colour)
    yield f"{paint(printable(str(finding.place)), 'bold')}  {level}  {printable(finding.message)}"
    if finding.place.excerpt is not None:
        yield from _excerpt(finding.place, paint)
    if finding.record:
        field = f", field {finding.field}" if finding.field else ""
        yield f"    = {printable(finding.record)}{printable(field)}"
    if finding.hint:
        yield f"    = hint: {printable(finding.hint)}"


def summary(report: Report) -> str:
    """What was checked, and what came of it."""
    checked = f"{_count(report.records, 'record')}, {_count(report.claims, 'claim')}"
    inputs = f" in {_count(report.inputs, 'input')}" if report.inputs > 1 else ""
    found = [_count(n, w) for n, w in ((report.errors, "error"), (report.warnings, "warning")) if n]
    verdict = "valid" if report.ok else "no finding so far" if report.stopped else "no finding"
    parts = [f"{checked}{inputs}: {', '.join(found) or verdict}"]
    if report.unchecked:
        parts.append(f"{_count(report.unchecked, 'malformed record')} not checked beyond the form")
    if report.unread:
        parts.append(f"{report.unread:,} could not be read")
    if report.stopped:
        parts.append(f"stopped before the end: {report.stopped}")
    return "; ".join(parts)


def checks(report: Report) -> str:
    """Which checks were run, and which were not."""
    skipped = f"; not checked: {', '.join(report.skipped)}" if report.skipped else ""
    return f"checked: {', '.join(report.checks)}{skipped}"


def omission(number: int) -> str:
    """What stands where findings of a rule are counted and not shown."""
    return f"and {number:,} more"


def printable(text: str) -> str:
    """A text with every character that could move a cursor made visible, one for one."""
    return "".join(
        c if c.isprintable() else " " if c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in text
    )


def encodable(text: str) -> str:
    """A text that UTF-8 can hold: the name of a file can have bytes that are no characters."""
    return re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)


def printable_lines(text: str) -> str:
    """Some lines of text that are `printable`."""
    return "\n".join(map(printable, text.split("\n")))


def escaped(text: str) -> str:
    """JSON in which characters stand escaped that a terminal could obey or turn lines with."""
    return OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", encodable(text))


def _lines(report: Report, paint: Paint) -> Iterator[str]:
    for finding in report.findings:
        yield from finding_lines(finding, paint)
    for code, number in report.omitted.items():
        yield f"{paint(code, 'bold')}  {omission(number)}  ({CATALOGUE[code].title})"
    clean = report.ok and not report.findings
    yield paint(summary(report), "green" if clean else "bold")
    if report.checks:
        yield checks(report)


def _excerpt(place: Place, paint: Paint) -> Iterator[str]:
    before = "…" if place.cut else ""
    shown = printable(place.excerpt or "")
    column = (place.column or 1) - 1 - place.cut
    width = max(1, min(place.width, len(shown) - column))
    yield f"    | {before}{shown}"
    yield f"    | {' ' * (len(before) + column)}{paint('^' * width, 'red')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
