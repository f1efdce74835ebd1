"""istanbul-talks validate: is this data in our form, and does it make sense?"""

import click

from istanbul_talks.cli.output import Failure, paint
from istanbul_talks.validation.formats import FORMATS, writer

MOST_IN_TEXT = 20
"""How many findings of one rule a person is shown unless more are asked for."""


@click.command(
    short_help="Check data against schema and rules.",
    epilog="Example:  istanbul-talks validate mine.json",
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--format",
    "style",
    type=click.Choice([*FORMATS]),
    default="text",
    help="; ".join(f"{name}: {what}" for name, what in FORMATS.items()) + ".",
    show_default=True,
)
@click.option(
    "--canonical/--no-canonical",
    default=True,
    help="Whether references may lead into the canonical dataset.",
    show_default=True,
)
@click.option(
    "--max-findings",
    "most",
    metavar="N",
    type=click.IntRange(min=0),
    help=f"Print at most N findings of each rule, 0 for all; totals stay exact. "
    f"[default: {MOST_IN_TEXT} for text, 0 for all other formats]",
)
@click.option("--quiet", "-q", is_flag=True, help="Print the summary only; for text.")
@click.pass_context
def validate(  # noqa: PLR0913 (an argument for each option)
    context: click.Context,
    *,
    paths: tuple[str, ...],
    style: str,
    canonical: bool,
    most: int | None,
    quiet: bool,
) -> None:
    """Validate files, directories or standard input (-) as one dataset.

    Documents (*.json) and JSON Lines (*.jsonl) are checked against the JSON Schema, then for
    references and meaning. Exit status: 0 valid, 1 errors, 2 an input could not be read.
    """
    if quiet and style != "text":
        raise Failure(f"--quiet leaves nothing of --format {style}; it goes with text")
    from istanbul_talks.reading import validate as run

    report = run(*paths, canonical=canonical)
    if most is None:
        most = MOST_IN_TEXT if style == "text" else 0
    shown = report.shortened(most) if most else report
    if quiet:
        from istanbul_talks.validation.formats.text import summary

        click.echo(summary(report))
    elif style == "text":
        click.echo(writer(style)(shown, paint), nl=False)
    else:
        click.echo(writer(style)(shown), nl=False)
    context.exit(report.exit_status)
