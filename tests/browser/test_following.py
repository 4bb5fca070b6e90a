"""What a reader takes along: the feed of a list, the numbers of a chart; and what the first screen says."""

import csv
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree
from playwright.sync_api import Browser, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenPage

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("address", ["platforms/x/", "verdicts/satire/", "de/people/donald-trump/"])
def test_a_lists_feed_tells_of_its_incidents(open_page: OpenPage, address: str) -> None:
    with open_page(address, script=False) as page:
        link = page.locator(".gb-feed a")
        head = page.locator('link[type="application/atom+xml"]').get_attribute("href")
        href = link.get_attribute("href")
        assert urljoin(page.url, href) == urljoin(page.url, head)
        assert urljoin(page.url, "feed.xml") == urljoin(page.url, href)
        feed = etree.fromstring(page.request.get(urljoin(page.url, href)).body())
        told = [(entry.findtext(f"{ATOM}title") or "").partition(": ") for entry in feed.iter(f"{ATOM}entry")]
        assert told
        assert {title for _, _, title in told} <= set(page.locator(".gb-row__title").all_inner_texts())


@pytest.mark.parametrize("folder", ["", "de/"])
def test_a_charts_numbers_are_a_table_and_a_file(open_page: OpenPage, folder: str) -> None:
    with open_page(f"{folder}figures/", script=False) as page:
        for part in page.locator(".gb-figure").locator("..").all():
            table = part.locator("tbody")
            expect(table).to_be_hidden()
            part.locator("summary").click()
            expect(table).to_be_visible()
            with page.expect_download() as download:
                part.locator(".gb-feed a").click()
            rows = list(csv.reader(Path(download.value.path()).read_text().splitlines()))
            assert rows[0][1] == "incidents"
            assert [count for _, count in rows[1:]] == table.locator("td").all_inner_texts()


@pytest.mark.parametrize("address", ["figures/", "de/figures/"])
def test_a_charts_words_are_legible_on_a_phone(open_page: OpenPage, address: str) -> None:
    with open_page(address, width="phone", script=False) as page:
        sizes = page.locator(".gb-chart text").evaluate_all(
            "all => all.map((it) => parseFloat(getComputedStyle(it).fontSize) * it.getScreenCTM().a)"
        )
        assert min(sizes) >= 11


@pytest.mark.parametrize("address", ["months/", "de/months/"])
def test_the_names_of_months_stand_on_one_line_on_a_phone(open_page: OpenPage, address: str) -> None:
    with open_page(address, width="phone", script=False) as page:
        names = page.locator(".gb-months__name")
        assert names.evaluate_all("all => all.filter((it) => it.scrollWidth > it.clientWidth).length") == 0
        assert len(set(names.evaluate_all("all => all.map((it) => it.clientHeight)"))) == 1


def test_on_paper_a_charts_table_is_open(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}figures/")
    page.emulate_media(media="print")
    expect(page.locator("details tbody").first).to_be_visible()
    page.close()


@pytest.mark.parametrize("folder", ["", "de/"])
def test_home_says_on_one_screen_what_this_is_and_what_to_do(open_page: OpenPage, folder: str) -> None:
    with open_page(folder, script=False) as page:
        assert page.viewport_size == DESKTOP
        home = page.locator(".gb-home")
        ways = [home.locator("h1"), home.locator("input"), home.locator(".gb-row__title a").nth(2)]
        ways += [*home.locator(".gb-figures li").all(), home.locator(".gb-home__report a")]
        for each in ways:
            expect(each).to_be_in_viewport(ratio=1)
        assert home.locator(".gb-figures li").count() == 3


@pytest.mark.parametrize("folder", ["", "de/"])
def test_on_a_phone_home_has_all_that_on_one_screen(open_page: OpenPage, folder: str) -> None:
    with open_page(folder, width="phone", script=False) as page:
        home = page.locator(".gb-home")
        whole = [home.locator("h1"), home.locator(".gb-lead"), home.locator("input")]
        whole += [*home.locator(".gb-figures li").all(), home.locator(".gb-home__over")]
        whole += [home.locator(".gb-home__report a"), home.locator(".gb-row").nth(0).locator(".gb-row__stamps")]
        for each in whole:
            expect(each).to_be_in_viewport(ratio=1)
        expect(page.locator(".gb-masthead__nav a").last).to_be_in_viewport(ratio=1)  # how to contribute


def test_the_home_page_has_a_title_in_its_language(open_page: OpenPage) -> None:
    for folder, title in (("", "An archive of AI-made"), ("de/", "Ein Archiv KI-erzeugter")):
        with open_page(folder, width="phone") as page:
            assert page.viewport_size == PHONE
            assert page.title().startswith(title)
