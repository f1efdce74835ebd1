"""Records put together again from the rows of tables."""

import json
from collections.abc import Iterable
from typing import Any

from istanbul_talks.derived.columns import Column, Kind, record_columns
from istanbul_talks.frames.claims import CLAIM_COLUMNS
from istanbul_talks.model.shapes import CLAIM, DISSENT, RecordShape


def rebuilt(shape: RecordShape, row: dict[str, Any], claims: Iterable[dict[str, Any]]) -> Any:
    """The JSON value of a record, from its row and the rows of its claims."""
    value = {"type": shape.name, **_nested(record_columns(shape), row)}
    value["provenance"] = {}
    for claim in claims:
        fields = CLAIM.fields if claim["dissent_value"] is None else DISSENT.fields
        names = {field.name for field in fields}
        held = {k: v for k, v in _nested(CLAIM_COLUMNS, claim).items() if k in names - {"value"}}
        if "start" in (flat := _nested(CLAIM_COLUMNS, claim)):
            held["span"] = [flat["start"], flat["end"]]
        if claim["dissent_value"] is not None:
            held["value"] = json.loads(claim["dissent_value"])
        part = "provenance" if claim["dissent_value"] is None else "dissents"
        value.setdefault(part, {}).setdefault(claim["field"], []).append(held)
    return value


def _nested(columns: Iterable[Column], row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in columns:
        held = row[column.name]
        if held is None or held == [] or column.computed:
            continue
        if column.kind is Kind.STRUCT:
            found[column.name] = [
                {"kind": part["kind"], "span": [part["start"], part["end"]]} for part in held
            ]
        elif column.field in (column.name, "span"):
            found[column.name] = held
        else:
            inner = column.name.removeprefix(f"{column.field}_")
            found.setdefault(column.field, {})[inner] = held
    return found
