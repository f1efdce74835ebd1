"""What the commands share about writing: colour, tables, JSON when piped, and failing well."""

import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from istanbul_talks.io.inputs import Input


READABLE = 14
"""How narrow a column of a table may get before it is left out."""


class Failure(click.ClickException):
    """Wrong use or unreadable input: one line, exit status 2."""

    exit_code = 2

    def format_message(self) -> str:
        """What is said, with nothing in it that a terminal could obey: it may name any file."""
        from istanbul_talks.validation.formats.text import printable_lines

        return printable_lines(self.message)


def say(text: str) -> None:
    """A word about what was done, beside the output."""
    from istanbul_talks.validation.formats.text import printable_lines

    click.echo(printable_lines(text), err=True)


def paint(text: str, colour: str) -> str:
    """Colour a text if it goes to a terminal that wants colour (https://no-color.org)."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour)


def table_or_json(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--format``: a table on a terminal and JSON when piped, or as told."""
    return click.option(
        "--format",
        "as_json",
        type=click.Choice(["table", "json"]),
        callback=lambda _context, _parameter, value: (
            value == "json" if value else not sys.stdout.isatty()
        ),
        help="A table on a terminal, JSON when piped, unless told.",
    )(function)


def format_option(formats: Mapping[str, str]) -> Callable[[Callable[..., Any]], Any]:
    """Give a command ``--format``: the name of one of some formats, each with what it is for."""
    return click.option(
        "--format",
        "style",
        type=click.Choice([*formats]),
        default="text",
        help="; ".join(f"{name}: {what}" for name, what in formats.items()) + ".",
        show_default=True,
    )


def _fitting(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> int:
    """How many columns a terminal has room for, at a readable width each; two at least."""
    used = 0
    for number, cells in enumerate(zip(columns, *rows, strict=False)):
        longest = max(map(len, cells))
        used += 2 + (longest if number == 0 else min(longest, READABLE))
        if used > width and number >= 2:
            return number
    return len(columns)


def sources_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--sources``: where the texts lie that claims point into."""
    return click.option(
        "--sources",
        "folder",
        metavar="DIR",
        required=True,
        help="A folder with the text of each source as <slug>.txt.",
    )(function)


def print_json(value: Any) -> None:
    """One JSON value, indented."""
    from istanbul_talks.validation.formats.text import escaped

    click.echo(escaped(json.dumps(value, ensure_ascii=False, indent=2)))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table that fits the terminal, its first column whole; a pipe gets lines of any length."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    held = [*rows]
    terminal = Console(highlight=False)
    shown = _fitting(columns, held, terminal.width) if sys.stdout.isatty() else len(columns)
    for number, column in enumerate(columns[:shown]):
        table.add_column(column, overflow="fold", no_wrap=number == 0)
    for row in held:
        table.add_row(*(Text(cell) for cell in row[:shown]))
    if sys.stdout.isatty():
        terminal.print(table)
        if shown < len(columns):
            click.echo(f"no room for: {', '.join(columns[shown:])}")
        return
    console = Console(highlight=False, width=10_000, file=io.StringIO())
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        click.echo(line.rstrip())


def put_back(source: "Input", text: str, before: object) -> None:
    """Replace a file by its new text; what came from standard input goes to standard output.

    ``before`` is the state that the file had when it was read. Raises `Failure` if it has another
    one by now: what somebody else has written since then would be lost.
    """
    from istanbul_talks.io.atomic import write_atomic

    if not isinstance(source.content, Path):
        click.echo(text, nl=False)
    elif source.compression:
        raise Failure(f"{source.name} is compressed; decompress it to have it rewritten")
    elif source.state != before:
        raise changed_meanwhile(source.name)
    else:
        write_atomic(source.content, text.encode())


def changed_meanwhile(name: str) -> Failure:
    """What is said instead of writing over what another has written."""
    return Failure(f"{name} changed while it was read, and is left as it is; try again")


def readable(paths: Iterable[str]) -> "Iterator[Input]":
    """The inputs behind the paths. Raises `Unreadable` at the first that cannot be reached."""
    from istanbul_talks.io.inputs import Unreadable, inputs

    for source in (source for path in paths for source in inputs(path)):
        if isinstance(source, Unreadable):
            raise source
        yield source


@contextmanager
def failing_well() -> Iterator[None]:
    """Turn what can go wrong with names and files into one line and exit status 2."""
    from istanbul_talks.dataset import UnknownName
    from istanbul_talks.io.inputs import Unreadable

    try:
        yield
    except Unreadable as unreadable:
        from istanbul_talks.validation.formats.text import finding_lines

        raise Failure("\n".join(finding_lines(unreadable.finding))) from None
    except UnknownName as error:
        raise Failure(str(error)) from None
    except BrokenPipeError:
        raise  # click ends quietly when nobody reads on
    except OSError as error:
        raise Failure(refusal(error)) from None


def refusal(error: OSError) -> str:
    """What the system says, the file first: ``out.json: Permission denied``."""
    if error.strerror is None:  # raised by us, in words
        return str(error)
    return error.strerror if error.filename is None else f"{error.filename}: {error.strerror}"
