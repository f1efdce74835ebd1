"""istanbul-talks schema: the JSON Schema, as shipped."""

import click


@click.command(
    short_help="Print the JSON Schema.",
    epilog="Example:  istanbul-talks schema > dataset.schema.json",
)
@click.argument("what", type=click.Choice(["dataset", "record"]), default="dataset")
def schema(what: str) -> None:
    """Print the JSON Schema (draft 2020-12) of a dataset document or of one record."""
    from istanbul_talks.io import resources
    from istanbul_talks.model.header import SCHEMA_VERSION

    click.echo(resources.schema(what, SCHEMA_VERSION).decode(), nl=False)
