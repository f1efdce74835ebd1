"""Libraries that only some uses of this package need: its extras."""

import importlib
from typing import Any


class MissingExtra(ImportError):
    """A library is not installed that this use needs; the message says how to get it."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(f"{library} is not installed: pip install 'istanbul-talks[{extra}]'")


def require(library: str, extra: str) -> Any:
    """A library that belongs to an extra. Raises `MissingExtra` if it is not installed."""
    try:
        return importlib.import_module(library)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != library.partition(".")[0]:
            raise  # it is there, and lacks something else
        raise MissingExtra(library.partition(".")[0], extra) from None
