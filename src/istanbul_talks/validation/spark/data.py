"""What is validated: files that executors read, or the rows of a DataFrame."""

import functools
import pickle
from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from pyspark.sql import DataFrame, SparkSession, functions as sf

from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.validation.again import Doubts
from istanbul_talks.validation.engine import PathLike, gathered
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.look import Settings
from istanbul_talks.validation.spark.books import (
    DATAFRAME,
    Books,
    FileBooks,
    TableBooks,
)
from istanbul_talks.validation.spark.looks import Look, Over
from istanbul_talks.validation.spark.parts import (
    BLOCKS,
    ROWS,
    Cut,
    Task,
    Walk,
    parts_of_rows,
    parts_of_tasks,
)
from istanbul_talks.validation.spark.rows import ROW, ddl, frame
from istanbul_talks.validation.spark.session import SparkUnavailable


class Data(Protocol):
    """Data that can be looked at twice."""

    @property
    def books(self) -> Books:
        """What is known of it beside its findings."""

    def look(self, look: Look, doubts: Doubts | None = None) -> DataFrame:
        """What comes of a look at all blocks or, given doubts, at those that are concerned."""

    def release(self) -> None:
        """Have Spark keep nothing any more."""


class Files:
    """Files that the driver cuts, as far as they can be cut, and executors read."""

    def __init__(
        self,
        spark: SparkSession,
        paths: Iterable[PathLike],
        canonical: Facts | None,
        settings: Settings,
    ) -> None:
        sources = gathered(paths)
        _refuse_packages(sources)
        self.books = FileBooks(sources, canonical, settings)
        self._spark = spark

    @functools.cached_property
    def _tasks(self) -> list[Task]:
        return [*self.books.tasks()]

    def look(self, look: Look, doubts: Doubts | None = None) -> DataFrame:
        """What comes of a look at the tasks, each apart."""
        tasks = self._tasks
        if doubts is not None and doubts.blocks is not None:
            tasks = [*_concerned(tasks, doubts.blocks)]
        rows = frame(self._spark, {"task": "binary"}, {"task": [*map(pickle.dumps, tasks)]}, 1)
        rows = rows.repartition(max(1, len(tasks)))
        return rows.mapInArrow(Over(parts_of_tasks, look), ddl(ROW))

    def release(self) -> None:
        """There is nothing that Spark keeps."""


def _refuse_packages(sources: Iterable[Input | Unreadable]) -> None:
    """Raise `SparkUnavailable`: what executors find, they could not place in the CSV files."""
    for source in sources:
        if isinstance(source, Input) and source.origin is not None:
            raise SparkUnavailable(
                f"{source.name} is a data package, whose tables belong together: "
                "validate it with --engine local"
            )


class Table:
    """A DataFrame of records."""

    def __init__(self, data: DataFrame, canonical: Facts | None, settings: Settings) -> None:
        self.books = TableBooks((), canonical, settings)
        self._spark = data.sparkSession
        self._rows = _numbered(data).persist()

    def look(self, look: Look, doubts: Doubts | None = None) -> DataFrame:
        """What comes of a look at the rows of each partition."""
        rows = self._rows
        if doubts is not None and doubts.blocks is not None:
            runs = sorted({number >> ROWS for number in doubts.blocks})
            concerned = frame(self._spark, {"run": "bigint"}, {"run": runs})
            same = sf.shiftright(rows.rid, ROWS) == concerned.run
            rows = rows.join(sf.broadcast(concerned), same, "left_semi")
        return rows.mapInArrow(Over(parts_of_rows, look), ddl(ROW))

    def release(self) -> None:
        """Have Spark keep the rows no longer."""
        self._rows.unpersist()


def _numbered(data: DataFrame) -> DataFrame:
    """The rows in their order and numbered, with what is said about their file and line."""
    types = dict(data.dtypes)
    if types.get("value") not in ("string", "binary"):
        raise ValueError("the DataFrame needs a column value, string or binary: a record a row")
    file = (
        sf.coalesce(sf.col("file").cast("string"), sf.lit(DATAFRAME)) if "file" in types else None
    )
    line = sf.coalesce(sf.col("line").cast("bigint"), sf.lit(0)) if "line" in types else None
    rows = data.select(
        sf.monotonically_increasing_id().alias("at"),
        (sf.lit(DATAFRAME) if file is None else file).alias("file"),
        (sf.lit(None).cast("bigint") if line is None else line).alias("line"),
        sf.col("value").cast("binary").alias("value"),
    )
    if line is not None:
        rows = rows.orderBy("file", "line", "value")
    elif file is not None:
        rows = rows.orderBy("file", "at")
    rid = sf.monotonically_increasing_id().alias("rid")
    return rows.select(rid, "file", "line", "value")


def _concerned(tasks: Iterable[Task], blocks: Collection[int]) -> Iterator[Task]:
    """The tasks, as far as they are concerned; who walks through an input will know what is."""
    inputs = {number >> BLOCKS for number in blocks}
    for task in tasks:
        if isinstance(task, Walk):
            if task.first >> BLOCKS in inputs:
                yield task
        elif held := tuple(numbered for numbered in task.blocks if numbered[0] in blocks):
            yield Cut(held)
