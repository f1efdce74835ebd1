"""Pages that `explore` has written, taken apart as a browser reads them."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs

VIEWS = (
    "",
    "timeline",
    "map",
    "figures",
    "positions",
    "agreements",
    "disagreements",
    "actors",
    "records",
    "about",
)
"""The addresses of the views; the first is where a reader starts."""

OF_ELEMENTS = {"lang", "charset", "http-equiv", "content", "name", "rel", "href", "id", "type"}
"""The attributes that the page's own elements have; none of them runs anything."""


@attrs.define
class Page(HTMLParser):
    """The elements of a page, and the text of its scripts and its style."""

    elements: list[tuple[str, dict[str, str | None]]] = attrs.field(factory=list)
    scripts: list[str] = attrs.field(factory=list)
    styles: list[str] = attrs.field(factory=list)
    title: str = ""
    inside: str = ""

    def __attrs_pre_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        self.inside = tag
        if tag in ("script", "style"):
            (self.scripts if tag == "script" else self.styles).append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self.inside = ""

    def handle_data(self, data: str) -> None:
        """Note the text of a script, a style or the title."""
        if self.inside in ("script", "style"):
            (self.scripts if self.inside == "script" else self.styles)[-1] += data
        elif self.inside == "title":
            self.title += data

    @property
    def payload(self) -> Any:
        """The data of the page."""
        return json.loads(self.scripts[0])

    @property
    def policy(self) -> str:
        """Its Content-Security-Policy."""
        (content,) = (
            held["content"]
            for tag, held in self.elements
            if tag == "meta" and held.get("http-equiv") == "Content-Security-Policy"
        )
        assert content is not None
        return content


def read_page(path: Path) -> Page:
    """A page as it was written."""
    return parsed(path.read_text("utf-8"))


def parsed(text: str) -> Page:
    """The text of a page, taken apart."""
    page = Page()
    page.feed(text)
    page.close()
    return page
