"""The page as a reader uses it, in a real browser: found, followed, filtered, by keyboard alone."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

import istanbul_talks as it
from browsing import DESKTOP, PHONE, chromium, needs_axe, needs_chromium, visiting
from explored import VIEWS
from istanbul_talks.derived.converter import structure, unstructure
from istanbul_talks.exploring.words import quantity_in_words
from istanbul_talks.model.shapes import RECORDS
from test_cli import EXAMPLE, TOP

sys.path.append(str(TOP / "benchmarks"))

pytestmark = needs_chromium

ADDRESSES = (
    *VIEWS,
    "records/figures",
    "search?q=6,000",
    "event/spiderweb",
    "source/cnn-2025-06-02",
    "actor/zelensky",
    "agreements?value=agreement/short-truce.status",
    "positions?party=actor/russia",
    "event/nowhere",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def talks_page(talks: it.Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "talks.html"
    it.explore(talks, path)
    return path


# What a reader does


def test_a_number_is_found_and_followed_to_who_says_it(browser: Browser, talks_page: Path) -> None:
    with visiting(browser, talks_page) as visit:
        page = visit.page
        page.get_by_role("searchbox").fill("6,000")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("status").first).to_contain_text("records found")
        page.get_by_role("link", name="Russia hands over the remains of 6,000").first.click()
        assert page.url.endswith("#agreement/bodies-2025-06")
        page.locator("main").get_by_role("link", name="6,000 bodies").click()
        asked = page.get_by_role("dialog")
        expect(asked.get_by_role("heading", level=2)).to_have_text("Quantity: who says so?")
        expect(asked).to_contain_text("the source’s own voice")
        expect(asked).to_contain_text(re.compile(r"paragraph \d+ \(body\), characters \d+–\d+"))
        expect(asked.locator("q").first).to_contain_text("6,000")
        page.keyboard.press("Escape")
        expect(asked).to_be_hidden()
        assert visit.heading() == "Russia hands over the remains of 6,000 Ukrainian soldiers."


def test_filters_hold_for_every_view_and_stand_in_the_address(
    browser: Browser, talks: it.Dataset, talks_page: Path
) -> None:
    with visiting(browser, talks_page, "#records/demands") as visit:
        page = visit.page
        page.get_by_text("Filters", exact=True).click()
        page.locator("select[name=party]").select_option(label="Russia")
        russian = [d for d in talks.demands.values() if d.party in ("actor/russia", "actor/putin")]
        rows = page.locator("tbody tr")
        expect(rows).to_have_count(len(russian))
        assert "party=actor/russia" in page.url
        page.get_by_role("navigation", name="Views").get_by_role("link", name="Map").click()
        assert visit.heading() == "Map"
        assert "party=actor/russia" in page.url
        address = "#" + page.url.partition("#")[2]
    with visiting(browser, talks_page, address) as visit:
        assert visit.heading() == "Map"
        assert visit.page.locator("select[name=party]").input_value() == "actor/russia"
        visit.page.get_by_role("button", name="Clear").click()
        assert "party" not in visit.page.url


def test_source_claimant_and_date_filter_too(browser: Browser, talks_page: Path) -> None:
    with visiting(browser, talks_page, "#records/figures?claimant=actor/malyuk") as visit:
        rows = visit.page.locator("tbody tr")
        number = rows.count()
        assert 0 < number < 26
        visit.go("records/figures?claimant=actor/malyuk&source=source/cnn-2025-06-02")
        assert 0 < rows.count() <= number
        visit.go("records/meetings?from=2025-06-02&to=2025-06-02")
        assert visit.page.get_by_role("link", name="2022 trilateral talks").count() == 0
        assert visit.page.get_by_role("link", name="Summit in Lithuania").count() == 1


def test_a_link_leads_to_a_record_and_to_a_value(browser: Browser, talks_page: Path) -> None:
    with visiting(browser, talks_page, "#event/spiderweb") as visit:
        assert visit.heading() == "Spiderweb"
        assert visit.page.title().startswith("Spiderweb")
    with visiting(browser, talks_page, "#event/spiderweb?value=event/spiderweb.initiator") as visit:
        asked = visit.page.get_by_role("dialog")
        expect(asked).to_contain_text("What others say instead")
        expect(asked).to_contain_text("Ukrainian Security Service")
        asked.get_by_role("button", name="Close").click()
        expect(asked).to_be_hidden()
        assert visit.page.url.endswith("#event/spiderweb")


def test_the_keyboard_is_enough(browser: Browser, talks_page: Path) -> None:
    with visiting(browser, talks_page) as visit:
        page = visit.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        _tab_to(visit.page, "All 78 disagreements →")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Disagreements")
        assert page.evaluate("document.activeElement.tagName") == "H1"
        _tab_to(page, "contradiction")
        page.keyboard.press("Enter")
        asked = page.get_by_role("dialog")
        expect(asked).to_be_visible()
        for _ in range(40):  # what is behind the dialog cannot be reached
            page.keyboard.press("Tab")
            assert page.evaluate(
                "document.activeElement === document.body"
                " || document.querySelector('dialog').contains(document.activeElement)"
            )
        page.keyboard.press("Escape")
        expect(asked).to_be_hidden()
        assert page.evaluate("document.activeElement.textContent.trim()") == "contradiction"


def _tab_to(page: Any, text: str) -> None:
    """Press Tab until what has the focus reads so."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            return
    raise AssertionError(f"{text} is not reached by Tab")


