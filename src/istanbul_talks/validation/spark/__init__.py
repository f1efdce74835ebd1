"""Validation past one machine, on Apache Spark (extra ``spark``, and Java).

Records are looked at in executors, a block or a run of rows at a time, by the same looker as here.
What must be remembered of them stays in Spark, where joins find what does not add up: only that
comes to the driver, and a second look is taken where it stands. Findings and totals are those of
the local engine.
"""

import os
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from istanbul_talks.findings.report import INTERRUPTED, Report
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import PathLike
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.look import Settings
from istanbul_talks.validation.spark.rows import findings_of
from istanbul_talks.validation.spark.session import (
    SparkUnavailable,
    quiet_warnings,
    reason,
    require_packages,
    spark_session,
)

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["SparkReport", "SparkUnavailable", "spark_report", "validate_spark"]


@attrs.frozen(eq=False)
class SparkReport:
    """What a validation on Spark found.

    ``findings`` is a DataFrame that Spark keeps, with a row for each finding in the order of a
    report: ``code``, ``severity``, ``message``, ``hint``, ``file``, ``line``, ``column``,
    ``width``, ``pointer``, ``record``, ``field``, ``excerpt``, ``cut``. ``totals`` is the report
    without them: all are counted, none is listed.
    """

    findings: "DataFrame"
    totals: Report

    @property
    def ok(self) -> bool:
        """Whether everything was read and checked, and nothing is wrong."""
        return self.totals.ok

    def report(self) -> Report:
        """The report with all findings, as `istanbul_talks.validate` gives it."""
        found = tuple(findings_of(self.findings.toArrow(), self.totals.names))
        omitted = Counter(self.totals.omitted) - Counter(finding.code for finding in found)
        return attrs.evolve(self.totals, findings=found, omitted=dict(sorted(omitted.items())))

    def write_parquet(self, path: PathLike, mode: str = "error") -> None:
        """Write the findings to a folder of Parquet files, whose names are in their order.

        ``mode`` is that of Spark: what is done if the folder exists (error, overwrite, append).
        """
        self.findings.write.mode(mode).parquet(os.fspath(path))

    def release(self) -> None:
        """Have Spark keep the findings no longer."""
        self.findings.unpersist()


@quiet_warnings()
def validate_spark(
    data: "PathLike | Iterable[PathLike] | DataFrame",
    *,
    spark: "SparkSession | None" = None,
    canonical: bool = True,
    duplicate_keys: bool = False,
    max_findings: int | None = None,
) -> SparkReport:
    """Check files or a DataFrame on Spark, as one dataset.

    Files, directories and globs are those of `istanbul_talks.validate`; the driver must see them,
    and executors must find them under the same paths. A DataFrame has a record a row in ``value``,
    a string or binary column of JSON. Its rows can say where a record stands: in the columns
    ``file`` and ``line``, and then they are taken in that order. Without ``line`` rows are counted
    from 1, in each file, in the order of the DataFrame; without ``file`` the file is called
    ``<dataframe>``. A row that is null or blank is passed over.

    ``canonical``, ``duplicate_keys`` and ``max_findings`` are those of `istanbul_talks.validate`.
    Without ``spark`` the active session is used, or a local one is started. Raises
    `SparkUnavailable` if the extra ``spark`` or Java is missing, and for a data package of CSV.
    Never raises for bad data.
    """
    require_packages()
    from pyspark.sql import DataFrame

    from istanbul_talks.validation.spark.data import Data, Files, Table
    from istanbul_talks.validation.spark.validation import Validation

    settings = Settings(duplicate_keys=duplicate_keys, most=max_findings)
    known = canonical_facts() if canonical else None
    held: Data
    if isinstance(data, DataFrame):
        spark = data.sparkSession
        held = Table(data, known, settings)
    else:
        spark = spark or spark_session()[0]
        paths = [data] if isinstance(data, str | os.PathLike) else data
        held = Files(spark, paths, known, settings)
    return SparkReport(*Validation(spark, held, settings, known).run())


def spark_report(paths: Iterable[PathLike], settings: Settings, *, canonical: bool) -> Report:
    """The report on files, for the command line: it also says in one line what stopped Spark.

    A session that is started for it is stopped again. Raises `SparkUnavailable`.
    """
    try:
        spark, ours = spark_session()
    except KeyboardInterrupt:
        return Report(
            findings=(), inputs=0, unread=0, records=0, claims=0, unchecked=0, stopped=INTERRUPTED
        )
    try:
        return _report(spark, paths, settings, canonical_facts() if canonical else None)
    finally:
        if ours:
            spark.stop()


@quiet_warnings()
def _report(
    spark: "SparkSession", paths: Iterable[PathLike], settings: Settings, canonical: Facts | None
) -> Report:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    from istanbul_talks.validation.spark.data import Files
    from istanbul_talks.validation.spark.validation import Validation

    files = Files(spark, paths, canonical, settings)
    validation = Validation(spark, files, settings, canonical)
    try:
        return SparkReport(*validation.run()).report()
    except KeyboardInterrupt:
        return validation.stopped(INTERRUPTED)
    except (PySparkException, Py4JError) as error:
        # Spark cancels its jobs when it is interrupted, and then complains that they are gone.
        interrupted = isinstance(error.__context__, KeyboardInterrupt)
        return validation.stopped(INTERRUPTED if interrupted else f"Spark: {reason(error)}")
