"""What needs an extra, and what happens without it: read off pyproject.toml and tried.

Each use is a line of Python or a command. A test runs each in a process that cannot import the
library, and compares what is said with the table.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import attrs

TOP = Path(__file__).parents[1]

NOT_FOR_USERS = frozenset({"dev", "docs"})
"""Extras for those who work on the package."""


@attrs.frozen
class Use:
    """A use that needs an extra: the libraries it needs, and how it is said to be missing."""

    extra: str
    does: str
    """Python (with ``it`` and ``talks``), or a command that begins with the program's name."""

    lacks: str
    """The library whose absence is told."""

    says: str = "{lacks} is not installed: pip install 'istanbul-talks[{extra}]'"

    @property
    def message(self) -> str:
        """The line that is said without the library."""
        return self.says.format(lacks=self.lacks, extra=self.extra)


USES = (
    Use("arrow", "talks.figures.to_arrow()", "pyarrow"),
    Use("arrow", "talks.claims_table().to_arrow()", "pyarrow"),
    Use("arrow", "istanbul-talks export parquet -o talks", "pyarrow"),
    Use("pandas", "talks.figures.to_pandas()", "pandas"),
    Use("polars", "talks.figures.to_polars()", "polars"),
    Use("plot", "talks.plot.timeline()", "altair"),
    Use("plot", "talks.plot.timeline().save('timeline.svg')", "vl_convert"),
    Use("rdf", "istanbul-talks export turtle -o talks.ttl", "rdflib"),
    Use("rdf", "istanbul-talks export json-ld -o talks.jsonld", "rdflib"),
    Use("graph", "istanbul-talks export graphml -o talks.graphml", "networkx"),
    Use(
        "zstd",
        "istanbul-talks validate talks.jsonl.zst",
        "zstandard",
        "reading .zst needs the library zstandard",
    ),
    Use(
        "spark",
        "istanbul-talks validate --engine spark talks.jsonl",
        "pyspark",
        "what Spark needs is not installed (pyspark): pip install 'istanbul-talks[spark]'",
    ),
    Use("testing", "import istanbul_talks.testing as t; t.datasets()", "hypothesis"),
)


def extras() -> dict[str, list[str]]:
    """The extras for users, and what each installs."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    named: dict[str, list[str]] = project["optional-dependencies"]
    return {name: wanted for name, wanted in named.items() if name not in NOT_FOR_USERS}


def required() -> set[tuple[str, str]]:
    """The libraries that the code asks for by `extras.require`, and the extra that it names."""
    code = (path.read_text("utf-8") for path in (TOP / "src").rglob("*.py"))
    return {found for text in code for found in re.findall(r'require\("([\w.]+)", "(\w+)"\)', text)}


def extras_table() -> Iterator[str]:
    """The table, a line each."""
    yield "| extra | installs | for | without it |"
    yield "|---|---|---|---|"
    for extra, wanted in extras().items():
        uses = [use for use in USES if use.extra == extra]
        done = "<br>".join(f"`{use.does}`" for use in uses)
        said = "<br>".join(dict.fromkeys(f"`{use.message}`" for use in uses))
        yield f"| {extra} | {', '.join(f'`{one}`' for one in wanted)} | {done} | {said} |"
