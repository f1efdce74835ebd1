"""``python -m istanbul_talks``: the same as the command ``istanbul-talks``."""

from istanbul_talks.cli.group import main

main(prog_name="istanbul-talks")
