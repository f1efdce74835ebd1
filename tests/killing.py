"""Kills a command at each of its steps on the file system, and says what is left each time.

A program of its own: it has imported all that it needs and forks for each try, so that a hundred
tries take seconds. A step is what Python tells an audit hook about a path in the folder, and each
`fsync`, before which all bytes of a new file are written.
"""

import hashlib
import importlib
import itertools
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import istanbul_talks as it
from istanbul_talks.cli.group import main
from istanbul_talks.exports import FORMATS, writer
from istanbul_talks.validation.canonical import canonical_facts

USED = """
    istanbul_talks.comparing.merging istanbul_talks.comparing.applying
    istanbul_talks.comparing.reading_difference istanbul_talks.evidence.anchoring
    istanbul_talks.exploring.exploring istanbul_talks.reading istanbul_talks.exports.exporting
    jsonschema
"""
"""Modules that commands import when they run, and need not import at each try."""

SELDOM = {
    "chart.save": "altair",
    "graphml": "networkx",
    "json-ld": "rdflib",
    "parquet": "pyarrow.parquet",
    "turtle": "rdflib",
}
"""The same for what takes long to import, by the word that asks for it."""

CALLS: dict[str, Callable[[str], None]] = {
    "it.write": lambda path: it.write(it.load(), path),
    "chart.save": lambda path: it.load().plot.positions().save(path),
}
"""What is called in Python, and is not what a command calls, too."""

STEPS = (
    *("open", "os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "os.chmod"),
    "sqlite3.connect",
)


def state(path: Path) -> str:
    """What lies at a path: nothing, or what a hash of names and bytes says."""
    if not path.exists():
        return "nothing"
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        digest.update(str(file.relative_to(path)).encode() + b"\0")
        digest.update(file.read_bytes() if file.is_file() else b"")
    return digest.hexdigest()


def forked(arguments: list[str], prepare: Callable[[], None]) -> int:
    """The number of a process that calls the command, or the function."""
    pid = os.fork()
    if pid:
        return pid
    for descriptor in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
    prepare()
    try:
        if arguments[0] in CALLS:
            CALLS[arguments[0]](arguments[1])
            os._exit(0)
        main(arguments)
    except SystemExit:
        os._exit(0)
    finally:
        os._exit(1)


def dying_at(moment: int, folder: str) -> Callable[[], None]:
    """Lets a process kill itself at its step of this number."""
    steps = itertools.count()

    def step() -> None:
        if next(steps) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in STEPS and folder in repr(arguments):
            step()

    def prepare() -> None:
        sync = os.fsync

        def watched(descriptor: Any) -> None:
            step()
            sync(descriptor)

        os.fsync = watched  # type: ignore[assignment]
        sys.addaudithook(watch)

    return prepare


def restored(before: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(before, folder)


def at_every_step(before: Path, folder: Path, target: str, arguments: list[str]) -> Iterator[str]:
    """What is left by a command that is killed at each of its steps in turn, at last at none."""
    for moment in itertools.count():
        restored(before, folder)
        _, status = os.waitpid(forked(arguments, dying_at(moment, str(folder))), 0)
        yield state(folder / target)
        if not os.WIFSIGNALED(status):
            return


def at_any_time(before: Path, folder: Path, target: str, arguments: list[str]) -> Iterator[str]:
    """What is left by a command that is killed after some time, twelve times."""
    restored(before, folder)
    began = time.monotonic()
    os.waitpid(forked(arguments, lambda: None), 0)
    longest = time.monotonic() - began
    for _ in range(12):
        restored(before, folder)
        pid = forked(arguments, lambda: None)
        time.sleep(random.uniform(0.1, 1) * longest)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        yield state(folder / target)


if __name__ == "__main__":
    how, before, folder, target, *arguments = sys.argv[1:]
    for name in [*USED.split(), *(SELDOM[one] for one in arguments if one in SELDOM)]:
        importlib.import_module(name)
    for name in FORMATS:
        if name in arguments:
            writer(name)
    it.load()
    canonical_facts()
    places = Path(before), Path(folder)
    restored(*places)
    old = state(places[1] / target)
    os.waitpid(forked(arguments, lambda: None), 0)
    new = state(places[1] / target)
    tries = at_any_time if how == "times" else at_every_step
    left = [*tries(*places, target, arguments)]
    sys.stdout.write(json.dumps({"old": old, "new": new, "left": left}))
