"""Validation on Spark, in processes of its own, finds what the local engine finds, in all of it."""

import copy
import gzip
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import istanbul_talks as it
from corpus_files import INVALID, VALID
from istanbul_talks.findings.report import INTERRUPTED, Report
from istanbul_talks.io import cutting
from istanbul_talks.validation.look import Settings
from istanbul_talks.validation.spark import (
    SparkUnavailable,
    session,
    spark_report,
    validate_spark,
)
from pages import TOP, file_of

sys.path.insert(0, str(TOP / "benchmarks"))

from synthetic import write

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PAGE = TOP / "docs" / "validate-at-scale.md"
EXAMPLE = TOP / "examples" / "outside.json"

FIND_DOUBTS = "istanbul_talks.validation.spark.validation.find_doubts"
"""What comes between the two looks."""

QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Java is quicker to begin, and slower to go on, than it would be without."""

PLAIN = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""What little data is quicker with."""

CLUSTER = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.executor.extraJavaOptions": QUICK,
    **PLAIN,
}


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[SparkSession]":
    """A cluster of two worker processes, which have working directories of their own."""
    if shutil.which("java") is None:
        pytest.skip("needs Java")
    sql = pytest.importorskip("pyspark.sql")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("SPARK_LOCAL_DIRS", str(tmp_path_factory.mktemp("spark")))
        patch.setenv("SPARK_SUBMIT_OPTS", QUICK)
        builder = sql.SparkSession.builder.master("local-cluster[2,1,1024]")
        for name, value in CLUSTER.items():
            builder = builder.config(name, value)
        with session.quiet_logs():
            made = builder.getOrCreate()
        work = Path(sql.__file__).parents[1] / "work" / made.sparkContext.applicationId
        yield made
        made.stop()
        shutil.rmtree(work, ignore_errors=True)


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a few thousand records looked at by several lookers, in several blocks each."""
    monkeypatch.setattr(cutting, "BLOCK", 2**16)
    monkeypatch.setattr("istanbul_talks.validation.spark.parts.JOINED", 2**17)
    monkeypatch.setattr("istanbul_talks.validation.spark.books.GROUP", 2**20)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Synthetic data, some of it spoiled: JSON Lines, a document, both compressed, broken ones."""
    folder = tmp_path_factory.mktemp("synthetic")
    write(folder / "a.jsonl", 3000, 1, 0.05)
    write(folder / "b.json", 600, 2, 0.05)
    lines = (folder / "a.jsonl").read_bytes().splitlines(keepends=True)
    again = [*lines[1000:1200], b'{"type": "actor"\n', b"\n", b"\xff\n", *lines[:40]]
    (folder / "c.jsonl.gz").write_bytes(gzip.compress(b"".join(again)))
    (folder / "d.json.gz").write_bytes(gzip.compress((folder / "b.json").read_bytes()))
    (folder / "e.jsonl.gz").write_bytes(gzip.compress(b"".join(lines[:100]))[:-900])
    (folder / "f.jsonl").write_bytes(b"")
    return folder


def as_here(spark: "SparkSession", *paths: Path, **options: Any) -> Report:
    """The report of Spark on files, which is that of the local engine."""
    wanted = it.validate(*paths, **options)
    found = validate_spark(paths, spark=spark, **options)
    report = found.report()
    assert report.findings == wanted.findings
    assert report == wanted
    assert (found.totals.errors, found.totals.warnings) == (wanted.errors, wanted.warnings)
    assert (found.ok, found.totals.exit_status) == (wanted.ok, wanted.exit_status)
    found.release()
    return report


def test_the_whole_corpus_as_one_dataset(spark: "SparkSession") -> None:
    report = as_here(spark, INVALID, VALID, duplicate_keys=True)
    assert len({finding.code for finding in report.findings}) > 60
    assert report.unread > 30


@pytest.mark.usefixtures("small_blocks")
def test_files_of_all_kinds_with_duplicates_among_them(spark: "SparkSession", folder: Path) -> None:
    report = as_here(spark, folder, EXAMPLE, folder / "nowhere.jsonl")
    assert report.records > 4500
    assert {"IT001", "IT002", "IT003", "IT004", "IT009", "IT201", "IT203"} <= {
        finding.code for finding in report.findings
    }


@pytest.mark.usefixtures("small_blocks")
def test_few_findings_and_no_canonical_dataset(spark: "SparkSession", folder: Path) -> None:
    report = as_here(spark, folder / "a.jsonl", EXAMPLE, canonical=False, max_findings=3)
    assert report.omitted["IT201"] > 100


