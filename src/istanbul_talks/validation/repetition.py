"""Values that stand twice in a list, found in one pass.

jsonschema compares every item with every other one where they cannot be sorted: a list of some
thousand objects would take minutes.
"""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def repeated(items: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """The items that stand before them already, with their numbers, equal as in JSON Schema."""
    seen: set[str] = set()
    for number, item in enumerate(items):
        key = json.dumps(_as_one(item), sort_keys=True)
        if key in seen:
            yield number, item
        seen.add(key)


def unique_items(
    validator: Any, wanted: bool, instance: Any, schema: Any
) -> "Iterator[ValidationError]":
    """The keyword ``uniqueItems``, as jsonschema has it."""
    if wanted and validator.is_type(instance, "array") and any(True for _ in repeated(instance)):
        from jsonschema.exceptions import ValidationError

        yield ValidationError(f"{instance!r} has non-unique elements")


def _as_one(value: Any) -> Any:
    """The value with whole numbers as integers: 1.0 and 1 are one number."""
    if isinstance(value, dict):
        return {key: _as_one(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_as_one(held) for held in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
