"""How to cite records: the dataset and every source that they rest on, one format a file."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from istanbul_talks.citing.works import Work

FORMATS = {
    "text": "plain text, for people",
    "bibtex": "for LaTeX (biblatex)",
    "csl-json": "for Zotero, pandoc and citation processors",
    "ris": "for reference managers",
}
"""All formats and what they are for.

Each is a module here, with dashes as underscores, with a function of the name ``NAME_entries``.
"""


def writer(name: str) -> "Callable[[Sequence[Work]], str]":
    """The function that writes works in a format; its module is imported when it is needed."""
    plain = name.replace("-", "_")
    module: Any = import_module(f"{__name__}.{plain}")
    function: Callable[[Sequence[Work]], str] = getattr(module, f"{plain}_entries")
    return function
