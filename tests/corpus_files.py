"""The files of the corpus, and what is said about each."""

import functools
import json
import os
from pathlib import Path
from typing import Any

from istanbul_talks import validate
from istanbul_talks.findings.finding import Finding
from istanbul_talks.findings.report import Report
from istanbul_talks.io.inputs import inputs

CORPUS = Path(__file__).parent / "corpus"
INVALID = CORPUS / "invalid"
VALID = CORPUS / "valid"
TABLE = INVALID / "expected.json"
WORDS = CORPUS.parent / "corpus-words.json"

EXPECTED: dict[str, dict[str, Any]] = json.loads(TABLE.read_text("utf-8"))
"""By the file in which it stands, the code, pointer, line and column of its only finding.

Lines and columns were set by looking at the files: they are where a person would look. A file of a
directory stands for the directory, which is read as one dataset.
"""

KEPT_WORDS: dict[str, dict[str, str | None]] = json.loads(WORDS.read_text("utf-8"))
"""By file, what its finding says, what to do, and of which record and field; written by
`tools/corpus_words.py`."""

WORDS_OF_ANOTHER = "IT004"
"""What is no JSON is told in the words of Python's reader, which differ from version to version."""


def entry(file: str) -> Path:
    """What is validated: the file of a row, or the directory that it lies in."""
    return INVALID / Path(file).parts[0]


def invalid_entries() -> list[Path]:
    """The invalid files and directories, without the table about them."""
    return [path for path in _entries(INVALID) if path != TABLE]


def valid_entries() -> list[Path]:
    """The valid files and directories."""
    return _entries(VALID)


def files(*entries: Path) -> list[Path]:
    """The files of these entries."""
    return [Path(source.name) for path in entries for source in inputs(path)]


@functools.cache
def report_on(path: Path) -> Report:
    """What is found in a file or directory; more than one test asks."""
    return validate(path, duplicate_keys=True)


def _entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def words(finding: Finding) -> dict[str, str | None]:
    """What a finding in the corpus says, and of what; files are named from the corpus on."""
    message = finding.message.replace(f"{INVALID}{os.sep}", "")
    about = {"record": finding.record, "field": finding.field}
    return {"message": message, "hint": finding.hint, **about}


def all_words() -> dict[str, dict[str, str | None]]:
    """The words of all findings of the corpus that are our own."""
    ours = (file for file, row in EXPECTED.items() if row["code"] != WORDS_OF_ANOTHER)
    return {file: words(report_on(entry(file)).findings[0]) for file in ours}
