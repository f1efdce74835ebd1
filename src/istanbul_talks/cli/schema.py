"""istanbul-talks schema: the JSON Schema, as shipped."""

import click


@click.command(epilog="Example:  istanbul-talks schema > dataset.schema.json")
@click.argument("what", type=click.Choice(["dataset", "record"]), default="dataset")
def schema(what: str) -> None:
    """Print the JSON Schema (draft 2020-12) of a dataset document or of one record."""
    from istanbul_talks.io.resources import resource

    click.echo(resource("schema/v1", f"{what}.schema.json").decode(), nl=False)