def test_tables_sort_and_page(browser: Browser, talks_page: Path) -> None:
    with visiting(browser, talks_page, "#records/statements") as visit:
        page = visit.page
        first = page.locator("tbody tr").first
        page.get_by_role("button", name="Statement").click()
        expect(page.locator("th").first).to_have_attribute("aria-sort", "ascending")
        before = first.inner_text()
        page.get_by_role("button", name="Further").click()
        assert first.inner_text() != before
        expect(page.get_by_role("status").first).to_contain_text("26–50 of 72")


def test_choosing_a_mark_leads_to_its_record(browser: Browser, talks_page: Path) -> None:
    with visiting(browser, talks_page, "#map") as visit:
        visit.page.locator("talk-chart g.mark-symbol.role-mark path").last.click()
        visit.page.wait_for_url(re.compile("#(place|event|meeting)/"))


# What the page says is what Python says


def test_citations_are_those_of_the_library(
    browser: Browser, talks: it.Dataset, talks_page: Path
) -> None:
    first = [next(iter(talks.collections[shape.collection])) for shape in RECORDS.values()]
    with visiting(browser, talks_page) as visit:
        for id in [*first, "event/spiderweb", "source/una-photo-fidan"]:
            visit.go(id)
            expect(visit.page.locator(".citing pre")).to_have_count(2)
            text, bibtex = visit.page.locator(".citing pre").all_text_contents()
            assert text == talks.cite(id).text()
            assert bibtex == talks.cite(id).bibtex()
        visit.page.get_by_role("button", name="Copy BibTeX").click()
        expect(visit.page.locator("#said")).to_have_text("Copy BibTeX: done")
        assert visit.page.evaluate("navigator.clipboard.readText()") == bibtex


def test_citations_of_outside_data_bring_the_canonical_ones(
    browser: Browser, tmp_path: Path
) -> None:
    outside = it.read(EXAMPLE)
    it.explore(outside, tmp_path / "outside.html")
    with visiting(browser, tmp_path / "outside.html") as visit:
        for record in outside:
            visit.go(record.id)
            text = visit.page.locator(".citing pre").first.text_content()
            assert text == outside.cite(record.id).text()


def test_quantities_read_as_in_python(
    browser: Browser, talks: it.Dataset, talks_page: Path
) -> None:
    with visiting(browser, talks_page) as visit:
        for figure in talks.figures.values():
            visit.go(figure.id)
            shown = visit.page.locator(
                f"dd a.value[href$='{figure.id}.quantity']"
            ).first.text_content()
            assert shown is not None
            assert shown.removesuffix(" ≠, disputed") == quantity_in_words(figure.quantity)


# Texts


def test_spans_are_marked_in_their_text(browser: Browser, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    text = "🕊️ Peace 🕊️ talks\n\nThe delegations met on Tuesday, 𝐬aid one of them."
    (texts / "doves.txt").write_bytes(text.encode())
    claim = {"source": "source/doves", "basis": "stated"}
    at = text.index("on Tuesday")
    dated = {**claim, "span": [at, at + 10], "wording": "on Tuesday"}
    source = {
        "type": "source",
        "id": "source/doves",
        "kind": "news_article",
        "text_sha256": __import__("hashlib").sha256(text.encode()).hexdigest(),
        "provenance": {"kind": [claim], "text_sha256": [{**claim, "basis": "computed"}]},
    }
    meeting = {
        "type": "meeting",
        "id": "meeting/doves",
        "kind": "negotiation_round",
        "status": "held",
        "date": "2025-06-03",
        "provenance": {"kind": [claim], "status": [claim], "date": [dated]},
    }
    dataset = it.Dataset(structure(record) for record in (source, meeting))
    assert it.explore(dataset, tmp_path / "doves.html", sources=texts) == {}
    with visiting(browser, tmp_path / "doves.html", "#source/doves") as visit:
        page = visit.page
        expect(page.locator(".text mark")).to_have_text(["on Tuesday"])
        page.locator(".text mark").click()
        excerpt = page.get_by_role("dialog").locator(".excerpt")
        expect(excerpt.locator("mark")).to_have_text(["on Tuesday"])
        assert "𝐬aid one of them." in (excerpt.text_content() or "")


# Good for everyone


@pytest.mark.parametrize(
    ("size", "dark"), [(DESKTOP, False), (PHONE, True)], ids=["desktop-light", "phone-dark"]
)
@needs_axe
def test_axe_finds_nothing(
    browser: Browser, talks_page: Path, size: tuple[int, int], dark: bool
) -> None:
    with visiting(browser, talks_page, size=size, dark=dark) as visit:
        found = {}
        for address in ADDRESSES:
            visit.go(address)
            found[address] = visit.axe()
        assert {address: those for address, those in found.items() if those} == {}


@pytest.mark.parametrize(
    ("size", "dark"), [(DESKTOP, True), (PHONE, False)], ids=["desktop-dark", "phone-light"]
)
@needs_axe
def test_colours_can_be_told_apart(
    browser: Browser, talks_page: Path, size: tuple[int, int], dark: bool
) -> None:
    with visiting(browser, talks_page, size=size, dark=dark) as visit:
        for address in ADDRESSES:
            visit.go(address)
            assert visit.axe(runOnly=["color-contrast"]) == [], address


def test_every_view_fits_a_phone_and_draws_its_picture(browser: Browser, talks_page: Path) -> None:
    with visiting(browser, talks_page, size=PHONE) as visit:
        for address in ADDRESSES:
            visit.go(address)
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], address
            assert visit.page.get_by_text("could not be drawn").count() == 0, address
            if address in ("timeline", "map", "figures"):
                assert visit.page.locator("talk-chart svg").count() == 1, address


