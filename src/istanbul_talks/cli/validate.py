"""istanbul-talks validate: is this data in our form, and does it make sense?"""

import os
from typing import TYPE_CHECKING

import click

from istanbul_talks.cli.output import Failure, format_option, paint
from istanbul_talks.cli.progress import progress_bar
from istanbul_talks.validation.formats import FORMATS, writer

if TYPE_CHECKING:
    from istanbul_talks.findings.report import Report
    from istanbul_talks.validation.look import Settings

MOST_IN_TEXT = 20
"""How many findings of one rule a person is shown unless more are asked for."""


def _limit_decompression(
    context: click.Context, _parameter: click.Parameter, value: str | None
) -> None:
    """Set the environment variable for as long as the command runs, for its workers, too."""
    if value is None:
        return
    from istanbul_talks.io.compression import VARIABLE, size_of

    try:
        size_of(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = value

    def restore() -> None:
        del os.environ[VARIABLE]
        os.environ.update({} if before is None else {VARIABLE: before})

    context.call_on_close(restore)


@click.command(
    short_help="Check data against schema and rules.",
    epilog="Example:  istanbul-talks validate mine.json",
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@format_option(FORMATS)
@click.option(
    "--canonical/--no-canonical",
    default=True,
    help="Whether references may lead into the canonical dataset.",
    show_default=True,
)
@click.option(
    "--duplicate-keys",
    is_flag=True,
    help="Look for keys that stand twice in JSON Lines, too; in documents it is always done.",
)
@click.option(
    "--max-findings",
    "most",
    metavar="N",
    type=click.IntRange(min=0),
    help=f"Print at most N findings of each rule, 0 for all; totals stay exact. "
    f"[default: {MOST_IN_TEXT} for text, 0 for all other formats]",
)
@click.option(
    "--jobs",
    "-j",
    metavar="N",
    type=click.IntRange(min=1),
    help="Share the work among N processes; the report is the same. [default: the cores]",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    help="local: on this machine; spark: on Apache Spark (extra spark, and Java).",
    show_default=True,
)
@click.option(
    "--max-decompressed",
    metavar="SIZE",
    callback=_limit_decompression,
    expose_value=False,
    help="How much may come of a compressed file: 10G, 512M, none. [default: 256M, or 100 times "
    "the size of the file; for all commands: ISTANBUL_TALKS_MAX_DECOMPRESSED]",
)
@click.option("--quiet", "-q", is_flag=True, help="Print the summary only; for text.")
@click.pass_context
def validate(  # noqa: PLR0913 (an argument for each option)
    context: click.Context,
    *,
    paths: tuple[str, ...],
    style: str,
    canonical: bool,
    duplicate_keys: bool,
    most: int | None,
    jobs: int | None,
    engine: str,
    quiet: bool,
) -> None:
    """Validate files, directories, globs or standard input (-) as one dataset.

    Documents (*.json) and JSON Lines (*.jsonl), also compressed (.gz, .zst), and folders of CSV
    with a datapackage.json are checked against the JSON Schema, then for references and meaning.
    Exit status: 0 valid, 1 errors, 2 something
    could not be read, 130 interrupted.
    """
    if quiet and style != "text":
        raise Failure(f"--quiet leaves nothing of --format {style}; it goes with text")
    if jobs and engine == "spark":
        raise Failure("--jobs goes with --engine local; Spark shares the work as it is set up")
    from istanbul_talks.validation.look import Settings

    if most is None:
        most = MOST_IN_TEXT if style == "text" else 0
    settings = Settings(duplicate_keys=duplicate_keys, most=0 if quiet else most or None)
    if engine == "spark":
        report = _checked_on_spark(paths, settings, canonical=canonical)
    else:
        report = _checked_here(paths, settings, canonical, jobs or _cores())
    if quiet:
        from istanbul_talks.validation.formats.text import summary

        click.echo(summary(report))
    elif style == "text":
        click.echo(writer(style)(report, paint), nl=False)
    else:
        click.echo(writer(style)(report), nl=False)
    context.exit(report.exit_status)


def _checked_on_spark(paths: tuple[str, ...], settings: "Settings", *, canonical: bool) -> "Report":
    from istanbul_talks.validation.spark import SparkUnavailable, spark_report

    try:
        return spark_report(paths, settings, canonical=canonical)
    except SparkUnavailable as error:
        raise Failure(str(error)) from None


def _checked_here(
    paths: tuple[str, ...], settings: "Settings", canonical: bool, jobs: int
) -> "Report":
    """The report of a run; what was found by then if its user interrupts it."""
    from istanbul_talks.validation.canonical import canonical_facts
    from istanbul_talks.validation.engine import Run, gathered

    run = Run(gathered(paths), canonical_facts() if canonical else None, settings)
    try:
        with progress_bar(run.total, quiet=settings.most == 0) as progress:
            return run.check(jobs, progress)
    except KeyboardInterrupt:
        from istanbul_talks.findings.report import INTERRUPTED

        return run.report(INTERRUPTED)


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
