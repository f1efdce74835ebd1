"""A real browser that opens pages, and what it has against them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

EXPLORER = Path(__file__).parents[1] / "explorer"
AXE = EXPLORER / "node_modules" / "axe-core" / "axe.min.js"

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="chromium is not installed: apt-get install chromium"
)
needs_axe = pytest.mark.skipif(
    not AXE.is_file(), reason="axe-core is not installed: npm ci --prefix explorer"
)

_QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

expect.set_options(timeout=15_000)
"""A machine with much to do is slow, and not wrong."""

DESKTOP, PHONE = (1280, 900), (360, 740)


@attrs.define
class Visit:
    """A page that is open, and what the browser told of it: errors, warnings, requests."""

    page: Page
    complaints: list[str] = attrs.field(factory=list)
    requests: list[str] = attrs.field(factory=list)

    def go(self, address: str) -> None:
        """Follow an address within the page, until its picture, if it has one, is drawn."""
        self.page.evaluate(_GO, address)

    def heading(self) -> str:
        """The heading of what is shown."""
        return self.page.locator("h1").inner_text()

    def axe(self, **options: Any) -> list[str]:
        """What axe-core finds against what is shown."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate(
            "options => axe.run(document, options)", {"resultTypes": ["violations"], **options}
        )
        return [
            f"{violation['id']}: {node['html'][:200]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]


_GO = """
async (address) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  location.hash = address;
  await frame();
  const chart = document.querySelector("talk-chart");
  for (let waited = 0; chart && !chart.textContent && waited < 100; waited++) await frame();
}
"""
"""A picture is there when it has text, whether its own or that it could not be drawn."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, started once for many pages."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*_QUIETLY])
        yield browser
        browser.close()


@contextmanager
def visiting(
    browser: Browser,
    path: Path,
    address: str = "",
    *,
    size: tuple[int, int] = DESKTOP,
    dark: bool = False,
) -> Iterator[Visit]:
    """Open a file; when it is left, nothing may have been complained of or asked from elsewhere."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(15_000)
    visit = Visit(context.new_page())
    visit.page.on("console", lambda told: visit.complaints.append(f"{told.type}: {told.text}"))
    visit.page.on("pageerror", lambda error: visit.complaints.append(f"error: {error}"))
    visit.page.on("dialog", lambda dialog: visit.complaints.append(f"dialog: {dialog.message}"))
    context.on("request", lambda request: visit.requests.append(request.url))
    visit.page.goto(f"{path.as_uri()}{address}")
    yield visit
    own = path.as_uri()
    foreign = [url for url in visit.requests if url.split("#")[0] != own and url != "data:,"]
    context.close()
    assert foreign == []
    assert visit.complaints == []
