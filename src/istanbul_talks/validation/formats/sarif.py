"""A report as SARIF 2.1.0, for code scanning on a forge and for viewers in editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from istanbul_talks.findings.finding import Finding, Place
from istanbul_talks.findings.report import Report
from istanbul_talks.findings.rules import CATALOGUE, LAYERS
from istanbul_talks.validation.formats.text import escaped, omission, printable

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
VERSION = "2.1.0"

Json = dict[str, Any]

_LAYER = {rule.code: layer for layer, rules in LAYERS.items() for rule in rules}


def sarif_report(report: Report) -> str:
    """One run: the rules that were broken, whether all was read, and the findings, one a line."""
    codes = sorted({finding.code for finding in report.findings} | report.omitted.keys())
    run = {
        "tool": {
            "driver": {
                "name": "istanbul-talks",
                "semanticVersion": version("istanbul-talks"),
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
    }
    results = [_result(finding, codes.index(finding.code)) for finding in report.findings]
    body = ",\n".join(_text(result) for result in results)
    return (
        f'{{"$schema": {_text(SCHEMA)}, "version": {_text(VERSION)},\n'
        f' "runs": [{_text(run)[:-1]},\n "results": [\n{body}\n]}}]}}\n'
    )


def _text(value: Any) -> str:
    return escaped(json.dumps(value, ensure_ascii=False))


def _rule(code: str) -> Json:
    rule = CATALOGUE[code]
    return {
        "id": code,
        "shortDescription": _message(rule.title),
        "fullDescription": _message(rule.why),
        "help": _message(f"{rule.why} `istanbul-talks explain {code}` shows examples."),
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [_LAYER[code]]},
    }


def _invocation(report: Report) -> Json:
    notes = [
        *_note(report.unread, "error", "could not be read"),
        *_note(report.unchecked, "warning", "malformed: not checked beyond the form"),
        *({"level": "note", "message": _message(f"not checked: {c}")} for c in report.skipped),
        *_stopped(report),
        *(
            {"level": "note", "message": _message(omission(n)), "associatedRule": {"id": code}}
            for code, n in report.omitted.items()
        ),
    ]
    return {
        "executionSuccessful": not (report.unread or report.stopped),
        "exitCode": int(report.exit_status),
        **({"toolExecutionNotifications": notes} if notes else {}),
    }


def _stopped(report: Report) -> list[Json]:
    message = _message(f"stopped before the end: {report.stopped}")
    return [{"level": "error", "message": message}] if report.stopped else []


def _note(number: int, level: str, what: str) -> list[Json]:
    return [{"level": level, "message": _message(f"{number:,} {what}")}] if number else []


def _result(finding: Finding, rule: int) -> Json:
    properties = {"record": finding.record, "field": finding.field}
    given = {key: value for key, value in properties.items() if value is not None}
    hint = f"\nhint: {finding.hint}" if finding.hint else ""
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": _message(finding.message + hint),
        "locations": [_location(finding.place)],
        **({"properties": given} if given else {}),
    }


def _location(place: Place) -> Json:
    physical: Json = {"artifactLocation": _artifact(place)}
    if place.line is not None:
        physical["region"] = {"startLine": place.line, "endLine": place.line}
        if place.column is not None:
            # The end is the column behind the last character.
            columns = {"startColumn": place.column, "endColumn": place.column + place.width}
            physical["region"] |= columns
    location: Json = {"physicalLocation": physical}
    if place.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": place.pointer}]
    return location


def _artifact(place: Place) -> Json:
    """A file below the working directory by its relative path, another by its whole address."""
    if not place.is_file:
        return {"description": {"text": place.file}}
    path = Path(place.file)
    if path.is_absolute() and not path.is_relative_to(Path.cwd()):
        return {"uri": path.as_uri()}
    relative = path.relative_to(Path.cwd()) if path.is_absolute() else path
    return {"uri": quote(os.fsencode(relative.as_posix()))}


def _message(text: str) -> Json:
    """A message object; braces and, in what would be a link, brackets stand for themselves."""
    lines = "\n".join(printable(line) for line in text.split("\n"))
    literal = lines.replace("{", "{{").replace("}", "}}")
    if "](" in literal:
        literal = literal.replace("[", "\\[").replace("]", "\\]")
    return {"text": literal}
