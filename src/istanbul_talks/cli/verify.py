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
    from istanbul_talks.io.inputs import Input
    from istanbul_talks.io.resources import DOCUMENTS, document
    from istanbul_talks.loading import load
    from istanbul_talks.validation.engine import check_inputs, check_paths
    from istanbul_talks.validation.formats.text import finding_lines, summary

    with failing_well():
        texts = Texts(folder)
    if paths:
        checked = check_paths(paths, load)
    else:
        checked = check_inputs((Input(name, document(name)) for name in DOCUMENTS), None)
    if checked.report.unread:
        raise Failure("\n".join(str(f) for f in checked.report.findings))
    own: dict[str, Record] = {record.id: record for record in checked.records}
    canonical = load().sources
    verification = verify_records(
        checked.records,
        lambda source: own.get(source) or canonical.get(source),
        texts,
    )
    for finding in verification.findings(checked.entries):
        click.echo("\n".join(finding_lines(finding, paint)))
    counts = ", ".join(f"{verification.count(verdict):,} {verdict}" for verdict in Verdict)
    rest = sum(verification.without_text.values())
    click.echo(paint(f"{counts}; {rest:,} claims point into no text", "bold"))
    if checked.report.unchecked:
        click.echo(f"malformed records were not verified: {summary(checked.report)}")
    context.exit(0 if verification.ok and not checked.report.unchecked else 1)
