"""How quick tables and exports are: records a second, and against pyarrow writing the same tables.

    python benchmarks/exports.py [--records 100000] [--rounds 5]

Prints a table in Markdown. Data is made by `synthetic.py` and read once; reading is not counted.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure tables and exports.")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.jsonl"
        write(data, given.records)
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
    claims = held["claims"].num_rows
    sys.stdout.write(f"{given.records:,} records, {claims:,} claims, {given.rounds} rounds\n\n")
    sys.stdout.write("| work | seconds | records a second |\n|---|---:|---:|\n")
    for name, found in seconds.items():
        sys.stdout.write(f"| {name} | {found:.2f} | {given.records / found:,.0f} |\n")
    ratio = seconds["export parquet"] / seconds["pyarrow writes the tables"]
    sys.stdout.write(
        f"\nParquet export takes {ratio:.2f} × what pyarrow takes to write the same.\n"
    )


if __name__ == "__main__":
    main()
