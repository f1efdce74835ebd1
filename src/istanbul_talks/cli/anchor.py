"""istanbul-talks anchor: wordings to spans."""

from typing import TYPE_CHECKING

import click

from istanbul_talks.cli.output import failing_well, paint, put_back, readable, say, sources_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from istanbul_talks.evidence.texts import Texts
    from istanbul_talks.io.documents import Document
    from istanbul_talks.model.records import Record


@click.command(
    short_help="Fill in the spans of wordings.",
    epilog="Example:  istanbul-talks anchor --sources texts/ mine.json",
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@sources_option
@click.pass_context
def anchor(context: click.Context, paths: tuple[str, ...], folder: str) -> None:
    """Fill in the span of every claim whose wording stands once in its source.

    Where it stands more than once, the candidates are listed. A source without a hash whose text
    is in the folder gets hash and length. Files are rewritten in canonical form. Exit status: 0 no
    span is missing, 1 some are left to choose.
    """
    from istanbul_talks.evidence.texts import Texts
    from istanbul_talks.io.formatting import read_whole, rewritten

    filled = left = 0
    with failing_well():
        texts = Texts(folder)
        # All inputs first: the record of a source may stand in another file than its claims.
        found = [(source, source.state, read_whole(source)) for source in readable(paths)]
        fixed = [_fix_texts(documents, texts) for _, _, documents in found]
        source_of = _sources(documents for _, _, documents in found)
        for (source, before, documents), new_texts in zip(found, fixed, strict=True):
            done = _anchor(documents, source_of, texts)
            filled, left = filled + done[0], left + done[1]
            if done[0] or new_texts or source.is_standard_input:
                put_back(source, rewritten(source, documents), before)
    click.echo(paint(f"{filled:,} spans filled in, {left:,} left", "bold"), err=True)
    context.exit(1 if left else 0)


def _anchor(
    documents: "list[Document]", source_of: "Callable[[str], Record | None]", texts: "Texts"
) -> tuple[int, int]:
    """Anchor the documents of one input; how many spans were filled in, and how many are left."""
    from istanbul_talks.evidence.anchoring import anchor as anchor_record
    from istanbul_talks.validation.formats.text import printable

    filled, left = 0, 0
    for entry in (entry for document in documents for entry in document.entries):
        result = anchor_record(entry.value, source_of, texts)
        filled, left = filled + result.filled, left + len(result.left)
        for claim in result.left:
            place = paint(printable(str(entry.place(claim.pointer))), "bold")
            lines = [f"{place}  {paint(claim.code, 'yellow')}  {printable(claim.reason)}"]
            told = [*lines, *map(printable, claim.candidates)]
            click.echo("\n    ".join(told), err=True)
    return filled, left


def _fix_texts(documents: "list[Document]", texts: "Texts") -> int:
    """Give the sources whose text is at hand its hash and length; how many there were."""
    from istanbul_talks.evidence.anchoring import fix_text

    entries = [entry for document in documents for entry in document.entries]
    fixed = [entry.value["id"] for entry in entries if fix_text(entry.value, texts)]
    for source in fixed:
        say(f"{source}: its text is now fixed by its SHA-256")
    return len(fixed)


def _sources(found: "Iterable[list[Document]]") -> "Callable[[str], Record | None]":
    """Look up a source: among the records at hand, else in the canonical dataset."""
    from istanbul_talks.derived.converter import Unstructurable, structure
    from istanbul_talks.loading import load

    own: dict[str, Record] = {}
    entries = (entry for documents in found for document in documents for entry in document.entries)
    for entry in entries:
        try:
            record = structure(entry.value)
        except Unstructurable:
            continue
        own[record.id] = record
    canonical = load().sources
    return lambda source: own.get(source) or canonical.get(source)
