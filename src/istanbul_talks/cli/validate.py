"""istanbul-talks validate: is this data in our form, and does it make sense?"""

import click

from istanbul_talks.cli.output import paint


@click.command(
    short_help="Check data against schema and rules.",
    epilog="Example:  istanbul-talks validate mine.json",
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option(
    "--canonical/--no-canonical",
    default=True,
    help="Whether references may lead into the canonical dataset.",
    show_default=True,
)
@click.pass_context
def validate(context: click.Context, paths: tuple[str, ...], style: str, canonical: bool) -> None:
    """Validate files, directories or standard input (-) as one dataset.

    Documents (*.json) and JSON Lines (*.jsonl) are checked against the JSON Schema, then for
    references and meaning. Exit status: 0 valid, 1 errors, 2 an input could not be read.
    """
    from istanbul_talks.reading import validate as run

    report = run(*paths, canonical=canonical)
    if style == "json":
        from istanbul_talks.validation.formats.json import json_report

        click.echo(json_report(report), nl=False)
    else:
        from istanbul_talks.validation.formats.text import text_report

        click.echo(text_report(report, paint), nl=False)
    context.exit(report.exit_status)
