"""Searching in two languages, and in all parts of the index: German as it is written, endings, function words."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.site.build import build
from tests.archives import PUBLISHABLE, make_archive
from tests.browser.conftest import OpenPage
from tests.browser.test_search import HARRIS, results, told
from tests.conftest import SETTINGS, serving

GERMAN_POST = """\
  text:
    language: de
    original: {text}
  media:
"""

# Posts in German in three years, so that the index has three parts; the views are known of two.
GERMAN = {
    "2021-05-06-wahl": ("Die Wahlkampflüge der Woche", "2021-05-06", 900),
    "2022-05-06-luege": ("Alles gelogen, sagt die Muellabfuhr &copy; <b>Co</b> &amp; Kaese", "2022-05-06", 0),
    "2024-05-06-noch": ("Noch eine Lüge und ein Wahlversprechen, außer Maß", "2024-05-06", 100),
}


def german_record(text: str, date: str, views: int) -> str:
    reach = f"  reach:\n    - {{metric: views, value: {views}, as_of: {date}, source: news}}\n" if views else ""
    words = GERMAN_POST.format(text=text)
    record = PUBLISHABLE.replace("2024-05-06", date).replace("A speech", f"A speech of {date[:4]}")
    return record.replace("  media:\n", f"{reach}{words}", 1)


@pytest.fixture(scope="session")
def german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with three German posts."""
    records = {identifier: german_record(*facts) for identifier, facts in GERMAN.items()}
    root = make_archive(tmp_path_factory.mktemp("german"), records)
    build(root, SETTINGS, lambda _step: None)
    with serving(root / "site", tmp_path_factory.mktemp("served")) as address:
        yield address


def found(browser: Browser, site: str, asked: str, search: str = "search/") -> list[str]:
    """Return the years of the incidents that an address of the search finds, in their order."""
    page = browser.new_page()
    page.goto(f"{site}{search}?{asked}")
    years = [title.split()[3] for title in results(page)]
    page.close()
    return years


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("Lüge", {"2021", "2024"}),
        ("luege", {"2021", "2024"}),
        ("LÜGE", {"2021", "2024"}),
        ("kampflüge", {"2021"}),
        ("Wahl", {"2021", "2024"}),
        ("versprechen", {"2024"}),
        ("Müllabfuhr", {"2022"}),
        ("abfuhr", {"2022"}),
        ("Wahrheit", set()),
        ("Abendlicht", set()),
    ],
)
def test_german_words_are_found_as_parts_of_compounds_and_in_either_spelling(
    browser: Browser, german: str, words: str, years: set[str]
) -> None:
    assert set(found(browser, german, f"q={words}")) == years


@pytest.mark.parametrize("words", ["außer", "ausser", "AUSSER MASS", "Maß luege", "mass Lüge"])
def test_who_asks_in_german_may_write_no_sharp_s(browser: Browser, german: str, words: str) -> None:
    assert found(browser, german, f"q={words}", "de/search/") == ["2024"]


def test_a_result_quotes_the_words_of_a_post_as_they_are(browser: Browser, german: str) -> None:
    page = browser.new_page()
    page.goto(f"{german}search/?q=Kaese")
    assert len(results(page)) == 1
    quoted = page.locator("#gb-search-results .gb-row__summary")
    expect(quoted).to_contain_text("&copy; <b>Co</b> &amp; Kaese")
    expect(quoted.locator("mark").first).to_have_text("Kaese")
    page.close()


REFUSING = "history.replaceState = () => { throw new DOMException('100 times in 30 seconds', 'SecurityError'); }"


def test_a_question_is_answered_where_the_browser_takes_no_further_address(browser: Browser, german: str) -> None:
    page = browser.new_page()
    page.add_init_script(REFUSING)
    page.goto(f"{german}search/")
    page.locator("#gb-search-field").fill("gelogen")
    assert len(results(page)) == 1
    page.close()


