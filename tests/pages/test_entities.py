"""The pages of registry entries: what an entry did and what was done to it apart, what it said in order of time."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path

import pytest

from generator.archive.archive import Archive, Registry
from generator.archive.loading import Loaded, load_sound
from generator.archive.scorecard import scorecards
from generator.data.feeds import Feed, feed_content
from generator.pages.generate import page_text
from generator.pages.language import GERMAN
from generator.pages.page import Page
from generator.pages.sheets import Sheet
from generator.pages.views.groups import FACET_WORDS, group_name
from generator.pages.views.lists import figures
from generator.pages.views.parts import account_on_platform
from generator.pages.views.scorecard import Cell, scorecard_view
from generator.records.vocabulary import LabelStatus, Term, Topic, Verdict
from tests.archive.test_scorecard import incident, labelled
from tests.archives import PROJECT, RECORD, REGISTRY, make_archive
from tests.pages.examples import SETTINGS, pages_of
from tests.pages.golden import linked

SHOWN = RECORD.replace("    - kind: audio\n", "    - kind: audio\n      depicts: [minister]\n")
ELSEWHERE = RECORD.replace("platform: x\n", "platform: telegram\n  also_on: [x]\n")
POSTED = RECORD.replace("platform: x\n", "platform: x\n  account: minister-x\n")
ACCOUNTS = "minister-x: {name: The Minister, platform: x, kind: person, person: minister}\n"
RULES = """\
x:
  name: X
  rules:
    - {kind: labelling, summary: Undated., sources: [blog]}
    - {kind: labelling, summary: In June., sources: [june, blog]}
    - {kind: labelling, summary: In May., from: 2024-05, sources: [blog]}
  sources:
    - {id: blog, publisher: Blog, title: A blog, url: "https://blog.example.org/", language: en}
    - {id: june, publisher: June, title: News, url: "https://june.example/", language: en, published: 2024-06-07}
