"""istanbul-talks anchor: wordings to spans."""

from typing import TYPE_CHECKING

import click

from istanbul_talks.cli.output import failing_well, paint, put_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from istanbul_talks.evidence.texts import Texts
    from istanbul_talks.io.documents import Entry
    from istanbul_talks.io.inputs import Input
    from istanbul_talks.model.records import Record


@click.command(
    short_help="Fill in the spans of wordings.",
    epilog="Example:  istanbul-talks anchor --sources texts/ mine.json",
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--sources",
    "folder",
    metavar="DIR",
    required=True,
    help="A folder with the text of each source as <slug>.txt.",
)
@click.pass_context
def anchor(context: click.Context, paths: tuple[str, ...], folder: str) -> None:
    """Fill in the span of every claim whose wording stands once in its source.

    Where it stands more than once, the candidates are listed. Files are rewritten in canonical
    form. Exit status: 0 no span is missing, 1 some are left to choose.
    """
    from istanbul_talks.evidence.texts import Texts
    from istanbul_talks.io.inputs import inputs

    filled = left = 0
    with failing_well():
        texts = Texts(folder)
        for source in (source for path in paths for source in inputs(path)):
            done = _anchor(source, texts)
            filled, left = filled + done[0], left + done[1]
    click.echo(paint(f"{filled:,} spans filled in, {left:,} left", "bold"), err=True)
    context.exit(1 if left else 0)


def _anchor(source: "Input", texts: "Texts") -> tuple[int, int]:
    """Anchor one input and put it back; how many spans were filled in, and how many are left."""
    from istanbul_talks.evidence.anchoring import anchor as anchor_record
    from istanbul_talks.io.formatting import read_whole, rewritten

    documents = read_whole(source)
    entries = [entry for document in documents for entry in document.entries]
    source_of = _sources(entries)
    filled, left = 0, 0
    for entry in entries:
        result = anchor_record(entry.value, source_of, texts)
        filled, left = filled + result.filled, left + len(result.left)
        for claim in result.left:
            place = paint(str(entry.place(claim.pointer)), "bold")
            lines = [f"{place}  {paint(claim.code, 'yellow')}  {claim.reason}"]
            click.echo("\n    ".join([*lines, *claim.candidates]), err=True)
    if filled:
        put_back(source, rewritten(source, documents))
    return filled, left


def _sources(entries: "Iterable[Entry]") -> "Callable[[str], Record | None]":
    """Look up a source: among the records at hand, else in the canonical dataset."""
    from istanbul_talks.derived.converter import Unstructurable, structure
    from istanbul_talks.loading import load

    own: dict[str, Record] = {}
    for entry in entries:
        try:
            record = structure(entry.value)
        except Unstructurable:
            continue
        own[record.id] = record
    canonical = load().sources
    return lambda source: own.get(source) or canonical.get(source)
