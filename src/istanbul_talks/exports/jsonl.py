"""JSON Lines: a record a line, as `validate` and every stream reader take them.

Lost: version, title and licence of the dataset, which no line has room for. A dataset
without records gives an empty file, which is refused when it is read (IT003).
"""

from pathlib import Path

from istanbul_talks.dataset import Dataset
from istanbul_talks.writing import write as write_canonical


def write(dataset: Dataset, path: Path) -> None:
    """Write the records, checked, in canonical form. Raises `ValidationFailed`, `OSError`."""
    lines = path.with_name("export.jsonl")
    write_canonical(dataset, lines)
    lines.rename(path)
