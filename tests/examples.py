"""Examples of the catalogue, completed, and what is found in them."""

from istanbul_talks.io.inputs import Input
from istanbul_talks.testing.examples import CODED, SOURCE, Json, complete
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run

__all__ = ["CODED", "SOURCE", "Json", "codes", "complete"]


def codes(text: str) -> list[str]:
    """The codes of what is found in the text of a dataset document."""
    report = Run([Input("example.json", text.encode())], canonical_facts()).check()
    return [finding.code for finding in report.findings]
