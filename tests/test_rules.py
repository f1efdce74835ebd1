"""The rules say of the corpus what is kept of them, whichever way they are asked.

(What a test of the corpus looks at file by file, in one go: mutants of the rules are held to it.)
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import naive
from corpus_files import EXPECTED, INVALID, KEPT_WORDS, entry, valid_entries, words
from istanbul_talks.findings.finding import Finding
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run, gathered

CANONICAL = canonical_facts()


def plainly(sources: list[Input | Unreadable]) -> Iterable[Finding]:
    """Every rule asked about every record."""
    return naive.findings((s for s in sources if isinstance(s, Input)), CANONICAL)


def quickly(sources: list[Input | Unreadable]) -> Iterable[Finding]:
    """The gate first."""
    return Run(sources, CANONICAL).check().findings


WAYS = [plainly, quickly]
Way = Callable[[list[Input | Unreadable]], Iterable[Finding]]

ABOUT_DOCUMENTS = "IT205"
"""It takes no record to break this one, and the plain way asks about records."""

FILES = [
    file
    for file in EXPECTED
    if file.startswith(("IT2", "IT3")) and not file.startswith(ABOUT_DOCUMENTS)
]


def told(way: Way, path: Path) -> list[dict[str, Any]]:
    """What is found in an entry of the corpus, whole."""
    return [
        {
            "file": str(Path(finding.place.file).relative_to(INVALID)),
            "code": finding.code,
            "pointer": finding.place.pointer,
            "line": finding.place.line,
            "column": finding.place.column,
            **words(finding),
        }
        for finding in way(gathered([path]))
    ]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_told_of_invalid_files_is_what_is_kept(way: Way) -> None:
    for file in FILES:
        assert told(way, entry(file)) == [{"file": file, **EXPECTED[file], **KEPT_WORDS[file]}]


@pytest.mark.parametrize("way", WAYS)
def test_of_valid_files_nothing_is_told(way: Way) -> None:
    for path in valid_entries():
        assert told(way, path) == []
