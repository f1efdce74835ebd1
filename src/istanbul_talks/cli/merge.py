"""istanbul-talks merge: outside data taken into a dataset."""

from typing import TYPE_CHECKING

import click

from istanbul_talks.cli.given import (
    CANONICAL,
    dataset_at,
    dataset_beside,
    output_options,
    refuse_lost,
    refuse_output,
    refuse_twice,
    telling_findings,
    unchanged,
)
from istanbul_talks.cli.output import failing_well, paint, print_json, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from istanbul_talks.comparing.conflict import Conflict


@click.command(
    short_help="Merge outside data into a dataset.",
    epilog="Example:  istanbul-talks merge mine.json -o merged.json",
)
@click.argument("mine", metavar="MINE…", nargs=-1, required=True)
@output_options
@click.option(
    "--into",
    metavar="PATH",
    default=CANONICAL,
    help="The dataset to merge into.",
    show_default=True,
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How conflicts are told.",
    show_default=True,
)
@click.pass_context
def merge(  # noqa: PLR0913 (an argument for each option)
    context: click.Context,
    *,
    mine: tuple[str, ...],
    output: str,
    force: bool,
    into: str,
    style: str,
) -> None:
    """Merge outside data into the canonical dataset or another one; no value is overwritten.

    MINE are files, directories, globs, standard input (-) or the word canonical for the dataset
    that the package ships.

    Equal values gain claims, other values become dissents; what a person must decide is left out
    and told as a conflict. Several MINE are merged one after the other, and a later one may refer
    to records of those before it. Exit status: 0 all was merged, 1 there are conflicts, 2 trouble.
    """
    from istanbul_talks.comparing.diffing import diff
    from istanbul_talks.comparing.formats.phrases import counted, summary
    from istanbul_talks.comparing.merging import merge as merged
    from istanbul_talks.io.atomic import write_atomic
    from istanbul_talks.writing import encoded

    refuse_output(output, force=force)
    refuse_twice(into, *mine)
    refuse_lost(output, *mine)  # what conflicts is left out
    conflicts: list[Conflict] = []
    with failing_well(), telling_findings():
        with unchanged(output, into):
            base = new = dataset_at(into)
            for path in mine:
                found = merged(new, dataset_beside(new, path))
                new = found.dataset
                conflicts += found.conflicts
            text = encoded(new, output)
        write_atomic(output, text, force=force)
    if style == "json":
        from istanbul_talks.comparing.formats.conflicts import conflict_values

        print_json(conflict_values(conflicts))
    else:
        for conflict in conflicts:
            for line in _lines(conflict):
                click.echo(line)
    gained = diff(base, new)
    told = f"{summary(gained) if gained else 'nothing new'}; {counted(len(conflicts), 'conflict')}"
    say(f"{told}; wrote {output}")
    context.exit(1 if conflicts else 0)


def _lines(conflict: "Conflict") -> "Iterator[str]":
    from istanbul_talks.comparing.formats.conflicts import sides
    from istanbul_talks.validation.formats.text import printable

    where = f"{conflict.record}, {conflict.field}" if conflict.field else conflict.record
    yield (
        f"{paint(printable(where), 'bold')}  {paint('conflict', 'yellow')}  "
        f"{printable(conflict.reason)}"
    )
    for side, text in sides(conflict):
        yield f"    {side:<5} {printable(text)}"
    if conflict.hint:
        yield f"    = hint: {printable(conflict.hint)}"
