"""istanbul-talks list: the records of a collection as a table."""

from typing import TYPE_CHECKING, Any

import click

from istanbul_talks.cli.output import (
    Failure,
    failing_well,
    print_json,
    print_table,
    table_or_json,
    text_of,
)

if TYPE_CHECKING:
    from istanbul_talks.dataset import Collection
    from istanbul_talks.model.records import Record

COLUMNS = 5


@click.command(
    "list",
    short_help="List the records of a collection.",
    epilog="Example:  istanbul-talks list figures --where about=event/spiderweb",
)
@click.argument("collection", metavar="COLLECTION")
@click.option(
    "--where",
    "conditions",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Only records with this value; may be given more than once.",
)
@click.option("--fields", metavar="A,B,…", help="The fields to show.")
@table_or_json
def list_(collection: str, conditions: tuple[str, ...], fields: str | None, as_json: bool) -> None:
    """List the records of a collection (figures, meetings, demands …).

    `istanbul-talks ref` names the collections, `istanbul-talks ref figure` the fields of one.
    """
    from istanbul_talks.dataset import UnknownName
    from istanbul_talks.derived.converter import unstructure
    from istanbul_talks.loading import load

    talks = load()
    with failing_well():
        if collection not in talks.collections:
            raise UnknownName("collection", collection, talks.collections)
        found = talks.collections[collection].where(
            **dict(_condition(collection, condition) for condition in conditions)
        )
        names = fields.split(",") if fields else _columns(found, collection)
        found.where(**dict.fromkeys(names))  # objects to unknown names
    if as_json:
        print_json([unstructure(record) for record in found.values()])
    else:
        rows = [[str(r.id), *(text_of(getattr(r, name)) for name in names)] for r in found.values()]
        print_table(["id", *names], rows)
        click.echo(f"{len(found)} of {len(talks.collections[collection])} {collection}")


def _condition(collection: str, text: str) -> tuple[str, Any]:
    """A field and its value, read as the field's shape wants it."""
    from istanbul_talks.model.shapes import RECORDS, FlagShape, NumberShape

    name, equals, value = text.partition("=")
    if not equals:
        raise Failure(f"--where wants FIELD=VALUE, not {text!r}")
    (record,) = (r for r in RECORDS.values() if r.collection == collection)
    shape = record[name].shape if name in record else None
    if isinstance(shape, NumberShape | FlagShape):
        words: dict[str, Any] = {"true": True, "false": False}
        try:
            return name, words[value] if value in words else float(value)
        except ValueError:
            raise Failure(f"{name} is a number, not {value!r}") from None
    return name, value


def _columns(found: "Collection[Record]", collection: str) -> list[str]:
    """The required fields, then those that most records fill."""
    from istanbul_talks.model.shapes import RECORDS

    (shape,) = (r for r in RECORDS.values() if r.collection == collection)
    filled = {
        f.name: sum(getattr(record, f.name) not in (None, ()) for record in found.values())
        for f in shape.fields
    }
    order = sorted(shape.fields, key=lambda f: (not f.required, -filled[f.name]))
    chosen = {field.name for field in order[:COLUMNS] if filled[field.name]}
    return [field.name for field in shape.fields if field.name in chosen]
