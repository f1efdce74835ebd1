"""Keep what is public in tests/public-api.json, and hold every change of it against CHANGELOG.md.

A test compares the file with the code. This command writes the file anew and remembers, until the
version of the package is raised, how each name that changed or went was called before. Those names
must stand in the part of the changelog on this version; the same test says which of them do not.

    python tools/public_api.py
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs
from public_names import COMMAND_LINE, PACKAGE, Interface, interface

from istanbul_talks import __version__

TOP = Path(__file__).parents[1]
COMMAND = "python tools/public_api.py"
KEPT = TOP / "tests" / "public-api.json"


@attrs.frozen
class Kept:
    """The public names of a version, and those of them that it changed or removed."""

    version: str
    names: Interface
    was: Interface = attrs.field(factory=dict)

    def now(self, version: str, names: Interface) -> "Kept":
        """What is to be kept of today's names; what was said of an earlier version is done with."""
        before = {**self.names, **(self.was if version == self.version else {})}
        was = {name: text for name, text in before.items() if names.get(name) != text}
        return Kept(version, names, was)


def read_kept(path: Path = KEPT) -> Kept:
    """The file. Raises `OSError` and `ValueError`."""
    held = json.loads(path.read_text("utf-8"))
    return Kept(held["version"], held["names"], held["was"])


def text_of(kept: Kept) -> str:
    """The text of the file."""
    comment = f"Written by `{COMMAND}`: what is public, and how it is called."
    held = {"$comment": comment, **attrs.asdict(kept)}
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def unnamed(kept: Kept, changelog: str) -> list[str]:
    """What was changed or removed and is not named in the version's part of the changelog."""
    part = _part(changelog, kept.version)
    found = []
    for name, was in kept.was.items():
        if name in kept.names:
            what = f"was {was}, is {kept.names[name]}"
        elif any(owner in kept.was and owner not in kept.names for owner in _owners(name)):
            continue  # it went with what it belongs to
        else:
            what = "is gone"
        if not re.search(rf"`{re.escape(short(name))}(?![\w.-])", part):
            found.append(f"`{short(name)}` {what}")
    return found


def short(name: str) -> str:
    """A name as the changelog has it: without the package, or the program, that all have."""
    return name.removeprefix(f"{PACKAGE}.").removeprefix(f"{COMMAND_LINE} ")


def _owners(name: str) -> Iterator[str]:
    """``a.B`` of ``a.B.c``, and ``program command`` of ``program command --option``."""
    for mark in re.finditer(r"[. ]", name):
        yield name[: mark.start()]


def _part(changelog: str, version: str) -> str:
    """The part on a version, released or not; empty if there is none."""
    heading = rf"^## {re.escape(version)} \((?:unreleased|\d{{4}}-\d\d-\d\d)\)$"
    found = re.search(rf"{heading}(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def main() -> None:
    """Write the file, and say which names the changelog lacks."""
    kept = read_kept() if KEPT.is_file() else Kept(__version__, interface())
    now = kept.now(__version__, interface())
    KEPT.write_text(text_of(now), "utf-8")
    missing = unnamed(now, (TOP / "CHANGELOG.md").read_text("utf-8"))
    sys.stdout.writelines(f"CHANGELOG.md does not name it: {line}\n" for line in missing)
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
