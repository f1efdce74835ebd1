"""The command istanbul-talks and its subcommands.

Commands import what they need when they run, so that ``--help`` is quick.
"""

import click

import istanbul_talks
from istanbul_talks.cli.anchor import anchor
from istanbul_talks.cli.explain import explain
from istanbul_talks.cli.format import format_
from istanbul_talks.cli.list import list_
from istanbul_talks.cli.new import new
from istanbul_talks.cli.overview import overview
from istanbul_talks.cli.ref import ref
from istanbul_talks.cli.schema import schema
from istanbul_talks.cli.show import show
from istanbul_talks.cli.validate import validate
from istanbul_talks.cli.verify import verify


class _InOrder(click.Group):
    """A group that lists its commands in the order in which a user meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.commands]


@click.group(
    cls=_InOrder,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example:  istanbul-talks show event/spiderweb",
)
@click.version_option(istanbul_talks.__version__, message="istanbul-talks %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """The 2025 Istanbul talks and the Spiderweb strike as data.

    Every value says who claims it, which source reports it and where it stands there. Without a
    command: what is in here. Exit status: 0 clean, 1 findings, 2 wrong use or unreadable input.
    """
    if context.invoked_subcommand is None:
        overview()


for command in (show, list_, ref, new, validate, explain, verify, schema, format_, anchor):
    main.add_command(command)
