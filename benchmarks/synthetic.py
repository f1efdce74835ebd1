"""Makes data in our form, of any size, to measure with: made-up words, every rule kept.

    python benchmarks/synthetic.py PATH --records 100000 [--seed 1] [--invalid 0.01]

A path that ends in .jsonl takes one record a line, one that ends in .json a dataset document. A
seed always gives the same data. Records are made one by one and none is remembered, so a file can
be larger than memory.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from spoilers import spoiled
from synthetic_records import FEWEST, records

__all__ = ["records", "spoiled", "write"]


def write(path: str | Path, count: int, seed: int = 1, invalid: float = 0) -> None:
    """Write so many records to a file, of which about the share ``invalid`` has a mistake."""
    path = Path(path)
    made = records(count, seed)
    if invalid:
        made = spoiled(made, invalid, seed)
    lines = map(json.JSONEncoder(ensure_ascii=False).encode, made)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        if path.suffix == ".jsonl":
            file.writelines(f"{line}\n" for line in lines)
        else:
            file.write('{"schema_version": "1", "title": "Synthetic data", "records": [\n')
            file.write(next(lines))
            file.writelines(f",\n{line}" for line in lines)
            file.write("\n]}\n")


def main() -> None:
    """Write a file and say how large it is and how long it took."""
    parser = argparse.ArgumentParser(description="Make synthetic data in our form.")
    parser.add_argument("path", type=Path, help="the file to write: .jsonl or .json")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--invalid", type=float, default=0.0, help="the share with a mistake")
    given = parser.parse_args()
    if given.path.suffix not in (".jsonl", ".json"):
        parser.error("the path ends in neither .jsonl nor .json")
    if given.records < FEWEST:
        parser.error(f"at least {FEWEST} records are needed to have all types")
    start = time.perf_counter()
    write(given.path, given.records, given.seed, given.invalid)
    seconds, size = time.perf_counter() - start, given.path.stat().st_size
    sys.stdout.write(
        f"{given.records:,} records, {size:,} bytes ({size / given.records:,.0f} a record), "
        f"{given.records / seconds:,.0f} records a second\n"
    )


if __name__ == "__main__":
    main()
