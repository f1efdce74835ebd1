"""istanbul-talks export: the dataset in the form that other tools take."""

from typing import TYPE_CHECKING

import click

from istanbul_talks.cli.given import refuse_lost, refuse_output, telling_findings
from istanbul_talks.cli.output import Failure, failing_well
from istanbul_talks.cli.progress import waiting
from istanbul_talks.exports import FOLDERS, FORMATS

if TYPE_CHECKING:
    from istanbul_talks.dataset import Dataset


@click.command(
    short_help="Write the data as CSV, SQLite, Parquet, RDF …",
    epilog="Example:  istanbul-talks export sqlite -o talks.db",
)
@click.argument("format", metavar="FORMAT", type=click.Choice([*FORMATS]))
@click.option("--output", "-o", metavar="PATH", required=True, help="The file or folder to write.")
@click.option(
    "--data",
    metavar="PATH",
    multiple=True,
    help="Export this data instead of the canonical dataset; may be given several times.",
)
@click.option("--force", is_flag=True, help="Replace what is there.")
def export(format: str, output: str, data: tuple[str, ...], force: bool) -> None:
    """Write the dataset in another format, whole or not at all."""
    from istanbul_talks.exports.exporting import export as write_export
    from istanbul_talks.extras import MissingExtra

    refuse_output(output, force=force, folder=format in FOLDERS)
    refuse_lost(output, *data)
    with failing_well():
        try:
            dataset = _dataset(data)
            with waiting(f"{len(dataset):,} records as {format}"):
                write_export(dataset, format, output, force=force)
        except MissingExtra as error:
            raise Failure(str(error)) from None


export.help = "\n\n".join(
    [
        export.help or "",
        "\b\nFORMAT is one of",  # click keeps the lines of a paragraph that begins so
    ]
) + "".join(f"\n  {name:<11} {what}" for name, what in FORMATS.items())


def _dataset(paths: tuple[str, ...]) -> "Dataset":
    """The data at these paths. Raises `Failure` if there is anything wrong with them."""
    if not paths:
        from istanbul_talks.loading import load

        return load()
    from istanbul_talks.reading import read

    with telling_findings():
        return read(*paths)
