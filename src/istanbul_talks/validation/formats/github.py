"""A report as workflow commands of GitHub Actions, which annotate the lines of a pull request.

The commands and their escapes are those of GitHub's own toolkit: ``%``, carriage return and line
feed are escaped everywhere, colon and comma in properties, too, because those separate them.
"""

from collections.abc import Iterator

from istanbul_talks.findings.finding import Finding, Place
from istanbul_talks.findings.report import Report
from istanbul_talks.findings.rules import CATALOGUE
from istanbul_talks.validation.formats.text import (
    checks,
    encodable,
    omission,
    printable,
    summary,
)

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github_report(report: Report) -> str:
    """A command for each finding, then a plain line with the totals for the log."""
    return encodable("".join(f"{line}\n" for line in _lines(report)))


def _lines(report: Report) -> Iterator[str]:
    for finding in report.findings:
        properties = {**_where(finding.place), "title": _title(finding.code)}
        yield _command(finding.severity, properties, _message(finding))
    for code, number in report.omitted.items():
        yield _command(CATALOGUE[code].severity, {"title": _title(code)}, omission(number))
    if report.stopped:
        yield _command("error", {"title": "stopped"}, report.stopped)
    yield summary(report)
    if report.checks:
        yield checks(report)


def _command(name: str, properties: dict[str, str], data: str) -> str:
    held = ",".join(
        f"{key}={printable(value.translate(_PROPERTY))}" for key, value in properties.items()
    )
    return f"::{name} {held}::{printable(data.translate(_DATA))}"


def _where(place: Place) -> dict[str, str]:
    if not place.is_file:
        return {}
    where = {"file": place.file}
    if place.line is not None:
        where |= {"line": str(place.line), "endLine": str(place.line)}
        if place.column is not None:
            where |= {"col": str(place.column), "endColumn": str(place.column + place.width)}
    return where


def _title(code: str) -> str:
    return f"{code} {CATALOGUE[code].title}"


def _message(finding: Finding) -> str:
    """The finding and its hint; the place, too, where no line of a file can be annotated."""
    place = "" if finding.place.is_file else f"{finding.place}: "
    return f"{place}{finding.message}" + (f"\nhint: {finding.hint}" if finding.hint else "")
