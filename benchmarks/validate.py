"""How quick validation is beside its peers, as ratios: everyone on the same data, in one run.

    python benchmarks/validate.py [--records 100000] [--rounds 5] [--large] [--only ROW …]
                                  [--picture PATH.svg] [--table PATH.md]

In every round each contender runs once, one after the other, so that what slows the machine down
slows all. A ratio says how many times as quick (or as small) as the peer we are: the median of the
rounds' ratios, and beside it the ratio of the quickest runs of each. The exit status is always 0:
this measures and tests nothing. The peers are the packages of the group ``bench``.
"""

import argparse
import datetime
import math
import os
import platform
import shlex
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from contenders import CONTENDERS
from measuring import LEAST, MEGABYTES, Cost, Data, Run

PACKAGES = (
    "istanbul-talks",
    "msgspec",
    "orjson",
    "jsonschema",
    "jsonschema-rs",
    "fastjsonschema",
    "pydantic",
    "check-jsonschema",
)


FULL = 100_000
"""How many records the goals are about."""


class Row(NamedTuple):
    """A line of the table: what is done, who is compared, and what the ratio has to be."""

    name: str
    what: str
    ours: str
    peer: str
    goal: float | None
    unit: str = "a record"
    of: str = "seconds"


ROWS = (
    Row("schema", "schema only", "schema", "orjson", 0.60),
    Row("all", "everything but duplicate keys", "all", "orjson", 0.50),
    Row("all", "the same, two processes", "all-2", "orjson", 0.90),
    Row("jsonschema", "schema only", "schema", "jsonschema", 120),
    Row("jsonschema-rs", "schema only", "schema", "jsonschema-rs", 1.2),
    Row("jsonschema-rs", "schema only", "schema", "jsonschema-rs-rewritten", None),
    Row("pydantic", "schema only", "schema", "pydantic", 2),
    Row("pydantic", "schema only", "schema", "pydantic-dict", None),
    Row("fastjsonschema", "schema only", "schema", "fastjsonschema", None),
    Row("jsonschema-rs-all", "everything", "all", "jsonschema-rs-all", 1.5),
    Row("jsonschema-rs-all", "everything", "all", "jsonschema-rs-least", None),
    Row(
        "invalid",
        "1 % invalid, everything, text report, two processes",
        "report-1",
        "report-0",
        0.7,
    ),
    Row("invalid", "10 % invalid, the same", "report-10", "report-0", None),
    Row("document", "document of 100 MB", "document", "document-peer", 60, ""),
    Row("document", "its peak: the largest process", "document", "document-peer", 4, "", "peak"),
    Row("document", "its peak: all processes", "document-sum", "document-peer", None, "", "peak"),
    *(
        Row("large", f"{size} MB of JSON Lines, one job", f"lines-{size}", "limit", goal, of="peak")
        for size, goal in zip(MEGABYTES, (None, None, None, 1), strict=True)
    ),
    *(
        Row(
            "large", f"{size} MB of JSON Lines, one job", f"lines-{size}", "lines-125", goal, "a MB"
        )
        for size, goal in zip(MEGABYTES[1:], (None, None, 0.9), strict=True)
    ),
    Row("small", "one small file, whole process", "small", "small-peer", 1, ""),
)
"""The issue's table of figures, and beside it a few of which it says nothing (without a goal)."""

ALWAYS = tuple(dict.fromkeys(row.name for row in ROWS if row.name != "large"))

BARS = (
    *("orjson", "all-2", "schema", "all"),
    *("jsonschema-rs", "pydantic-dict", "pydantic", "jsonschema-rs-all", "fastjsonschema"),
    "jsonschema",
)
"""Who is in the picture, as far as it was measured."""


