"""How quick tables and exports are, against pyarrow writing the same tables, and their memory.

    python benchmarks/exports.py [--records 100000] [--rounds 5] [--table docs/speed-of-exports.md]

Prints tables in Markdown. Data is made by `synthetic.py` and read once; reading is not counted.
"""

import argparse
import datetime
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from synthetic import write

import istanbul_talks as it

Work = Callable[[Path], object]


def median_of(rounds: int, works: dict[str, Work]) -> dict[str, float]:
    """The median seconds of each work; in each round all take their turn."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            with tempfile.TemporaryDirectory() as folder:
                start = time.perf_counter()
                work(Path(folder) / "out")
                seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in seconds.items()}


def tables(talks: it.Dataset) -> dict[str, pa.Table]:
    """All collections and all claims as Arrow tables."""
    found = {name: collection.to_arrow() for name, collection in talks.collections.items()}
    return {**found, "claims": talks.claims_table().to_arrow()}


def write_tables(held: dict[str, pa.Table], folder: Path) -> None:
    """What pyarrow does when it is given the tables."""
    folder.mkdir()
    for name, table in held.items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")


_GROWTH = """
import re, sys, tempfile
from pathlib import Path
import istanbul_talks as it
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
def now():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
talks = it.read(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    Path("/proc/self/clear_refs").write_text("5")
    before = now()
    it.export(talks, sys.argv[2], Path(folder) / "out")
    print(before, peak())
"""
"""Memory of the dataset, and at the peak of its export, in kilobytes (Linux keeps count)."""

GROWN = ("parquet", "sqlite", "jsonl", "csv")
"""The formats whose memory is looked at."""


def memory(data: Path, format: str) -> tuple[float, float]:
    """Megabytes of a dataset, and of its export besides, in a process of its own."""
    command = [sys.executable, "-c", _GROWTH, str(data), format]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    before, peak = map(int, done.stdout.split())
    return before / 1024, (peak - before) / 1024


def growth(records: int, folder: Path) -> Iterator[str]:
    """Rows of a table: the memory of exports of so many records and of twice as many."""
    sizes = {}
    for count in (records // 2, records):
        data = folder / f"{count}.jsonl"
        write(data, count)
        sizes[count] = {format: memory(data, format) for format in GROWN}
    for format in GROWN:
        (half, more), (whole, most) = (sizes[count][format] for count in sizes)
        yield f"| {format} | {half:,.0f} + {more:,.0f} | {whole:,.0f} + {most:,.0f} |"


def rates(given: argparse.Namespace, data: Path) -> Iterator[str]:
    """Rows of a table: seconds and records a second; then what pyarrow takes for the same."""
    talks = it.read(data)
    held = tables(talks)
    seconds = median_of(
        given.rounds,
        {
            "to_arrow, all collections": lambda _: [
                collection.to_arrow() for collection in talks.collections.values()
            ],
            "claims_table().to_arrow()": lambda _: talks.claims_table().to_arrow(),
            "pyarrow writes the tables": lambda path: write_tables(held, path),
            "export parquet": lambda path: it.export(talks, "parquet", path),
            "export sqlite": lambda path: it.export(talks, "sqlite", path),
            "export jsonl": lambda path: it.export(talks, "jsonl", path),
        },
    )
    yield f"{given.records:,} records, {held['claims'].num_rows:,} claims, {given.rounds} rounds."
    yield "\n| work | seconds | records a second |\n|---|---:|---:|"
    for name, found in seconds.items():
        yield f"| {name} | {found:.2f} | {given.records / found:,.0f} |"
    ratio = seconds["export parquet"] / seconds["pyarrow writes the tables"]
    yield f"\nParquet export takes {ratio:.1f} × what pyarrow takes to write tables that are there."


def page(given: argparse.Namespace, folder: Path) -> Iterator[str]:
    """The lines of the page."""
    data = folder / "data.jsonl"
    write(data, given.records)
    yield from rates(given, data)
    if sys.platform == "linux":
        half = given.records // 2
        yield f"\n| megabytes: dataset + export | {half:,} records | {given.records:,} records |"
        yield "|---|---:|---:|"
        yield from growth(given.records, folder)


TITLE = "# How quick tables and exports are\n\n"
FOOT = "\n\n{date}, Python {python}, pyarrow {pyarrow}: `python benchmarks/exports.py{asked}`\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure tables and exports.")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--table", type=Path, help="a file to write the page to")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = "\n".join(page(given, Path(folder)))
    foot = FOOT.format(
        date=datetime.date.today(),
        python=sys.version.split()[0],
        pyarrow=pa.__version__,
        asked="".join(f" {word}" for word in sys.argv[1:]),
    )
    sys.stdout.write(text + "\n")
    if given.table:
        given.table.write_text(TITLE + text + foot, "utf-8")


if __name__ == "__main__":
    main()
