"""istanbul-talks ref: the model and its vocabularies, offline."""

from typing import TYPE_CHECKING, Any

import click

from istanbul_talks.cli.output import Failure, paint, print_json, print_table, table_or_json

if TYPE_CHECKING:
    from istanbul_talks.derived.codebook import Table


@click.command(
    short_help="Look up the model and its vocabularies.",
    epilog="Example:  istanbul-talks ref measure",
)
@click.argument("name", metavar="[NAME]", required=False)
@table_or_json
def ref(name: str | None, as_json: bool) -> None:
    """Look up a record type, a field (meeting.kind) or a vocabulary (measure).

    Without a name: all that can be looked up.
    """
    from istanbul_talks.derived.codebook import contents, look_up, names
    from istanbul_talks.findings.suggestion import did_you_mean

    found = look_up(name) if name else (contents(),)
    if not found:
        hint = did_you_mean(name or "", names()) or "see `istanbul-talks ref`"
        raise Failure(f"nothing is called {name!r}; {hint}")
    if as_json:
        values = [_json(table) for table in found]
        print_json(values[0] if len(values) == 1 else values)
        return
    for table in found:
        click.echo(f"{paint(table.name, 'bold')}: {table.doc}\n")
        print_table(table.columns, table.rows)
        click.echo()


def _json(table: "Table") -> dict[str, Any]:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return {"name": table.name, "meaning": table.doc, "rows": rows}
