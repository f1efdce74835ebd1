"""Rules about claims held against the texts themselves (IT4..): `istanbul-talks verify`."""

from istanbul_talks.findings.finding import Severity
from istanbul_talks.findings.rules.rule import Rule

RULES = (
    Rule(
        code="IT401",
        title="the text says something else there",
        why="At the claim's span the source's text has other characters than the wording. "
        "Nothing is lower-cased, stripped or normalised: 7.5 is not 7 5.",
    ),
    Rule(
        code="IT402",
        title="the text is not at hand",
        why="The folder has no <slug>.txt for the source of the claim. "
        "What could not be checked is unverifiable, never verified.",
        severity=Severity.WARNING,
    ),
    Rule(
        code="IT403",
        title="the text is another one",
        why="Its SHA-256 is not the one in the source's record: an edited or re-saved copy, "
        "in which spans may point anywhere. Its claims are unverifiable.",
        severity=Severity.WARNING,
    ),
    Rule(
        code="IT404",
        title="a computed value is wrong",
        why="Hash and length are computed from the text; the text at hand gives another value.",
    ),
    Rule(
        code="IT405",
        title="a claim that cannot be anchored",
        why="Its wording stands nowhere in the source, or in several places: "
        "only the coder knows which is meant.",
    ),
)
