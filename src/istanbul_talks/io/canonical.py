"""The one form in which records are written: fixed order, no nulls, one claim a line.

``dump(load(bytes)) == bytes`` holds for text in this form. It works on JSON values, valid or not,
so that a file can be formatted before it is valid; it drops nulls and empty arrays, nothing else.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from istanbul_talks.io.documents import RECORD_KEYS
from istanbul_talks.model.shapes import (
    CLAIM,
    DISSENT,
    HEADER,
    RECORDS,
    TYPES,
    Field,
    ListShape,
    StructShape,
)

Json = dict[str, Any]

_HEADER = ("$schema", *(field.name for field in HEADER.fields))


def canonical_record(value: Any) -> Any:
    """A record's JSON value with its keys in order and without nulls and empty arrays."""
    if not isinstance(value, dict):
        return value
    shape = RECORDS.get(value["type"]) if isinstance(value.get("type"), str) else None
    fields = {field.name: field for field in shape.fields} if shape else {}
    result = _ordered(value, ["type", "id", *fields, "provenance", "dissents"], RECORD_KEYS)
    for name, field in fields.items():
        if name in result:
            result[name] = _canonical_value(result[name], field)
    for name, claim in (("provenance", CLAIM), ("dissents", DISSENT)):
        if isinstance(result.get(name), dict):
            result[name] = {
                field: _canonical_claims(claims, claim, fields.get(field))
                for field, claims in _ordered(result[name], fields).items()
            }
    return _without_empty(result, "dissents")


def canonical_records(values: Iterable[Any]) -> list[Any]:
    """Records in canonical form and order: by type, then by id."""
    return sorted(map(canonical_record, values), key=_order)


def document_text(header: Mapping[str, Any], records: Iterable[Any]) -> str:
    """The text of a dataset document; header and records are in canonical form."""
    lines = [f"  {_line(key)}: {_line(value)}," for key, value in header.items()]
    body = ",\n".join(_record_text(record, "    ") for record in records)
    records_text = f"[\n{body}\n  ]" if body else "[]"
    return "\n".join(["{", *lines, f'  "records": {records_text}', "}\n"])


def lines_text(records: Iterable[Any]) -> str:
    """The text of a JSON Lines file: one record a line."""
    return "".join(f"{_line(record)}\n" for record in records)


def array_text(records: Iterable[Any]) -> str:
    """The text of a JSON array of records, one claim a line."""
    body = ",\n".join(_record_text(record, " ") for record in records)
    return f"[\n{body}\n]\n" if body else "[]\n"


def record_text(record: Any) -> str:
    """The text of a file that holds a single record."""
    return _record_text(record, "") + "\n"


def canonical_header(header: Mapping[str, Any]) -> Json:
    """A document's keys other than its records, in order."""
    return _ordered({k: v for k, v in header.items() if k != "records"}, _HEADER)


def _record_text(record: Any, indent: str) -> str:
    if not isinstance(record, dict):
        return indent + _line(record)
    first = [f"{_line(key)}: {_line(record[key])}" for key in ("type", "id") if key in record]
    lines = [", ".join(first)] if first else []
    for key, value in record.items():
        if key in ("type", "id"):
            continue
        if key in ("provenance", "dissents") and isinstance(value, dict) and value:
            lines.append(f"{_line(key)}: {_claims_text(value, indent)}")
        else:
            lines.append(f"{_line(key)}: {_line(value)}")
    return indent + "{" + f",\n{indent} ".join(lines) + "}"


def _claims_text(by_field: Json, indent: str) -> str:
    return "{\n" + ",\n".join(_field_lines(by_field, indent)) + "}"


def _field_lines(by_field: Json, indent: str) -> Iterator[str]:
    for field, claims in by_field.items():
        if isinstance(claims, list) and claims:
            body = ",\n".join(f"{indent}     {_line(claim)}" for claim in claims)
            yield f"{indent}   {_line(field)}: [\n{body}]"
        else:
            yield f"{indent}   {_line(field)}: {_line(claims)}"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _order(record: Any) -> tuple[int, str]:
    if not isinstance(record, dict) or record.get("type") not in TYPES:
        return len(TYPES), ""
    return TYPES.index(record["type"]), str(record.get("id"))


def _canonical_claims(claims: Any, claim: StructShape, field: Field | None) -> Any:
    if not isinstance(claims, list):
        return claims
    result = [_canonical_struct(value, claim) for value in claims]
    for value in result:
        if field and isinstance(value, dict) and "value" in value:
            value["value"] = _canonical_value(value["value"], field)
    return result


def _canonical_value(value: Any, field: Field) -> Any:
    match field.shape:
        case StructShape() as struct:
            return _canonical_struct(value, struct)
        case ListShape(item=StructShape() as struct) if isinstance(value, list):
            return [_canonical_struct(item, struct) for item in value]
        case _:
            return _number(value)


def _canonical_struct(value: Any, struct: StructShape) -> Any:
    if not isinstance(value, dict):
        return value
    return _ordered(value, [field.name for field in struct.fields])


def _ordered(value: Json, names: Iterable[str], kept: Set[str] = frozenset()) -> Json:
    """The keys in this order, unknown ones after them as they stand.

    Nulls and empty arrays go, where the model knows the key: elsewhere they may mean something.
    Keys that are ``kept`` stay even so: without them, what they stand in would not be what it is.
    """
    names = [*names]
    known = [name for name in names if name in value]
    order = [*known, *(key for key in value if key not in known)]
    empty: tuple[Any, ...] = (None, [])
    gone = {*names} - kept
    return {k: _number(value[k]) for k in order if value[k] not in empty or k not in gone}


def _without_empty(value: Json, key: str) -> Json:
    return {k: v for k, v in value.items() if k != key or v != {}}


def _number(value: Any) -> Any:
    """Whole numbers without a fraction, in arrays too; 41.0 and 41 are one number in JSON."""
    if isinstance(value, list):
        return [_number(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