class Measured:
    """What every contender's runs took, and who could not be run."""

    def __init__(self, names: Iterable[str], data: Data) -> None:
        self.costs: dict[str, list[Cost]] = {}
        self.missing: dict[str, str] = {}
        self._runs: dict[str, Run] = {}
        for name in names:
            _say(f"preparing {name}")
            try:
                self._runs[name] = CONTENDERS[name].prepare(data)
            except ImportError as error:
                self.missing[name] = f"not installed: {error.name}"

    def run(self, rounds: int) -> None:
        """Let everyone run, round by round."""
        for number in range(rounds):
            for name, run in self._runs.items():
                if number and CONTENDERS[name].once:
                    continue
                _say(f"round {number + 1} of {rounds}: {name}")
                self.costs.setdefault(name, []).append(run())

    def ratios(self, row: Row) -> tuple[float, float] | None:
        """The median of the rounds' ratios, and the ratio of the best; None if one is missing."""
        if row.ours in self.missing or row.peer in self.missing:
            return None
        ours, peer = (
            [float(getattr(cost, row.of)) for cost in self.costs[name]]
            for name in (row.ours, row.peer)
        )
        pairs = zip(ours, peer if len(peer) > 1 else peer * len(ours), strict=True)
        return statistics.median(b / a for a, b in pairs), min(peer) / min(ours)

    def median(self, name: str, of: str = "seconds") -> float:
        """The median of a contender's runs."""
        return statistics.median(float(getattr(cost, of)) for cost in self.costs[name])


# The table


def lines(measured: Measured, rows: Iterable[Row]) -> Iterator[str]:
    """The table as Markdown."""
    yield "| work | ours | peer | ratio | of the quickest | goal | |"
    yield "|---|---|---|---:|---:|---:|---|"
    for row in rows:
        ratios = measured.ratios(row)
        ours = measured.missing.get(row.ours) or _amount(measured, row, row.ours)
        peer = measured.missing.get(row.peer) or _amount(measured, row, row.peer)
        numbers = [f"{ratio:.3g} ×" for ratio in ratios] if ratios else ["–", "–"]
        goal = "–" if row.goal is None else f"{row.goal:g} ×"
        cells = [row.what, ours, f"{CONTENDERS[row.peer].title}: {peer}", *numbers, goal]
        yield f"| {' | '.join(cells)} | {verdict(ratios, row.goal)} |"


def verdict(ratios: tuple[float, float] | None, goal: float | None) -> str:
    """Whether a goal was met."""
    if ratios is None:
        return "not measured"
    if goal is None or any(map(math.isnan, ratios)):
        return ""
    median, best = (ratio >= goal for ratio in ratios)
    return "met" if median else "met at its quickest only" if best else "not met"


def _amount(measured: Measured, row: Row, name: str) -> str:
    """What a contender took, as the row counts it."""
    if row.of == "seconds":
        return f"{_duration(measured.median(name))} {row.unit}".rstrip()
    ids = measured.median(name, "ids")
    beside = "" if math.isnan(ids) else f" beside {ids:.0f} MB of ids"
    return f"{measured.median(name, row.of):.0f} MB{beside}"


