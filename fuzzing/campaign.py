"""Feed damaged data to everything that reads bytes, and see that all promises hold.

    python fuzzing/campaign.py --inputs 1000000 --seed 1 --jobs 2
    python fuzzing/campaign.py --again fuzzing/crashes/document-17

An input depends on the seed and its number alone, not on how the work is shared. What breaks a
promise is saved as a folder with the input's files and a traceback. The inputs are counted by
entry point; the exit status is 1 if anything broke.
"""

import argparse
import itertools
import multiprocessing
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from types import FrameType

from entries import ENTRIES, Entry
from inputs import Files

LONGEST = 30
"""How many seconds of computing an input may take before it counts as a hang."""

LONGEST_WAIT = 600
"""How many seconds may pass, on a machine that is busy with other things."""

TRACEBACK = "traceback"


class Hangs(BaseException):
    """An input takes longer than any may."""


def chosen(seed: int, number: int, only: str | None = None) -> tuple[str, Random]:
    """The entry point of the input of this number, and what the input is made with."""
    random = Random(f"{seed}:{number}")
    weights = [entry.weight for entry in ENTRIES.values()]
    (name,) = random.choices([*ENTRIES], weights)
    return only or name, random


def made(entry: Entry, random: Random) -> Files:
    """Make an input. Damage may nest deeper than Python copies; what reads it has no such help."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(20 * usual)
    try:
        return entry.make(random)
    finally:
        sys.setrecursionlimit(usual)


def tried(entry: Entry, files: Files) -> str | None:
    """Feed an input to an entry point; the traceback if that broke a promise."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        place = Path(folder) / "x"
        put(place, files)
        for number in (signal.SIGALRM, signal.SIGPROF):
            signal.signal(number, _hang)
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        signal.setitimer(signal.ITIMER_REAL, LONGEST_WAIT)
        try:
            entry.check(place)
        except (Exception, Hangs):
            return traceback.format_exc()
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
    return None


def put(folder: Path, files: Files) -> None:
    """Write the files of an input."""
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _hang(number: int, frame: FrameType | None) -> None:
    raise Hangs


def saved(crashes: Path, name: str, files: Files, told: str) -> None:
    """Save an input that broke a promise."""
    shutil.rmtree(crashes / name, ignore_errors=True)
    put(crashes / name, files)
    (crashes / name / TRACEBACK).write_text(told, "utf-8", "backslashreplace")


def again(folder: Path) -> str | None:
    """Feed a saved input to its entry point once more."""
    files = {p.name: p.read_bytes() for p in folder.iterdir() if p.name != TRACEBACK}
    return tried(ENTRIES[folder.name.partition("-")[0]], files)


def work(told: tuple[int, range, str | None, Path]) -> tuple[Counter[str], Counter[str]]:
    """Try the inputs of these numbers; how many by entry point, and how many broke a promise."""
    seed, numbers, only, crashes = told
    inputs, broken = Counter[str](), Counter[str]()
    for number in numbers:
        name, random = chosen(seed, number, only)
        files = made(ENTRIES[name], random)
        inputs[name] += 1
        if (problem := tried(ENTRIES[name], files)) is not None:
            broken[name] += 1
            saved(crashes, f"{name}-{seed}-{number}", files, problem)
    return inputs, broken


def campaign(options: argparse.Namespace) -> int:
    """Try as many inputs as are asked for; how many broke a promise."""
    inputs, broken = Counter[str](), Counter[str]()
    began = time.monotonic()
    shares = (
        (options.seed, range(start, min(start + 200, options.first + options.inputs)))
        for start in range(options.first, options.first + options.inputs, 200)
    )
    tasks = ((*share, options.only, options.crashes) for share in shares)
    # Not a Pool: its workers may have no processes of their own.
    with ProcessPoolExecutor(options.jobs, multiprocessing.get_context("fork")) as pool:
        for some, bad in pool.map(work, tasks):
            inputs += some
            broken += bad
            rate = inputs.total() / (time.monotonic() - began)
            say(f"\r{inputs.total():,} inputs, {broken.total():,} broken, {rate:.0f}/s")
    say("\n" + "\n".join(rows(inputs, broken)) + "\n")
    return broken.total()


def say(text: str) -> None:
    """Write to standard output at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


def rows(inputs: Counter[str], broken: Counter[str]) -> Iterator[str]:
    """The figures as a table in Markdown."""
    yield from ("| entry point | inputs | broken |", "|---|---:|---:|")
    for name in itertools.chain(ENTRIES):
        yield f"| {name} | {inputs[name]:,} | {broken[name]:,} |"
    yield f"| **all** | {inputs.total():,} | {broken.total():,} |"


def main() -> int:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", choices=[*ENTRIES], help="one entry point alone")
    parser.add_argument("--crashes", type=Path, default=Path(__file__).parent / "crashes")
    parser.add_argument("--again", type=Path, help="a saved input to try once more")
    options = parser.parse_args()
    if options.again:
        told = again(options.again)
        say(f"{told or 'all promises hold'}\n")
        return int(told is not None)
    return int(campaign(options) > 0)


if __name__ == "__main__":
    sys.exit(main())