def test_the_order_holds_across_the_parts_of_the_index(browser: Browser, german: str) -> None:
    assert found(browser, german, "q=speech&sort=date") == ["2024", "2022", "2021"]
    assert found(browser, german, "q=speech&sort=reach") == ["2021", "2024", "2022"]
    assert found(browser, german, "sort=date") == ["2024", "2022", "2021"]


YEARS = {  # and in which language an incident of them is told
    "2018-01-02-a": "en",
    "2019-01-02-b": "de",
    "2020-01-02-c": "en",
    "2023-01-02-d": "de",
    "2023-04-02-e": "en",
    "2023-08-02-f": "de",
    "2024-01-02-g": "en",
    "2025-01-02-h": "de",
}


@pytest.mark.usefixtures("short_pages")
def test_filters_and_orders_know_each_incident_in_parts_of_one_year_and_of_several_in_either_language(
    browser: Browser, tmp_path: Path
) -> None:
    """A script puts a part whose name is a number, as 2023, before others, as 2018-2020, if it is let."""
    records = {}
    for views, (identifier, code) in enumerate(YEARS.items(), start=1):
        told = german_record("A post", identifier[:10], views)
        records[identifier] = told.replace("\nlanguage: en", f"\nlanguage: {code}")
    root = make_archive(tmp_path / "years", records)
    build(root, SETTINGS, lambda _step: None)
    names = {path.name for path in (root / "site/pagefind").glob("*/*")}
    assert names == {"2018-2020", "2023", "2024-2025"}
    with serving(root / "site", tmp_path) as address:
        for search in ("search/", "de/search/"):
            for year in sorted({identifier[:4] for identifier in YEARS}):
                count = sum(identifier.startswith(year) for identifier in YEARS)
                assert found(browser, address, f"q=speech&year={year}", search) == [year] * count
            newest = [identifier[:4] for identifier in YEARS][:2:-1]  # the five that are shown at first
            assert found(browser, address, "q=speech&sort=date", search) == newest
            assert found(browser, address, "q=speech&sort=reach", search) == newest


@pytest.mark.parametrize("written", ["Šimečka", "Simecka", "SIMECKA"])
def test_letters_with_and_without_accents_are_the_same(open_page: OpenPage, written: str) -> None:
    with open_page(f"search/?q={written}") as page:
        assert len(results(page)) == 2


def test_words_that_say_nothing_of_what_is_asked_for_are_left_out(open_page: OpenPage) -> None:
    assert told(open_page, "search/?q=What was she in that outfit for?") == told(open_page, "search/?q=outfit")
    german, alone = "de/search/?q=Wessen Outfit ist das?", "de/search/?q=Outfit"
    assert told(open_page, german) == told(open_page, alone)


@pytest.mark.parametrize("address", ["search/?q=the", "search/?q=of the", "de/search/?q=der"])
def test_words_that_say_nothing_are_asked_where_there_are_no_others(open_page: OpenPage, address: str) -> None:
    with open_page(address) as page:
        assert len(results(page)) == 5
    with open_page(address.split("?")[0]) as page:
        page.locator("#gb-search-field").fill(address.split("=")[1])
        assert len(results(page)) == 5


@pytest.mark.parametrize(
    ("question", "language", "asked"),
    [
        ("Who made the video of the President?", "en", "made video President?"),
        ("Didn’t it work?", "en", "work?"),
        ("WHO video in May, in the US and from IT", "en", "WHO video May, US IT"),
        ("Die Lüge über den Krieg", "de", "Lüge Krieg"),
        ("Die Lüge über den Krieg", "en", "Die Lüge über den Krieg"),
        ("who was it?", "en", "who was it?"),
        (' "picture of the mayor" ', "en", ' "picture of the mayor" '),
        ("“picture of the mayor”", "en", '"picture of the mayor"'),
        (" – ", "en", " – "),
        ("", "en", ""),
    ],
)
def test_a_question_is_asked_without_the_function_words_of_the_pages_language(
    open_page: OpenPage, question: str, language: str, asked: str
) -> None:
    with open_page("search/") as page:
        module = "../assets/javascripts/function-words.js"
        call = f"([question, language]) => import(new URL('{module}', location)).then"
        given = page.evaluate(f"{call}((it) => it.withoutFunctionWords(question, language))", [question, language])
        assert given == asked


