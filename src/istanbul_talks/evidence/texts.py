"""The texts of sources, from a folder of ``<slug>.txt`` files, each known by its SHA-256.

They are other people's articles and stay out of the project; who has them can hold every claim
against them. A text is what the file says, byte for byte: nothing is normalised.
"""

import hashlib
import os
from enum import StrEnum
from pathlib import Path

import attrs

from istanbul_talks.io.inputs import is_special
from istanbul_talks.model.records import Source
from istanbul_talks.model.values import Id


class Absence(StrEnum):
    """Why the text of a source cannot be used."""

    NOT_AT_HAND = "its text is not at hand"
    OTHER_TEXT = "its text is another one: the SHA-256 differs"
    NOT_FIXED = "its record fixes no text: it has no text_sha256"
    NOT_UTF8 = "its text is not UTF-8"
    UNREADABLE = "its text cannot be read"


@attrs.frozen
class SourceText:
    """A text and the two values that are computed from it."""

    text: str
    sha256: str

    @property
    def length(self) -> int:
        """In Unicode code points."""
        return len(self.text)


class Texts:
    """A folder of source texts. Raises `NotADirectoryError` if there is none at the path."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._folder = Path(folder)
        if not self._folder.is_dir():
            raise NotADirectoryError(f"{folder} is no folder of source texts (<slug>.txt)")
        self._read: dict[str, SourceText | Absence] = {}

    def path(self, source: Id) -> Path:
        """Where the text of a source would lie."""
        return self._folder / f"{source.slug}.txt"

    def at_hand(self, source: Id) -> SourceText | Absence:
        """The text of a source as it lies in the folder, whatever its record says."""
        if source not in self._read:
            self._read[source] = _read(self.path(source))
        return self._read[source]

    def of(self, source: Source) -> SourceText | Absence:
        """The text that the source's record fixes, or why it cannot be had."""
        text = self.at_hand(source.id)
        if isinstance(text, Absence):
            return text
        if source.text_sha256 is None:
            return Absence.NOT_FIXED
        return text if text.sha256 == source.text_sha256 else Absence.OTHER_TEXT


def _read(path: Path) -> SourceText | Absence:
    if is_special(path):
        return Absence.UNREADABLE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Absence.NOT_AT_HAND
    except OSError:
        return Absence.UNREADABLE
    try:
        return SourceText(data.decode("utf-8"), hashlib.sha256(data).hexdigest())
    except UnicodeDecodeError:
        return Absence.NOT_UTF8
