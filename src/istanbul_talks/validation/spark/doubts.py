"""What does not add up in all that was remembered: Spark finds it, and only that is collected."""

from functools import reduce
from typing import Any

from pyspark.sql import Column, DataFrame, functions as sf

from istanbul_talks.model.vocabulary import DemandKind
from istanbul_talks.validation.again import Doubts, by_block, problems_of_the_whole
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.spark.memory import Memory
from istanbul_talks.validation.spark.remembered import blocks_of, relation

MOST_RELATIONS = 200_000
"""How many relations between records the driver walks along to find circles among them."""
MOST_ROUNDS = 50
"""How often relations that lead to an end are taken away before the rest is walked along."""

Row = dict[str, Any]


def find_doubts(memory: Memory, canonical: Facts | None, records: int) -> Doubts:
    """What does not add up. So many records were remembered."""
    found: dict[str, list[Row]] = {}
    for row in _collected(memory, records):
        found.setdefault(row["doubt"], []).append(row)
    facts = _facts(found)
    problems = problems_of_the_whole(Index(facts, canonical))
    unmet, repeated = found.get("unmet", []), found.get("repeated", [])
    unsure = {row["id"] for row in found.get("unsure", [])}
    concerned = (
        *((block, row["id"]) for row in unmet for block in blocks_of(row["key"])),
        *((row["block"], row["id"]) for row in repeated),
        *((facts.ids[id], id) for id in problems),
    )
    return Doubts(
        unmet={(row["what"], row["id"]) for row in unmet},
        unsure=unsure,
        problems=problems,
        repeated={row["id"] for row in repeated},
        blocks=None if unsure else by_block(concerned),
    )


def _collected(memory: Memory, records: int) -> list[Row]:
    """Everything that is in doubt, in the order in which records stand."""
    unmet = memory.unmet.withColumns({"block": sf.lit(0), "seq": sf.lit(0)})
    what, rest, key = sf.col("what"), sf.col("rest"), sf.col("key")
    parts = [
        _rows("repeated", memory.repeated),
        _rows("unsure", memory.unsure),
        _rows("unmet", unmet, what, key=sf.col("payload")),
        _rows("overriding", memory.overriding),
        _rows("key", memory.same_key, key=key),
        _rows("relation", _in_circles(memory, records), what, rest),
        _rows("package", memory.empty_packages),
        _rows("dissent", memory.uncovered, sf.col("field")),
    ]
    rows: list[Row] = reduce(DataFrame.unionByName, parts).toArrow().to_pylist()
    return sorted(rows, key=lambda row: (row["block"], row["seq"]))


def _rows(
    doubt: str,
    frame: DataFrame,
    what: Column | None = None,
    rest: Column | None = None,
    key: Column | None = None,
) -> DataFrame:
    def held(column: Column | None, type: str) -> Column:
        return sf.lit(None).cast(type) if column is None else column

    return frame.select(
        sf.lit(doubt).alias("doubt"),
        "id",
        sf.col("block").cast("bigint").alias("block"),
        sf.col("seq").cast("bigint").alias("seq"),
        held(what, "string").alias("what"),
        held(rest, "string").alias("rest"),
        held(key, "binary").alias("key"),
    )


def _facts(found: dict[str, list[Row]]) -> Facts:
    """The facts about which the rules about the data as a whole may have something to say.

    Ids of the input that stand in place of canonical ones are among them, to hide those.
    """
    facts = Facts()
    for doubt in ("overriding", "key", "relation", "package", "dissent"):
        for row in found.get(doubt, []):
            id = row["id"]
            facts.ids[id] = row["block"]
            match doubt:
                case "key":
                    facts.keys[id] = row["key"]
                case "relation":
                    facts.relations[id, row["what"]] = relation(row["rest"], row["what"])
                case "package":
                    facts.demands[id] = DemandKind.PACKAGE.value
                case "dissent":
                    facts.dissents[id] = (*facts.dissents.get(id, ()), row["what"])
    return facts


def _in_circles(memory: Memory, records: int) -> DataFrame:
    """Records of the input whose relations, by name, may lead round in a circle.

    What leads to an end does not. It is taken away while there is too much to walk along; what
    leads into a circle stays, for a walk that comes that way must find the same one.
    """
    steps = memory.steps
    left = records
    for _ in range(MOST_ROUNDS):
        if left <= MOST_RELATIONS:
            break
        starts = steps.select("what", sf.col("id").alias("target")).distinct()
        # Without a checkpoint the plan would be twice as long in each round.
        steps = steps.join(starts, ["what", "target"], "left_semi").localCheckpoint()
        before, left = left, steps.count()
        if left == before:
            break
    return memory.own.join(steps.select("id", "what").distinct(), "id")
