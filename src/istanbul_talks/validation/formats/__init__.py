"""How a report is written, one format a file."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

FORMATS = {
    "text": "for people",
    "json": "for programs",
    "sarif": "for code scanning and editors",
    "github": "for annotations on a pull request",
    "junit": "for test reports",
}
"""All formats and what they are for: each is a module here, ``NAME.py`` with ``NAME_report``."""


def writer(name: str) -> Callable[..., str]:
    """The function that writes a report in a format; its module is imported when it is needed."""
    module: Any = import_module(f"{__name__}.{name}")
    function: Callable[..., str] = getattr(module, f"{name}_report")
    return function
