"""A list of incidents as an Atom feed, with no clock in it: the same incidents give the same bytes.

A feed tells what is new in the archive, which is not what was posted last: an incident of 2019 may be told today.
Its text is what feedgen makes of it, byte for byte, which `tests/test_feeds.py` holds; only that an entry names its
language where that is not the feed's, which feedgen cannot. It is put together from texts here, for there are
thousands of feeds, and an incident is told in many of them.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from generator.archive.addresses import FEED, INCIDENTS, facet_address, incident_address
from generator.archive.archive import Archive
from generator.archive.gist import Gist
from generator.pages.language import ENGLISH, LANGUAGES, Language, by_code
from generator.pages.page import LICENCE, Page
from generator.pages.views.groups import FACET_WORDS, group_name
from generator.pages.wording import Words
from generator.records.vocabulary import LabelStatus, Verdict

NEWEST = 50  # entries


class Feed(NamedTuple):
    """The feed of a list in one language: of one group of a facet, or without a facet, of all incidents."""

    facet: str = ""
    key: str = ""
    language: str = ENGLISH.code

    @property
    def page(self) -> Page:
        """Return the page of the list."""
        return Page(facet_address(self.facet, self.key) if self.facet else INCIDENTS, by_code(self.language))

    @property
    def path(self) -> str:
        """Return the feed's place on the site."""
        return self.page.path + FEED


def feeds(
    archive: Archive, wanted: Collection[tuple[str, str]] | None = None
) -> Iterator[tuple[Feed, tuple[str, ...]]]:
    """Yield the feeds of each list that has an incident, with the digests of the incidents that they tell of.

    Only that of all incidents and those of the `wanted` groups, if these are given.
    """
    pairs = [(facet, key) for facet, index in archive.by.items() for key in index] if wanted is None else wanted
    for facet, key in [("", ""), *pairs]:
        if not archive.group(facet, key):
            continue
        told = tuple(incident.digest for incident in _newest(archive, facet, key))
        yield from ((feed, told) for feed in feeds_of(facet, key))


def feeds_of(facet: str, key: str) -> Iterator[Feed]:
    """Yield the feeds of a list, which has an incident, in every language."""
    return (Feed(facet, key, language.code) for language in LANGUAGES)


def feed_content(archive: Archive, feed: Feed, site_url: str) -> bytes:
    """Return a feed as an Atom file."""
    return atom(_title(archive, feed), feed.page, _newest(archive, feed.facet, feed.key), site_url)


def _newest(archive: Archive, facet: str, key: str) -> list[Gist]:
    return archive.newest(archive.told_in(facet, key), NEWEST)


def atom(title: str, page: Page, newest: Sequence[Gist], site_url: str) -> bytes:
    """Return the feed of the list on `page`, which tells of its newest incidents, of at least one."""
    address = escape(f"{site_url or '/'}{page.path}")
    entries = "".join([_entry(incident, page.language, site_url) for incident in newest])
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{page.language.code}">
  <id>{address}</id>
  <title>{escape(title)}</title>
  <updated>{newest[0].news[0].isoformat()}</updated>
  <author>
    <name>Gegenbild</name>
  </author>
  <link href="{address}" rel="alternate"/>
  <link href="{address}{FEED}" rel="self"/>
  <generator>Gegenbild</generator>
  <rights>{LICENCE}</rights>
{entries}</feed>
""".encode()


def _title(archive: Archive, feed: Feed) -> str:
    words = feed.page.words
    if not feed.facet:
        return f"Gegenbild: {words.say('All incidents')}"
    kind = words.say(FACET_WORDS[feed.facet].singular)
    return f"Gegenbild: {kind}: {group_name(archive, words, feed.facet, feed.key)}"


@lru_cache(maxsize=1 << 14)  # an incident is told in many feeds
def _entry(incident: Gist, language: Language, site_url: str) -> str:
    page = Page(incident_address(incident.id), language)
    address = escape(f"{site_url or '/'}{page.path}")
    lists = () if incident.is_withdrawn else (("verdicts", incident.verdict), ("labels", incident.label))
    categories = "".join([_category(facet, term, page.words, site_url) for facet, term in lists])
    told_in = f' xml:lang="{incident.language}"' if incident.language != language.code else ""
    begun = f"    <published>{incident.begun.earliest.isoformat()}</published>\n" if incident.begun else ""
    return f"""  <entry>
    <id>{address}</id>
    <title{told_in}>{escape(incident.told_title)}</title>
    <updated>{incident.news[0].isoformat()}</updated>
    <link href="{address}"/>
    <summary type="html">{escape(_summary(incident, page.words))}</summary>
{categories}{begun}  </entry>
"""


def _category(facet: str, term: Verdict | LabelStatus, words: Words, site_url: str) -> str:
    """Return a term, and as its scheme the address of its facet's lists: `none` is a label status, no verdict."""
    scheme = escape(f"{site_url or '/'}{facet_address(facet)}")
    return f'    <category term="{term.value}" scheme="{scheme}" label="{_quoted(words.term(term))}"/>\n'


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _summary(incident: Gist, words: Words) -> str:
    """Return what happened as HTML, after what programs that read feeds show of no other place: what was found.

    So it is with the incident's own day. These words are the feed's, and the others the record's. Of a withdrawn
    incident it is told instead that it was taken back, and why.
    """
    foreign = words.foreign(incident.language)
    lang = f' lang="{foreign}"' if foreign else ""
    if incident.is_withdrawn:
        told, text = words.say("The archive has withdrawn this incident."), incident.withdrawal
    else:
        found = (("Verdict", incident.verdict), ("Label status", incident.label))
        terms = [f"{words.say(name)}: {words.term(term)}" for name, term in found]
        told, text = " · ".join([*terms, words.date(incident.date)]), incident.summary
    return f"<p>{escape(told)}</p><p{lang}>{escape(text)}</p>"
