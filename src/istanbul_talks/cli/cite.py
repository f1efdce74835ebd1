"""istanbul-talks cite: how to cite the dataset, and what it or some records rest on."""

import click

from istanbul_talks.citing import FORMATS, writer
from istanbul_talks.cli.given import CANONICAL, dataset_at
from istanbul_talks.cli.output import failing_well, format_option


@click.command(
    short_help="Cite the dataset and the sources that records rest on.",
    epilog="Example:  istanbul-talks cite event/spiderweb --format bibtex",
)
@click.argument("ids", metavar="[ID…]", nargs=-1)
@format_option(FORMATS)
@click.option(
    "--data",
    metavar="PATH",
    default=CANONICAL,
    help="Cite this dataset, and the canonical one if it refers to that.",
    show_default=True,
)
def cite(ids: tuple[str, ...], style: str, data: str) -> None:
    """Print what to cite: the dataset with its version, and every source that records rest on.

    Without an ID: with all its sources. A source that contains another, such as the article of a
    photograph, is listed, too.
    """
    with failing_well():
        citation = dataset_at(data).cite(*ids)
    from istanbul_talks.validation.formats.text import OBEYED, escaped

    text = writer(style)(citation.works)
    is_json = style == "csl-json"
    click.echo(escaped(text) if is_json else OBEYED.sub("\N{REPLACEMENT CHARACTER}", text))
