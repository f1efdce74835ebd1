"""What a validation run found, and what it looked at."""

import attrs

from istanbul_talks.findings.finding import ExitStatus, Finding, Severity


@attrs.frozen(kw_only=True)
class Report:
    """The findings of one run, in the order of the inputs, and the counts behind them.

    ``unread`` inputs could not be read at all; ``unchecked`` records were too malformed for the
    rules beyond the schema to be tried on them. Neither ever counts as valid.
    """

    findings: tuple[Finding, ...]
    inputs: int
    unread: int
    records: int
    claims: int
    unchecked: int

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return sum(finding.severity is Severity.WARNING for finding in self.findings)

    @property
    def ok(self) -> bool:
        """Whether everything was read and checked, and nothing is wrong."""
        return self.exit_status is ExitStatus.CLEAN

    @property
    def exit_status(self) -> ExitStatus:
        """0 clean (warnings allowed), 1 errors, 2 an input could not be read."""
        if self.unread:
            return ExitStatus.UNREADABLE
        return ExitStatus.FINDINGS if self.errors else ExitStatus.CLEAN


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
