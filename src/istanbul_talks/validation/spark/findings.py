"""The findings of all looks as one DataFrame, in the order in which a report has them."""

from collections.abc import Iterable, Mapping

from pyspark.sql import Column, DataFrame, SparkSession, Window, functions as sf

from istanbul_talks.findings.finding import Finding
from istanbul_talks.validation.spark.books import Books
from istanbul_talks.validation.spark.rows import FINDING, PLACE, columns_of, frame, sound

REFUSED, HEADS, FIRST, SECOND = range(4)
"""Where a finding comes from; the order of findings that stand in one place."""


def in_order(
    spark: SparkSession, books: Books, looks: Mapping[int, DataFrame], most: int | None
) -> DataFrame:
    """The findings of the books and of the looks: at most so many of each rule, in order."""
    parts = [
        *(_apart(spark, number, found) for number, found in enumerate(books.apart) if found),
        *(_of_look(number, look) for number, look in looks.items()),
    ]
    found = parts[0]
    for part in parts[1:]:
        found = found.unionByName(part)
    inputs = {sound(name): number for number, name in enumerate(books.names)}
    order = frame(
        spark,
        {"file": "string", "input": "bigint"},
        {"file": [*inputs], "input": [*inputs.values()]},
    )
    found = found.join(sf.broadcast(order), "file")
    if most is not None:
        found = _limited(found, most)
    return found.orderBy(*_order()).select(*FINDING)


def with_lines(spark: SparkSession, look: DataFrame, lines: Mapping[int, int]) -> DataFrame:
    """The findings of a look, in whose blocks lines count from 1, with their lines in the file."""
    if not lines:
        return look
    columns = {"number": [*lines], "before": [*lines.values()]}
    before = frame(spark, {"number": "bigint", "before": "bigint"}, columns)
    moved = look.join(sf.broadcast(before), "number", "left")
    line = sf.col("line") + sf.coalesce(sf.col("before"), sf.lit(0))
    return moved.withColumn("line", line).drop("before")


def _of_look(number: int, look: DataFrame) -> DataFrame:
    found = look.where(sf.col("kind") == "finding")
    return found.select(sf.lit(number).alias("look"), *PLACE, *FINDING)


def _apart(spark: SparkSession, number: int, findings: Iterable[Finding]) -> DataFrame:
    columns = columns_of(findings)
    length = len(columns["code"])
    place = {"number": [0] * length, "seq": [*range(length)]}
    found = frame(spark, {**PLACE, **FINDING}, {**place, **columns})
    return found.select(sf.lit(number).alias("look"), *PLACE, *FINDING)


def _limited(found: DataFrame, most: int) -> DataFrame:
    """As many of each rule as are wanted: of each look, as it came, and then of all together."""
    came = sf.row_number().over(Window.partitionBy("code", "look").orderBy("number", "seq"))
    stands = sf.row_number().over(Window.partitionBy("code").orderBy(*_order()))
    found = found.withColumn("came", came)
    found = found.where((sf.col("came") <= most) | (sf.col("look") == REFUSED))
    return found.withColumn("stands", stands).where(sf.col("stands") <= most)


def _order() -> list[Column]:
    line, column = (sf.coalesce(sf.col(name), sf.lit(0)) for name in ("line", "column"))
    return [sf.col("input"), line, column, *map(sf.col, ("code", "look", "number", "seq"))]
