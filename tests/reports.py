"""Reports made for tests: small ones by hand, and any that a run could never give."""

from typing import Any

from hypothesis import strategies as st

from istanbul_talks.findings.finding import Finding, Place, Severity
from istanbul_talks.findings.report import Report
from istanbul_talks.findings.rules import CATALOGUE


def finding(code: str = "IT104", **given: Any) -> Finding:
    """A finding with a place of its own unless told otherwise."""
    place = Place(file="data/mine.json", pointer="/records/0/kind", line=3, column=9, width=5)
    known: dict[str, Any] = {
        "message": '"sate" is no actor kind',
        "place": place,
        "hint": "did you mean 'state'?",
    }
    return Finding(code=code, severity=CATALOGUE[code].severity, **(known | given))


def report(*findings: Finding, **given: Any) -> Report:
    """A report with these findings."""
    known: dict[str, Any] = {"inputs": 1, "unread": 0, "records": 4, "claims": 9, "unchecked": 0}
    return Report(findings=findings, **(known | given))


WARNING = finding("IT363", message="so has actor/y", hint=None, record="actor/x", field="name")
UNREAD = finding("IT001", message="cannot be read", place=Place(file="nowhere.json"), hint=None)
PIPED = finding(place=Place(file="<stdin>", pointer="/records/1", line=7, column=2))

TEXTS = st.text(st.characters(), max_size=20)
PLACES = st.builds(
    Place,
    file=st.text(min_size=1, max_size=20).filter(lambda name: "\0" not in name),
    pointer=TEXTS,
    line=st.integers(1, 99),
    column=st.integers(1, 99),
    excerpt=TEXTS,
)
FINDINGS = st.builds(
    Finding,
    code=st.sampled_from([*CATALOGUE]),
    severity=st.sampled_from(Severity),
    message=TEXTS,
    place=PLACES,
    record=TEXTS,
    field=TEXTS,
    hint=TEXTS,
)
REPORTS = st.lists(FINDINGS, max_size=3).map(lambda found: report(*found))
"""Reports that no run would give: every text can hold anything, half characters, too."""
