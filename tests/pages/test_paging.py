"""Long lists in pages by time: every incident on one of them, each page linked with the next."""

import re
from pathlib import Path

import pytest

from generator.archive.loading import Loaded, load_sound
from generator.data.feeds import feeds
from generator.pages.language import ENGLISH, GERMAN, Language
from generator.pages.views import paging
from tests.archives import RECORD, make_archive
from tests.pages.examples import pages_of

COUNT = 120
MONTHS = ("2023-02", "2024-04", "2024-05", "2024-06")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    days = [f"{MONTHS[number * len(MONTHS) // COUNT]}-06" for number in range(COUNT)]
    records = {
        f"{day}-speech-{number:03}": RECORD.replace("date: 2024-05-06", f"date: {day}")
        for number, day in enumerate(days)
    }
    return load_sound(make_archive(tmp_path_factory.mktemp("many"), records))


def list_pages(archive: Loaded, language: Language = ENGLISH) -> dict[str, str]:
    found = pages_of(archive, f"{language.prefix}incidents/", language)
    return {path: text for path, text in found.items() if "-speech-" not in path}


def incidents_on(text: str) -> list[str]:
    return re.findall(r'<p class="gb-row__title"><a href="[./a-z]*(20[-\d]+-speech-\d+)/"', text)


def test_every_incident_stands_on_one_page_which_is_named_after_its_time(archive: Loaded) -> None:
    pages = list_pages(archive)
    assert list(pages) == [
        "incidents/index.md",
        "incidents/from-2024-05/index.md",
        "incidents/from-2024-04/index.md",
        "incidents/from-2023/index.md",
    ]
    listed = [incidents_on(text) for text in pages.values()]
    assert [len(each) for each in listed] == [30, 30, 30, 30]
    assert len({identifier for each in listed for identifier in each}) == COUNT


def test_pages_are_linked_with_one_another(archive: Loaded) -> None:
    newest, second, third, oldest = list_pages(archive).values()
    assert '<a href="../incidents/from-2024-05/" rel="next">May 2024</a>' in newest
    assert '<a href="../incidents/from-2023/">2023</a>' in newest
    assert '<a href="../../incidents/" rel="prev">Newest</a>' in second
    assert '<a href="../../incidents/from-2024-04/" rel="next">Older: April 2024</a>' in second
    assert '<a href="../../incidents/from-2024-05/" rel="prev">Newer: May 2024</a>' in third
    assert 'rel="next"' not in oldest


def test_a_page_says_of_what_time_it_is_and_what_is_said_of_the_whole_stands_on_the_newest(archive: Loaded) -> None:
    newest, second, *_ = list_pages(archive).values()
    assert "120</strong> incidents" in newest
    assert 'title: "All incidents"' in newest
    assert "gb-figures" in newest
    assert "gb-figures" not in second
    assert 'title: "All incidents, May 2024"' in second
    assert '<a href="../../incidents/">All incidents</a>' in second  # a step back to the whole list
    assert 'title: "Alle Vorfälle, Mai 2024"' in list_pages(archive, GERMAN)["de/incidents/from-2024-05/index.md"]


def test_a_year_has_one_heading_though_days_of_other_zones_overlap_at_its_turn(tmp_path: Path) -> None:
    times = ["2024", "2024-01-01T00:30+02:00", "2023-12-31T23:30-05:00", "2023-12-31"]
    records = {
        f"{time.partition('T')[0]}-speech-{number}": RECORD.replace("date: 2024-05-06", f"date: {time}")
        for number, time in enumerate(times)
    }
    text = list_pages(load_sound(make_archive(tmp_path, records)))["incidents/index.md"]
    parts = re.split(r"^## (.*)$", text, flags=re.MULTILINE)[1:]
    assert {year: incidents_on(rows) for year, rows in zip(parts[::2], parts[1::2], strict=True)} == {
        "2024": ["2024-speech-0", "2024-01-01-speech-1"],
        "2023": ["2023-12-31-speech-2", "2023-12-31-speech-3"],
    }
    assert len(parts) == 4


@pytest.mark.parametrize("facet", ["platforms", "verdicts", "topics", "regions", "labels"])
def test_each_group_has_figures_feed_and_pages(archive: Loaded, facet: str) -> None:
    pages = {path: text for path, text in pages_of(archive, f"{facet}/").items() if incidents_on(text)}
    assert len(pages) == len(MONTHS)
    assert len({identifier for text in pages.values() for identifier in incidents_on(text)}) == COUNT
    assert [len(incidents_on(text)) for text in pages.values()] == [30, 30, 30, 30]
    told = {feed.path for feed, _ in feeds(archive.archive)}
    for path, text in pages.items():
        is_newest = "/from-" not in path
        assert ("120</strong> incidents" in text) is is_newest
        assert bool(re.search("^description: .* 120 incidents", text, re.MULTILINE)) is is_newest
        first = Path(path).parent if is_newest else Path(path).parent.parent
        assert f"{first}/feed.xml" in told
        assert (f'<li><a href="../../../{first}/">' in text) is not is_newest  # a step back to the whole list
        assert "Feed of this list" in text


def test_every_group_of_a_long_facet_stands_on_one_page_each_linked_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "A_PAGE", 2)
    topics = ["election", "campaign", "war", "justice", "economy"]
    records = {
        f"2024-05-06-{topic}-{number}": RECORD.replace("[election]", f"[{topic}]")
        for count, topic in enumerate(topics, start=1)
        for number in range(count)
    }
    loaded = load_sound(make_archive(tmp_path, records))
    pages = {path: text for path, text in pages_of(loaded, "topics/").items() if "gb-groups" in text}
    listed = [re.findall(r'<li><a href="[./]+topics/(\w+)/">', text) for text in pages.values()]
    assert listed == [["economy", "justice"], ["war", "campaign"], ["election"]]
    assert list(pages) == ["topics/index.md", "topics/page-2/index.md", "topics/page-3/index.md"]
    assert 'page-2/" rel="next"' in pages["topics/index.md"]
    assert 'page-3/" rel="next"' in pages["topics/page-2/index.md"]
