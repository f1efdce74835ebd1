"""istanbul-talks migrate: files of an earlier schema version."""

from typing import TYPE_CHECKING

import click

from istanbul_talks.cli.given import is_among, refuse_output
from istanbul_talks.cli.output import (
    Failure,
    changed_meanwhile,
    failing_well,
    paint,
    put_back,
    readable,
    say,
)

if TYPE_CHECKING:
    from istanbul_talks.io.inputs import Input


@click.command(
    short_help="Bring files of an earlier schema version to this one.",
    epilog="Example:  istanbul-talks migrate old.json -o new.json",
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--from",
    "version",
    metavar="VERSION",
    help="The schema version that the files have, for JSON Lines and single records, which do not "
    "say it, and for files from before 0.1.0, which say 1 and have version 0.",
)
@click.option(
    "--output", "-o", metavar="PATH", help="Write there and leave the file as it is; - to print."
)
@click.option("--force", is_flag=True, help="Replace what lies at the path of --output.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a file would change.")
@click.pass_context
def migrate(  # noqa: PLR0913 (an argument for each option)
    context: click.Context,
    *,
    paths: tuple[str, ...],
    version: str | None,
    output: str | None,
    force: bool,
    check: bool,
) -> None:
    """Rewrite files in the schema version of this release, in canonical form.

    All files are migrated together: where a record gets another id, references to it follow. What
    has no certain counterpart is reported, for its coder to decide, and nothing is written. Files
    that have the version of this release stay as they are. Afterwards: istanbul-talks validate.
    """
    from istanbul_talks.migrating.files import migrate_inputs
    from istanbul_talks.validation.formats.text import finding_lines

    if output is not None and output != "-" and not check:
        refuse_output(output, force=force)
    changed = False
    with failing_well():
        sources = [*readable(paths)]
        if output and len(sources) > 1:
            raise Failure(f"--output takes one file, and there are {len(sources)}")
        if output not in (None, "-"):
            _refuse_other_form(sources[0], output)
        states = [source.state for source in sources]
        done = migrate_inputs(sources, version)
        for finding in done.findings:
            for line in finding_lines(finding, paint):
                click.echo(line)
        for one, before in zip(done.inputs, states, strict=False):
            differs = one.text is not None and one.text != one.source.text()
            changed = changed or differs
            verb = "would be migrated" if check else "migrated"
            said = f"{verb} from schema version {one.version}" if differs else "nothing to migrate"
            if not check:
                _write(one.source, one.text if differs else None, output, before, force=force)
            say(f"{said}: {one.source.name}")
    context.exit(1 if done.findings or (check and changed) else 0)


def _refuse_other_form(source: "Input", output: str) -> None:
    """Raise `Failure` if the name of an output says a form that its text will not have."""
    from istanbul_talks.io.inputs import is_lines

    if is_lines(output) != source.is_lines:
        form, suffix = ("JSON Lines", ".jsonl") if source.is_lines else ("a document", ".json")
        raise Failure(f"{output}: {source.name} is {form} and stays so; end the name in {suffix}")


def _write(
    source: "Input", text: str | None, output: str | None, before: object, *, force: bool
) -> None:
    """Put a text where it belongs; None leaves a file alone, and is the old text elsewhere."""
    from istanbul_talks.io.atomic import write_atomic

    if output == "-":
        from istanbul_talks.validation.formats.text import escaped

        click.echo(escaped(source.text() if text is None else text), nl=False)
    elif output:
        new = (source.text() if text is None else text).encode()
        if is_among(output, [source.name]) and source.state != before:
            raise changed_meanwhile(output)
        write_atomic(output, new, force=force)
    elif text is not None or source.is_standard_input:
        put_back(source, source.text() if text is None else text, before)
