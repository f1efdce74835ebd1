"""Whether memory stays flat and time linear over gigabytes of JSON Lines (Linux).

    python benchmarks/soak.py FOLDER [--records 3700000] [--jobs 1]

Makes the file in the folder, if it is not there: 3,700,000 records are 5.1 GB. Then validates it
by the command, and writes a table: after each gigabyte the seconds that it took and the memory of
all processes, shared pages counted once. Of that memory the ids must be remembered, to see what
stands twice and what leads nowhere; how much they take alone is measured afterwards, and the last
column is what remains if that grows evenly.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from measuring import tool
from ours import ids_alone, proportional
from synthetic import write

GIGABYTE = 10**9


class Sample(NamedTuple):
    """How far a run was after so many seconds: bytes read, megabytes of memory."""

    seconds: float
    read: int
    memory: float


def samples(path: Path, jobs: int) -> Iterator[Sample]:
    """Look at the command while it validates a file. Raises `AssertionError` if it fails."""
    command = [tool("istanbul-talks"), "validate", "--quiet", "--jobs", str(jobs), str(path)]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        while child.poll() is None:
            seconds = time.perf_counter() - start
            yield Sample(seconds, bytes_read(child.pid), proportional(child.pid))
            time.sleep(0.2)
        told = child.communicate()[0]
    if child.returncode:
        raise AssertionError(f"{command} ended with status {child.returncode}: {told}")
    sys.stdout.write(f"{told.strip()}\n\n")


def bytes_read(pid: int) -> int:
    """How many bytes a process and those below it have read so far."""
    folder = Path("/proc", str(pid))
    try:
        rows = dict(row.split(": ") for row in (folder / "io").read_text().splitlines())
        below = (folder / "task" / str(pid) / "children").read_text().split()
    except OSError:
        return 0
    return int(rows["rchar"]) + sum(map(bytes_read, map(int, below)))


def rows(seen: list[Sample], size: int, ids: float) -> Iterator[str]:
    """The table in Markdown: a row for each gigabyte, and one for the whole."""
    yield "| read | seconds | MB of memory | MB beside the ids |"
    yield "|---:|---:|---:|---:|"
    before = Sample(0, 0, 0)
    for gigabyte in range(1, size // GIGABYTE + 1):
        reached = [one for one in seen if one.read >= gigabyte * GIGABYTE]
        if reached:
            now = reached[0]
            beside = now.memory - ids * now.read / size
            yield (
                f"| {gigabyte} GB | {now.seconds - before.seconds:.1f} | {now.memory:,.0f} "
                f"| {beside:,.0f} |"
            )
            before = now
    peak = max(one.memory for one in seen)
    yield (
        f"| **all {size / GIGABYTE:.2f} GB** | **{seen[-1].seconds:.1f}** | **{peak:,.0f}** (most) "
        f"| **{peak - ids:,.0f}** (most) |"
    )


def main() -> None:
    """Make the file, validate it and write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the file is made, and is kept")
    parser.add_argument("--records", type=int, default=3_700_000)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    path = options.folder / f"{options.records}.jsonl"
    if not path.exists():
        write(path, options.records)
    seen = [*samples(path, options.jobs)]
    table = rows(seen, path.stat().st_size, ids_alone(path))
    sys.stdout.write("\n".join(table) + "\n")


if __name__ == "__main__":
    main()