def test_endings_of_words_make_no_difference(open_page: OpenPage) -> None:
    assert told(open_page, "search/?q=elections") == told(open_page, "search/?q=election")
    assert told(open_page, "de/search/?q=Wahlen")[1]


ZPS = "2023-11-27-scholz-afd-verbot-zps"  # told in German, as few others


@pytest.mark.parametrize(
    ("address", "words", "title", "facts", "verdict"),
    [
        ("search/", "outfit", HARRIS, "2 September 2024 · X", "Fabricated"),
        ("de/search/", "outfit", HARRIS, "2. September 2024 · X", "Erfunden"),
        ("search/", "Scholz AfD", "AfD", "27 November 2023", "Satire"),
        ("de/search/", "Scholz AfD", "AfD", "27. November 2023", "Satire"),
    ],
)
def test_a_result_speaks_the_language_of_the_page_whatever_the_incident_is_told_in(
    open_page: OpenPage, address: str, words: str, title: str, facts: str, verdict: str
) -> None:
    with open_page(f"{address}?q={words}") as page:
        results(page)
        card = page.locator("#gb-search-results .gb-row", has_text=title).first
        expect(card).to_contain_text(facts)
        for words_told in (card.get_by_role("link"), card.locator(".gb-row__summary")):
            expect(words_told).to_have_attribute("lang", "de" if title == "AfD" else "en")
        expect(card.locator(".gb-stamp--verdict")).to_have_text(verdict)
        card.get_by_role("link").click()
        expect(page).to_have_url(re.compile(f"archive/{address.removesuffix('search/')}incidents/"))


def test_each_incident_is_found_by_words_of_the_interface_in_either_language(open_page: OpenPage) -> None:
    words = ("mit KI verändert", "edited with AI")
    english, german = (
        [int(told(open_page, f"{page}?q={each}")[0].split()[0]) for each in words]
        for page in ("search/", "de/search/")
    )
    assert english == german
    assert min(english) > 10
    with open_page("search/?q=KI+verändert") as page:
        results(page)
        expect(page.locator("#gb-search-results")).not_to_contain_text("¦")


def test_the_endings_of_words_are_those_of_the_language_that_an_incident_is_told_in(
    open_page: OpenPage, site: Path
) -> None:
    assert "Ansprachen" not in (site / f"incidents/{ZPS}/index.html").read_text()
    for words in ("Harris", "elections", "pictures", "Ansprachen"):  # as many on either page, whatever its language
        english, german = (told(open_page, f"{page}?q={words}")[0].split()[0] for page in ("search/", "de/search/"))
        assert english == german != "Nothing", words
    with open_page("search/?q=Ansprachen") as page:
        results(page)
        links = page.locator("#gb-search-results a").evaluate_all("all => all.map((each) => each.href)")
        assert [link for link in links if ZPS in link]


def test_the_other_language_is_asked_the_same_and_finds_the_same(open_page: OpenPage) -> None:
    asked = "q=musk&platform=x&verdict=satire&region=US&sort=date"
    with open_page(f"search/?{asked}") as page:
        found = results(page)
        assert found
        assert page.locator("fieldset", has_text="Country").get_by_label("United States").is_checked()
        page.get_by_role("link", name="Deutsch").click()
        expect(page).to_have_url(re.compile(rf"de/search/\?{asked}$"))
        assert results(page) == found
        assert page.locator("fieldset", has_text="Land").get_by_label("Vereinigte Staaten").is_checked()
        page.locator("fieldset", has_text="Befund").get_by_label("Satire").uncheck()
        page.get_by_role("link", name="English").click()
        expect(page).to_have_url(re.compile(r"/search/\?q=musk&platform=x&region=US&sort=date$"))
