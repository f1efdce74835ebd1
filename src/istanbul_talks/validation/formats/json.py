"""A report as JSON, for programs."""

import json
from typing import Any

from istanbul_talks.findings.finding import Finding
from istanbul_talks.findings.report import Report
from istanbul_talks.validation.formats.text import escaped


def json_report(report: Report) -> str:
    """An object with a summary and the findings, one a line."""
    findings = ",\n".join(
        f"  {json.dumps(_finding(f), ensure_ascii=False)}" for f in report.findings
    )
    summary: dict[str, Any] = {
        "valid": report.ok,
        "errors": report.errors,
        "warnings": report.warnings,
        "inputs": report.inputs,
        "unread": report.unread,
        "records": report.records,
        "claims": report.claims,
        "unchecked": report.unchecked,
        "checks": report.checks,
        "skipped": report.skipped,
    }
    if report.stopped:
        summary["stopped"] = report.stopped
    if report.omitted:
        summary["omitted"] = report.omitted
    body = f"[\n{findings}\n ]" if findings else "[]"
    return escaped(f'{{"summary": {json.dumps(summary)},\n "findings": {body}}}\n')


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    value = {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "pointer": place.pointer,
        "record": finding.record,
        "field": finding.field,
    }
    return {key: held for key, held in value.items() if held is not None}
