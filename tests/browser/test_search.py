"""Searching as a reader does: words, filters, order, an address to share, the keyboard."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import OpenPage

HARRIS = "Kamala Harris in a red communist uniform"


def results(page: Page) -> list[str]:
    """Return the titles found, once the last part of the index has answered."""
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d|Nothing|Nichts"))
    return page.locator("#gb-search-results .gb-row__title").all_inner_texts()


def test_words_filters_and_order_stand_in_the_address_and_can_be_shared(open_page: OpenPage) -> None:
    with open_page("search/") as page:
        page.get_by_label("A name, a word from a post").fill("musk")
        page.get_by_text("Filters", exact=True).click()
        page.locator("fieldset", has_text="Verdict").get_by_label("Satire").check()
        page.get_by_label("Order").select_option("newest first")
        expect(page).to_have_url(re.compile(r"search/\?q=musk&verdict=satire&sort=date$"))
        newest = page.locator("#gb-search-results .gb-row__title").first
        expect(newest).to_contain_text("Trump Gaza")  # the address is new at once, the order a moment later
        first = results(page)
        address = page.url
    with open_page(address.split("/archive/")[1]) as page:
        assert results(page) == first
        assert page.locator("fieldset", has_text="Verdict").get_by_label("Satire").is_checked()
        page.get_by_role("button", name="Take all filters away").click()
        expect(page).to_have_url(re.compile(r"search/\?q=musk&sort=date$"))
        expect(page.locator("#gb-search-results .gb-row")).to_have_count(5)
        assert set(results(page)) > set(first)


def test_a_source_finds_the_incidents_that_rest_on_it(open_page: OpenPage) -> None:
    with open_page("search/?q=Belltower") as page:
        assert len(results(page)) == 1
        expect(page.locator("#gb-search-results mark").first).to_have_text(re.compile("Belltower"))
    with open_page("search/?q=archived") as page:
        results(page)
        expect(page.locator("#gb-search-results mark", has_text="archived copy")).to_have_count(0)


def told(open_page: OpenPage, address: str) -> tuple[str, list[str]]:
    """Return how many incidents a question finds, in words, and the titles of the first."""
    with open_page(address) as page:
        titles = results(page)
        return page.get_by_role("status").inner_text(), titles


@pytest.mark.parametrize("marks", ['"…"', "“…”", "„…“", "«…»"])
def test_a_quoted_phrase_stays_whole(open_page: OpenPage, marks: str) -> None:
    quoted = {phrase: marks.replace("…", phrase) for phrase in ("wears that outfit", "that wears outfit")}
    found = {phrase: told(open_page, f"search/?q={words}")[1] for phrase, words in quoted.items()}
    assert found == {"wears that outfit": [HARRIS], "that wears outfit": []}


def test_words_that_stand_on_every_page_of_a_kind_are_not_searched(open_page: OpenPage) -> None:
    said_of_a_verdict = 'search/?q="used as if it were real or true"'
    with open_page(said_of_a_verdict) as page:
        expect(page.get_by_role("status")).to_contain_text("Nothing found.")


def test_the_keyboard_is_enough(open_page: OpenPage) -> None:
    with open_page("search/") as page:
        page.locator("body").click(position={"x": 5, "y": 400})
        page.keyboard.press("/")
        page.keyboard.type("outfit")
        expect(page.get_by_role("status")).to_contain_text("2 incidents")
        first = page.locator("#gb-search-results a").first.inner_text()
        page.keyboard.press("ArrowDown")
        expect(page.locator("#gb-search-results a").first).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(page.get_by_label("A name, a word from a post")).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(first)


@pytest.mark.parametrize("address", ["", "incidents/2023-10-16-glarner-arslan-video/", "de/about/"])
def test_a_slash_leads_to_the_search_from_everywhere(open_page: OpenPage, address: str) -> None:
    with open_page(address) as page:
        page.keyboard.press("/")
        field = page.locator(".gb-masthead__search input")
        expect(field).to_be_focused()
        page.keyboard.type("and/or")
        expect(field).to_have_value("and/or")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(rf"/{'de/' if address.startswith('de/') else ''}search/\?q=and%2For$"))


def test_a_slash_on_the_search_page_leads_to_its_field_even_from_a_filter(open_page: OpenPage) -> None:
    with open_page("search/?verdict=satire") as page:
        page.locator("fieldset", has_text="Verdict").get_by_label("Satire").focus()
        page.keyboard.press("/")
        expect(page.get_by_label("A name, a word from a post")).to_be_focused()


def test_a_result_is_a_card_with_stamps_and_the_words_marked(open_page: OpenPage) -> None:
    with open_page("search/?q=outfit") as page:
        card = page.locator("#gb-search-results .gb-row", has_text=HARRIS)
        expect(card.locator("mark").first).to_have_text(re.compile("outfit", re.I))
        expect(card.locator(".gb-stamp--verdict")).to_have_text("Fabricated")
        expect(card.locator(".gb-stamp--label")).to_have_text("No label")


def test_nothing_found_says_what_to_try(open_page: OpenPage) -> None:
    with open_page("search/?q=zzyzzx") as page:
        expect(page.get_by_role("status")).to_contain_text("Nothing found.")
        expect(page.get_by_role("status")).to_contain_text("Try fewer words")
        page.get_by_role("status").get_by_role("link", name="Platforms").click()
        assert page.url.endswith("/platforms/")


def test_words_in_the_address_are_text_and_no_markup(open_page: OpenPage) -> None:
    with open_page("search/?q=%3Cimg%20src=x%20onerror=alert(1)%3E&platform=%3Cb%3E") as page:
        expect(page.get_by_role("status")).not_to_be_empty()
        assert page.locator("img").count() == 0
        assert page.locator("fieldset b").count() == 0


@contextmanager
def held(page: Page, files: str) -> Iterator[None]:
    """Hold files back until the end."""
    waiting: list[Route] = []
    hold: Callable[[Route], None] = waiting.append
    page.route(files, lambda route: hold(route))
    yield
    hold = Route.continue_
    for route in waiting:
        route.continue_()


def test_results_that_a_reader_has_gone_to_or_asked_for_stay_when_others_come(
    browser: Browser, served: str
) -> None:
    page = browser.new_page()
    with held(page, "**/pagefind/de/**"):
        page.goto(f"{served}search/?q=video")
        expect(page.get_by_role("status")).to_have_text("Searching further …")
        page.locator("#gb-search-more").click()
        expect(page.locator("#gb-search-results .gb-row")).to_have_count(24)
        link = page.locator("#gb-search-results a").nth(7)
        link.focus()
        title = link.inner_text()
    expect(page.get_by_role("status")).to_contain_text("incidents")
    expect(page.locator("#gb-search-results .gb-row")).to_have_count(24)
    expect(page.locator("#gb-search-results a:focus")).to_have_text(title)
    page.close()


def test_words_that_a_reader_has_marked_in_a_result_stay_marked_when_others_come(
    browser: Browser, served: str
) -> None:
    page = browser.new_page()
    with held(page, "**/pagefind/de/**"):
        page.goto(f"{served}search/?q=outfit")
        quoted = page.locator("#gb-search-results .gb-row", has_text=HARRIS).locator(".gb-row__summary")
        marked = quoted.evaluate("words => (getSelection().selectAllChildren(words), String(getSelection()))")
    results(page)
    assert page.evaluate("String(getSelection())") == marked != ""
    page.close()


def test_before_anything_is_asked_the_newest_incidents_stand_there(open_page: OpenPage) -> None:
    with open_page("search/") as page:
        newest = page.get_by_role("region", name="Newest incidents")
        expect(newest.locator(".gb-row")).to_have_count(5)
        page.get_by_label("A name, a word from a post").fill("outfit")
        expect(page.get_by_role("status")).to_contain_text("2 incidents")
        expect(newest).to_be_hidden()


@pytest.mark.parametrize("words", ["musk", "zzyzzx"])
def test_an_archive_renewed_while_the_page_stood_open_is_said(open_page: OpenPage, words: str) -> None:
    with open_page("search/") as page:
        page.route("**/filters.json", lambda route: route.fulfill(json={"edition": "another"}))
        page.get_by_text("Filters", exact=True).click()
        page.locator("#gb-search-field").fill(words)
        expect(page.get_by_role("status")).to_contain_text("The archive was renewed")
        page.unroute("**/filters.json")
        page.get_by_role("button", name="Load this page anew").click()
        expect(page.get_by_role("status")).to_contain_text("incidents" if words == "musk" else "Nothing found.")
        assert page.locator("#gb-search-field").input_value() == words


def test_what_is_not_found_may_be_in_an_archive_renewed_meanwhile(open_page: OpenPage) -> None:
    with open_page("search/?q=musk") as page:
        assert results(page)
        page.route("**/filters.json", lambda route: route.fulfill(json={"edition": "another"}))
        page.locator("#gb-search-field").fill("zzyzzx")
        expect(page.get_by_role("status")).to_contain_text("The archive was renewed")


@pytest.mark.parametrize("spoilt", ["abort", "404"])
@pytest.mark.parametrize("file", ["search.js", "function-words.js"])
def test_a_script_that_does_not_come_is_said_and_leaves_nothing_dead(
    browser: Browser, served: str, file: str, spoilt: str
) -> None:
    page = browser.new_page()
    page.route(f"**/{file}", lambda route: route.abort() if spoilt == "abort" else route.fulfill(status=404))
    page.goto(f"{served}search/?q=musk")
    expect(page.get_by_text("The search needs JavaScript")).to_be_visible()
    expect(page.locator("main").get_by_role("search")).to_be_hidden()
    expect(page.get_by_text("Filters", exact=True)).to_be_hidden()
    page.close()


@pytest.mark.parametrize("spoilt", ["abort", "404"])
def test_words_whose_file_does_not_come_are_not_said_to_be_nowhere(
    browser: Browser, served: str, spoilt: str
) -> None:
    page = browser.new_page()
    page.route("**/*.pf_index", lambda route: route.abort() if spoilt == "abort" else route.fulfill(status=404))
    page.goto(f"{served}search/?q=outfit")
    expect(page.get_by_role("status")).to_contain_text("the connection was lost")
    page.unroute("**/*.pf_index")
    page.get_by_role("button", name="Load this page anew").click()
    expect(page.get_by_role("status")).to_contain_text("2 incidents")
    page.close()


def test_an_answer_that_is_long_in_coming_is_said_to_be_looked_for(browser: Browser, served: str) -> None:
    page = browser.new_page()
    with held(page, "**/*.pf_index"):
        page.goto(f"{served}search/?q=outfit")
        expect(page.get_by_role("status")).to_have_text("Searching …")
    expect(page.get_by_role("status")).to_have_text("2 incidents")
    page.close()


def test_who_comes_back_finds_the_results_as_they_were(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{served}search/?q=video")
    results(page)
    page.get_by_text("Filters", exact=True).click()
    expect(page.locator("fieldset")).to_have_count(12)
    page.get_by_role("button", name="Show more", exact=True).click()
    link = page.locator("#gb-search-results a").nth(8)
    link.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 0
    link.click()
    expect(page).to_have_url(re.compile("/incidents/"))
    page.go_back()
    expect(link).to_be_focused()
    expect(page.locator("fieldset")).to_have_count(12)
    assert page.evaluate("scrollY") == pytest.approx(place, abs=60)
    page.locator("#gb-search-field").fill("musk")
    expect(page.locator("#gb-search-results .gb-row")).to_have_count(5)
    page.close()


def test_the_skip_link_takes_no_result_away(open_page: OpenPage) -> None:
    with open_page("search/?q=video") as page:
        results(page)
        page.locator("#gb-search-more").click()
        expect(page.locator("#gb-search-results .gb-row")).to_have_count(25)
        page.get_by_role("link", name="Skip to content").press("Enter")
        expect(page).to_have_url(re.compile("#__skip$"))
        page.wait_for_timeout(300)
        expect(page.locator("#gb-search-results .gb-row")).to_have_count(25)


def test_without_script_the_search_page_shows_other_ways(open_page: OpenPage) -> None:
    with open_page("search/", script=False) as page:
        expect(page.get_by_text("The search needs JavaScript")).to_be_visible()
        expect(page.locator("main").get_by_role("search")).to_be_hidden()
        page.get_by_role("link", name="All incidents").click()
        assert page.url.endswith("/incidents/")
