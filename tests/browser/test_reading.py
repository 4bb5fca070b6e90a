"""What a reader does: open the archive, find an incident, read it top to bottom."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, fits
from tests.browser.page_kinds import FOUNDING, PAGE_KINDS
from tests.browser.test_search import results

EVERY_KIND = [*PAGE_KINDS.values(), "404.html"]
WHITE, DARK = (255, 255, 255), (21, 22, 26)
Width = Literal["phone", "desktop"]


def read_top_to_bottom(page: Page) -> None:
    parts = ["Trigger", "Post", "Response", "Fact check", "Label status", "Sources"]
    parts += ["Related incidents", "Similar incidents", "Corrections"]
    expect(page.locator("article h2")).to_have_text([*parts, "Cite and reuse"])
    post = page.locator(".gb-exchange--post .gb-card")
    expect(post).to_contain_text("Elon Musk")
    expect(post).to_contain_text("Can you believe she wears that outfit!?")
    expect(post).to_contain_text("German translation by watson.ch")
    expect(post).to_contain_text("nearly 60,000,000 views as of 3 September 2024")
    expect(post).to_contain_text("described, not shown: the archive holds no copy")
    expect(page.locator(".gb-label")).to_contain_text("No label")
    expect(page.locator(".gb-exchange--response")).to_contain_text("Anonymous")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_a_reader_comes_from_home_to_an_incident_and_reads_it(
    open_page: OpenPage, width: Width, script: bool
) -> None:
    with open_page(width=width, script=script) as page:
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.get_by_role("link", name="All incidents").click()
        page.get_by_role("link", name="Kamala Harris in a red communist uniform").click()
        assert page.url.endswith(FOUNDING)
        read_top_to_bottom(page)
        page.locator(".gb-lead .gb-cite a").first.click()
        expect(page.locator(".gb-sources li:target")).to_be_visible()


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_a_word_from_a_post_finds_its_incident(open_page: OpenPage, width: Width) -> None:
    with open_page(width=width) as page:
        page.get_by_label("Search the archive").last.fill("outfit")
        page.get_by_role("button", name="Search").last.click()
        found = page.locator("#gb-search-results a").filter(has_text="Kamala Harris in a red communist uniform")
        expect(found).to_be_visible()
        assert page.url.endswith("search/?q=outfit")
        found.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Kamala Harris in a red communist uniform")


def test_the_masthead_searches_from_every_page(open_page: OpenPage) -> None:
    with open_page("platforms/x/") as page:
        page.locator(".gb-masthead input").fill("Tódová")
        page.keyboard.press("Enter")
        expect(page.locator("#gb-search-results")).to_contain_text("Tódová")


def test_the_ways_in_are_there_on_a_phone_without_script(open_page: OpenPage) -> None:
    with open_page(width="phone", script=False) as page:
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Incidents").click()
        assert page.url.endswith("/incidents/")


@pytest.mark.parametrize("address", EVERY_KIND)
def test_every_page_kind_fits_a_phone_and_a_desk_in_light_and_dark(open_page: OpenPage, address: str) -> None:
    for width, colours in (("phone", "dark"), ("desktop", "light")):
        with open_page(address, width=width, colours=colours) as page:
            expect(page.get_by_role("heading", level=1)).to_have_count(1)
            assert fits(page), width


# As WCAG 1.4.12 has it: letters and words further apart cost no reader anything.
SPACED = "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important }"
TOO_WIDE = """names => names.filter(name => name.scrollWidth > name.clientWidth).map(name => name.textContent)"""


@pytest.mark.parametrize("address", ["months/", "de/months/"])
def test_the_names_of_months_have_room_on_the_smallest_screen(open_page: OpenPage, address: str) -> None:
    with open_page(address) as page:
        page.set_viewport_size({"width": 320, "height": 640})
        page.add_style_tag(content=SPACED)
        assert page.locator(".gb-months__name").evaluate_all(TOO_WIDE) == []
        assert fits(page)


def backgrounds(open_page: OpenPage) -> Iterator[str]:
    for colours in ("light", "dark"):
        with open_page("about/", colours=colours, script=False) as page:
            yield str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


ENDS = """(words) => {
  if (!words.closest(".gb-results")) words.setAttribute("lang", "ar");
  words.textContent = "نُشر خطاب مزيف.";
  const text = words.firstChild, at = (place) => { const range = document.createRange();
    range.setStart(text, place); range.setEnd(text, place + 1); return range.getBoundingClientRect().left; };
  return [at(0), at(text.length - 1)]; }"""


@pytest.mark.parametrize("words", ["h1", ".gb-lead p", ".gb-row__title a", ".gb-row__summary", ".gb-sources a"])
def test_words_written_from_right_to_left_end_at_the_left(open_page: OpenPage, words: str) -> None:
    with open_page(FOUNDING) as page:
        start, end = page.locator(words).first.evaluate(ENDS)
        assert end < start


def test_what_is_found_of_a_post_written_from_right_to_left_ends_at_the_left(open_page: OpenPage) -> None:
    with open_page("search/?q=outfit") as page:
        results(page)
        start, end = page.locator(".gb-results .gb-row__summary").first.evaluate(ENDS)
        assert end < start


def test_dark_is_dark_without_a_script(open_page: OpenPage) -> None:
    light, dark = backgrounds(open_page)
    assert light == "rgb(251, 250, 246)"
    assert dark == "rgb(21, 22, 26)"


FILLED = """([place, part]) => [
  getComputedStyle(document.querySelector(place), part).backgroundColor,
  getComputedStyle(document.body).backgroundColor
]"""


@pytest.mark.parametrize(
    ("address", "place", "part"),
    [
        (FOUNDING, ".gb-timeline__label", "::before"),
        (FOUNDING, ".gb-chain li[aria-current]", "::before"),
        (FOUNDING, ".gb-chain li", "::after"),
        ("months/", ".gb-months__bar", None),
    ],
)
def test_what_is_drawn_stays_where_a_reader_has_chosen_all_colours(
    open_page: OpenPage, address: str, place: str, part: str | None
) -> None:
    with open_page(address) as page:
        page.emulate_media(forced_colors="active")
        filled, behind = page.evaluate(FILLED, [place, part])
        assert filled != behind


def test_the_patterns_of_stamps_stay_where_a_reader_has_chosen_all_colours(open_page: OpenPage) -> None:
    with open_page(FOUNDING) as page:
        page.emulate_media(forced_colors="active")
        styles = [
            page.locator(f".gb-stamp--{kind}").first.evaluate("stamp => getComputedStyle(stamp).borderLeftStyle")
            for kind in ("verdict", "label")
        ]
        assert styles == ["solid", "double"]


def test_a_drawing_has_the_colours_of_its_page(open_page: OpenPage) -> None:
    """It is a file of its own, which takes dark for light where the page does not say that it may be either."""
    for colours, paper in (("light", WHITE), ("dark", DARK)):
        with open_page("speed/", colours=colours) as page:
            taken = page.locator("img[src$='build-times.svg']").screenshot()
            drawing = Image.open(io.BytesIO(taken)).convert("RGB")
            found = {colour for _, colour in drawing.getcolors(1 << 24) or ()}
            assert {WHITE, DARK} & found == {paper}


def test_an_unknown_address_shows_the_archives_own_page(site: Path) -> None:
    text = (site / "404.html").read_text()
    assert "There is no page at this address" in text
    assert "All incidents" in text
