"""A rule: what it demands, why, and an example either way."""

import attrs

from istanbul_talks.findings.finding import Severity


@attrs.frozen(kw_only=True)
class Rule:
    """One thing that validation looks at.

    ``bad`` breaks this rule and no other, ``good`` breaks none; both are the JSON text of a record
    or of several (an array), with claims left out where they do not matter. Rules about text that
    is no JSON have neither.
    """

    code: str
    title: str
    why: str
    severity: Severity = Severity.ERROR
    bad: str | None = None
    good: str | None = None
