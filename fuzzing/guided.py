"""Let Atheris find inputs by what code they reach, for one entry point.

    pip install --group fuzz
    python fuzzing/guided.py document -runs=100000 -max_total_time=600

What follows the name of the entry point are options of libFuzzer. It starts from inputs of the
campaign and keeps under ``fuzzing/found/`` those that reach new code, so that the next run goes on
from there. What is checked is what the campaign checks, and what breaks is saved beside its own.
"""

import hashlib
import sys
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["istanbul_talks"]):
    from campaign import made, saved, tried
    from entries import ENTRIES

FILES = {
    "document": "x.json",
    "lines": "x.jsonl",
    "compressed": "x.jsonl.gz",
    "pipe": "x",
    "text": "x.json",
    "format": "x.json",
    "difference": "x.json",
    "migrate": "x.json",
}
"""The entry points that take one file, and its name."""

CRASHES = Path(__file__).parent / "crashes"

FOUND = Path(__file__).parent / "found"

FIRST = 200
"""How many inputs of the campaign there are to start from."""


def started(name: str) -> Path:
    """The folder with the inputs that an entry point starts from."""
    folder = FOUND / name
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(FIRST):
        (data,) = made(ENTRIES[name], Random(number)).values()
        (folder / f"first-{number}").write_bytes(data)
    return folder


def main() -> None:
    """Read the options and run until something breaks."""
    name = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if name not in FILES:
        sys.exit(f"say which entry point: {', '.join(FILES)}")

    def one(data: bytes) -> None:
        files = {FILES[name]: data}
        if told := tried(ENTRIES[name], files):
            saved(CRASHES, f"{name}-{hashlib.sha256(data).hexdigest()[:12]}", files, told)
            raise AssertionError(told)

    atheris.Setup([*sys.argv, str(started(name))], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