@pytest.mark.usefixtures("small_blocks")
def test_what_stands_far_apart(
    spark: "SparkSession", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Canonical records that say something else; circles; an id that is nearly one of thousands."""
    monkeypatch.setattr("istanbul_talks.validation.spark.doubts.MOST_RELATIONS", 0)
    canonical = [json.loads(line) for line in _canonical_lines()]
    records = [*_changed(canonical), *_circles(canonical), *_references(canonical), *canonical]
    path = tmp_path / "odd.jsonl"
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    found = {finding.code for finding in as_here(spark, path).findings}
    assert {"IT201", "IT203", "IT204", "IT322", "IT340"} <= found


def _canonical_lines() -> list[str]:
    records = [
        record
        for path in sorted((TOP / "data").glob("*.json"))
        for record in json.loads(path.read_text("utf-8"))["records"]
    ]
    return [json.dumps(record) for record in records]


def _changed(canonical: list[Any]) -> Iterator[Any]:
    """Canonical records of which others must think otherwise now."""
    for record in copy.deepcopy(canonical):
        if record["type"] == "meeting" and record["status"] == "held":
            yield record | {"status": "proposed"}
        elif record["type"] == "source" and "text_length" in record:
            yield record | {"text_length": 2000}


def _circles(canonical: list[Any]) -> list[Any]:
    """Demands that supersede each other: ten in a circle, and what leads there and away."""
    demand = next(record for record in canonical if record["type"] == "demand")
    made = []
    for number in range(24):
        to = (number + 1) % 10 if number < 10 else number - 7 if number < 20 else number + 1
        target, made_up = f"demand/step-{to}", copy.deepcopy(demand)
        made_up |= {"id": f"demand/step-{number}", "supersedes": target}
        made_up["provenance"]["supersedes"] = made_up["provenance"]["kind"]
        made.append(made_up)
    random.Random(1).shuffle(made)
    return made


def _references(canonical: list[Any]) -> Iterator[Any]:
    """Many actors, and a few records that name one or nearly so."""
    claim = [{"source": "source/istanbul-talks-codebook", "basis": "coded"}]
    seat = next(record for record in canonical if record["type"] == "affiliation")
    for number in range(2500):
        yield {
            "type": "actor",
            "id": f"actor/number-{number:04}",
            "kind": "state",
            "name": f"Number {number}",
            "provenance": {"kind": claim, "name": claim},
        }
        if number % 20 == 0:
            person = f"actor/number-{number // 2:04}{'x' * (number % 40 // 20)}"
            yield seat | {"id": f"affiliation/number-{number}", "person": person}


def test_rows_that_say_where_they_stand(
    spark: "SparkSession", folder: Path, tmp_path: Path
) -> None:
    """Shuffled rows of two files are those files again; Parquet gives back what it was given."""
    rows = []
    for name, first, last in (("one.jsonl", 0, 400), ("two.jsonl", 300, 900)):
        lines = (folder / "a.jsonl").read_text("utf-8").splitlines()[first:last]
        lines[7:9] = ["", '{"type": }']
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")
        rows += [(line, str(tmp_path / name), n) for n, line in enumerate(lines, 1)]
    random.Random(1).shuffle(rows)
    wanted = it.validate(tmp_path)
    found = validate_spark(spark.createDataFrame(rows, "value string, file string, line int"))
    assert found.report() == wanted
    found.write_parquet(tmp_path / "findings")
    read = spark.read.parquet(str(tmp_path / "findings"))
    assert read.schema == found.findings.schema
    assert sorted(read.collect()) == sorted(found.findings.collect())
    assert in_file_order(tmp_path / "findings") == found.findings.toArrow().to_pylist()
    found.release()


def in_file_order(folder: Path) -> list[dict[str, Any]]:
    """The rows of a folder of Parquet files, in the order of their names."""
    from pyarrow import parquet

    files = sorted(folder.glob("*.parquet"))
    return [row for file in files for row in parquet.read_table(file).to_pylist()]


@pytest.mark.parametrize("named", [False, True])
def test_rows_that_do_not(
    spark: "SparkSession", folder: Path, tmp_path: Path, *, named: bool
) -> None:
    """They are counted, in each file, in the order of the DataFrame."""
    lines = (folder / "a.jsonl").read_bytes().splitlines()[:150]
    records = [lines[0], lines[0], b"", b"[1]", b"\xff", *lines]
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\n".join(records) + b"\n")
    if named:
        table = spark.createDataFrame(
            [(r, str(path)) for r in records], "value binary, file string"
        )
        assert validate_spark(table).report() == it.validate(path)
    else:
        found = validate_spark(spark.createDataFrame([(r,) for r in records], "value binary"))
        wanted = it.validate(path).findings
        assert found.report().findings == tuple(called("<dataframe>", path, f) for f in wanted)


def called(name: str, path: Path, finding: it.Finding) -> it.Finding:
    """The same finding in an input of another name."""
    place = attrs.evolve(finding.place, file=name)
    message = finding.message.replace(str(path), name)
    return attrs.evolve(finding, place=place, message=message)


def test_a_file_that_shrinks_between_the_looks_is_not_valid(
    spark: "SparkSession", folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from istanbul_talks.validation.spark.doubts import find_doubts

    path = tmp_path / "short.jsonl"
    shutil.copy(folder / "a.jsonl", path)

    def shrink(*given: Any) -> Any:
        path.write_bytes((folder / "a.jsonl").read_bytes()[:100_000])
        return find_doubts(*given)

    monkeypatch.setattr(FIND_DOUBTS, shrink)
    report = validate_spark(path).report()
    told = {finding.code: finding.message for finding in report.findings}
    assert told["IT001"] == "cannot be read: the file became shorter while it was read"
    assert told["IT011"] == "the file changed while it was read"
    assert (report.records, report.unread, int(report.exit_status)) == (3000, 2, 2)


def test_an_empty_table_is_not_valid(spark: "SparkSession") -> None:
    report = validate_spark(spark.createDataFrame([], "value string")).report()
    assert [finding.code for finding in report.findings] == ["IT003"]
    assert not report.ok


def test_a_table_without_records_is_wrong_use(spark: "SparkSession") -> None:
    with pytest.raises(ValueError, match="a column value"):
        validate_spark(spark.createDataFrame([(1,)], "value int"))


def test_the_active_session_is_used_and_left_alone(spark: "SparkSession", folder: Path) -> None:
    report = spark_report([folder / "b.json"], Settings(most=0), canonical=True)
    assert report == it.validate(folder / "b.json", max_findings=0)
    assert spark.range(1).count() == 1


@pytest.mark.parametrize(
    ("error", "stopped"),
    [(KeyboardInterrupt(), INTERRUPTED), (ValueError("executors\nNoSuchError: gone"), None)],
)
def test_what_stops_spark_is_said_in_the_report(
    spark: "SparkSession", monkeypatch: pytest.MonkeyPatch, error: BaseException, stopped: str
) -> None:
    from pyspark.errors import PySparkException

    def fail(*_: object) -> None:
        raise error if stopped else PySparkException(str(error))

    monkeypatch.setattr(FIND_DOUBTS, fail)
    report = spark_report([EXAMPLE], Settings(), canonical=True)
    assert report.stopped == (stopped or "Spark: NoSuchError: gone")
    assert report.records == it.validate(EXAMPLE).records
    assert not report.ok


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "find_spec", lambda name: None if name == "pyarrow" else name)
    with pytest.raises(SparkUnavailable, match=r"pyarrow.*pip install 'istanbul-talks\[spark\]'"):
        validate_spark(EXAMPLE)


@pytest.mark.parametrize(
    ("says", "message"),
    [
        (None, "there is none on the path"),
        ('openjdk version "17.0.15" 2025-04-15', None),
        ('java version "1.8.0_292"', "is Java 8"),
        ("nothing", "does not say which it is"),
    ],
)
def test_java_is_looked_at_before_it_is_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str | None, message: str | None
) -> None:
    if says is not None:
        java = tmp_path / "java"
        java.write_text(f"#!/bin/sh\necho '{says}' >&2\n")
        java.chmod(0o755)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin" if says else str(tmp_path))
    if message is None:
        session.require_java()
    else:
        with pytest.raises(SparkUnavailable, match=f"needs Java 17 or newer, and .*{message}"):
            session.require_java()


def test_the_command_line_starts_spark_and_stops_it(spark: "SparkSession", folder: Path) -> None:
    """In a process of its own, with the logs of a user."""
    arguments = ["validate", "--format", "json", "--max-findings", "2", str(folder / "b.json")]
    command = [sys.executable, "-m", "istanbul_talks", *arguments]
    here = subprocess.run(command, capture_output=True, text=True, check=False)
    options = " ".join([QUICK, *(f"-D{name}={value}" for name, value in PLAIN.items())])
    quick = {**os.environ, "SPARK_SUBMIT_OPTS": options}
    done = subprocess.run(
        [*command, "--engine", "spark"], capture_output=True, text=True, check=False, env=quick
    )
    assert done.stdout == here.stdout
    assert done.returncode == here.returncode == 1
    assert len(done.stderr.splitlines()) <= 1, done.stderr  # what Java says of itself


def test_the_page_does_what_it_says(
    spark: "SparkSession",
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Its scripts run in the session that there is; a folder stands for the archive."""
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "data"
    data.mkdir()
    write(data / "a.jsonl", 200, 1, 0.1)
    shutil.copy(EXAMPLE, data)
    for name, path in (("check.py", "data"), ("table.py", "data/*.jsonl")):
        script = file_of(PAGE, name).replace("s3a://archive", data.as_uri())
        exec(compile(script, name, "exec"), {})
        wanted = it.validate(path)
        said = capsys.readouterr().out.splitlines()[0]
        assert said == f"{wanted.errors} errors in {wanted.records} records", name
    assert len(in_file_order(data / "findings")) == len(it.validate("data").findings)
