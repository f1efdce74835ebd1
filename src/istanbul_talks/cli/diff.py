"""istanbul-talks diff: what differs between two datasets, by record and field."""

import click

from istanbul_talks.cli.given import dataset_at, refuse_twice
from istanbul_talks.cli.output import failing_well, format_option, paint
from istanbul_talks.comparing.formats import FORMATS, writer


@click.command(
    short_help="Compare two datasets by record and field.",
    epilog="Example:  istanbul-talks diff canonical data",
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@format_option(FORMATS)
@click.pass_context
def diff(context: click.Context, old: str, new: str, style: str) -> None:
    """Compare two datasets by record and field, never by line.

    OLD and NEW are files, directories, globs, standard input (-) or the word canonical for the
    dataset that the package ships. Told are records added and removed, values changed, claims and
    dissents added and withdrawn. Exit status: 0 the data are the same, 1 they differ, 2 trouble.
    """
    from istanbul_talks.comparing.diffing import diff as differing

    refuse_twice(old, new)
    with failing_well():
        found = differing(dataset_at(old), dataset_at(new))
    if style == "text":
        click.echo(writer(style)(found, paint), nl=False)
    else:
        click.echo(writer(style)(found), nl=False)
    context.exit(1 if found else 0)
