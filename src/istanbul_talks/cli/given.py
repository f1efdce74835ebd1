"""Datasets that a command is given, and the file that it is to write."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from istanbul_talks.cli.output import Failure

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


def refuse_output(path: str, *, force: bool) -> None:
    """Raise `Failure` if there is a file that must stay, or if nothing can be written there."""
    from istanbul_talks.io.compression import SUFFIXES

    if os.path.lexists(path) and not force:
        raise Failure(f"{path} exists; --force replaces it")
    if Path(path).suffix.lower() in SUFFIXES:
        raise Failure(f"{path}: what is written is not compressed; leave out the suffix")
    folder = Path(path).parent
    if not folder.is_dir():
        raise Failure(f"there is no folder {folder}")


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
