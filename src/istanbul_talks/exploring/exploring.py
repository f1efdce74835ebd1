"""Writing a dataset as a page that anyone can open."""

import os

from istanbul_talks.dataset import Dataset
from istanbul_talks.exploring.page import page
from istanbul_talks.exploring.payload import payload, sources_of
from istanbul_talks.exploring.texts import Held, held_texts
from istanbul_talks.garbage import seldom_collecting
from istanbul_talks.io.atomic import replaceable, write_atomic
from istanbul_talks.writing import check_form


def explore(
    dataset: Dataset,
    path: str | os.PathLike[str],
    *,
    sources: str | os.PathLike[str] | None = None,
    force: bool = False,
) -> dict[str, str]:
    """Write a dataset as one HTML file that shows it: no server, no network, no other file.

    With ``sources``, a folder of ``<slug>.txt`` files, the page holds the texts of the sources,
    with the span of every claim: such a page is for whoever may have the texts. A text that is not
    the very one that a source's record fixes is left out; returned is why, by the id of the source.

    What is there already stays unless ``force`` is True. Raises `FileExistsError`, other `OSError`,
    and `ValidationFailed` if a record does not have the form that the JSON Schema demands.
    """
    replaceable(path, force=force)  # before the work
    check_form(dataset)
    with seldom_collecting():
        held = Held({}, {}) if sources is None else held_texts(sources_of(dataset), sources)
        text = page(payload(dataset, held))
    write_atomic(path, text.encode(), force=force)
    return held.absent
