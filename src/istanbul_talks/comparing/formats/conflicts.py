"""Conflicts of a merge for people and for programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from istanbul_talks.comparing.conflict import Conflict
from istanbul_talks.comparing.formats.phrases import claim_text, record_label, value_text
from istanbul_talks.derived.converter import plain, unstructure
from istanbul_talks.model.records import Record


def sides(conflict: Conflict) -> Iterator[tuple[str, str]]:
    """What the base holds, what the other holds, and by which claims; each with its title."""
    if conflict.base is not None:
        yield "base", _text(conflict.base)
    yield "other", _text(conflict.other)
    for claim in conflict.claims:
        yield "", claim_text(claim)


def conflict_values(conflicts: Iterable[Conflict]) -> list[dict[str, Any]]:
    """The JSON values of conflicts; they hold all that was left out of the merge."""
    return [_value(conflict) for conflict in conflicts]


def _value(conflict: Conflict) -> dict[str, Any]:
    value = {
        "record": str(conflict.record),
        "field": conflict.field,
        "reason": conflict.reason,
        "hint": conflict.hint,
        "base": _plain(conflict.base),
        "other": _plain(conflict.other),
        "claims": [plain(claim) for claim in conflict.claims],
    }
    return {name: held for name, held in value.items() if held not in (None, [])}


def _plain(value: Any) -> Any:
    return unstructure(value) if isinstance(value, Record) else plain(value)


def _text(value: Any) -> str:
    return record_label(value) if isinstance(value, Record) else value_text(value)
