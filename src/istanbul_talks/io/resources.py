"""The files that travel with the package: the canonical data and the JSON Schema.

A wheel carries them in ``istanbul_talks/shipped``; in a checkout, and so in an editable install,
they stand at the top. They are read through the loader, so that a zipped wheel works, too.
"""

from collections.abc import Callable
from pathlib import Path

from istanbul_talks.model.shapes import RECORDS

_PACKAGE = Path(__file__).parents[1]
_TOP = _PACKAGE.parents[1]
_ROOTS = (_PACKAGE / "shipped", *([_TOP] if (_TOP / "pyproject.toml").is_file() else []))

DOCUMENTS = tuple(f"{shape.collection}.json" for shape in RECORDS.values())
"""The names of the documents of the canonical dataset, one a collection."""


def document(name: str) -> bytes:
    """The bytes of a document of the canonical dataset."""
    return _resource("data", name)


def schema(name: str, version: str) -> bytes:
    """The bytes of the JSON Schema of a dataset or a record, as shipped."""
    return _resource(f"schema/v{version}", f"{name}.schema.json")


def _resource(folder: str, name: str) -> bytes:
    """Raises `FileNotFoundError` if the installation lacks the file."""
    read: Callable[[str], bytes] = __loader__.get_data  # type: ignore[name-defined]
    for root in _ROOTS:
        try:
            return read(str(root / folder / name))
        except OSError:
            continue
    raise FileNotFoundError(f"the installation of istanbul-talks lacks {folder}/{name}")
