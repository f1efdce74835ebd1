"""A validation on Spark, from the first look to the findings."""

import json
import pickle
from collections import Counter
from typing import Any

from pyspark.sql import DataFrame, SparkSession, functions as sf

from istanbul_talks.findings.report import Report
from istanbul_talks.validation.again import Doubts
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.look import Settings
from istanbul_talks.validation.outcome import Outcome, Tally
from istanbul_talks.validation.spark.answers import find_answers
from istanbul_talks.validation.spark.books import Told
from istanbul_talks.validation.spark.data import Data
from istanbul_talks.validation.spark.doubts import find_doubts
from istanbul_talks.validation.spark.findings import FIRST, SECOND, in_order, with_lines
from istanbul_talks.validation.spark.looks import TOTALS, FirstLook, Look, Questions, SecondLook
from istanbul_talks.validation.spark.memory import Memory
from istanbul_talks.validation.spark.parts import Aside
from istanbul_talks.validation.spark.remembered import canonical_records
from istanbul_talks.validation.spark.rows import ROW, frame

RECORD = ("id", "block", "seq", "belief", "rest", "key")
NEED = ("what", "id", "end", "payload")


class Validation:
    """One pass over the data, joins of what was remembered and, where needed, a second pass."""

    def __init__(
        self, spark: SparkSession, data: Data, settings: Settings, canonical: Facts | None
    ) -> None:
        self._spark = spark
        self._data = data
        self._settings = settings
        self._canonical = canonical
        self._kept: list[DataFrame] = []

    def run(self) -> tuple[DataFrame, Report]:
        """The findings, which Spark keeps, and the report without them."""
        try:
            looks = self._looks()
            self._data.books.close()
            findings = in_order(self._spark, self._data.books, looks, self._settings.most).persist()
            findings.count()
            return findings, self._data.books.totals()
        finally:
            self._data.release()
            for kept in self._kept:
                kept.unpersist()

    def stopped(self, why: str) -> Report:
        """What is known of the totals by now."""
        return self._data.books.totals(why)

    def _looks(self) -> dict[int, DataFrame]:
        """What came of the first look and, if anything did not add up, of the second."""
        books, canonical = self._data.books, self._canonical
        first = self._look(FirstLook(self._settings, canonical is not None))
        books.take(*_told(first))
        looks = {FIRST: with_lines(self._spark, first, books.lines)}
        if not books.records:
            return looks
        needs = first.where(sf.col("kind") == "need").select(*NEED)
        memory = Memory.of(self._records(first), needs, self._kept)
        doubts = find_doubts(memory, canonical, books.records)
        if doubts.blocks is None or doubts.blocks:
            looks[SECOND] = self._second(memory, doubts)
        return looks

    def _second(self, memory: Memory, doubts: Doubts) -> DataFrame:
        books = self._data.books
        questions = Questions(doubts, _concerned(books.lines, doubts))
        answers = find_answers(self._look(questions, doubts), memory)
        look = SecondLook(questions, answers, self._settings, self._canonical is not None)
        second = self._look(look, doubts)
        books.take_second(*_told(second))
        return second

    def _look(self, look: Look, doubts: Doubts | None = None) -> DataFrame:
        rows = self._data.look(look, doubts).persist()
        self._kept.append(rows)
        return rows

    def _records(self, first: DataFrame) -> DataFrame:
        """What must be remembered of the records of the input and, after them, canonical ones."""
        records = first.where(sf.col("kind") == "record").select(*RECORD)
        if self._canonical is None:
            return records
        types = {name: ROW[name] for name in RECORD}
        canonical = frame(self._spark, types, canonical_records(self._canonical))
        return records.unionByName(canonical)


def _told(look: DataFrame) -> tuple[list[Told], list[Aside]]:
    """What came of each block, and what came beside blocks, in their order."""
    wanted = look.where(sf.col("kind").isin("outcome", "aside"))
    rows = wanted.select("kind", "number", "file", "payload").toArrow().to_pylist()
    told, asides = [], []
    for row in sorted(rows, key=lambda row: row["number"]):
        if row["kind"] == "aside":
            asides.append(Aside(row["number"], pickle.loads(row["payload"])))
        else:
            told.append(Told(row["number"], row["file"], _outcome(json.loads(row["payload"]))))
    return told, asides


def _outcome(totals: dict[str, Any]) -> Outcome:
    tally = Tally(None, [], Counter(totals["counts"]))
    return Outcome(tally, **{name: totals[name] for name in TOTALS})


def _concerned(lines: dict[int, int], doubts: Doubts) -> dict[int, int]:
    """The lines before blocks, as far as they are concerned."""
    if doubts.blocks is None:
        return lines
    return {number: before for number, before in lines.items() if number in doubts.blocks}