def _duration(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def page(table: Iterable[str], records: int, rounds: int) -> str:
    """The table with all that is needed to read it, and to make it again."""
    command = shlex.join(["python", "benchmarks/validate.py", *sys.argv[1:]])
    about = [
        f"- Machine: {_processor()}, {os.cpu_count()} cores, {platform.system()}",
        f"- Python {platform.python_version()}, {', '.join(map(_versioned, PACKAGES))}",
        f"- {datetime.datetime.now(datetime.UTC):%Y-%m-%d}, {rounds} rounds, {records:,} records: "
        f"`{command}`",
    ]
    if records != FULL:
        about.append(f"- A trial: sizes in MB are {records / FULL:g} × what the rows call them")
    return "\n".join(["# How quick validation is", "", _READING, "", *table, "", *about, ""])


_READING = """\
A ratio says how many times as quick as the peer we are, or how many times as small: the median of
the rounds' ratios, then the ratio of the quickest runs. All ran in turn on the same synthetic data
(`benchmarks/synthetic.py`), valid unless the row says otherwise; what is built once is not counted,
reading is, but for peers “on parsed values”, which ran on a sample. Notes on how each was run are
in `benchmarks/peers.py` and `benchmarks/ours.py`."""


def _processor() -> str:
    try:
        rows = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        rows = []
    names = (row.partition(":")[2].strip() for row in rows if row.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _versioned(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} (not installed)"


# The picture


_STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1f2328 }
.ours { fill: #0969da } .peer { fill: #8c959f }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .ours { fill: #4493f8 } }
"""
WIDTH, LEFT, STEP, TOP = 700, 285, 26, 44


def picture(measured: Measured) -> str:
    """A bar for each contender: records a second, where orjson.loads alone is 1."""
    names = [name for name in BARS if name in measured.costs]
    rates = {name: measured.median("orjson") / measured.median(name) for name in names}
    scale = (WIDTH - LEFT - 60) / max(rates.values())
    height = TOP + STEP * len(names) + 8
    title = "Records a second, orjson.loads alone = 1"
    svg = _element(None, "svg", xmlns="http://www.w3.org/2000/svg", role="img")
    svg.set("viewBox", f"0 0 {WIDTH} {height}")
    _element(svg, "title", title)
    _element(svg, "style", _STYLE)
    _element(svg, "text", title, x=LEFT, y=24)
    for number, name in enumerate(sorted(names, key=rates.__getitem__, reverse=True)):
        y, length = TOP + STEP * number, max(1.0, rates[name] * scale)
        kind = "ours" if CONTENDERS[name].title.startswith("ours") else "peer"
        label = _element(svg, "text", CONTENDERS[name].title, x=LEFT - 10, y=y + 15)
        label.set("text-anchor", "end")
        bar = _element(svg, "rect", x=LEFT, y=y, width=f"{length:.1f}", height=STEP - 6)
        bar.set("class", kind)
        _element(svg, "text", f"{rates[name]:.2g}", x=f"{LEFT + length + 6:.1f}", y=y + 15)
    ElementTree.indent(svg)
    return ElementTree.tostring(svg, "unicode") + "\n"


def _element(
    parent: ElementTree.Element | None, tag: str, text: str | None = None, **attributes: object
) -> ElementTree.Element:
    held = {name: str(value) for name, value in attributes.items()}
    made = ElementTree.Element(tag, held)
    if parent is not None:
        parent.append(made)
    made.text = text
    return made


def _say(what: str) -> None:
    sys.stderr.write(f"{what}\n")


def main() -> None:
    """Measure, print the table, and write table and picture if wanted."""
    parser = argparse.ArgumentParser(description="Validation beside its peers, as ratios.")
    parser.add_argument("--records", type=int, default=FULL, help=f"at least {LEAST}")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", action="store_true", help="up to 1 GB of JSON Lines, too")
    parser.add_argument(
        "--only", nargs="+", metavar="ROW", choices=ALWAYS, default=ALWAYS, help=", ".join(ALWAYS)
    )
    parser.add_argument("--table", type=Path, metavar="PATH.md")
    parser.add_argument("--picture", type=Path, metavar="PATH.svg")
    given = parser.parse_args()
    rows = [r for r in ROWS if r.name in given.only or (given.large and r.name == "large")]
    names = dict.fromkeys(name for row in rows for name in (row.ours, row.peer))
    with tempfile.TemporaryDirectory() as folder:
        measured = Measured(names, Data(Path(folder), given.records))
        measured.run(given.rounds)
    written = page(lines(measured, rows), given.records, given.rounds)
    sys.stdout.write(written)
    if given.table:
        given.table.write_text(written, "utf-8")
    if given.picture and "orjson" in measured.costs:
        given.picture.write_text(picture(measured), "utf-8")


if __name__ == "__main__":
    main()
