"""Long lists in pages of fifty: every incident on one of them, each page linked with the next."""

import re
from pathlib import Path

import pytest

from generator.archive.loading import Loaded, load_sound
from generator.data.feeds import feeds
from tests.archives import RECORD, make_archive
from tests.pages.examples import pages_of

COUNT = 120


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    records = {f"2024-05-06-speech-{number:03}": RECORD for number in range(COUNT)}
    return load_sound(make_archive(tmp_path_factory.mktemp("many"), records))


def incidents_on(text: str) -> list[str]:
    return re.findall(r'<p class="gb-row__title"><a href="[./a-z]*(2024-05-06-speech-\d+)/"', text)


def test_every_incident_stands_on_one_page_and_none_has_more_than_fifty(archive: Loaded) -> None:
    pages = {path: text for path, text in pages_of(archive, "incidents/").items() if "/2024-" not in path}
    assert list(pages) == ["incidents/index.md", "incidents/page-2/index.md", "incidents/page-3/index.md"]
    listed = [incidents_on(text) for text in pages.values()]
    assert [len(each) for each in listed] == [50, 50, 20]
    assert len({identifier for each in listed for identifier in each}) == COUNT


def test_pages_are_linked_with_one_another(archive: Loaded) -> None:
    pages = {path: text for path, text in pages_of(archive, "incidents/").items() if "/2024-" not in path}
    second = pages["incidents/page-2/index.md"]
    assert "Page 2 of 3" in second
    assert '<a href="../../incidents/" rel="prev">Previous</a>' in second
    assert '<a href="../../incidents/page-3/" rel="next">Next</a>' in second
    assert 'rel="prev"' not in pages["incidents/index.md"]
    assert 'rel="next"' not in pages["incidents/page-3/index.md"]


@pytest.mark.parametrize("facet", ["platforms", "verdicts", "topics", "regions", "months", "labels"])
def test_each_group_has_figures_feed_and_pages(archive: Loaded, facet: str) -> None:
    pages = {path: text for path, text in pages_of(archive, f"{facet}/").items() if incidents_on(text)}
    assert len(pages) == 3
    told = {feed.path for feed, _ in feeds(archive.archive)}
    for path, text in pages.items():
        assert "120</strong> incidents" in text
        first = Path(path).parent if "page-" not in path else Path(path).parent.parent
        assert f"{first}/feed.xml" in told
        assert "Feed of this list" in text
