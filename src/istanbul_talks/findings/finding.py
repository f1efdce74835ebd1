"""One problem that validation met."""

from enum import IntEnum, StrEnum

import attrs


class Severity(StrEnum):
    """How bad a finding is: only errors make data invalid."""

    ERROR = "error"
    WARNING = "warning"


class ExitStatus(IntEnum):
    """What a command tells the shell."""

    CLEAN = 0
    FINDINGS = 1
    UNREADABLE = 2
    INTERRUPTED = 130


@attrs.frozen(kw_only=True)
class Place:
    """Where in an input something stands.

    Lines and columns count from 1, columns in Unicode code points; both are None where the input
    as a whole is meant. ``pointer`` is a JSON Pointer (RFC 6901) into the file or, in JSON Lines,
    into the record on that line.
    """

    file: str
    pointer: str = ""
    line: int | None = None
    column: int | None = None
    width: int = 1
    excerpt: str | None = None
    """The line, or what is kept of a long one around the column."""
    cut: int = 0
    """How many characters of the line were cut off before the excerpt."""

    @property
    def is_file(self) -> bool:
        """Whether it stands in a file; ``<stdin>`` and ``<text>`` are none."""
        return not (self.file.startswith("<") and self.file.endswith(">"))

    def __str__(self) -> str:
        return ":".join(str(p) for p in (self.file, self.line, self.column) if p is not None)


@attrs.frozen(kw_only=True)
class Finding:
    """One problem: which rule, how bad, where, what is wrong, and what to do about it."""

    code: str
    severity: Severity
    message: str
    place: Place
    record: str | None = None
    field: str | None = None
    hint: str | None = None

    def __str__(self) -> str:
        return f"{self.place}  {self.severity} {self.code}  {self.message}"