def test_a_printed_record_has_its_claims_and_no_controls(
    browser: Browser, talks: it.Dataset, talks_page: Path
) -> None:
    with visiting(browser, talks_page, "#agreement/short-truce") as visit:
        page = visit.page
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        for _, _, claim in talks["agreement/short-truce"].claims():
            if claim.wording:
                assert page.locator("main q:visible", has_text=claim.wording).count() > 0
        assert page.locator("button:visible, input:visible, select:visible").count() == 0
        assert page.locator("main details:not([open])").count() == 0


# Anyone's data


def _hostile(value: Any) -> Any:
    """The same record with script in every text that is free."""
    match value:
        case dict():
            return {key: _attack(key, held) for key, held in value.items()}
        case list():
            return [_hostile(held) for held in value]
    return value


ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "<svg onload=alert(3)>",
    "javascript:alert(4)",
    "${alert(5)}{{alert(6)}}'\"><b>",
)
FREE = ("name", "title", "summary", "note", "wording", "base", "condition", "rights")


def _attack(key: str, value: Any) -> Any:
    if key in FREE and isinstance(value, str):
        return ATTACKS[len(value) % len(ATTACKS)]
    return _hostile(value)


def test_hostile_data_cannot_run(browser: Browser, talks: it.Dataset, tmp_path: Path) -> None:
    records = [structure(_hostile(unstructure(record))) for record in talks]
    dataset = it.Dataset(records, title=ATTACKS[1], version=ATTACKS[0], license=ATTACKS[2])
    it.explore(dataset, tmp_path / "hostile.html")
    with visiting(browser, tmp_path / "hostile.html") as visit:
        for address in (
            *ADDRESSES,
            "search?q=<img src=x onerror=alert(7)>",
            "<svg onload=alert(8)>",
        ):
            visit.go(address)
            assert visit.page.locator("main img, main script, main b, main iframe").count() == 0
        visit.go("figures")
        visit.page.locator("talk-chart svg text").first.hover(force=True)


def test_the_policy_holds_against_script_that_got_in(browser: Browser, talks_page: Path) -> None:
    """What would happen if a way into the page were found after all."""
    with visiting(browser, talks_page) as visit:
        visit.page.evaluate(
            """() => {
              const script = document.createElement("script");
              script.textContent = "window.ran = true";
              const image = document.createElement("img");
              image.setAttribute("onerror", "window.ran = true");
              image.src = "data:text/plain,nothing";
              document.body.append(script, image);
            }"""
        )
        assert visit.page.evaluate("window.ran") is None
        assert visit.page.evaluate("fetch('https://example.org').then(() => 1, () => 0)") == 0
        assert any("Content Security Policy" in told for told in visit.complaints)
        visit.complaints.clear()


def test_twenty_thousand_records_are_usable(browser: Browser, tmp_path: Path) -> None:
    from synthetic import records

    dataset = it.Dataset((structure(record) for record in records(20_000)), title="Many")
    it.explore(dataset, tmp_path / "many.html")
    with visiting(browser, tmp_path / "many.html") as visit:
        for address in VIEWS:
            visit.go(address)
            assert visit.heading()
        visit.go("timeline")
        expect(visit.page.locator("figcaption")).to_contain_text("the picture shows")
        visit.go("search?q=ceasefire")
        expect(visit.page.locator(".results > li").first).to_be_visible(timeout=60_000)
        visit.go("records/statements?from=2025-01-01")
        assert visit.page.locator("tbody tr").count() == 25


def test_a_dataset_of_nothing_is_a_page(browser: Browser, tmp_path: Path) -> None:
    it.explore(it.Dataset([]), tmp_path / "nothing.html")
    with visiting(browser, tmp_path / "nothing.html") as visit:
        for address in (*VIEWS, "search?q=x"):
            visit.go(address)
            assert visit.heading()
