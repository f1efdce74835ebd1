"""For Sphinx: pages of the repository that lie outside of docs/ stand in the documentation, too.

A page in docs/ that only says where its text is has that text when the documentation is built, and
a link to such a text leads to its page. So each text is in one place, and its links work there.
"""

import os
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {
    "changes": "../CHANGELOG.md",
    "contributing": "../CONTRIBUTING.md",
    "reporting": "../SECURITY.md",
    "round-3": "../examples/round-3/README.md",
}
"""By the page in docs/: where its text is."""
START = {"index": "../README.md"}
"""The README has a page that stands for it, and is not copied there."""

_LINK = re.compile(r"\]\((?!\w+:|#)([^)\s]+)\)")


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this for an extension."""
    app.connect("source-read", read_text)
    app.connect("doctree-read", lead_to_pages)
    app.connect("doctree-read", trim_blocks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def read_text(app: Sphinx, page: str, source: list[str]) -> None:
    """Give a page the text that it stands for, its links as seen from docs/."""
    if page in PAGES:
        path = (DOCS / PAGES[page]).resolve()
        app.env.note_dependency(str(path))
        source[0] = moved(path.read_text("utf-8"), path.parent)


def moved(text: str, folder: Path) -> str:
    """A text whose links were relative to a folder, its links relative to docs/."""
    here = os.path.relpath(folder, DOCS.resolve())
    return _LINK.sub(lambda link: f"]({os.path.normpath(Path(here, link[1]))})", text)


def lead_to_pages(app: Sphinx, tree: nodes.document) -> None:
    """Lead a link to one of those texts to its page."""
    homes = {str((DOCS / path).resolve().with_suffix("")): p for p, path in (PAGES | START).items()}
    for link in tree.findall(addnodes.pending_xref):
        if link.get("refdomain") == "doc":
            link["reftarget"] = homes.get(link["reftarget"], link["reftarget"])


def trim_blocks(app: Sphinx, tree: nodes.document) -> None:
    """Drop the empty line at the end of a block, which only the tests of snippets need."""
    for block in tree.findall(nodes.literal_block):
        if isinstance(block[0], nodes.Text):
            block.rawsource = block.astext().rstrip("\n")
            block[:] = [nodes.Text(block.rawsource)]
