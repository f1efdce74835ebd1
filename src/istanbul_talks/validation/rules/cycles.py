"""Relations that must not lead back to where they began."""

import bisect
from collections.abc import Iterable, Iterator, Sequence

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


MOST_SHOWN = 8
"""How many steps of a circle a message names; of a longer one the first and the last."""


def no_cycle(index: Index) -> Iterator[tuple[str, Problem]]:
    """IT204."""
    starts: dict[str, list[str]] = {}
    places: dict[tuple[str, str], dict[str, int]] = {}
    for id, relation in index.own.relations:
        starts.setdefault(relation, []).append(id)
    for relation in RELATIONS:
        for path in _cycles(index, relation, starts.get(relation, [])):
            listed = isinstance(RECORDS[path[0].partition("/")[0]][relation].shape, ListShape)
            step = f"/{_place(index, path[0], relation, path[1], places)}" if listed else ""
            message = f"{relation} leads round in a circle: {' → '.join(path)}"
            yield path[0], Problem(code="IT204", pointer=f"/{relation}{step}", message=message)


def _cycles(index: Index, relation: str, starts: Iterable[str]) -> Iterator[list[str]]:
    """One cycle for each record of the input at which a walk first meets its own path.

    The walk goes on through the canonical dataset; a cycle begins with a record of the input, and
    ends with it. Of a long one only the first and the last steps are given.
    """
    done: set[str] = set()
    for start in starts:
        if not any(index.relation(id, relation) for id in index.relation(start, relation)):
            continue  # it leads nowhere further
        path: list[str] = []
        places: dict[str, int] = {}
        own: list[int] = []  # the places of records of the input
        walk = [iter((start,))]
        while walk:
            step = next(walk[-1], None)
            if step is None:
                walk.pop()
                if path:
                    done.add(path[-1])
                    del places[path.pop()]
                    if own and own[-1] == len(path):
                        own.pop()
            elif step in places:
                first = bisect.bisect_left(own, places[step])
                if first < len(own):
                    yield _shown(path, places[step], own[first])
            elif step not in done:
                if step in index.own.ids:
                    own.append(len(path))
                places[step] = len(path)
                path.append(step)
                walk.append(iter(index.relation(step, relation)))


def _shown(path: Sequence[str], start: int, first: int) -> list[str]:
    """The cycle from a place of a path to its end, beginning with the record at another place."""
    length = len(path) - start

    def steps(numbers: range) -> list[str]:
        return [path[start + (first - start + number) % length] for number in numbers]

    if length < MOST_SHOWN:
        return steps(range(length + 1))
    return [*steps(range(4)), "…", *steps(range(length - 2, length + 1))]


def _place(
    index: Index, id: str, relation: str, target: str, places: dict[tuple[str, str], dict[str, int]]
) -> int:
    """The place of a target in a field of a record; ``places`` holds those that were found."""
    key = id, relation
    if key not in places:
        places[key] = {held: number for number, held in enumerate(index.relation(*key))}
    return places[key][target]


WHOLE_CHECKS = (no_cycle,)
