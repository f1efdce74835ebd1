"""The texts that a reader has: the page holds those that are the very texts of the sources."""

import os
from collections.abc import Iterable

import attrs

from istanbul_talks.evidence.texts import SourceText, Texts
from istanbul_talks.model.records import Source


@attrs.frozen
class Held:
    """Texts by the id of their source, and why those of other sources are left out."""

    texts: dict[str, str]
    absent: dict[str, str]


def held_texts(sources: Iterable[Source], folder: str | os.PathLike[str]) -> Held:
    """The texts of the sources whose records fix one, from a folder of ``<slug>.txt`` files.

    A text whose SHA-256 is not that of its source is left out: its spans would point elsewhere.
    Raises `NotADirectoryError` if there is no such folder.
    """
    found = Texts(folder)
    held = Held({}, {})
    for source in sources:
        if source.text_sha256 is None:
            continue
        text = found.of(source)
        if isinstance(text, SourceText):
            held.texts[source.id] = text.text
        else:
            held.absent[source.id] = text.value
    return held
