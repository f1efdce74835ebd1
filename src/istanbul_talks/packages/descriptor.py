"""``datapackage.json``: a dataset's package as the Data Package standard (2.0) describes it."""

from collections.abc import Collection, Iterator
from typing import Any

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.columns import Column, Kind
from istanbul_talks.model.shapes import (
    LINE,
    RECORDS,
    NumberShape,
    ReferenceShape,
    Shape,
    TextShape,
    vocabulary_name,
)
from istanbul_talks.model.vocabulary import Term
from istanbul_talks.packages.described import head_of
from istanbul_talks.packages.tables import NAMED_RECORDS, TABLES, Table

Json = dict[str, Any]

PROFILE = "https://datapackage.org/profiles/2.0"

DESCRIPTION = (
    "A table for each type of record, and claims.csv with the claims behind every value. Records "
    "are named by their ids. An empty cell is a missing value; fields of several values are JSON "
    "arrays, and dissent_value is JSON. A text that begins, after any number of apostrophes, with "
    "= + - @, their full-width forms, a tab or a line break has one more apostrophe in front, so "
    "that no spreadsheet runs it as a formula: take one apostrophe away to have the text. "
    "Columns of dates that end in _earliest, _latest or _precision, and claims.value, are computed "
    "from others. istanbul-talks validates the package and reads it back."
)


def descriptor(dataset: Dataset, absent: Collection[str]) -> Json:
    """The description of the package of a dataset that also names the ``absent`` records."""
    elsewhere = types_of(absent)
    found = head_of(dataset)
    return {
        "$schema": f"{PROFILE}/datapackage.json",
        "name": _slug(dataset.title or "dataset"),
        **found,
        "description": DESCRIPTION,
        "sources": [*_sources(dataset)],
        "resources": [_resource(table, elsewhere) for table in TABLES.values()],
    }


def types_of(ids: Collection[str]) -> set[str]:
    """The types of the records that have these ids."""
    return {id.partition("/")[0] for id in ids}


def _slug(title: str) -> str:
    """A name with nothing in it that is not lower case, digit or hyphen."""
    kept = "".join(c if c.isascii() and c.isalnum() else " " for c in title.lower())
    return "-".join(kept.split()) or "dataset"


def _sources(dataset: Dataset) -> Iterator[Json]:
    """What the data rest on, but for what is contained in another source."""
    for source in dataset.sources.values():
        if source.part_of is not None:
            continue
        found = {"title": source.title or source.id}
        yield found if source.url is None else {**found, "path": source.url}


def _resource(table: Table, elsewhere: Collection[str]) -> Json:
    schema: Json = {
        "$schema": f"{PROFILE}/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": [*table.key],
    }
    keys = [
        {"fields": [column.name], "reference": {"resource": target, "fields": ["id"]}}
        for column in table.columns
        if (target := foreign_table(table, column, elsewhere)) is not None
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "type": "table",
        "path": table.file,
        "description": table.doc,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def foreign_table(table: Table, column: Column, elsewhere: Collection[str]) -> str | None:
    """The table that the ids of a column lead to, if it is one; "" for their own.

    It is that of their type, if they have one and no record of it lies elsewhere, and else the
    table of all ids. For lists of ids the standard has no foreign keys.
    """
    if column.kind is not Kind.REFERENCE or column.many or column.name == "id":
        return None
    if len(column.types) == 1 and column.types[0] not in elsewhere:
        collection = RECORDS[column.types[0]].collection
        return "" if collection == table.name else collection
    return NAMED_RECORDS.name


def _field(column: Column) -> Json:
    field: Json = {
        "name": column.name,
        "type": "array" if column.many else _TYPES.get(column.kind, "string"),
        "description": column.doc,
    }
    if column.many and column.kind is not Kind.STRUCT:
        field["arrayItem"] = {"type": "string", **_limits(_constraints(column))}
    elif not column.many:
        field |= _limits(_constraints(column))
    if column.required:
        field.setdefault("constraints", {})["required"] = True
    if column.terms is not None and issubclass(column.terms, Term):
        field["vocabulary"] = vocabulary_name(column.terms)
        if not column.many:
            field["categories"] = [{"value": t.value, "label": t.label} for t in column.terms]
    return field


_TYPES = {
    Kind.DAY: "date",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.FLAG: "boolean",
}


def _limits(constraints: Json) -> Json:
    return {"constraints": constraints} if constraints else {}


def _constraints(column: Column) -> Json:
    if column.terms is not None:
        return {"enum": [str(term) for term in column.terms]}
    return _of_shape(column.shape)


def _of_shape(shape: Shape | None) -> Json:
    match shape:
        case ReferenceShape(pattern=pattern):
            return {"pattern": pattern}
        case TextShape(pattern=pattern, max_length=most) if pattern == LINE:
            return {"maxLength": most + 1}  # with the mark of what looks like a formula
        case TextShape(pattern=pattern, max_length=most):
            return {"pattern": pattern, "maxLength": most}
        case NumberShape(minimum=minimum, maximum=maximum):
            return {"minimum": minimum, "maximum": maximum}
        case _:
            return {}
