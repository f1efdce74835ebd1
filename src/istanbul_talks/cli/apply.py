"""istanbul-talks apply: a difference applied to a dataset."""

import click

from istanbul_talks.cli.given import (
    dataset_at,
    output_options,
    refuse_lost,
    refuse_output,
    refuse_twice,
    telling_findings,
    unchanged,
)
from istanbul_talks.cli.output import Failure, failing_well, say


@click.command(
    short_help="Apply a difference to a dataset.",
    epilog="Example:  istanbul-talks apply old.json changes.json -o new.json",
)
@click.argument("dataset", metavar="DATASET")
@click.argument("difference", metavar="DIFFERENCE")
@output_options
@click.option("--reverse", "-R", is_flag=True, help="Undo the difference: from NEW back to OLD.")
def apply(dataset: str, difference: str, output: str, force: bool, reverse: bool) -> None:
    """Apply a difference that `diff --format json` wrote.

    DATASET is a file, a directory, a glob, standard input (-) or the word canonical for the
    dataset that the package ships. Where it does not hold what the difference changes, nothing is
    written, and each record and field that does not fit is named: exit status 2.
    """
    from istanbul_talks.comparing.applying import DoesNotFit, apply as applied
    from istanbul_talks.comparing.reading_difference import NotADifference, read_difference
    from istanbul_talks.io.atomic import write_atomic
    from istanbul_talks.writing import encoded

    refuse_output(output, force=force)
    refuse_twice(dataset, difference)
    refuse_lost(output, difference)
    with failing_well(), telling_findings():
        try:
            with unchanged(output, dataset):
                change = read_difference(difference)
                new = applied(dataset_at(dataset), change.inverse() if reverse else change)
                text = encoded(new, output)
        except (DoesNotFit, NotADifference) as error:
            raise Failure(str(error)) from None
        write_atomic(output, text, force=force)
    say(f"wrote {len(new):,} records to {output}")
