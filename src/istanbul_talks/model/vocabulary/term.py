"""A term: one value of a vocabulary, with the definition that a coder decides by."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """One value of a vocabulary. It is a string, so it compares and serialises as one.

    ``label`` is what a person reads, ``definition`` says when the term applies.
    (Not ``title``: that would override ``str.title``.)
    """

    label: str
    definition: str

    def __new__(cls, value: str, definition: str = "", label: str | None = None) -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.definition = definition
        term.label = label or value.replace("_", " ")
        return term
