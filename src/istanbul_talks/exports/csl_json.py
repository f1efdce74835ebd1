"""CSL-JSON, for Zotero, pandoc and citation processors: the dataset and its sources, to be cited.

Lost: everything but what a reference has. See `istanbul_talks.citing.csl_json` for its variables.
"""

from pathlib import Path

from istanbul_talks.dataset import Dataset


def write(dataset: Dataset, path: Path) -> None:
    """Write one file. Raises `OSError`, and `Uncitable` if the record of a source is missing."""
    path.write_text(f"{dataset.cite().csl_json()}\n", "utf-8", newline="\n")
