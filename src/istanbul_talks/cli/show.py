"""istanbul-talks show: one record, value by value."""

from typing import TYPE_CHECKING

import click

from istanbul_talks.cli.output import failing_well, paint, table_or_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from istanbul_talks.dataset import Dataset
    from istanbul_talks.model.claims import Claim
    from istanbul_talks.model.records import Record


@click.command(
    short_help="Show a record and the claims behind it.",
    epilog="Example:  istanbul-talks show event/spiderweb",
)
@click.argument("id", metavar="ID")
@table_or_json
def show(id: str, as_json: bool) -> None:
    """Show a record: each field, its value, and the claims behind it.

    A claim gives source, paragraph, span, wording, claimant (· where the source speaks for
    itself), the chain that passed it on, hedge and basis; ≠ marks what another source says.
    """
    from istanbul_talks.derived.converter import unstructure
    from istanbul_talks.io.canonical import record_text
    from istanbul_talks.loading import load

    talks = load()
    with failing_well():
        record = talks[id]
    if as_json:
        click.echo(record_text(unstructure(record)), nl=False)
    else:
        for line in _lines(talks, record):
            click.echo(line)


def _lines(talks: "Dataset", record: "Record") -> "Iterator[str]":
    from istanbul_talks.model.shapes import RECORDS
    from istanbul_talks.model.values import text_of

    yield paint(record.id, "bold")
    for field in RECORDS[record.type].fields:
        claims, dissents = record.provenance.get(field.name, ()), record.dissents.get(field.name)
        if not claims and not dissents:
            continue
        value = text_of(getattr(record, field.name)) or "contested: none adopted"
        yield f"\n{paint(field.name, 'cyan')}  {value}"
        for claim in claims:
            yield f"    {_claim(talks, claim)}"
        for dissent in dissents or ():
            yield f"  {paint('≠', 'yellow')} {text_of(dissent.value)}"
            yield f"    {_claim(talks, dissent)}"
    referring = [r for r in talks.referring_to(record.id) if r.role is None]
    if referring:
        yield f"\n{paint('referred to by', 'cyan')}"
        for reference in referring:
            yield f"    {reference.record}, {reference.field}"


def _claim(talks: "Dataset", claim: "Claim") -> str:
    source = talks.sources.get(claim.source)
    found = source.paragraph(claim.span) if source and claim.span else None
    where = [claim.source.slug]
    if found:
        where.append(f"¶{found[0]} {found[1].kind.label}")
    if claim.span:
        where.append(f"[{claim.span.start}, {claim.span.end})")
    said = [
        f"“{claim.wording}”" if claim.wording else "",
        f"for {claim.element}" if claim.element else "",
        claim.claimant or "·",
        "via " + " → ".join(claim.via) if claim.via else "",
        "hedge: " + ", ".join(claim.hedge) if claim.hedge else "",
        claim.basis,
        f"({claim.note})" if claim.note else "",
    ]
    return "  ".join([" ".join(where), *filter(None, said)])
