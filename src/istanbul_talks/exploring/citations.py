"""How to cite what a page shows: each work once, in each format that the page offers."""

from collections.abc import Sequence
from typing import Any

from istanbul_talks.citing import writer
from istanbul_talks.citing.gathering import cite
from istanbul_talks.dataset import Dataset
from istanbul_talks.model.records import Record

STYLES = ("text", "bibtex")
"""What the page offers to copy."""


def citations(dataset: Dataset, beside: Sequence[Record] = ()) -> dict[str, dict[str, Any]]:
    """Works by id, each in every style, and the work that contains it; datasets come first.

    What is cited for a record: the dataset, the canonical one if the record refers to that, and
    the sources of its claims, in the order of their ids, with an empty line between any two.
    ``beside`` are canonical records that the dataset refers to. Raises `Uncitable`.
    """
    works = {work.id: work for work in dataset.cite().works}
    for work in cite(beside).works if beside else ():
        works.setdefault(work.id, work)
    return {
        id: {
            **{style: writer(style)([work]) for style in STYLES},
            **({"within": work.container.id} if work.container else {}),
        }
        for id, work in works.items()
    }
