"""Everyone can read: axe finds no fault on any page kind, in either language, light or dark, on phone or desk."""

import re
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenPage, fits
from tests.browser.page_kinds import FOUNDING, LANGUAGE_FOLDERS, PAGE_KINDS
from tests.browser.test_search import results

ADDRESSES = [folder + address for folder, address in product(LANGUAGE_FOLDERS.values(), PAGE_KINDS.values())]


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {node['target']} {node['html'][:120]}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("address", [*ADDRESSES, "404.html"])
def test_no_page_has_a_fault_in_any_light_and_width(open_page: OpenPage, address: str) -> None:
    with open_page(address) as page:
        for size, colours in product((DESKTOP, PHONE), ("light", "dark")):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            page.emulate_media(color_scheme="light" if colours == "light" else "dark", reduced_motion="reduce")
            assert faults(page) == [], (size, colours)


def test_search_results_and_filters_have_no_fault(open_page: OpenPage) -> None:
    with open_page("search/?q=musk&verdict=satire", width="phone", colours="dark") as page:
        assert results(page)
        expect(page.locator("fieldset").first).to_be_visible()
        assert faults(page) == []


def focus_path(page: Page, steps: int) -> list[tuple[str, bool]]:
    """Return what the Tab key comes by: the words, and whether a reader sees that the focus is there."""
    path = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        path.append(
            page.evaluate(
                """() => { const it = document.activeElement, style = getComputedStyle(it);
                return [(it.innerText || it.getAttribute("aria-label") || it.name || "").trim(),
                  style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1]; }"""
            )
        )
    return [(words, bool(seen)) for words, seen in path]


@pytest.mark.parametrize("address", ["", FOUNDING, "search/", "scorecard/", "de/"])
def test_the_keyboard_reaches_the_ways_in_and_the_content_and_the_focus_is_seen(
    open_page: OpenPage, address: str
) -> None:
    with open_page(address, script=False) as page:
        path = focus_path(page, 14)
    words = [step for step, _ in path]
    assert words[:2] == ["Zum Inhalt" if address.startswith("de/") else "Skip to content", "Gegenbild"]
    assert any(step in words for step in ("Timeline", "Zeitleiste"))
    assert all(seen for _, seen in path), path


@pytest.mark.parametrize("address", [*PAGE_KINDS.values(), "404.html"])
def test_the_skip_link_leads_to_the_title_and_past_all_that_stands_before_it(
    open_page: OpenPage, address: str
) -> None:
    with open_page(address) as page:
        page.locator("body").press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#__skip, .gb-colophon') !== null")


def test_a_page_without_contents_names_none(open_page: OpenPage) -> None:
    for address in ("search/", "months/", "de/people/", "404.html"):
        with open_page(address) as page:
            names = re.compile("Table of contents|Inhaltsverzeichnis")
            expect(page.get_by_role("navigation", name=names)).to_have_count(0)


SEEN_WHOLE = """() => { const it = document.activeElement, { left, top, bottom } = it.getBoundingClientRect();
  return [top - 2, bottom + 1].every((y) => y >= 0 && y < innerHeight) &&
    [top + 1, bottom - 1].every((y) => it.contains(document.elementFromPoint(left + 1, y))); }"""


@pytest.mark.parametrize("height", [800, 320])
def test_the_focus_is_seen_along_contents_longer_than_the_window(open_page: OpenPage, height: int) -> None:
    with open_page("rules/") as page:
        page.set_viewport_size({"width": 1280, "height": height})
        entries = page.get_by_role("navigation", name="Table of contents").get_by_role("link")
        entries.first.focus()
        for key, last in (("Tab", entries.last), ("Shift+Tab", entries.first)):
            for _ in range(entries.count() - 1):
                page.keyboard.press(key)
                assert page.evaluate(SEEN_WHOLE), page.evaluate("document.activeElement.innerText")
            expect(last).to_be_focused()


def test_text_at_200_per_cent_is_whole(browser: Browser, served: str) -> None:
    """Zooming to 200 % is what half the width at twice the pixels is (WCAG 2.2, 1.4.4 and 1.4.10)."""
    page = browser.new_page(viewport={"width": 320, "height": 640}, device_scale_factor=2)
    for address in (FOUNDING, "search/", "months/", "scorecard/", "figures/", "de/platforms/x/"):
        page.goto(served + address)
        assert fits(page), address
    page.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_larger_text_alone_breaks_nothing(browser: Browser, served: str, size: dict[str, int]) -> None:
    page = browser.new_page(viewport={"width": size["width"], "height": size["height"]})
    for folder, address in product(LANGUAGE_FOLDERS.values(), ("", FOUNDING, "search/", "scorecard/", "figures/")):
        page.goto(served + folder + address)
        page.add_style_tag(content="html { font-size: 250% !important }")  # the theme's own is 125 %
        assert fits(page), folder + address
    page.close()


def test_who_asks_for_less_motion_gets_none(browser: Browser, served: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(served + FOUNDING)
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((it) => { const style = getComputedStyle(it);
        return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0; }).length"""
    )
    assert moving == 0
    page.close()
