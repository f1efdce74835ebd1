"""The files of the corpus, and what is said about each."""

import functools
import json
from pathlib import Path
from typing import Any

from istanbul_talks import validate
from istanbul_talks.findings.report import Report
from istanbul_talks.io.inputs import inputs

CORPUS = Path(__file__).parent / "corpus"
INVALID = CORPUS / "invalid"
VALID = CORPUS / "valid"
TABLE = INVALID / "expected.json"

EXPECTED: dict[str, dict[str, Any]] = json.loads(TABLE.read_text("utf-8"))
"""By the file in which it stands, the code, pointer, line and column of its only finding.

Lines and columns were set by looking at the files: they are where a person would look. A file of a
directory stands for the directory, which is read as one dataset.
"""


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
