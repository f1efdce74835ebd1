"""istanbul-talks format: canonical form."""

import click

from istanbul_talks.cli.output import failing_well, put_back, readable, say


@click.command(
    "format",
    short_help="Rewrite files in canonical form.",
    epilog="Example:  istanbul-talks format --check mine.json",
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a file would change.")
@click.pass_context
def format_(context: click.Context, paths: tuple[str, ...], check: bool) -> None:
    """Rewrite files in canonical form: key order, record order, no nulls, one claim a line.

    Nothing is lost: fields that the model does not know stay, a file with a key twice is refused.
    """
    from istanbul_talks.io.formatting import read_whole, rewritten

    changed = 0
    with failing_well():
        for source in readable(paths):
            before = source.state
            new = rewritten(source, read_whole(source))
            differs = new != source.text()
            if not check and (differs or source.is_standard_input):
                put_back(source, new, before)
            if differs:
                changed += 1
                say(f"{'would change' if check else 'changed'}: {source.name}")
    context.exit(1 if check and changed else 0)
