"""Relations that must not lead back to where they began."""

from collections.abc import Iterator

from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.problem import Problem

RELATIONS = (
    "within",
    "part_of",
    "condition_for",
    "derived_from",
    "supersedes",
    "in_response_to",
    "after",
    "before",
)
"""Fields in which a record stands below, before or after the one it points to."""


def no_cycle(index: Index) -> Iterator[tuple[str, Problem]]:
    """IT204."""
    for relation in RELATIONS:
        for cycle in _cycles(index, relation):
            path = [*cycle, cycle[0]]
            held = getattr(index.own[path[0]], relation)
            step = f"/{held.index(path[1])}" if isinstance(held, tuple) else ""
            shown = path if len(path) <= 8 else [*path[:4], "…", *path[-3:]]
            message = f"{relation} leads round in a circle: {' → '.join(shown)}"
            yield path[0], Problem(code="IT204", pointer=f"/{relation}{step}", message=message)


def _cycles(index: Index, relation: str) -> Iterator[list[str]]:
    """One cycle for each record of the input at which a walk first meets its own path.

    The walk goes on through the canonical dataset; a cycle begins with a record of the input.
    """
    done: set[str] = set()
    for start in index.own:
        path: list[str] = []
        walk = [iter((start,))]
        while walk:
            step = next(walk[-1], None)
            if step is None:
                walk.pop()
                if path:
                    done.add(path.pop())
            elif step in path:
                cycle = path[path.index(step) :]
                own = [number for number, id in enumerate(cycle) if id in index.own]
                if own:
                    yield cycle[own[0] :] + cycle[: own[0]]
            elif step not in done:
                path.append(step)
                walk.append(iter(_targets(index.get(step), relation)))


def _targets(record: Record | None, relation: str) -> tuple[str, ...]:
    if record is None or relation not in RECORDS[record.type]:
        return ()
    held = getattr(record, relation)
    return held if isinstance(held, tuple) else (held,) if held else ()


WHOLE_CHECKS = (no_cycle,)
