"""How the work of those that are compared is measured: seconds and memory, on the same data."""

import gc
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from synthetic import write

from istanbul_talks.garbage import seldom_collecting

ROOT = Path(__file__).parents[1]
BYTES = 1_390
"""About how many bytes a synthetic record has."""
LEAST = 2_000
"""How many records there are at least, so that all types are among them."""
EXAMPLE = ROOT / "examples" / "outside.json"
MEGABYTES = (125, 250, 500, 1000)
"""The sizes at which it is looked whether memory stays flat and time grows with the size."""


class Cost(NamedTuple):
    """What a run took: seconds (of a record or of the whole) and megabytes at the peak.

    ``ids`` are the megabytes of what must be remembered, which ``peak`` leaves out if it is given.
    """

    seconds: float
    peak: float = math.nan
    ids: float = math.nan


class Data:
    """Synthetic files in a folder, made when they are first asked for."""

    def __init__(self, folder: Path, records: int) -> None:
        self._folder = folder
        self.records = max(records, LEAST)

    def lines(self, invalid: float = 0) -> Path:
        """JSON Lines, of which this share has a mistake."""
        return self._made(f"{invalid}.jsonl", self.records, invalid)

    def document(self) -> Path:
        """A document of a kilobyte for each record asked for: 100 MB at 100,000."""
        return self._made("document.json", self.records * 1_000 // BYTES)

    def sized(self, megabytes: int) -> Path:
        """Valid JSON Lines of so many megabytes at 100,000 records asked for."""
        return self._made(f"{megabytes}.jsonl", self.records * megabytes * 10 // BYTES)

    def _made(self, name: str, records: int, invalid: float = 0) -> Path:
        path = self._folder / name
        if not path.exists():
            write(path, max(records, LEAST), invalid=invalid)
        return path


Run = Callable[[], Cost]


class Contender(NamedTuple):
    """Someone at work, ``prepare`` with all that is not counted; ``once`` if it takes minutes."""

    title: str
    prepare: Callable[[Data], Run]
    once: bool = False


def timed(work: Callable[[], object], units: int = 1) -> Cost:
    """The seconds that a unit of the work takes. The garbage collector is set alike for all."""
    gc.collect()
    with seldom_collecting():
        start = time.perf_counter()
        work()
        return Cost((time.perf_counter() - start) / units)


def each_line(accepts: Callable[[bytes], object], data: Data) -> Run:
    """The file is read line by line, the quickest of the plain ways to read one."""
    path = data.lines()

    def work() -> None:
        with path.open("rb") as file:
            for line in file:
                if not accepts(line):
                    raise AssertionError(f"held to be invalid: {line!r}")

    return lambda: timed(work, data.records)


def each_of_a_sample(accepts: Callable[[Any], object], data: Data, size: int) -> Run:
    """Records evenly spread over the file, so that each type has its share."""
    with data.lines().open("rb") as file:
        sample = [json.loads(line) for line in islice(file, 0, None, data.records // size)]

    def work() -> None:
        for value in sample:
            if not accepts(value):
                raise AssertionError(f"held to be invalid: {value}")

    return lambda: timed(work, len(sample))


_MEASURE = """
import os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(time.perf_counter() - start, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""
"""Until it executes its program, a child counts its parent's memory as its own: so a small one."""


def process(*command: object) -> Cost:
    """Seconds of a process, and the memory of its largest process: itself or one it started."""
    measure = [sys.executable, "-I", "-S", "-c", _MEASURE, *map(str, command)]
    done = subprocess.run(measure, check=True, capture_output=True, text=True, env=_ENVIRONMENT)
    seconds, peak, status = done.stdout.split()
    if status != "0":
        raise AssertionError(f"{command} ended with status {status}: {done.stderr}")
    return Cost(float(seconds), int(peak) / (2**20 if sys.platform == "darwin" else 2**10))


_PATH = [str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]
_ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(_PATH)}


def tool(name: str) -> str:
    """A command of this environment. Raises `ImportError` if it is not installed."""
    path = Path(sys.executable).with_name(name)
    if not path.exists():
        raise ImportError(name=name)
    return str(path)
