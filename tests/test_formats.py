"""How a report is written: the formats there are, and how much of a report they show."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given

from istanbul_talks.cli.group import main
from istanbul_talks.findings.report import Report
from istanbul_talks.validation import formats
from istanbul_talks.validation.formats import FORMATS, writer
from istanbul_talks.validation.formats.json import json_report
from istanbul_talks.validation.formats.text import text_report
from reports import REPORTS, WARNING, finding, report


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


def run(*args: str) -> Result:
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
    assert shown.splitlines()[-2].startswith("1,225 records, 0 claims: 1,225 errors")
    assert shown.splitlines()[-1].startswith("checked: schema, ")
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
