"""RIS, in UTF-8 for reference managers: the dataset and its sources, to be cited.

Lost: all records but the sources, all claims, and of a source what it depicts, its parts, its hash
and which record contains it (the title of that one is kept). What is no plain date or has no tag
is in notes; a name with a comma is taken apart by what reads it.
"""

from pathlib import Path

from istanbul_talks.dataset import Dataset


def write(dataset: Dataset, path: Path) -> None:
    """Write one file; its lines end as RIS wants them, in carriage return and line feed.

    Raises `OSError`, and `Uncitable` if the record of a source is missing.
    """
    path.write_text(f"{dataset.cite().ris()}\n", "utf-8", newline="\r\n")
