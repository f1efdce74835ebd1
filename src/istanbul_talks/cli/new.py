"""istanbul-talks new: a record to fill in."""

import click

from istanbul_talks.cli.output import Failure


@click.command(
    short_help="Print a skeleton record to fill in.",
    epilog="Example:  istanbul-talks new source actor > mine.json",
)
@click.argument("types", metavar="TYPE…", nargs=-1, required=True)
@click.option("--all", "optional", is_flag=True, help="With the optional fields, too.")
@click.option("--record", "bare", is_flag=True, help="Only the record, to put into a document.")
@click.option(
    "--schema",
    metavar="PATH",
    default="dataset.schema.json",
    help="Where the editor finds what `istanbul-talks schema` printed.",
    show_default=True,
)
def new(types: tuple[str, ...], optional: bool, bare: bool, schema: str) -> None:
    """Print a document with a skeleton record of a type, or of several, to fill in.

    The form is right already; what remains to be replaced is marked with TODO, and the note of
    each claim says what belongs into the field. `istanbul-talks ref` lists the types.
    """
    from istanbul_talks.derived.skeleton import skeleton_document, skeleton_record
    from istanbul_talks.findings.suggestion import did_you_mean
    from istanbul_talks.io.canonical import (
        canonical_header,
        canonical_records,
        document_text,
        record_text,
    )
    from istanbul_talks.model.shapes import TYPES

    for name in types:
        if name not in TYPES:
            hint = did_you_mean(name, TYPES) or "the types are " + ", ".join(TYPES)
            raise Failure(f"there is no record type {name!r}; {hint}")
    once = dict.fromkeys(types)
    if bare:
        records = canonical_records(skeleton_record(name, optional=optional) for name in once)
        click.echo(",\n".join(record_text(record).rstrip("\n") for record in records))
    else:
        document = skeleton_document(once, schema, optional=optional)
        records = canonical_records(document["records"])
        click.echo(document_text(canonical_header(document), records), nl=False)
