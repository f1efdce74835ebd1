"""We at work: in this process, and as a command."""

import functools
import math
import subprocess
import sys
import time
from pathlib import Path

from measuring import Cost, Data, Run, process, timed, tool

import istanbul_talks as it
from istanbul_talks.derived.structs import record_decoder
from istanbul_talks.io.blocks import LineBlock
from istanbul_talks.io.cutting import blocks
from istanbul_talks.io.inputs import Input
from istanbul_talks.validation.bytes import may_hold_control_characters
from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.formats.text import text_report
from istanbul_talks.validation.gate import Gate
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.targets import Targets


class _Trusting(Index):
    """Knows every id and holds all to be well with it: what remains to the gate is the record."""

    def knows(self, id: str) -> bool:
        return True

    def meets(self, what: str, target: str, end: int | None = None) -> bool:
        return True


def schema_only(data: Data) -> Run:
    """Decoder, gate and the look for control characters, as in the engine; nothing remembered.

    The gate does more than the peers here: what a single record can have wrong besides its form.
    """
    source = Input(str(data.lines()), data.lines())

    def work() -> None:
        decode, passes = record_decoder(), Gate(Targets(_Trusting(Facts(), None))).passes
        for block in blocks(source):
            assert isinstance(block, LineBlock)
            for piece in block.load().pieces():
                careful = may_hold_control_characters(piece.data)
                for raw in filter(None, piece.raw):
                    if not passes(decode(raw)) or (careful and may_hold_control_characters(raw)):
                        raise AssertionError(f"held to be invalid: {raw!r}")

    return lambda: timed(work, data.records)


def everything(data: Data, jobs: int = 1) -> Run:
    """What `istanbul_talks.validate` does with JSON Lines: all checks but duplicate keys."""
    path = data.lines()

    def work() -> None:
        assert it.validate(path, jobs=jobs).ok

    return lambda: timed(work, data.records)


def reported(data: Data, invalid: float) -> Run:
    """Everything in two processes, all findings kept and written for people into a string."""
    path = data.lines(invalid)

    def work() -> None:
        report = it.validate(path, jobs=2)
        assert report.ok == (not invalid)
        assert text_report(report)

    return lambda: timed(work, data.records)


def ours(path: Path, *options: str) -> Run:
    """Our command on a file."""
    command = (tool("istanbul-talks"), "validate", "--quiet", *options, path)
    return lambda: process(*command)


def ours_summed(path: Path) -> Run:
    """Our command, with the memory of all its processes together, shared pages counted once."""
    command = [tool("istanbul-talks"), "validate", "--quiet", str(path)]

    def run() -> Cost:
        start, peak = time.perf_counter(), 0.0
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as child:
            while child.poll() is None:
                peak = max(proportional(child.pid), peak)
                time.sleep(0.01)
        assert child.returncode == 0
        return Cost(time.perf_counter() - start, peak or math.nan)

    return run


def proportional(pid: int) -> float:
    """The megabytes of a process and of those below it, as Linux tells; 0 if nobody does."""
    folder = Path("/proc", str(pid))
    try:
        rows = (folder / "smaps_rollup").read_text().splitlines()
        below = (folder / "task" / str(pid) / "children").read_text().split()
    except OSError:
        return 0
    own = sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    return own / 2**10 + sum(map(proportional, map(int, below)))


def remember(path: str, keep: str) -> None:
    """Decode a file's records and, if wanted, remember of them what validation must; no more."""
    decode, facts = record_decoder(), Facts()
    with Path(path).open("rb") as file:
        for line in file:
            record = decode(line)
            if keep:
                facts.add(record, 0)


def ids_alone(path: Path) -> float:
    """The megabytes that the ids of a file take, with what must be known of their records.

    It is the difference of two processes that do nothing but decode the same records, of which one
    remembers the facts of each.
    """
    code = "import sys, ours; ours.remember(*sys.argv[1:])"
    alone = functools.partial(process, sys.executable, "-c", code, path)
    return alone("1").peak - alone("").peak


def beside_ids(data: Data, megabytes: int) -> Run:
    """One job, with its peak of memory less what the remembered ids alone take."""
    path = data.sized(megabytes)
    whole = ours(path, "--jobs", "1")

    def run() -> Cost:
        cost, ids = whole(), ids_alone(path)
        return Cost(cost.seconds / path.stat().st_size * 1e6, cost.peak - ids, ids)

    return run
