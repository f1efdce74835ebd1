"""istanbul-talks list: the records of a collection as a table."""

from typing import TYPE_CHECKING, Any

import click

from istanbul_talks.cli.output import Failure, failing_well, print_table, table_or_json

if TYPE_CHECKING:
    from istanbul_talks.dataset import Collection
    from istanbul_talks.model.records import Record
    from istanbul_talks.model.shapes import RecordShape

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
    from istanbul_talks.io.canonical import array_text
    from istanbul_talks.loading import load
    from istanbul_talks.model.values import text_of

    talks = load()
    with failing_well():
        if collection not in talks.collections:
            raise UnknownName("collection", collection, talks.collections)
        found = talks.collections[collection]
        for condition in conditions:
            name, value = _condition(collection, condition)
            found = found.where(**{name: value})
        fixed = {condition.partition("=")[0] for condition in conditions}
        names = fields.split(",") if fields else _columns(found, collection, fixed)
        found.where(**dict.fromkeys(names))  # objects to unknown names
    if as_json:
        keep = {"type", "id", *names} if fields else None
        values = map(unstructure, found.values())
        shown = ({k: v for k, v in one.items() if not keep or k in keep} for one in values)
        click.echo(array_text(shown), nl=False)
    else:
        rows = [[str(r.id), *(text_of(getattr(r, name)) for name in names)] for r in found.values()]
        print_table(["id", *names], rows)
        click.echo(f"{len(found)} of {len(talks.collections[collection])} {collection}")


def _condition(collection: str, text: str) -> tuple[str, Any]:
    """A field and its value, read as the field's shape wants it."""
    from istanbul_talks.findings.suggestion import did_you_mean
    from istanbul_talks.model.shapes import (
        FlagShape,
        ListShape,
        NumberShape,
        StructShape,
        TermShape,
    )
    from istanbul_talks.model.values import MAX_NUMBER

    name, equals, value = text.partition("=")
    if not equals:
        raise Failure(f"--where wants FIELD=VALUE, not {text!r}")
    record = _shape(collection)
    shape = record[name].shape if name in record else None
    match shape.item if isinstance(shape, ListShape) else shape:
        case NumberShape():
            if not value.isdecimal() or len(value) > len(str(MAX_NUMBER)):
                raise Failure(f"{name} is a number up to {MAX_NUMBER:,}, not {value!r}")
            return name, int(value)
        case FlagShape():
            if value not in ("true", "false"):
                raise Failure(f"{name} is true or false, not {value!r}")
            return name, value == "true"
        case TermShape(vocabulary=terms) if value not in list(terms):
            hint = did_you_mean(value, terms) or f"see `istanbul-talks ref {record.name}.{name}`"
            raise Failure(f"{value!r} is no term of {name}; {hint}")
        case StructShape():
            raise Failure(f"{name} holds several values; filter the JSON instead")
    return name, value


def _shape(collection: str) -> "RecordShape":
    from istanbul_talks.model.shapes import RECORDS

    (shape,) = (record for record in RECORDS.values() if record.collection == collection)
    return shape


def _columns(found: "Collection[Record]", collection: str, fixed: set[str]) -> list[str]:
    """The required fields, then those that most records fill; what --where fixes is known."""
    shape = _shape(collection)
    filled = {
        f.name: sum(getattr(record, f.name) not in (None, ()) for record in found.values())
        for f in shape.fields
    }
    order = sorted(shape.fields, key=lambda f: (not f.required, -filled[f.name]))
    open_ = [field.name for field in order if field.name not in fixed and filled[field.name]]
    chosen = set(open_[:COLUMNS])
    return [field.name for field in shape.fields if field.name in chosen]
