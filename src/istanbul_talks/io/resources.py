"""The files that travel with the package: the canonical data and the JSON Schema.

A wheel carries them in ``istanbul_talks/shipped``; in a checkout, and so in an editable install,
they stand at the top. They are read through the loader, so that a zipped wheel works, too.
"""

from collections.abc import Callable
from pathlib import Path

import istanbul_talks

_PACKAGE = Path(istanbul_talks.__file__).parent


def resource(folder: str, name: str) -> bytes:
    """The bytes of a shipped file. Raises `FileNotFoundError` if the installation lacks it."""
    read: Callable[[str], bytes] = istanbul_talks.__loader__.get_data  # type: ignore[attr-defined]
    for root in (_PACKAGE / "shipped", _PACKAGE.parents[1]):
        try:
            return read(str(root / folder / name))
        except OSError:
            continue
    raise FileNotFoundError(f"the installation of istanbul-talks lacks {folder}/{name}")


def checkout() -> Path | None:
    """The top of the checkout that the package runs from; None if it is installed."""
    top = _PACKAGE.parents[1]
    return top if (top / "pyproject.toml").is_file() and _PACKAGE.parent.name == "src" else None
