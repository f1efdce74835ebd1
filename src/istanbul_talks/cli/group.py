"""The command istanbul-talks and its subcommands.

Commands import what they need when they run, so that ``--help`` is quick.
"""

import io
import os
import sys
from pathlib import Path
from typing import Any

import click

import istanbul_talks
from istanbul_talks.cli.anchor import anchor
from istanbul_talks.cli.apply import apply
from istanbul_talks.cli.cite import cite
from istanbul_talks.cli.diff import diff
from istanbul_talks.cli.explain import explain
from istanbul_talks.cli.explore import explore
from istanbul_talks.cli.export import export
from istanbul_talks.cli.format import format_
from istanbul_talks.cli.list import list_
from istanbul_talks.cli.merge import merge
from istanbul_talks.cli.migrate import migrate
from istanbul_talks.cli.new import new
from istanbul_talks.cli.output import Failure, refusal
from istanbul_talks.cli.overview import overview
from istanbul_talks.cli.ref import ref
from istanbul_talks.cli.schema import schema
from istanbul_talks.cli.show import show
from istanbul_talks.cli.validate import validate
from istanbul_talks.cli.verify import verify


class _Commands(click.Group):
    """A group that lists its commands in the order in which a user meets them.

    What the system refuses (a full disk, a folder that is gone) is one line and status 2.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.commands]

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            raise  # click ends quietly when nobody reads on
        except OSError as error:
            raise Failure(refusal(error)) from None


@click.group(
    cls=_Commands,
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
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by the shell: it leads nowhere
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # A console without a character of the data shows its code, and does not fail.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if context.invoked_subcommand is None:
        overview()


for command in (
    show,
    list_,
    ref,
    cite,
    explore,
    export,
    new,
    validate,
    explain,
    verify,
    schema,
    format_,
    anchor,
    diff,
    apply,
    merge,
    migrate,
):
    main.add_command(command)
