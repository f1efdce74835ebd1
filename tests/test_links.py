"""Every link within the repository leads to a file that is there, and to a heading in it."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

import istanbul_talks as it
import istanbul_talks.testing
from istanbul_talks.findings.rules import CATALOGUE
from pages import TOP

sys.path.insert(0, str(TOP / "tools"))

from readme_picture import COMMAND, FILE, digest, svg
from sphinx_pages import DOCS, PAGES as INCLUDED, moved

MADE = {"talks.html"}
"""What is made when the documentation is built: the page to explore the data."""

PAGES = sorted(
    {
        *TOP.glob("*.md"),
        *(TOP / "docs").glob("*.md"),
        *(TOP / "data").glob("*.md"),
        *(TOP / "examples").glob("*/*.md"),
    }
)


def links(text: str) -> Iterator[str]:
    """Where the links and pictures of a page lead within the repository."""
    for block in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        for token in block.children or ():
            target = str(token.attrs.get("href") or token.attrs.get("src") or "")
            if token.type == "html_inline":
                target = "".join(re.findall(r'(?:href|src)="([^"]*)"', token.content))
            if target and not re.match(r"\w+:", target):
                yield target


def anchors(text: str) -> set[str]:
    """The anchors that code hosts and Sphinx give the headings of a page."""
    found: list[str] = []
    seen: Counter[str] = Counter()
    tokens = MarkdownIt("commonmark").parse(text)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            words = "".join(part.content for part in inline.children or ())
            slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
            found.append(f"{slug}-{seen[slug]}" if seen[slug] else slug)
            seen[slug] += 1
    return set(found)


def broken(text: str, folder: Path) -> Iterator[str]:
    """The links of a page in a folder that lead nowhere."""
    for link in links(text):
        path, _, anchor = link.partition("#")
        if path in MADE:
            continue
        target = text if not path else ""
        if path:
            file = (folder / path).resolve()
            if not file.exists() or not file.is_relative_to(TOP):
                yield link
                continue
            target = file.read_text("utf-8") if file.suffix == ".md" else ""
        if anchor and anchor not in anchors(target):
            yield link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(TOP)))
def test_links_lead_to_a_file_and_to_a_heading(page: Path) -> None:
    assert [*broken(page.read_text("utf-8"), page.parent)] == []


def test_a_link_that_leads_nowhere_is_found() -> None:
    page = "# One two\n[a](#one-two) [b](#two) [c](gone.md) [d](README.md#changes) ![e](x.svg)"
    assert [*broken(page, TOP)] == ["#two", "gone.md", "README.md#changes", "x.svg"]


@pytest.mark.parametrize("page", INCLUDED)
def test_links_of_a_page_from_elsewhere_work_in_the_documentation(page: str) -> None:
    path = DOCS / INCLUDED[page]
    stub = (DOCS / f"{page}.md").read_text("utf-8")
    assert INCLUDED[page] in [*links(stub)]
    text = moved(path.read_text("utf-8"), path.parent.resolve())
    assert [*broken(text, DOCS)] == []


def test_rules_that_pages_name_exist() -> None:
    for page in PAGES:
        named = set(re.findall(r"\bIT\d{3}\b", page.read_text("utf-8")))
        assert named <= set(CATALOGUE), page


def test_the_reference_holds_every_public_name_once() -> None:
    text = "".join(page.read_text("utf-8") for page in (DOCS / "api").glob("*.rst"))
    for module, names in (
        ("istanbul_talks", {*it.__all__} - {"__version__"}),
        (r"istanbul_talks\.testing", {*istanbul_talks.testing.__all__}),
    ):
        held = Counter(re.findall(rf"^\.\. auto\w+:: {module}\.(\w+)$", text, re.MULTILINE))
        assert held == Counter(names)


def test_the_picture_of_the_readme_shows_the_data_of_today() -> None:
    """Its bytes depend on fonts, so the digest of what it shows is compared, and its words."""
    shown = FILE.read_text("utf-8")
    assert digest() in shown, f"run: {COMMAND}"
    assert _words(shown) == _words(svg())
    assert f"version {it.__version__}" in " ".join(_words(shown))


def _words(picture: str) -> list[str]:
    """The words of a picture but those cut short, which depend on fonts."""
    name = "{http://www.w3.org/2000/svg}text"
    texts = ElementTree.fromstring(picture).iter(name)
    return [word for text in texts for word in text.itertext() if "…" not in word]


def test_the_readme_fits_on_a_screen() -> None:
    assert len((TOP / "README.md").read_text("utf-8").splitlines()) <= 55
