"""Taking records through the steps, one after the other, with references that follow."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from istanbul_talks.migrating.step import Json, Step, Unmigratable, undecided as to_decide
from istanbul_talks.migrating.step_0_1 import STEP as STEP_0_1
from istanbul_talks.model.header import SCHEMA_VERSION
from istanbul_talks.validation.problem import Problem
from istanbul_talks.validation.versions import version_hint

STEPS: tuple[Step, ...] = (STEP_0_1,)
"""Every step there is, from the earliest version to that of this release."""


class UnknownVersion(ValueError):
    """No step leads from this schema version to that of this release."""

    def __init__(self, version: object) -> None:
        self.hint = version_hint(version)
        super().__init__(f"schema version {version!r} is not known here; {self.hint}")


@attrs.frozen
class Item:
    """A record on its way: its version by now, and the number of the one that it comes from."""

    origin: int
    version: str
    record: Json


@attrs.frozen
class Migrated:
    """What became of records: those of this release, and what stands in the way of others.

    ``undecided`` holds the numbers of the records that it is about.
    """

    items: tuple[Item, ...]
    undecided: tuple[tuple[int, Problem], ...]


def migrate(document: Json, version: str | None = None) -> Json:
    """The JSON value of a dataset document in the schema version of this release.

    ``version`` is the one that the document has, unless it says so itself; a document that has
    the version of this release stays as it is. Nothing is validated, and the value that is given
    is not changed. Raises `UnknownVersion` if no step leads here from that version, `Unmigratable`
    if a record has no certain counterpart.
    """
    said = document.get("schema_version") if isinstance(document, dict) else None
    if said is None and version is None:
        raise ValueError("the document says no schema_version; say which version it has")
    records = document.get("records") if isinstance(document, dict) else None
    if not isinstance(records, list):
        raise ValueError('a dataset document is an object with "records", a list')
    known = known_version(said if version is None else version)
    done = migrated((known, record) for record in records)
    if done.undecided:
        raise Unmigratable(
            attrs.evolve(problem, pointer=f"/records/{number}{problem.pointer}")
            for number, problem in done.undecided
        )
    changed = [item.record for item in done.items]
    return {**document, "schema_version": SCHEMA_VERSION, "records": changed}


def migrated(records: Iterable[tuple[Any, Json]]) -> Migrated:
    """What becomes of records, each given with its version. Raises `UnknownVersion`."""
    items = [Item(number, known_version(version), r) for number, (version, r) in enumerate(records)]
    undecided: list[tuple[int, Problem]] = []
    for step in STEPS:
        names: dict[str, str] = {}
        items = [*_taken(step, items, names, undecided)]
        if names:
            items = [attrs.evolve(item, record=renamed(item.record, names)) for item in items]
    return Migrated(tuple(items), tuple(undecided))


def known_version(version: Any) -> str:
    """The version, if it is that of this release or steps lead here. Raises `UnknownVersion`."""
    if version not in (SCHEMA_VERSION, *(step.old for step in STEPS)):
        raise UnknownVersion(version)
    return str(version)


def _taken(
    step: Step, items: list[Item], names: dict[str, str], undecided: list[tuple[int, Problem]]
) -> Iterator[Item]:
    """What a step makes of items; ``names`` and ``undecided`` are added to on the way."""
    ids = {str(item.record.get("id")) for item in items if isinstance(item.record, dict)}
    for item in items:
        old = item.record
        if item.version != step.old or not isinstance(old, dict):
            yield item
            continue
        try:
            new = step.change(old)
        except Unmigratable as error:
            undecided += [(item.origin, problem) for problem in error.problems]
            continue
        taken = [r["id"] for r in new if r.get("id") != old.get("id") and r["id"] in ids]
        if taken:
            undecided += [(item.origin, _taken_id(id)) for id in taken]
            continue
        if new[0].get("id") != old.get("id"):
            names[old["id"]] = new[0]["id"]
        for record in new:
            yield Item(item.origin, step.new, record)


def _taken_id(id: str) -> Problem:
    message = f"it would become {id}, and another record has that id"
    return to_decide("/id", message, "give one of the two another id")


def renamed(value: Json, names: dict[str, str]) -> Json:
    """A value in which every text that is one of these names is replaced by its new one."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {key: renamed(held, names) for key, held in value.items()}
    if isinstance(value, list):
        return [renamed(held, names) for held in value]
    return value
