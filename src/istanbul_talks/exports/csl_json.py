"""CSL-JSON, for Zotero, pandoc and citation processors: the dataset and its sources, to be cited.

Lost: all records but the sources, all claims, and of a source what it depicts, its parts and its
hash. Names stay whole (``literal``); the exact EDTF dates, rights and the containing item's id
are in ``custom``.
"""

from pathlib import Path

from istanbul_talks.dataset import Dataset


def write(dataset: Dataset, path: Path) -> None:
    """Write one file. Raises `OSError`, and `Uncitable` if the record of a source is missing."""
    path.write_text(f"{dataset.cite().csl_json()}\n", "utf-8", newline="\n")
