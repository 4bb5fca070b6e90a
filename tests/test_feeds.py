"""Feeds: one for each list and language, with what is new in the archive first, the same bytes each time."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from xml.sax.saxutils import escape

import pytest
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.archive.archive import Archive
from generator.archive.gist import Gist, gist_of
from generator.archive.loading import load_sound
from generator.data.feeds import NEWEST, Feed, atom, feed_content, feeds
from generator.pages.language import GERMAN, LANGUAGES, Language
from generator.pages.page import Page
from generator.records.dates import When
from generator.records.model import Withdrawal
from generator.records.vocabulary import State
from tests.archives import PROJECT

SITE = "https://archive.example.org/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def feed_files(archive: Archive) -> dict[str, bytes]:
    return {feed.path: feed_content(archive, feed, SITE) for feed, _ in feeds(archive)}


def texts(feed: bytes, name: str) -> list[str | None]:
    entries = etree.fromstring(feed).findall("a:entry", ATOM)
    return [each.findtext(f"a:{name}", namespaces=ATOM) for each in entries]


def by_feedgen(title: str, page: Page, newest: Sequence[Gist], site_url: str) -> bytes:
    """Return what a feed is by definition."""
    made = FeedGenerator()
    made.language(page.language.code)
    made.id(f"{site_url or '/'}{page.path}")
    made.title(title)
    made.link(href=f"{site_url or '/'}{page.path}", rel="alternate")
    made.link(href=f"{site_url or '/'}{page.path}feed.xml", rel="self")
    made.author(name="Gegenbild")
    made.generator("Gegenbild")
    made.rights("text and data, but for quotations, under CC BY 4.0: https://creativecommons.org/licenses/by/4.0/")
    made.updated(newest[0].news[0])
    for incident in newest:
        made.add_entry(entry_by_feedgen(incident, page, site_url), order="append")
    root = etree.fromstring(made.atom_str())
    for incident, entry in zip(newest, root.findall("a:entry", ATOM), strict=True):
        if incident.language != page.language.code:
            for element in entry.iterfind("a:title", ATOM):
                element.set(LANGUAGE, incident.language)
    return etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True)


def summary(incident: Gist, page: Page) -> str:
    lang = f' lang="{incident.language}"' if incident.language != page.language.code else ""
    say, term = page.words.say, page.words.term
    if incident.state is State.WITHDRAWN:
        return f"<p>{say('The archive has withdrawn this incident.')}</p><p{lang}>{escape(incident.withdrawal)}</p>"
    found = f"{say('Verdict')}: {term(incident.verdict)} · {say('Label status')}: {term(incident.label)}"
    return f"<p>{found} · {page.words.date(incident.date)}</p><p{lang}>{escape(incident.summary)}</p>"


def entry_by_feedgen(incident: Gist, page: Page, site_url: str) -> FeedEntry:
    address = f"{site_url or '/'}{Page(f'incidents/{incident.id}/', page.language).path}"
    made = FeedEntry()
    made.id(address)
    made.title(incident.told_title)
    made.link(href=address)
    made.summary(summary(incident, page), type="html")
    if incident.begun:
        made.published(incident.begun.earliest)
    made.updated(incident.news[0])
    found = (("verdicts/", incident.verdict), ("labels/", incident.label))
    for scheme, term in found if incident.state is State.PUBLISHED else ():
        made.category(term=term.value, scheme=f"{site_url or '/'}{scheme}", label=page.words.term(term))
    return made


@pytest.mark.parametrize("site_url", [SITE, ""])
def test_every_feed_is_what_feedgen_makes_of_it(site_url: str) -> None:
    archive = load_sound(PROJECT).archive
    for feed, _ in feeds(archive):
        newest = archive.newest(archive.group(feed.facet, feed.key), NEWEST)
        made = feed_content(archive, feed, site_url)
        title = etree.fromstring(made).findtext("a:title", namespaces=ATOM)
        assert made == by_feedgen(title or "", feed.page, newest, site_url)


@cache
def a_gist() -> Gist:
    return load_sound(PROJECT).archive.published[0]


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1), st.sampled_from(LANGUAGES))
def test_whatever_a_title_holds_the_feed_is_what_feedgen_makes_of_it(text: str, language: Language) -> None:
    gist = a_gist()._replace(title=text, summary=text)
    told = [gist, withdrawn(gist)._replace(withdrawal=text)]
    assert atom(text, Page("x/", language), told, SITE) == by_feedgen(text, Page("x/", language), told, SITE)


def with_many(archive: Archive, late: Gist) -> Archive:
    """Return an archive of more incidents than a feed tells of, all newer than the late one."""
    newer = [
        late._replace(
            id=f"2024-{n}", date=When.parse("2024-05-01"), changed=When.parse("2024-05-02"), digest=f"{n}"
        )
        for n in range(NEWEST)
    ]
    return Archive({each.id: each for each in (*newer, late)}, archive.registry)


def test_the_feed_of_a_platform_tells_its_incidents() -> None:
    archive = load_sound(PROJECT).archive
    found = feed_files(archive)["platforms/x/feed.xml"]
    newest = sorted(archive.by["platforms"]["x"], key=lambda each: each.news, reverse=True)
    assert texts(found, "title") == [each.told_title for each in newest]
    assert texts(found, "id")[0] == f"{SITE}incidents/{newest[0].id}/"
    assert all("[@" not in (summary or "") for summary in texts(found, "summary"))
    first = etree.fromstring(found).findall("a:entry", ATOM)[0]
    labels = [each.get("label") for each in first.findall("a:category", ATOM)]
    assert labels == [newest[0].verdict.label, newest[0].label.label]


def test_what_is_told_late_about_an_early_day_is_news() -> None:
    archive = load_sound(PROJECT).archive
    early = next(each for each in archive.published if each.date.year == 2019)
    archive = with_many(archive, early._replace(begun=When.parse("2026-03-01"), changed=When.parse("2026-04-02")))
    found = feed_files(archive)["incidents/feed.xml"]
    assert len(texts(found, "id")) == NEWEST
    assert texts(found, "title")[0] == early.told_title
    assert (texts(found, "published")[0], texts(found, "updated")[0]) == (
        "2026-03-01T00:00:00+00:00",
        "2026-04-02T00:00:00+00:00",
    )
    assert "May 2019</p>" in (texts(found, "summary")[0] or "")


def test_a_record_says_when_it_came_and_when_it_last_changed() -> None:
    loaded = load_sound(PROJECT)
    incident = next(iter(loaded.incidents.values()))
    first, *others = incident.record.sources
    dated = [first.model_copy(update={"accessed": When.parse("2026-01-05")})]
    dated += [each.model_copy(update={"accessed": When.parse("2026-02-05")}) for each in others]

    def gist(sources: Sequence[object]) -> Gist:
        record = incident.record.model_copy(update={"sources": tuple(sources)})
        return gist_of(replace(incident, record=record))

    assert (str(gist(dated).begun), str(gist(dated).changed)) == ("2026-01-05", "2026-02-05")
    taken_back = Withdrawal(date=When.parse("2026-03-05"), reason="The source took it *back*.")
    record = incident.record.model_copy(update={"sources": tuple(dated), "withdrawal": taken_back})
    gone = gist_of(replace(incident, record=record))
    assert (str(gone.changed), gone.withdrawal) == ("2026-03-05", "The source took it back.")
    undated = gist([each.model_copy(update={"accessed": None}) for each in dated])
    assert (undated.begun, undated.changed, undated.news[0]) == (None, None, incident.record.date.earliest)


def test_each_language_has_its_feed_with_its_own_words_and_pages() -> None:
    found = feed_files(load_sound(PROJECT).archive)
    titles = {
        "verdicts/fabricated/feed.xml": "Gegenbild: Verdict: Fabricated",
        "de/verdicts/fabricated/feed.xml": "Gegenbild: Befund: Erfunden",
        "de/regions/sk/feed.xml": "Gegenbild: Land: Slowakei",
        "de/incidents/feed.xml": "Gegenbild: Alle Vorfälle",
    }
    assert {path: etree.fromstring(found[path]).findtext("a:title", namespaces=ATOM) for path in titles} == titles
    assert all(
        (each or "").startswith(f"{SITE}de/incidents/") for each in texts(found["de/months/2024-09/feed.xml"], "id")
    )


@pytest.mark.parametrize(("own", "told"), [("de", None), ("en", "en"), ("pt-BR", "pt-BR")])
def test_a_feed_and_what_it_tells_are_marked_with_their_languages(own: str, told: str | None) -> None:
    incident = load_sound(PROJECT).archive.published[0]._replace(language=own)
    root = etree.fromstring(atom("x", Page("x/", GERMAN), [incident], SITE))
    assert root.get(LANGUAGE) == "de"
    assert [each.get(LANGUAGE) for each in root.iterfind("a:entry/a:title", ATOM)] == [told]
    summaries = [each.text or "" for each in root.iterfind("a:entry/a:summary", ATOM)]
    assert [re.findall("<p[^>]*>", each)[1] for each in summaries] == [f'<p lang="{told}">' if told else "<p>"]


def test_what_a_reader_of_feeds_shows_of_a_fake_tells_that_it_is_one() -> None:
    """They show a title, and a text under it; hardly one shows categories."""
    archive = load_sound(PROJECT).archive
    found = feed_files(archive)
    entries = archive.newest(archive.published, NEWEST)
    place = [each.id for each in entries].index("2024-09-02-musk-harris-communist-uniform")
    for path, words in {
        "incidents/feed.xml": "Verdict: Fabricated · Label status: No label · 2 September 2024",
        "de/incidents/feed.xml": "Befund: Erfunden · Kennzeichnung: Keine Kennzeichnung · 2. September 2024",
    }.items():
        assert texts(found[path], "title")[place] == "Fabricated: Kamala Harris in a red communist uniform"
        assert (texts(found[path], "summary")[place] or "").startswith(f"<p>{words}</p>")


def withdrawn(gist: Gist) -> Gist:
    return gist._replace(
        state=State.WITHDRAWN, withdrawal="The source took it <back>.", changed=When.parse("2030-01-02"), digest="x"
    )


def test_who_was_told_of_an_incident_is_told_that_it_was_withdrawn_and_why() -> None:
    archive = load_sound(PROJECT).archive
    gist = archive.incidents["2024-09-02-musk-harris-communist-uniform"]
    now = Archive({**archive.incidents, gist.id: withdrawn(gist)}, archive.registry)
    found = feed_files(now)
    reason = "<p>The archive has withdrawn this incident.</p><p{}>The source took it &lt;back&gt;.</p>"
    for facet, key in (("", ""), ("platforms", "x"), ("months", "2024-09"), ("verdicts", "fabricated")):
        feed = Feed(facet, key)
        assert dict(feeds(now))[feed][0] == "x"
        told = found[feed.path]
        assert texts(told, "id")[0] == f"{SITE}incidents/{gist.id}/"
        assert texts(told, "title")[0] == "Withdrawn: Kamala Harris in a red communist uniform"
        assert texts(told, "summary")[0] == reason.format("")
        assert texts(told, "updated")[0] == "2030-01-02T00:00:00+00:00"
    german = texts(found["de/incidents/feed.xml"], "summary")[0] or ""
    assert german.startswith("<p>Das Archiv hat diesen Vorfall zurückgezogen.</p>")


def test_a_list_of_which_nothing_is_left_but_what_was_withdrawn_has_no_feed() -> None:
    archive = load_sound(PROJECT).archive
    only = Archive({each.id: withdrawn(each) for each in archive.published}, archive.registry)
    assert feed_files(only) == {}


def test_a_change_to_an_incident_renews_the_feeds_that_tell_of_it() -> None:
    archive = load_sound(PROJECT).archive
    told = dict(feeds(archive))
    digests = told[Feed("platforms", "x", GERMAN.code)]
    assert set(digests) == {each.digest for each in archive.by["platforms"]["x"]}


def test_every_list_with_an_incident_has_feeds_of_at_most_fifty() -> None:
    archive = load_sound(PROJECT).archive
    found = feed_files(archive)
    assert len(found) == len(LANGUAGES) * (1 + sum(len(index) for index in archive.by.values()))
    assert all(content.count(b"<entry>") in range(1, NEWEST + 1) for content in found.values())


def test_a_feed_has_no_clock() -> None:
    archive = load_sound(PROJECT).archive
    assert feed_files(archive) == feed_files(archive)


def test_a_title_is_text_and_no_markup() -> None:
    incident = load_sound(PROJECT).archive.published[:1]
    root = etree.fromstring(atom("<b>&amp;</b> ]]>", Page("x/"), incident, SITE))
    assert root.findtext("a:title", namespaces=ATOM) == "<b>&amp;</b> ]]>"
