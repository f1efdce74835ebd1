"""CSV as a Frictionless Data Package: a folder with a file for each collection, and the claims.

Nothing is lost: `istanbul_talks.read` gives the same dataset back, and `validate` checks the
folder like any other data. ``datapackage.json`` describes the columns, keys and terms for
frictionless, R and others; ``terms.csv`` defines the terms, ``records.csv`` lists every id that is
named, so that foreign keys hold for data that refer to records elsewhere, too. Fields of several
values are JSON arrays. A text that a spreadsheet would run as a formula has an apostrophe before
it, which reading takes away.
"""

from pathlib import Path

from istanbul_talks.dataset import Dataset
from istanbul_talks.packages.writing import write_package
from istanbul_talks.writing import check_form


def write(dataset: Dataset, path: Path) -> None:
    """Write the folder. Raises `ValidationFailed` if a record has not its form, and `OSError`."""
    check_form(dataset)
    path.mkdir()
    write_package(dataset, path)
