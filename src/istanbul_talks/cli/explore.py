"""istanbul-talks explore: the dataset as a page that anyone can open."""

import click

from istanbul_talks.cli.given import (
    refuse_lost,
    refuse_lost_text,
    refuse_output,
    refuse_twice,
    telling_findings,
)
from istanbul_talks.cli.output import failing_well
from istanbul_talks.cli.progress import waiting


@click.command(
    short_help="Write a page that shows the data to anyone.",
    epilog="Example:  istanbul-talks explore -o talks.html",
)
@click.option("--output", "-o", metavar="PATH", required=True, help="The HTML file to write.")
@click.option(
    "--data",
    metavar="PATH",
    multiple=True,
    help="Show this data instead of the canonical dataset; may be given several times.",
)
@click.option(
    "--sources",
    "folder",
    metavar="DIR",
    help="A folder with the text of each source as <slug>.txt: the page then holds the texts.",
)
@click.option("--force", is_flag=True, help="Replace the file that is there.")
def explore(output: str, data: tuple[str, ...], folder: str | None, force: bool) -> None:
    """Write one HTML file that shows the dataset: no server, no network, no other file.

    It has a timeline, a map, who says how many, who wants what, and where the sources disagree;
    every value opens its claims. Data of your own may refer to canonical records: these are shown
    beside yours. With --sources the file holds other people's texts; mind whom you give it to.
    """
    refuse_output(output, force=force)
    refuse_twice(*data)
    refuse_lost(output, *data)
    if folder is not None:
        refuse_lost_text(output, folder)
    with failing_well():
        from istanbul_talks.exploring.exploring import explore as write_page

        if data:
            from istanbul_talks.reading import read

            with telling_findings():
                dataset = read(*data)
        else:
            from istanbul_talks.loading import load

            dataset = load()
        with waiting(f"{len(dataset):,} records as a page"):
            absent = write_page(dataset, output, sources=folder, force=force)
    for source, reason in absent.items():
        click.echo(f"{source}: {reason}; the page is without it", err=True)
