"""What the JSON Schema says about a value that it rejects, as problems that a person can use.

jsonschema is the authority; this file only words what it finds.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from istanbul_talks.findings.suggestion import did_you_mean
from istanbul_talks.io.positions import escape
from istanbul_talks.model.shapes import ID, TYPES
from istanbul_talks.model.values import EDTF, SLUG
from istanbul_talks.validation.errors import header_errors, record_errors
from istanbul_talks.validation.problem import Problem
from istanbul_talks.validation.repetition import repeated
from istanbul_talks.validation.versions import version_hint

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

JSON_TYPES = {
    dict: "an object",
    list: "an array",
    str: "a string",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    type(None): "null",
}


def record_problems(value: Any) -> Iterator[Problem]:
    """What is wrong with the form of a record; nothing if the schema accepts it."""
    if not isinstance(value, dict):
        yield _wrong_type("", value, "object")
    elif "type" not in value:
        yield _missing("", "type", "a record says its type: " + ", ".join(TYPES))
    elif not isinstance(value["type"], str):
        yield _wrong_type("/type", value["type"], "string")
    elif value["type"] not in TYPES:
        hint = did_you_mean(value["type"], TYPES) or "the types are " + ", ".join(TYPES)
        message = f"{_show(value['type'])} is no record type"
        yield Problem(code="IT114", pointer="/type", message=message, hint=hint)
    else:
        yield from _problems(value["type"], value)


def header_problems(header: Any) -> Iterator[Problem]:
    """What is wrong with a document apart from its records."""
    if not isinstance(header, dict):
        yield Problem(
            code="IT103",
            pointer="",
            message=f"a dataset document is an object, not {JSON_TYPES[type(header)]}",
            hint='write {"schema_version": "1", "records": [ … ]}',
        )
    else:
        yield from _problems("", header)


def _problems(definition: str, value: Any) -> Iterator[Problem]:
    seen = set()
    for error in record_errors(definition, value) if definition else header_errors(value):
        for problem in _EXPLAIN[str(error.validator)](_pointer(error), error):
            # One mistake can break the same keyword on two ways through the schema.
            key = (problem.code, problem.pointer, problem.message)
            if key not in seen:
                seen.add(key)
                yield problem


def _pointer(error: "ValidationError") -> str:
    return "".join(f"/{escape(step)}" for step in error.absolute_path)


def _required(pointer: str, error: "ValidationError") -> Iterator[Problem]:
    for name in error.validator_value:  # type: ignore[union-attr]
        if name in error.instance:  # type: ignore[operator]
            continue
        if "dependentSchemas" in error.absolute_schema_path:
            yield Problem(
                code="IT113",
                pointer=f"/{name}",
                message=f"{name} has no claim",
                hint=f"add a claim for {name}, or leave {name} out",
                at_key=True,
            )
        elif name == "provenance":
            hint = "every field needs a claim: source, basis and, from a text, span and wording"
            yield _missing(pointer, name, hint, "IT113")
        else:
            yield _missing(pointer, name)


def _additional(pointer: str, error: "ValidationError") -> Iterator[Problem]:
    known = [*error.schema["properties"]]  # type: ignore[index]
    for name in error.instance:  # type: ignore[union-attr]
        if name in known:
            continue
        hint = did_you_mean(name, known) or "known here: " + ", ".join(known)
        if name == "element":
            hint = "only claims for a field of several values name an element"
        where = f"{pointer}/{escape(name)}"
        message = f"unknown field {_show(name)}"
        yield Problem(code="IT102", pointer=where, message=message, hint=hint, at_key=True)


def _type(pointer: str, error: "ValidationError") -> Iterator[Problem]:
    if error.instance is None:
        in_list = isinstance(error.absolute_path[-1], int)
        key_hint = "leave the key out; `istanbul-talks format` does it for you"
        hint = "leave it out of the list" if in_list else key_hint
        yield Problem(code="IT112", pointer=pointer, message="null is not allowed", hint=hint)
    else:
        yield _wrong_type(pointer, error.instance, str(error.validator_value))


def _enum(pointer: str, error: "ValidationError") -> Iterator[Problem]:
    if not isinstance(error.instance, str):
        return  # the keyword `type` says so
    terms = [str(term) for term in error.validator_value]  # type: ignore[union-attr]
    name = error.schema.get("title", "term")  # type: ignore[union-attr]
    few = "one of " + ", ".join(terms) if len(terms) <= 12 else f"{len(terms)} terms to choose from"
    hint = did_you_mean(error.instance, terms)
    yield Problem(
        code="IT104",
        pointer=pointer,
        message=f"{_show(error.instance)} is no {name}",
        hint=f"{hint or few}; see `istanbul-talks ref {name.replace(' ', '_')}`",
    )


def _pattern(pointer: str, error: "ValidationError") -> Iterator[Problem]:
    shown, title = _show(error.instance), error.schema["title"]  # type: ignore[index]
    pattern = str(error.validator_value)
    code, message, hint = "IT107", f"{shown} is not {title}", None
    if EDTF in pattern:
        code, hint = "IT106", "year-month-day: 2025-06-02; see `istanbul-talks explain IT106`"
    elif f")/{SLUG}" in pattern:
        code = "IT105"
        if pointer != "/id" and ID.pattern not in pattern and _is_id(error.instance):
            code, message = "IT202", f"{shown} does not fit here: wanted is {title}"
    elif pointer == "/schema_version":
        code, message = "IT117", f"schema version {shown} is not known here"
        hint = version_hint(error.instance)
    elif "\\u001f" in pattern:
        message = f"{shown} has control characters or line breaks, or is empty"
        hint = "write one line of text"
    yield Problem(code=code, pointer=pointer, message=message, hint=hint)


def _bound(pointer: str, error: "ValidationError") -> Iterator[Problem]:
    side = "below the minimum" if error.validator == "minimum" else "above the maximum"
    message = f"{_show(error.instance)} is {side}, {error.validator_value}"
    yield Problem(code="IT109", pointer=pointer, message=message)


def _length(pointer: str, error: "ValidationError") -> Iterator[Problem]:
    if not re.search(error.schema["pattern"], str(error.instance)):  # type: ignore[index]
        return  # the keyword `pattern` says what form it lacks; its length is part of that
    length = len(str(error.instance))
    yield Problem(
        code="IT108",
        pointer=pointer,
        message=f"{length} characters, {error.validator_value} are allowed",
        hint=error.schema.get("title"),  # type: ignore[union-attr]
    )


def _items(pointer: str, error: "ValidationError") -> Iterator[Problem]:
    if not error.instance:
        message, hint = "empty", "leave the key out; `istanbul-talks format` does it for you"
    else:
        number = len(error.instance)  # type: ignore[arg-type]
        message, hint = f"{number} numbers; a span has two", "write [start, end]"
    yield Problem(code="IT110", pointer=pointer, message=message, hint=hint)


def _unique(pointer: str, error: "ValidationError") -> Iterator[Problem]:
    for number, item in repeated(error.instance):  # type: ignore[arg-type]
        message = f"{_show(item)} stands here a second time"
        yield Problem(code="IT111", pointer=f"{pointer}/{number}", message=message)


def _any_of(pointer: str, error: "ValidationError") -> Iterator[Problem]:
    if not isinstance(error.instance, dict):
        return  # the keyword `type` says so
    names = [option["required"][0] for option in error.validator_value]  # type: ignore[union-attr]
    message = f"a quantity needs at least one of {', '.join(names)}"
    yield Problem(code="IT116", pointer=pointer, message=message)


_EXPLAIN: dict[str, Callable[[str, "ValidationError"], Iterator[Problem]]] = {
    "required": _required,
    "additionalProperties": _additional,
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "minimum": _bound,
    "maximum": _bound,
    "maxLength": _length,
    "minItems": _items,
    "maxItems": _items,
    "minProperties": _items,
    "uniqueItems": _unique,
    "anyOf": _any_of,
}


def _missing(pointer: str, name: str, hint: str | None = None, code: str = "IT101") -> Problem:
    return Problem(code=code, pointer=pointer, message=f"{name} is missing", hint=hint)


def _wrong_type(pointer: str, value: Any, wanted: str) -> Problem:
    article = "an" if wanted[0] in "aeio" else "a"
    found = JSON_TYPES[type(value)]
    if wanted == "integer" and isinstance(value, float):
        found = "a fraction"
    hint = {"array": "put it in brackets: [ … ]"}
    if not isinstance(value, dict | list):
        hint["string"] = 'write it in quotation marks: "…"'
    return Problem(
        code="IT103",
        pointer=pointer,
        message=f"wanted is {article} {wanted}, not {found}",
        hint=hint.get(wanted),
    )


def _show(value: Any) -> str:
    """A value as JSON would write it, cut short, and with nothing that could move a cursor."""
    if isinstance(value, str):
        text = f'"{value[:60]}"' if len(value) <= 58 else f'"{value[:60]}'
    else:
        text = json.dumps(value, ensure_ascii=False)[:61]
    text = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    return text if len(text) <= 60 else text[:59] + "…"


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(ID.pattern, value) is not None
