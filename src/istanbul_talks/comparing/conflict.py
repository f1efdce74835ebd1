"""What a merge leaves for a person to decide."""

from typing import Any, NamedTuple

import attrs

from istanbul_talks.dataset import Dataset
from istanbul_talks.model.claims import Claim


class Reason(NamedTuple):
    """Why something was not taken in, and what a person can do."""

    reason: str
    hint: str | None


@attrs.frozen(kw_only=True)
class Conflict:
    """Something of the other data that was not taken in, and why.

    ``field`` is None where the whole record is meant. ``base`` and ``other`` are what the two hold
    there, None or an empty tuple for no value; for a whole record, ``other`` is that record.
    ``claims`` are the claims and dissents that were left out, so that nothing is lost.
    """

    record: str
    field: str | None
    reason: str
    hint: str | None = None
    base: Any = None
    other: Any = None
    claims: tuple[Claim, ...] = ()

    def __str__(self) -> str:
        where = f"{self.record}, field {self.field}" if self.field else self.record
        return f"{where}: {self.reason}"


@attrs.frozen
class Merged:
    """What came of a merge: the dataset, and what is left for a person to decide."""

    dataset: Dataset
    conflicts: tuple[Conflict, ...]
