"""What executors must know for the second look: Spark finds it, and it is sent to them."""

import bisect
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pyspark.sql import DataFrame, functions as sf

from istanbul_talks.model.values import Id
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.index import MOST_COMPARED, MOST_HINTS, Index
from istanbul_talks.validation.spark.looks import Answers
from istanbul_talks.validation.spark.memory import Memory
from istanbul_talks.validation.spark.remembered import CANONICAL
from istanbul_talks.validation.spark.rows import arrow

if TYPE_CHECKING:
    from pyarrow import RecordBatch

_ID = {"id": "string"}


def find_answers(questions: DataFrame, memory: Memory) -> Answers:
    """What the second look must know, given what it asked."""
    known, unknown, first = [], [], {}
    for row in _collected(questions, memory):
        if row["what"] is not None:
            first[row["id"]] = (row["number"], row["what"])
        elif row["block"] is None:
            unknown.append(row["id"])
        else:
            known.append((row["id"], row["block"], row["belief"] or ""))
    return Answers(known=tuple(known), hints=_hints(unknown, memory), first=first)


def _collected(questions: DataFrame, memory: Memory) -> list[dict[str, Any]]:
    """Ids of the input that were asked for, the first unknown ones, and where first ones stand."""
    columns = ("id", "block", "belief", "number", "what")
    by_id = questions.where(sf.col("kind") == "asked").groupBy("id")
    asked = by_id.agg(sf.min(sf.struct("number", "seq")).alias("at"))
    found = asked.join(memory.known, "id", "left")
    found = found.select("id", "block", "belief", "at.number", "at", sf.lit(None).alias("what"))
    unknown = found.where(sf.col("block").isNull()).orderBy("at").limit(MOST_HINTS)
    own = found.where(sf.col("block") < CANONICAL)
    places = questions.where(sf.col("kind") == "first").groupBy("id")
    first = places.agg(sf.min(sf.struct("number", "what")).alias("first"))
    first = first.select("id", sf.lit(None).alias("block"), sf.lit(None).alias("belief"), "first.*")
    answers = own.select(*columns).union(unknown.select(*columns)).unionByName(first)
    rows: list[dict[str, Any]] = answers.toArrow().to_pylist()
    return rows


def _hints(unknown: list[str], memory: Memory) -> dict[str, str | None]:
    """What unknown ids were perhaps meant to be."""
    if not unknown:
        return {}
    near = memory.known.select("id").mapInArrow(_Near(unknown), "id string")
    ids = near.toArrow().column("id").to_pylist()
    index = Index(Facts(ids=dict.fromkeys(ids, 0)), None)
    return {id: index.nearest(Id(id)) for id in unknown}


class _Near:
    """The ids of a partition among which those are that unknown ids are compared with.

    Of very many, those are compared that are next in order. So many of each partition are given
    that they are next in order of all together, too, and that they are still very many.
    """

    def __init__(self, unknown: list[str]) -> None:
        self._unknown = unknown

    def __call__(self, batches: Iterator["RecordBatch"]) -> Iterator["RecordBatch"]:
        kinds: dict[str, list[str]] = {f"{Id(id).type}/": [] for id in self._unknown}
        for batch in batches:
            for id in batch.column(0).to_pylist():
                held = kinds.get(id[: id.find("/") + 1])
                if held is not None:
                    held.append(id)
        for kind, ids in kinds.items():
            near = self._near(kind, sorted(ids))
            yield arrow(_ID, {"id": near}, len(near))

    def _near(self, kind: str, ids: list[str]) -> list[str]:
        if len(ids) <= MOST_COMPARED:
            return ids
        near: set[str] = set()
        for id in self._unknown:
            if id.startswith(kind):
                place = bisect.bisect(ids, id)
                near.update(ids[max(0, place - MOST_COMPARED) : place + MOST_COMPARED + 1])
        return sorted(near)
