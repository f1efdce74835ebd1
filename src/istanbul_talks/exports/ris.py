"""RIS, in UTF-8 for reference managers: the dataset and its sources, to be cited.

Lost: everything but what a reference has. See `istanbul_talks.citing.ris` for its tags.
"""

from pathlib import Path

from istanbul_talks.dataset import Dataset


def write(dataset: Dataset, path: Path) -> None:
    """Write one file; its lines end as RIS wants them, in carriage return and line feed.

    Raises `OSError`, and `Uncitable` if the record of a source is missing.
    """
    path.write_text(f"{dataset.cite().ris()}\n", "utf-8", newline="\r\n")
