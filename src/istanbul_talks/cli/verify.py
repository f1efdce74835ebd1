"""istanbul-talks verify: claims held against the texts."""

from typing import TYPE_CHECKING

import click

from istanbul_talks.cli.output import failing_well, paint, sources_option

if TYPE_CHECKING:
    from istanbul_talks.model.records import Record


@click.command(
    short_help="Hold claims against their texts.",
    epilog="Example:  istanbul-talks verify --sources texts/",
)
@click.argument("paths", metavar="[PATH…]", nargs=-1)
@sources_option
@click.pass_context
def verify(context: click.Context, paths: tuple[str, ...], folder: str) -> None:
    """Hold each claim against the texts: verified, mismatch or unverifiable.

    Without a path, the claims of the canonical dataset. Exit status: 0 all claims that point into
    a text are verified, 1 some are not, 2 the input could not be read.
    """
    from istanbul_talks.cli.output import Failure
    from istanbul_talks.evidence.texts import Texts
    from istanbul_talks.evidence.verification import Verdict, verify_records
    from istanbul_talks.findings.rules import LAYERS
    from istanbul_talks.io.inputs import Input, located
    from istanbul_talks.io.resources import DOCUMENTS, document
    from istanbul_talks.loading import load
    from istanbul_talks.reading import read_records
    from istanbul_talks.validation.canonical import canonical_facts
    from istanbul_talks.validation.engine import Run, gathered
    from istanbul_talks.validation.formats.text import finding_lines, summary

    form = {rule.code for rule in LAYERS["structure"]}
    with failing_well():
        texts = Texts(folder)
    shipped = (Input(name, document(name)) for name in DOCUMENTS)
    sources = gathered(paths) if paths else [*shipped]
    report = Run(sources, canonical_facts() if paths else None).check()
    if report.unread:
        raise Failure("\n".join(str(f) for f in report.findings))
    found = read_records(sources)
    own: dict[str, Record] = {record.id: record for record in found.records}
    canonical = load().sources
    verification = verify_records(
        found.records,
        lambda source: own.get(source) or canonical.get(source),
        texts,
    )
    for finding in located(verification.findings(found.entries), sources):
        click.echo("\n".join(finding_lines(finding, paint)))
    counts = ", ".join(f"{verification.count(verdict):,} {verdict}" for verdict in Verdict)
    rest = sum(verification.without_text.values())
    click.echo(paint(f"{counts}; {rest:,} claims point into no text", "bold"))
    # Claims stand where nobody sees them outside of records, or where a key stands twice.
    malformed = report.unchecked or any(
        finding.record is None and finding.code in form for finding in report.findings
    )
    if malformed:
        click.echo(f"what is malformed was not verified: {summary(report)}")
    context.exit(0 if verification.ok and not malformed else 1)
