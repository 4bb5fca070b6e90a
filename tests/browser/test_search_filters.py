"""The filters of the search page: what they count, how they narrow, and when they are loaded."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_search import results


def count_of(page: Page, group: str, value: str) -> int:
    label = page.locator("fieldset", has=page.get_by_text(group, exact=True)).locator("label", has_text=value)
    return int(label.locator(".gb-count").inner_text())


def test_each_filter_says_how_many_it_would_leave(open_page: OpenPage) -> None:
    with open_page("search/?q=musk") as page:
        page.get_by_text("Filters", exact=True).click()
        expect(page.locator("fieldset")).to_have_count(12)
        promised = count_of(page, "Platform", "X")
        assert promised < len(results(page))
        page.locator("fieldset", has_text="Platform").get_by_label("X", exact=False).first.check()
        expect(page.locator("#gb-search-results .gb-row")).to_have_count(promised)
        assert count_of(page, "Platform", "Truth Social") > 0, "a second platform would add, not narrow"


def test_a_filter_counts_what_it_would_leave_beside_the_others(open_page: OpenPage) -> None:
    with open_page("search/") as page:
        page.get_by_text("Filters", exact=True).click()
        expect(page.locator("fieldset")).to_have_count(12)
        promised = count_of(page, "Verdict", "Satire")
        page.locator("fieldset", has_text="Verdict").get_by_label("Satire").check()
        expect(page.get_by_role("status")).to_contain_text(re.compile(rf"^{promised} incident"))
        of_platforms = count_of(page, "Platform", "X")
        page.locator("fieldset", has_text="Platform").get_by_label("X", exact=False).first.check()
        expect(page.get_by_role("status")).to_contain_text(re.compile(rf"^{of_platforms} incident"))
        assert count_of(page, "Verdict", "Satire") == of_platforms


def test_accounts_and_persons_are_loaded_when_they_are_opened(open_page: OpenPage) -> None:
    with open_page("search/?q=musk&verdict=satire") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
        promised = len(results(page))
        group = page.locator("fieldset", has_text="Person shown")
        assert group.locator("label").count() == 0
        group.get_by_text("Show more").click()
        expect(group.locator("label").first).to_be_visible()
        assert [name for name in asked if name.startswith("filter-")] == ["filter-person.json"]
        group.locator("label input").first.check()
        expect(page).to_have_url(re.compile(r"\?q=musk&verdict=satire&person=[a-z-]+$"))
        expect(page.get_by_role("status")).to_contain_text(re.compile(r"^\d"))
        assert 0 < len(results(page)) <= promised


def test_a_person_far_down_the_list_can_be_chosen(open_page: OpenPage) -> None:
    with open_page("search/?person=yoon-suk-yeol") as page:
        group = page.locator("fieldset", has_text="Person shown")
        expect(group.get_by_label("Yoon Suk Yeol")).to_be_checked()
        assert len(results(page)) == count_of(page, "Person shown", "Yoon Suk Yeol")


def test_the_focus_stays_in_a_filter_that_loses_what_had_it(open_page: OpenPage) -> None:
    with open_page("search/?q=pope&verdict=altered") as page:
        expect(page.get_by_role("status")).to_contain_text("Nothing found.")
        verdicts = page.get_by_role("group", name="Verdict", exact=True)
        verdicts.get_by_label("Altered").press("Space")
        expect(page.get_by_role("status")).to_contain_text(re.compile(r"^\d"))
        expect(verdicts.get_by_label("Altered")).to_have_count(0)
        expect(verdicts.get_by_role("checkbox").first).to_be_focused()
        accounts = page.get_by_role("group", name="Account", exact=True)
        accounts.get_by_text("Show more").press("Enter")
        expect(accounts.get_by_role("checkbox").first).to_be_focused()
