"""Relations that must not lead back to where they began."""

from collections.abc import Iterator, Mapping

from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.problem import Problem

RELATIONS = ("within", "part_of", "condition_for", "derived_from", "supersedes", "in_response_to")
"""Fields in which a record stands below, before or after the one it points to."""


def no_cycle(index: Index) -> Iterator[tuple[str, Problem]]:
    """IT204."""
    for relation in RELATIONS:
        for cycle in _cycles(_edges(index, relation)):
            path = [*cycle, cycle[0]]
            held = getattr(index.own[path[0]], relation)
            step = f"/{held.index(path[1])}" if isinstance(held, tuple) else ""
            message = f"{relation} leads round in a circle: {' → '.join(path)}"
            yield path[0], Problem(code="IT204", pointer=f"/{relation}{step}", message=message)


def _edges(index: Index, relation: str) -> dict[str, tuple[str, ...]]:
    return {
        id: _targets(record, relation)
        for id, record in index.own.items()
        if relation in RECORDS[record.type]
    }


def _targets(record: Record, relation: str) -> tuple[str, ...]:
    held = getattr(record, relation)
    return held if isinstance(held, tuple) else (held,) if held else ()


def _cycles(edges: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """One cycle for each record at which a walk along the edges first meets its own path."""
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        walk = [iter((start,))]
        while walk:
            step = next(walk[-1], None)
            if step is None:
                walk.pop()
                if path:
                    done.add(path.pop())
            elif step in path:
                yield path[path.index(step) :]
            elif step in edges and step not in done:
                path.append(step)
                walk.append(iter(edges[step]))


WHOLE_CHECKS = (no_cycle,)
