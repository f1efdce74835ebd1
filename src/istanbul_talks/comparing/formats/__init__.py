"""How a difference is written, one format a file."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

FORMATS = {
    "text": "for people",
    "json": "for programs; `istanbul-talks apply` reads it back",
    "markdown": "for a changelog",
}
"""All formats and what they are for: each a module here, ``NAME.py`` with ``NAME_difference``."""


def writer(name: str) -> Callable[..., str]:
    """The function that writes a difference in a format; imported when it is needed."""
    module: Any = import_module(f"{__name__}.{name}")
    function: Callable[..., str] = getattr(module, f"{name}_difference")
    return function
