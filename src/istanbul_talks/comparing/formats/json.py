"""A difference as JSON, for programs, and to be applied."""

import json
from collections.abc import Iterable
from typing import Any

from istanbul_talks.comparing.difference import (
    Change,
    ClaimChange,
    Difference,
    FieldChange,
    RecordChange,
    ValueChange,
)
from istanbul_talks.derived.converter import plain, unstructure
from istanbul_talks.model.header import SCHEMA_VERSION
from istanbul_talks.validation.formats.text import escaped

TYPE = "difference"
"""What a difference says it is."""


def json_difference(difference: Difference) -> str:
    """An object that says all that changed; a key that is absent stands for nothing.

    ``header`` and the ``value`` of a field give ``old`` and ``new``. Claims that are ``added`` or
    ``withdrawn`` say ``at`` which place, from 0, those that are ``moved`` ``from`` which ``to``
    which.
    """
    value: dict[str, Any] = {"type": TYPE, "schema_version": SCHEMA_VERSION}
    value["header"] = {change.name: _value(change) for change in difference.header}
    value["removed"] = [unstructure(record) for record in difference.removed]
    value["added"] = [unstructure(record) for record in difference.added]
    value["changed"] = [_record(change) for change in difference.changed]
    return _text(_given(value), "") + "\n"


def _text(value: Any, indent: str) -> str:
    """A JSON value on lines of its own, down to claims and objects without objects."""
    deeper = f"{indent} "
    if (
        isinstance(value, dict)
        and "basis" not in value
        and any(map(_holds_objects, value.values()))
    ):
        lines = [f"{deeper}{_line(key)}: {_text(held, deeper)}" for key, held in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if _holds_objects(value) and isinstance(value, list):
        lines = [deeper + _text(held, deeper) for held in value]
        return "[\n" + ",\n".join(lines) + f"\n{indent}]"
    return _line(value)


def _holds_objects(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_holds_objects, value)))


def _line(value: Any) -> str:
    return escaped(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _value(change: ValueChange) -> dict[str, Any]:
    held = {"old": plain(change.old), "new": plain(change.new)}
    return {name: value for name, value in held.items() if value not in (None, [])}


def _record(change: RecordChange) -> dict[str, Any]:
    return {"id": str(change.id), "fields": {f.field: _field(f) for f in change.fields}}


def _field(change: FieldChange) -> dict[str, Any]:
    value = _value(change.value) if change.value else {}
    return _given(
        {"value": value, "claims": _claims(change.claims), "dissents": _claims(change.dissents)}
    )


def _claims(changes: Iterable[ClaimChange]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {str(change): [] for change in Change}
    for one in changes:
        if one.change is Change.MOVED:
            place = {"from": one.old, "to": one.new}
        else:
            place = {"at": one.old if one.new is None else one.new}
        found[one.change].append({**place, "claim": plain(one.claim)})
    return _given(found)


def _given(value: dict[str, Any]) -> dict[str, Any]:
    return {key: held for key, held in value.items() if held not in ({}, [])}
