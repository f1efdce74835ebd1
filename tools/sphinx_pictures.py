"""For Sphinx: the pictures of the data and the page to explore them, made when pages are built.

A directive draws one of the pictures, with arguments, and its text is the caption:

    :::{picture} figures about=event/spiderweb
    Who says how many.
    :::

It is drawn twice, for light and for dark pages.
"""

import os
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import vl_convert
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import istanbul_talks

EXPLORER = "talks.html"
"""The page to explore the data, beside the start page."""

THEMES = {"light": ("#222222", "#dddddd"), "dark": ("#dddddd", "#555555")}
"""The colours of words and of lines on a light and on a dark page."""

WIDTH = 720
"""How many pixels wide a picture is about: as wide as the text of a page."""

Json = dict[str, Any]


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx calls this for an extension."""
    app.add_directive("picture", Picture)
    app.connect("build-finished", add_explorer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class Picture(SphinxDirective):
    """Draws a picture of the canonical data."""

    required_arguments = 1
    optional_arguments = 9
    has_content = True

    def run(self) -> list[nodes.Node]:
        """The picture for light pages, the one for dark pages, and the caption."""
        name, *given = self.arguments
        specification = drawing(name, dict(argument.split("=") for argument in given))
        figure = nodes.figure(classes=["talks-picture"])
        for theme in THEMES:
            file = re.sub("[^a-z]+", "-", f"{' '.join(self.arguments)} {theme}") + ".png"
            path = Path(self.env.doctreedir, "pictures", file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(png(specification, theme))
            uri = os.path.relpath(path, Path(self.env.doc2path(self.env.docname)).parent)
            alt = specification["description"]
            figure += nodes.image(uri=uri, alt=alt, classes=[f"only-{theme}"])
        figure += nodes.caption("", "", *self.parse_inline(" ".join(self.content))[0])
        return [figure]


def drawing(name: str, given: dict[str, str]) -> Json:
    """The specification of a picture of the canonical data."""
    module = import_module(f"istanbul_talks.plotting.{name}")
    specification: Json = module.specification(istanbul_talks.load(), width=WIDTH, **given)
    return specification


def png(specification: Json, theme: str) -> bytes:
    """The picture without a background, in the colours of a theme.

    Not as SVG: whoever reads it may lack the font that it was measured with, and loses words.
    """
    words, lines = THEMES[theme]
    axis = {"labelColor": words, "titleColor": words, "domainColor": lines, "tickColor": lines}
    config = {
        "background": "transparent",
        "axis": {**axis, "gridColor": lines, "gridOpacity": 0.6},
        "header": {"labelColor": words, "titleColor": words},
        "legend": {"labelColor": words, "titleColor": words},
        "style": {"guide-label": {"fill": words}, "guide-title": {"fill": words}},
        "title": {"color": words, "subtitleColor": words},
        "view": {"stroke": lines},
    }
    drawn: bytes = vl_convert.vegalite_to_png({**specification, "config": config}, scale=2)
    return drawn


def add_explorer(app: Sphinx, error: Exception | None) -> None:
    """Write the page to explore the data into the built pages."""
    if error is None and app.builder.format == "html":
        path = Path(app.outdir) / EXPLORER
        istanbul_talks.explore(istanbul_talks.load(), path, force=True)
