"""Datasets that a command is given, and the file that it is to write."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from istanbul_talks.cli.output import Failure, changed_meanwhile, failing_well

if TYPE_CHECKING:
    from istanbul_talks.dataset import Dataset

CANONICAL = "canonical"
"""What stands for the dataset that the package ships; a file of that name is ``./canonical``."""


def output_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--output`` and ``--force``."""
    force = click.option("--force", is_flag=True, help="Replace the file that is there.")
    output = click.option(
        "--output",
        "-o",
        metavar="PATH",
        required=True,
        help="The file to write: a document or, as *.jsonl, JSON Lines of the records alone.",
    )
    return output(force(function))


def dataset_at(path: str) -> "Dataset":
    """The dataset at a path, or the canonical one. Raises `Failure` if it is not valid."""
    if path == CANONICAL:
        from istanbul_talks.loading import load

        return load()
    from istanbul_talks.reading import read

    with telling_findings():
        return read(path)


def dataset_beside(base: "Dataset", path: str) -> "Dataset":
    """The dataset at a path, which may refer to records of another one, too; or the canonical one.

    Raises `Failure` if it is not valid.
    """
    if path == CANONICAL:
        return dataset_at(path)
    from istanbul_talks.reading import read_beside

    with telling_findings():
        return read_beside(base, path)


def refuse_output(path: str, *, force: bool, folder: bool = False) -> None:
    """Raise `Failure` if what is there must stay, or if nothing can be written there."""
    from istanbul_talks.io.atomic import replaceable
    from istanbul_talks.io.compression import SUFFIXES

    if Path(path).suffix.lower() in SUFFIXES:
        raise Failure(f"{path}: what is written is not compressed; leave out the suffix")
    with failing_well():
        replaceable(path, force=force, folder=folder)


def refuse_lost(output: str, *paths: str) -> None:
    """Raise `Failure` if an output would replace what it is made from, and not hold all of it."""
    if is_among(output, paths):
        raise Failure(f"{output} is read here and would be lost; choose another path to write to")


def refuse_lost_text(output: str, folder: str) -> None:
    """Raise `Failure` if an output would replace one of the texts in a folder."""
    if any(_same(text, Path(output)) for text in Path(folder).glob("*.txt")):
        raise Failure(f"{output} is the text of a source; choose another path to write to")


def is_among(output: str, paths: Iterable[str]) -> bool:
    """Whether a file is one of those that these paths stand for, or a table of a package there."""
    from istanbul_talks.io.inputs import Input, inputs, is_special

    file = Path(output)
    if not file.is_file():
        return False
    # A pipe can be read only once, so it is not asked; an output is none.
    named = (path for path in paths if path not in ("-", CANONICAL) and not is_special(Path(path)))
    for source in (source for path in named for source in inputs(path)):
        if isinstance(source, Input) and isinstance(source.content, Path):
            beside = source.is_package and _same(source.content.parent, file.parent)
            if beside or _same(source.content, file):
                return True
    return False


@contextmanager
def unchanged(output: str, *paths: str) -> Iterator[None]:
    """Raise `Failure` if an output that is read here, too, is changed by another meanwhile."""
    from istanbul_talks.io.inputs import Input

    updated = Input(output, Path(output)) if is_among(output, paths) else None
    before = updated and updated.state
    yield
    if updated and updated.state != before:
        raise changed_meanwhile(output)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def refuse_twice(*paths: str) -> None:
    """Raise `Failure` if standard input is named twice: it can be read once."""
    if paths.count("-") > 1:
        raise Failure("standard input (-) can be read only once")


@contextmanager
def telling_findings() -> Iterator[None]:
    """Turn data that are unreadable or invalid into their findings and exit status 2."""
    from istanbul_talks.findings.finding import ExitStatus
    from istanbul_talks.findings.report import ValidationFailed

    try:
        yield
    except ValidationFailed as failed:
        from istanbul_talks.validation.formats.text import text_report

        report = failed.report.shortened(20)
        unread = report.exit_status is ExitStatus.UNREADABLE
        wrong = "the data cannot be read" if unread else "the data are not valid"
        raise Failure(f"{wrong}:\n{text_report(report).rstrip()}") from None
