"""Relations that must not lead back to where they began."""

from collections.abc import Iterable, Iterator

from istanbul_talks.model.shapes import RECORDS, ListShape
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
    starts: dict[str, list[str]] = {}
    for id, relation in index.own.relations:
        starts.setdefault(relation, []).append(id)
    for relation in RELATIONS:
        for cycle in _cycles(index, relation, starts.get(relation, [])):
            path = [*cycle, cycle[0]]
            held = index.relation(path[0], relation)
            listed = isinstance(RECORDS[path[0].partition("/")[0]][relation].shape, ListShape)
            step = f"/{held.index(path[1])}" if listed else ""
            shown = path if len(path) <= 8 else [*path[:4], "…", *path[-3:]]
            message = f"{relation} leads round in a circle: {' → '.join(shown)}"
            yield path[0], Problem(code="IT204", pointer=f"/{relation}{step}", message=message)


def _cycles(index: Index, relation: str, starts: Iterable[str]) -> Iterator[list[str]]:
    """One cycle for each record of the input at which a walk first meets its own path.

    The walk goes on through the canonical dataset; a cycle begins with a record of the input.
    """
    done: set[str] = set()
    for start in starts:
        if not any(index.relation(id, relation) for id in index.relation(start, relation)):
            continue  # it leads nowhere further
        path: dict[str, int] = {}
        walk = [iter((start,))]
        while walk:
            step = next(walk[-1], None)
            if step is None:
                walk.pop()
                if path:
                    done.add(path.popitem()[0])
            elif step in path:
                cycle = [*path][path[step] :]
                own = [number for number, id in enumerate(cycle) if id in index.own.ids]
                if own:
                    yield cycle[own[0] :] + cycle[: own[0]]
            elif step not in done:
                path[step] = len(path)
                walk.append(iter(index.relation(step, relation)))


WHOLE_CHECKS = (no_cycle,)
