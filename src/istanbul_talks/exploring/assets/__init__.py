"""The script and the style of the page, built from ``explorer/`` by `npm run build`.

They are read through the loader, so that a zipped wheel works, too.
"""

from collections.abc import Callable
from pathlib import Path

NAMES = ("explorer.js", "explorer.css", "LICENSES.txt")
"""The files; the last has the licences of the libraries that the script holds."""


def asset(name: str) -> str:
    """The text of one of `NAMES`. Raises `FileNotFoundError` if the installation lacks it."""
    read: Callable[[str], bytes] = __loader__.get_data  # type: ignore[name-defined]
    try:
        return read(str(Path(__file__).parent / name)).decode()
    except OSError:
        raise FileNotFoundError(f"the installation of istanbul-talks lacks {name}") from None
