"""What came of looking at records: findings, as many as are wanted, and counts of them all."""

from collections import Counter

import attrs

from istanbul_talks.findings.finding import Finding


@attrs.define
class Tally:
    """Findings in the order in which they stand: of each rule at most so many, and a count of all.

    ``most`` is None where all are wanted.
    """

    most: int | None
    findings: list[Finding] = attrs.field(factory=list)
    counts: Counter[str] = attrs.field(factory=Counter)

    def wants(self, code: str) -> bool:
        """Whether a further finding of a rule would be kept."""
        return self.most is None or self.counts[code] < self.most

    def add(self, finding: Finding) -> None:
        """Count a finding, and keep it if it is wanted."""
        if self.wants(finding.code):
            self.findings.append(finding)
        self.counts[finding.code] += 1

    def merge(self, later: "Tally", lines: int = 0) -> None:
        """Take in what stands after these, so many lines further on than it says."""
        taken: Counter[str] = Counter()
        for finding in later.findings:
            if self.most is None or self.counts[finding.code] + taken[finding.code] < self.most:
                taken[finding.code] += 1
                self.findings.append(moved(finding, lines))
        self.counts.update(later.counts)


def moved(finding: Finding, lines: int) -> Finding:
    """The finding so many lines further down."""
    place = finding.place
    if not lines or place.line is None:
        return finding
    return attrs.evolve(finding, place=attrs.evolve(place, line=place.line + lines))


@attrs.define
class Outcome:
    """What came of looking at one block for the first time.

    ``size`` is the share of the input that it stands for, ``lines`` are the line ends in it.
    ``unread`` records could not be read at all, ``unchecked`` ones were too malformed for the rules
    beyond the schema.
    """

    tally: Tally
    size: int = 0
    lines: int = 0
    records: int = 0
    claims: int = 0
    unread: int = 0
    unchecked: int = 0
