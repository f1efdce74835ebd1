"""BibTeX, in UTF-8 for biblatex: the dataset and its sources, to be cited.

Lost: all records but the sources, all claims, and of a source what it depicts, its parts and its
hash. Dates are EDTF, names stay whole; ``created``, ``rights`` and, with a time of day,
``published`` are fields of our own, which styles ignore.
"""

from pathlib import Path

from istanbul_talks.dataset import Dataset


def write(dataset: Dataset, path: Path) -> None:
    """Write one file. Raises `OSError`, and `Uncitable` if the record of a source is missing."""
    path.write_text(f"{dataset.cite().bibtex()}\n", "utf-8", newline="\n")
