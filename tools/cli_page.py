"""The page on the command line, read off the commands."""

import re
from collections.abc import Iterator

import click

from istanbul_talks.cli.group import main

NAME = "istanbul-talks"


def cli_page(command: str) -> str:
    """The text of docs/cli.md."""
    return "\n".join(_lines(command)) + "\n"


def _lines(command: str) -> Iterator[str]:
    context = click.Context(main, info_name=NAME, **main.context_settings)
    names = main.list_commands(context)
    yield "# Command line\n"
    yield f"Derived from the commands by `{command}`; offline: `{NAME} COMMAND --help`.\n"
    yield from _help(main)
    yield "\n| command | what it does | for example |"
    yield "|---|---|---|"
    for name in names:
        told = main.commands[name]
        yield f"| [{name}](#{name}) | {told.get_short_help_str(200)} | `{_example(told)}` |"
    yield f"\nOptions of `{NAME}` itself:\n"
    yield from _options(main, context)
    for name in names:
        told = main.commands[name]
        inner = click.Context(told, info_name=name, parent=context)
        yield f"\n## {name}\n"
        yield f"`{NAME} {name} {' '.join(told.collect_usage_pieces(inner))}`\n"
        yield from _help(told)
        yield f"\n```sh\n{_example(told)}\n```\n"
        yield from _options(told, inner)


def _help(told: click.Command) -> Iterator[str]:
    """The help of a command: a paragraph is one line, what is laid out stays laid out."""
    paragraphs = (told.help or "").strip().split("\n\n")
    shown = []
    for paragraph in paragraphs:
        lines = paragraph.strip("\n").split("\n")
        if lines[0].strip() == "\b":
            shown.append("\n".join(f"    {line}" for line in lines[1:]))
        else:
            shown.append(" ".join(line.strip() for line in lines))
    yield "\n\n".join(shown)


def _example(told: click.Command) -> str:
    """The example that the help ends with. Raises `ValueError` if there is none."""
    found = re.fullmatch(r"Example:\s+(.+)", told.epilog or "")
    if found is None:
        raise ValueError(f"{told.name} has no example")
    return found[1]


def _options(told: click.Command, context: click.Context) -> Iterator[str]:
    yield "| option | meaning |"
    yield "|---|---|"
    for parameter in told.get_params(context):
        record = parameter.get_help_record(context)
        if record and isinstance(parameter, click.Option):
            names, meaning = (" ".join(text.split()).replace("|", "\\|") for text in record)
            yield f"| `{names}` | {meaning} |"
