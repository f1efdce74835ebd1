"""What records are called in pictures."""

from collections.abc import Iterable

from istanbul_talks.citing.canonical import find_canonical
from istanbul_talks.model import naming
from istanbul_talks.model.records import Record
from istanbul_talks.plotting.data import Data

OWN_VOICE = "own voice"
"""Who claims what a source says without naming anybody: the source itself."""


def name_of(dataset: Data, id: str) -> str:
    """What a record is called: its name, title or summary, or else the words of its id."""
    record = found(dataset, id)
    return own_name(record) if record is not None else _words(id)


def found(dataset: Data, id: str) -> Record | None:
    """A record of the dataset or, as outside data may refer to these, of the canonical one."""
    return dataset[id] if id in dataset else find_canonical(id)


def own_name(record: Record) -> str:
    """The same of a record that is at hand."""
    if (text := naming.own_name(record)) is not None:
        return " ".join(text.split())
    return _words(record.id)


def names_of(dataset: Data, ids: Iterable[str | None]) -> str:
    """Names in a row, each once; None is a source's own voice."""
    names = (OWN_VOICE if id is None else name_of(dataset, id) for id in ids)
    return ", ".join(dict.fromkeys(names))


def voices_of(dataset: Data, claimants: Iterable[str | None], sources: Iterable[str]) -> str:
    """The names of claimants; in a source's own voice, the source's outlet or else its title."""
    outlets = ", ".join(dict.fromkeys(_outlet(dataset, source) for source in sources))
    return names_of(dataset, claimants).replace(OWN_VOICE, f"{outlets or 'source'}, {OWN_VOICE}")


def _outlet(dataset: Data, source: str) -> str:
    record = found(dataset, source)
    publisher = getattr(record, "publisher", None)
    return shortened(name_of(dataset, publisher or source), 40)


def ids_text(ids: Iterable[str | None]) -> str:
    """Ids in one text, each once, separated by spaces; a source's own voice has none."""
    return " ".join(dict.fromkeys(id for id in ids if id is not None))


def shortened(text: str, length: int) -> str:
    """A text cut to so many characters, with an ellipsis where something is missing."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _words(id: str) -> str:
    return id.partition("/")[2].replace("-", " ") or id
