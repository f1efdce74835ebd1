"""What a validation run found, and what it looked at."""

from collections import Counter
from collections.abc import Mapping

import attrs

from istanbul_talks.findings.finding import ExitStatus, Finding, Severity
from istanbul_talks.findings.rules import CATALOGUE

INTERRUPTED = "interrupted"
"""Why a run was stopped: by its user."""


@attrs.frozen(kw_only=True)
class Report:
    """The findings of one run, in the order of the inputs, and the counts behind them.

    ``unread`` inputs could not be read at all; ``unchecked`` records were too malformed for the
    rules beyond the schema to be tried on them. Neither ever counts as valid. ``names`` are the
    inputs as far as they are known by name. ``omitted`` says, by code, how many findings are
    counted but not among ``findings``. ``checks`` names the checks that were run, ``skipped``
    those that were not, and ``stopped`` says why not everything was looked at, if it was not.
    """

    findings: tuple[Finding, ...]
    inputs: int
    unread: int
    records: int
    claims: int
    unchecked: int
    names: tuple[str, ...] = ()
    omitted: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    checks: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    stopped: str | None = None

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return self._count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return self._count(Severity.WARNING)

    def shortened(self, most: int) -> "Report":
        """The same report with at most so many findings of each rule; its totals stay exact."""
        kept: list[Finding] = []
        shown: Counter[str] = Counter()
        omitted = Counter(self.omitted)
        for finding in self.findings:
            if shown[finding.code] < most:
                shown[finding.code] += 1
                kept.append(finding)
            else:
                omitted[finding.code] += 1
        return attrs.evolve(self, findings=tuple(kept), omitted=dict(sorted(omitted.items())))

    @property
    def ok(self) -> bool:
        """Whether everything was read and checked, and nothing is wrong."""
        return self.exit_status is ExitStatus.CLEAN

    @property
    def exit_status(self) -> ExitStatus:
        """0 clean (warnings allowed), 1 errors, 2 something was not read, 130 interrupted."""
        if self.stopped == INTERRUPTED:
            return ExitStatus.INTERRUPTED
        if self.unread or self.stopped:
            return ExitStatus.UNREADABLE
        return ExitStatus.FINDINGS if self.errors else ExitStatus.CLEAN

    def _count(self, severity: Severity) -> int:
        held = sum(finding.severity is severity for finding in self.findings)
        rest = (n for code, n in self.omitted.items() if CATALOGUE[code].severity is severity)
        return held + sum(rest)


class ValidationFailed(ValueError):
    """Data could not be read or are not valid; ``report`` says what is wrong, and where."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        first = [str(f) for f in self.report.findings if f.severity is Severity.ERROR][:5]
        more = self.report.errors - len(first)
        return "\n".join(
            [f"{self.report.errors} error(s)", *first] + [f"… {more} more"] * (more > 0)
        )
