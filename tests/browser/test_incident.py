"""The incident's page as it is used: the chain, translations, citations, similar incidents, paper."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenPage
from tests.browser.page_kinds import FOUNDING


def test_the_exchange_is_a_list_in_its_order_for_who_cannot_see_it(open_page: OpenPage) -> None:
    with open_page(FOUNDING, script=False) as page:
        steps = page.get_by_role("navigation", name="The exchange").get_by_role("listitem")
        kinds = [text.split("\n")[0].split(" ·")[0].strip() for text in steps.all_inner_texts()]
        assert kinds == ["Trigger", "Trigger", "Post", "Incident", "Incident"]
        expect(page.locator('.gb-chain [aria-current="true"]')).to_contain_text("Elon Musk on X")
        steps.last.get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("a second picture by an Anonymous account")


def test_a_translation_opens_without_a_script(open_page: OpenPage) -> None:
    with open_page(FOUNDING, script=False) as page:
        translation = page.locator(".gb-translation").first
        expect(translation.locator("blockquote")).to_be_hidden()
        translation.locator("summary").click()
        expect(translation.locator("blockquote")).to_be_visible()
        assert translation.locator("blockquote").get_attribute("lang") == "de"


def test_labels_and_reach_stand_on_one_line_of_time(open_page: OpenPage) -> None:
    with open_page(FOUNDING, script=False) as page:
        moments = page.locator(".gb-timeline > li").all_inner_texts()
        assert "No label" in moments[0]
        assert "nearly 60,000,000 views" in moments[1]
        expect(page.locator(".gb-label")).to_contain_text("Seen, no label reported")


def test_what_is_similar_says_why(open_page: OpenPage) -> None:
    with open_page(FOUNDING, script=False) as page:
        row = page.locator(".gb-row", has_text="Because:").first
        expect(row).to_contain_text("seen or heard in both: Kamala Harris")


def test_a_citation_can_be_copied_in_each_form(open_page: OpenPage) -> None:
    with open_page(FOUNDING, script=False) as page:
        for form, beginning in (("BibTeX", "@misc{"), ("RIS", "TY  - "), ("CSL-JSON", "[")):
            box = page.locator("details", has=page.get_by_text(form, exact=True))
            box.locator("summary").click()
            assert box.locator("pre").inner_text().startswith(beginning)
        (item,) = json.loads(box.locator("pre").inner_text())
        assert item["URL"].endswith(FOUNDING)


def printed(page: Page, selector: str) -> str:
    return str(
        page.evaluate(f"getComputedStyle(document.querySelector({json.dumps(selector)}), '::after').content")
    )


def test_on_paper_links_show_their_address_and_the_ways_around_are_gone(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(served + FOUNDING)
    page.emulate_media(media="print")
    assert re.search(r"https?://", printed(page, ".gb-sources li > a"))
    for gone in (".gb-masthead__nav", ".gb-masthead__search", ".gb-crumbs", ".gb-cite-as"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".gb-chain")).to_be_visible()
    page.close()


def test_paper_is_white_though_the_screen_is_dark(browser: Browser, served: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(served + FOUNDING)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 27, 25)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.close()


def test_nothing_moves_while_a_page_loads(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((each) => "
        "window.shift += each.value)).observe({type: 'layout-shift', buffered: true})"
    )
    asked = ("search/", "search/?q=musk", "de/search/?q=zzyzzx&platform=x")
    for size in (DESKTOP, PHONE):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        for address in ("", FOUNDING, "scorecard/", "figures/", "de/platforms/x/", *asked):
            page.goto(served + address, wait_until="networkidle")
            assert float(page.evaluate("window.shift")) < 0.1, (address, size)
    page.close()


def test_the_other_language_is_one_link_away(open_page: OpenPage) -> None:
    with open_page(FOUNDING, script=False) as page:
        page.get_by_role("link", name="Deutsch").click()
        assert page.url.endswith(f"/de/{FOUNDING}")
        expect(page.get_by_role("heading", name="Kennzeichnung")).to_be_visible()
        page.get_by_role("link", name="English").click()
        assert page.url.endswith(f"/archive/{FOUNDING}")


def cut_tables(page: Page) -> int:
    return int(
        page.locator(".gb-table").evaluate_all("all => all.filter((it) => it.scrollWidth > it.clientWidth).length")
    )


@pytest.mark.parametrize("address", ["scorecard/", "de/scorecard/"])
def test_the_scorecard_is_whole_on_a_desk_and_on_paper(browser: Browser, served: str, address: str) -> None:
    page = browser.new_page()
    for width in (1280, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(served + address)
        assert cut_tables(page) == 0, width
    page.set_viewport_size({"width": 700, "height": 1000})  # A4 without its margins
    page.emulate_media(media="print")
    assert cut_tables(page) == 0
    expect(page.locator(".gb-promises .gb-sources li").first).to_be_visible()
    page.close()


def test_where_the_scorecard_is_drawn_along_a_row_keeps_its_name_in_sight(open_page: OpenPage) -> None:
    with open_page("scorecard/") as page:
        page.set_viewport_size({"width": 768, "height": 1024})
        page.locator(".gb-table").first.evaluate("it => it.scrollLeft = 400")
        assert page.locator(".gb-scores tbody th").first.evaluate("it => it.getBoundingClientRect().left") >= 0


@pytest.mark.parametrize("address", ["scorecard/", "de/scorecard/"])
def test_on_a_phone_a_row_of_the_scorecard_is_a_card_with_its_columns_named(
    open_page: OpenPage, address: str
) -> None:
    with open_page(address, width="phone", script=False) as page:
        assert cut_tables(page) == 0
        row = page.locator(".gb-scores tbody tr").first
        for cell in row.locator("td").all():
            expect(cell).to_be_visible()
        named = row.locator("td").evaluate_all("all => all.map((it) => getComputedStyle(it, '::before').content)")
        columns = page.get_by_role("table").first.get_by_role("columnheader").all_inner_texts()
        assert [name.split('"')[1] for name in named] == columns[1:]


def test_the_scorecard_keeps_few_cases_apart(open_page: OpenPage) -> None:
    with open_page("scorecard/", script=False) as page:
        ranked, small = page.locator("#platforms ~ div").first.locator("table").all()
        assert "%" in ranked.inner_text()
        assert "%" not in small.inner_text()
        expect(page.locator("#platforms-x")).to_contain_text("what it said it does")
