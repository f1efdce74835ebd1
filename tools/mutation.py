"""How many small changes of the code the tests notice, room by room.

mutmut changes one thing in one function at a time: a number, a text, a comparison, an argument. A
change is killed if a test fails. Which rooms are changed and which tests are asked stands in
pyproject.toml; the same tests run in the same order each time. `mutmut show NAME` shows a change
that is listed as left.

    pip install --group mutation && python tools/mutation.py
"""

import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import TextIO

TOP = Path(__file__).parents[1]
FOLDER = TOP / "mutants"
"""What mutmut writes: the changed code, a copy of all that the tests need, the results."""

LEAST = 85
"""Of a hundred mutants of a room so many must be killed."""

COLUMNS = ("killed", "survived", "timeout", "no tests")
"""What can become of a mutant, as mutmut calls it; what is rare is told after the table."""

TEMPORARY = FOLDER / "temporary"

ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "PYTEST_DEBUG_TEMPROOT": str(TEMPORARY),
}
"""The same each time; no plugin of pytest, which would only take time; files of its own."""


def mutmut(*arguments: str, output: TextIO | int) -> str:
    """Run mutmut; what it prints, if it is asked for. Raises `CalledProcessError` if it fails."""
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    env = {**os.environ, **ENVIRONMENT}
    done = subprocess.run(command, cwd=TOP, env=env, check=True, stdout=output, text=True)
    return done.stdout


def rooms() -> list[str]:
    """The folders within the package whose code is changed."""
    settings = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
    patterns = settings["tool"]["mutmut"]["only_mutate"]
    return [PurePath(p).parent.relative_to("src/istanbul_talks").as_posix() for p in patterns]


def results() -> Iterator[tuple[str, str]]:
    """The name of every mutant, and what became of it."""
    for line in mutmut("results", "--all", "true", output=subprocess.PIPE).splitlines():
        name, colon, status = line.strip().partition(": ")
        if colon:
            yield name, status


def table(found: list[tuple[str, str]]) -> Iterator[str]:
    """A line of Markdown for each room, below those of the head."""
    yield f"| room | mutants | {' | '.join(COLUMNS)} | share killed |"
    yield "|---" * (len(COLUMNS) + 3) + "|"
    for room in rooms():
        became = Counter(status for name, status in found if is_in(name, room))
        share = f"{100 * became['killed'] / became.total():.1f} %"
        cells = [f"`{room}/`", became.total(), *(became[column] for column in COLUMNS), share]
        yield f"| {' | '.join(map(str, cells))} |"


def is_in(name: str, room: str) -> bool:
    """Whether a mutant is one of this room."""
    return name.startswith(f"istanbul_talks.{room.replace('/', '.')}.")


def main() -> int:
    """Run mutmut anew, print the table and what was left; 1 if in a room too few were killed."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    TEMPORARY.mkdir(parents=True)
    mutmut("run", output=sys.stderr)
    found = [*results()]
    left = [f"{status}: {name}" for name, status in found if status != "killed"]
    sys.stdout.writelines(f"{line}\n" for line in [*table(found), "", *left])
    shares = []
    for room in rooms():
        killed = [status == "killed" for name, status in found if is_in(name, room)]
        shares.append(100 * sum(killed) / len(killed))
    return int(min(shares) < LEAST)


if __name__ == "__main__":
    sys.exit(main())
