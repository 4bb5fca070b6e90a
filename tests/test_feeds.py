"""Feeds: one for each list, readable by any program, the same bytes each time, whatever a title holds."""

from lxml import etree

from generator.archive.archive import Archive
from generator.archive.loading import load_sound
from generator.data.feeds import NEWEST, atom, feed_content, feeds
from tests.archives import PROJECT

SITE = "https://archive.example.org/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed_files(archive: Archive) -> dict[str, bytes]:
    return {feed.path: feed_content(archive, feed, SITE) for feed, _ in feeds(archive)}


def test_the_feed_of_a_platform_tells_its_newest_incidents() -> None:
    archive = load_sound(PROJECT).archive
    root = etree.fromstring(feed_files(archive)["platforms/x/feed.xml"])
    entries = root.findall("a:entry", ATOM)
    newest = archive.by["platforms"]["x"]
    assert [each.findtext("a:title", namespaces=ATOM) for each in entries] == [each.title for each in newest]
    first = entries[0]
    assert first.findtext("a:id", namespaces=ATOM) == f"{SITE}incidents/{newest[0].id}/"
    assert "[@" not in (first.findtext("a:summary", namespaces=ATOM) or "")
    labels = [each.get("label") for each in first.findall("a:category", ATOM)]
    assert labels == [newest[0].verdict.label, newest[0].label.label]


def test_every_list_with_an_incident_has_a_feed_of_at_most_fifty() -> None:
    archive = load_sound(PROJECT).archive
    found = feed_files(archive)
    assert len(found) == 1 + sum(len(index) for index in archive.by.values())
    assert all(content.count(b"<entry>") in range(1, NEWEST + 1) for content in found.values())


def test_a_feed_has_no_clock() -> None:
    archive = load_sound(PROJECT).archive
    assert feed_files(archive) == feed_files(archive)


def test_a_title_is_text_and_no_markup() -> None:
    incident = load_sound(PROJECT).archive.published[:1]
    root = etree.fromstring(atom("<b>&amp;</b> ]]>", "x/", incident, SITE))
    assert root.findtext("a:title", namespaces=ATOM) == "<b>&amp;</b> ]]>"
