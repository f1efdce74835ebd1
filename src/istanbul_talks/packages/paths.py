"""Where the value of each column stands in the JSON value of a record or of a claim."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from istanbul_talks.model.shapes import CLAIM, RECORDS, Field, SpanShape, StructShape

Path = tuple[str | int, ...]

DISSENT_VALUE = "dissent_value"
"""The column that holds the value of a dissent as JSON."""


@functools.cache
def record_paths(record_type: str) -> Mapping[str, Path]:
    """Of each column of a record type that is not computed: the path to its value."""
    return {"id": ("id",), **dict(_of_fields(RECORDS[record_type].fields))}


@functools.cache
def claim_paths() -> Mapping[str, Path]:
    """The same for the columns of a claim, but for those that say where it stands."""
    return {**dict(_of_fields(CLAIM.fields)), DISSENT_VALUE: ("value",)}


def put(value: Any, path: Path, held: Any) -> None:
    """Put a value where a path leads to, through objects and arrays that need not be there."""
    step, *rest = path
    if not rest:
        if isinstance(step, int):
            value.append(held)  # of a span, whose start comes first
        else:
            value[step] = held
        return
    put(value.setdefault(step, [] if isinstance(rest[0], int) else {}), tuple(rest), held)


def column_at(paths: Mapping[str, Path], steps: Sequence[str]) -> str | None:
    """The column whose value a JSON Pointer leads into or, failing that, the first below it."""
    texts = {name: [str(step) for step in path] for name, path in paths.items()}
    around = [name for name, path in texts.items() if path == [*steps[: len(path)]]]
    below = [name for name, path in texts.items() if steps and path[: len(steps)] == [*steps]]
    return next(iter([*around, *below]), None)


def _of_fields(fields: Sequence[Field]) -> Iterator[tuple[str, Path]]:
    for field in fields:
        match field.shape:
            case StructShape() as struct:
                for name, path in _of_fields(struct.fields):
                    yield f"{field.name}_{name}", (field.name, *path)
            case SpanShape():
                yield "start", (field.name, 0)
                yield "end", (field.name, 1)
            case _:
                yield field.name, (field.name,)
