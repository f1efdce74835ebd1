"""For Sphinx: the pictures of the data and the page to explore them, made when pages are built.

A directive draws one of the pictures, with arguments, and its text is the caption:

    :::{picture} figures about=event/spiderweb
    Who says how many.
    :::

It is drawn for light and for dark pages, for screens and for phones.
"""

import os
import re
from importlib import import_module
from itertools import product
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

WIDTHS = {"wide": 720, "narrow": 340}
"""How many pixels wide a picture is about: as wide as the text of a page, also on a phone."""

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
        """The picture for each theme and width, and the caption; a stylesheet shows one of them."""
        figure = nodes.figure(classes=["talks-picture"])
        for theme, width in product(THEMES, WIDTHS):
            specification = self.drawing(WIDTHS[width])
            file = re.sub("[^a-z]+", "-", f"{' '.join(self.arguments)} {theme} {width}") + ".png"
            path = Path(self.env.doctreedir, "pictures", file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(png(specification, theme))
            uri = os.path.relpath(path, Path(self.env.doc2path(self.env.docname)).parent)
            classes = [f"only-{theme}", f"talks-{width}"]
            figure += nodes.image(uri=uri, alt=specification["description"], classes=classes)
        figure += nodes.caption("", "", *self.parse_inline(" ".join(self.content))[0])
        return [figure]

    def drawing(self, width: int) -> Json:
        """The specification that is asked for."""
        name, *given = self.arguments
        module = import_module(f"istanbul_talks.plotting.{name}")
        wanted = dict(argument.split("=") for argument in given)
        specification: Json = module.specification(istanbul_talks.load(), width=width, **wanted)
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