telegram: {name: Telegram}
telephone: {name: Telephone calls, name_language: en}
"""
REGISTRIES: Mapping[str, str] = {**REGISTRY, "accounts": REGISTRY["accounts"] + ACCOUNTS, "platforms": RULES}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    texts = {"shown": SHOWN, "elsewhere": ELSEWHERE, "posted": POSTED}
    records = {f"2024-05-06-{name}": text for name, text in texts.items()}
    return load_sound(make_archive(tmp_path_factory.mktemp("entities"), records, REGISTRIES))


def page_of(archive: Loaded, address: str) -> str:
    return pages_of(archive, f"{address}index.md")[f"{address}index.md"]


def parts_of(text: str) -> dict[str, tuple[list[str], list[str]]]:
    """Return of each part of a page the incidents that it lists and the figures that it gives."""
    parts = (part.split("\n", 1) for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:])
    found = {heading: (re.findall(r"(?<=2024-05-06-)\w+(?=/)", body), figures_of(body)) for heading, body in parts}
    return {heading: part for heading, part in found.items() if part[0]}


def figures_of(text: str) -> list[str]:
    return re.findall(r"<li><strong>(\d+)</strong> (?:incident|labelled)", text)


def test_what_was_posted_elsewhere_is_not_counted_as_posted_here(archive: Loaded) -> None:
    text = page_of(archive, "platforms/x/")
    assert parts_of(text) == {"Posted here": (["shown", "posted"], []), "Also seen here": (["elsewhere"], [])}
    assert figures_of(text) == ["2", "0", "0"]
    assert archive.archive.card("platforms", "x") == dict(scorecards(archive.archive, "platforms"))["x"]
    assert re.search(r">X</a> <span class=\"gb-count\">2<", page_of(archive, "platforms/"))


def test_a_persons_own_posts_stand_apart_from_where_the_person_is_shown(archive: Loaded) -> None:
    assert parts_of(page_of(archive, "people/minister/")) == {
        "Shown or heard in": (["shown"], ["1", "0", "0"]),
        "Posted by their accounts": (["posted"], ["1", "0", "0"]),
    }


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_a_person_is_said_to_be_is_cited_and_the_source_listed(archive: Loaded, language: str) -> None:
    text = page_text(archive.archive, Sheet("entity", language, "people/minister/", "people", "minister"), SETTINGS)
    lead, sources = re.findall(r'<div class="gb-(?:lead|references)"[^>]*>(.*?)</div>', text, re.DOTALL)
    assert re.search(r'Minister of examples in 2024\s*<sup [^>]*>\[<a href="#source-daily">1</a>\]</sup>', lead)
    assert 'id="source-daily"' in sources
    assert 'href="https://daily.example.org/portrait"' in sources


def test_the_number_of_an_entry_says_what_it_counts_where_other_incidents_stand_on_its_page() -> None:
    """A platform where incidents were also seen, and a person whose account posted one, are in the archive."""
    loaded = load_sound(PROJECT)
    told = {
        "platforms/reddit/": "Platform: Reddit. 0 incidents of the archive were posted there.",
        "people/erwin-aksa/": "Person: Erwin Aksa. Seen or heard in 0 incidents of the archive.",
    }
    for address, description in told.items():
        page = page_of(loaded, address)
        assert f'description: "{description}"' in page
        assert 'class="gb-row"' in page
    for overview in ("platforms/", "accounts/", "people/"):
        assert "The number counts the incidents" in page_of(loaded, overview)


def test_accounts_of_one_name_are_told_apart_and_from_the_person_wherever_they_stand_among_others(
    tmp_path: Path,
) -> None:
    namesakes = "minister-telegram: {name: The Minister, platform: telegram, kind: person, person: minister}\n"
    registry = {**REGISTRIES, "accounts": REGISTRIES["accounts"] + namesakes}
    loaded = load_sound(make_archive(tmp_path, {"2024-05-06-posted": POSTED}, registry))
    keys = ("accounts/minister-x/", "accounts/minister-telegram/", "people/minister/")
    assert [re.findall(r"^(?:title|description): (.*)$", page_of(loaded, key), re.MULTILINE) for key in keys] == [
        ['"The Minister on X"', '"Account: The Minister on X. It posted 1 incident of the archive."'],
        [
            '"The Minister on Telegram"',
            '"Account: The Minister on Telegram. It posted 0 incidents of the archive."',
        ],
        ['"The Minister"', '"Person: The Minister. Seen or heard in 0 incidents of the archive."'],
    ]
    listed = re.findall(r'<li><a href="[./a-z]*minister-\w+/">([^<]+)</a>', page_of(loaded, "accounts/"))
    assert listed == ["The Minister on X", "The Minister on Telegram"]
    feed = feed_content(loaded.archive, Feed("accounts", "minister-x"), "").decode()
    assert "<title>Gegenbild: Account: The Minister on X</title>" in feed


def test_an_exchange_is_not_titled_like_the_incident_that_began_it() -> None:
    founding = "2024-09-02-musk-harris-communist-uniform"
    loaded = load_sound(PROJECT)
    titles = [
        re.findall(
            r"^title: (.*)$", pages_of(loaded, f"{folder}/{founding}/")[f"{folder}/{founding}/index.md"], re.M
        )
        for folder in ("incidents", "exchanges")
    ]
    title = "Kamala Harris in a red communist uniform"
    assert titles == [[f'"Fabricated: {title}"'], [f'"Exchange: Fabricated: {title}"']]


def test_the_exchange_that_went_on_last_stands_first(tmp_path: Path) -> None:
    records: dict[str, str] = {}
    for year in ("2021", "2023", "2022"):
        told = RECORD.replace("date: 2024-05-06", f"date: {year}")
        records |= {f"{year}-cause": told, f"{year}-effect": linked(told, "trigger", f"{year}-cause")}
    page = page_of(load_sound(make_archive(tmp_path, records)), "exchanges/")
    assert re.findall(r"exchanges/(\d+)-cause", page) == ["2023", "2022", "2021"]


def test_a_verdict_that_no_incident_has_says_so_on_a_page_without_a_feed_and_that_of_drafts_has_none(
    archive: Loaded,
) -> None:
    page = page_of(archive, "verdicts/satire/")
    assert "<strong>0</strong> incidents" in page
    assert "feed.xml" not in page
    assert not pages_of(archive, "verdicts/open/")


@pytest.mark.parametrize(("facet", "terms"), [("verdicts", Verdict), ("labels", LabelStatus), ("topics", Topic)])
def test_a_term_is_explained_in_its_own_words_among_others_and_on_its_page(
    archive: Loaded, facet: str, terms: type[Term]
) -> None:
    page = page_of(archive, f"{facet}/")
    found = re.findall(rf'<a href="\.\./{facet}/([-\w]+)/">.* <span class="gb-groups__meaning">(.*)</span>', page)
    assert found
    for key, meaning in found:
        assert unescape(meaning) == terms.of(key).description
        assert f'<p class="gb-lead">{meaning}</p>' in page_of(archive, f"{facet}/{key}/")
    assert f'description: "{FACET_WORDS[facet].introduction}"' in unescape(page)


def test_what_was_stated_stands_in_order_of_time_and_says_when_it_was_reported(archive: Loaded) -> None:
    said = re.findall(r'<p class="gb-tag">Labelling · ([^<]+)', page_of(archive, "platforms/x/"))
    assert said == ["from May 2024", "reported 7 June 2024", "reported, date not known"]


@pytest.mark.usefixtures("short_pages")
def test_the_pages_of_an_entry_follow_time_whatever_its_incidents_have_to_do_with_it(tmp_path: Path) -> None:
    months = [f"2024-{month:02}" for month in range(1, 9)]
    records = {
        f"{month}-speech": (ELSEWHERE if number % 2 else RECORD).replace("date: 2024-05-06", f"date: {month}")
        for number, month in enumerate(months)
    }
    pages = pages_of(load_sound(make_archive(tmp_path, records, REGISTRIES)), "platforms/x/")
    found = {path: re.findall(r"incidents/(2024-\d\d)-speech", page) for path, page in pages.items()}
    assert {path: sorted(set(months)) for path, months in found.items()} == {
        "platforms/x/index.md": ["2024-07", "2024-08"],
        "platforms/x/from-2024-05/index.md": ["2024-05", "2024-06"],
        "platforms/x/from-2024-03/index.md": ["2024-03", "2024-04"],
        "platforms/x/from-2024-01/index.md": ["2024-01", "2024-02"],
    }


def test_a_name_made_of_words_says_its_language_where_the_page_has_another(archive: Loaded) -> None:
    sheet = Sheet("entity", GERMAN.code, "platforms/telephone/", "platforms", "telephone")
    assert '<h1 lang="en">Telephone calls</h1>' in page_text(archive.archive, sheet, SETTINGS)
    assert "<h1>Telephone calls</h1>" in page_of(archive, "platforms/telephone/")


def test_a_described_name_is_marked_with_its_language_among_other_words(tmp_path: Path) -> None:
    called = RECORD.replace("platform: x\n", "platform: telephone\n")
    loaded = load_sound(make_archive(tmp_path, {"2024-05-06-call": called}, REGISTRIES))
    page = Page("", GERMAN)
    said = account_on_platform(page, None, loaded.archive.registry.platforms["telephone"])
    assert said == '<span lang="en">Telephone calls</span>, Konto nicht bekannt'
    assert account_on_platform(Page(""), None, loaded.archive.registry.platforms["telephone"]) == (
        "Telephone calls, account not known"
    )


def test_where_no_source_reports_there_is_no_nought_that_reads_like_a_no() -> None:
    archive = load_sound(PROJECT).archive
    rows = scorecard_view(archive, Page("")).facets[0].small
    unreported = [each for each in rows if each.reported == "0"]
    assert unreported
    assert all({each.labelled, each.at_posting, each.within_a_day} == {Cell("–")} for each in unreported)
    card = next(card for card in map(partial(archive.card, "tools"), archive.registry.tools) if not card.reported)
    said = figures(Page("").words, card)
    assert [each.text for each in said[1:]] == ["no source reports on a label"]


def test_a_sum_of_rounded_figures_is_said_to_be_one() -> None:
    archive = load_sound(PROJECT).archive
    (row,) = [each for each in scorecard_view(archive, Page("")).facets[0].ranked if each.link.text == "X"]
    assert row.unlabelled.startswith("about ")


def test_the_scorecard_says_that_a_rule_measures_no_earlier_post_and_silence_none(archive: Loaded) -> None:
    page = page_of(archive, "scorecard/")
    assert "earlier posts cannot be measured by it" in page
    assert "this archive has recorded no statement; there may be one" in page


def test_the_incidents_of_a_year_whose_month_nobody_knows_are_not_called_those_of_the_year() -> None:
    archive = load_sound(PROJECT).archive
    assert group_name(archive, Page("").words, "months", "2023") == "2023, month not known"
    assert group_name(archive, Page("", GERMAN).words, "months", "2023-09") == "September 2023"


@pytest.mark.parametrize(("count", "over"), [(1, "von 1, über dessen"), (2, "von 2, über deren")])
def test_one_incident_is_spoken_of_as_one(archive: Loaded, count: int, over: str) -> None:
    card = replace(archive.archive.card(), incidents=3, reported=count)
    notes = [figure.note for figure in figures(Page("", GERMAN).words, card)]
    assert notes == ["", *2 * [f"{over} Kennzeichnung eine Quelle berichtet"]]


def test_what_the_dates_leave_open_is_a_range_with_the_share_of_each_end() -> None:
    archive = load_sound(PROJECT).archive
    card = archive.card("platforms", "x")
    assert card.perhaps_within_a_day
    few, many = card.within_a_day, card.within_a_day + card.perhaps_within_a_day
    (row,) = [each for each in scorecard_view(archive, Page("", GERMAN)).facets[0].ranked if each.link.text == "X"]
    assert row.within_a_day == Cell(
        f"{few} bis {many}", f"{few / card.reported:.0%} bis {many / card.reported:.0%}".replace("%", "\u00a0%")
    )


def test_each_number_of_labels_is_that_of_who_set_them() -> None:
    actors = ("by: poster, ", "by: platform, ", "by: community, ", "by: tool, ", "by: authority, ", "")
    told = [
        incident(f"{number}-{again}", labelled("2024-05-07").replace("by: community, ", by))
        for number, by in enumerate(actors, start=1)
        for again in range(number)
    ]
    loaded = Archive.of({each.id: each for each in told}, Registry())
    (row,) = scorecard_view(loaded, Page("")).facets[0].ranked
    assert row.by == (
        "by maker or poster: 1; by the platform: 2; by users: 3; by the tool: 4; by an authority: 5; "
        "by whom is not reported: 6"
    )
