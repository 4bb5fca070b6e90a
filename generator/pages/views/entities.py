"""The page of a registry entry: what it is, what it said it does, and the incidents it has to do with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from markupsafe import Markup

from generator.archive.addresses import FEED, facet_address
from generator.archive.archive import Archive
from generator.archive.gist import Gist
from generator.archive.periods import Period, periods_of
from generator.archive.scorecard import Scorecard, scorecard_of
from generator.pages.language import message
from generator.pages.page import Page
from generator.pages.views.groups import FACET_WORDS, group_description, group_link, group_name, home_crumb
from generator.pages.views.lists import Group, by_year, figures, list_crumbs
from generator.pages.views.paging import Paging, in_words, paging_in_time
from generator.pages.views.parts import Figure, Link, entry_link, name_language
from generator.pages.views.sources import References, SourceView
from generator.pages.wording import Words
from generator.records.dates import When
from generator.records.model import Source
from generator.records.registry import Account, Entry, Platform, StatedRule, Tool

WIKIDATA = "https://www.wikidata.org/wiki/"
LAST = "9999"  # where something without a date is sorted


class Fact(NamedTuple):
    """A line of the facts beside the name: what, and what it is."""

    name: str
    values: tuple[Link, ...]


class RuleView(NamedTuple):
    """A rule as it was stated, and when it held or, where that is not known, was reported."""

    kind: str
    summary: Markup
    period: str
    cites: Markup


class Section(NamedTuple):
    """Incidents under one heading, by year, with figures of their own where those at the head are not theirs."""

    heading: str
    introduction: str
    figures: tuple[Figure, ...]
    groups: tuple[Group, ...]


class EntityView(NamedTuple):
    """The page of an account, a platform, a tool or a person shown, with the newest incidents or those of `period`.

    What is known of it stands on the page of the newest alone. `title` is its name, `page_title` what the page is
    called where it stands among others.
    """

    title: str
    page_title: str
    period: str
    title_language: str
    description: str
    crumbs: tuple[Link, ...]
    text: Markup
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    rules: tuple[RuleView, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceView, ...]
    paging: Paging
    feed: str


@dataclass(frozen=True)
class Part:
    """A part of an entity's incidents: what they have to do with it, and which they are.

    One that `is_counted` has figures of its own. Others have none, or they stand at the head of the page.
    """

    heading: str
    introduction: str
    incidents: tuple[Gist, ...]
    is_counted: bool = False

    @cached_property
    def card(self) -> Scorecard | None:
        """Return what is counted of them; only a page that shows it asks."""
        return scorecard_of(self.incidents) if self.is_counted else None

    def shown_on(self, period: Period) -> list[Gist]:
        """Return its incidents of a period."""
        return [incident for incident in period.incidents if incident.id in self._names]

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(incident.id for incident in self.incidents)


def entity_view(archive: Archive, page: Page, facet: str, key: str, number: int) -> EntityView:
    """Compute a page of a registry entry: what is known of it, and the incidents that it has to do with."""
    words = page.words
    entry: Entry = getattr(archive.registry, facet)[key]
    name = group_name(archive, words, facet, key)
    pages = entity_pages(archive, facet, key)
    period = in_words(words, pages[number - 1]) if number > 1 else ""
    references = References(() if period else entry.sources, words)
    parts = entity_parts(archive, facet, key)
    address = facet_address(facet, key)
    has_own_figures = parts[0].is_counted
    return EntityView(
        title=entry.name,
        page_title=name,
        period=period,
        title_language=name_language(page, entry),
        description=group_description(words, facet, name, len(parts[0].incidents), period),
        crumbs=(
            home_crumb(page),
            Link(words.say(FACET_WORDS[facet].plural), page.to(facet_address(facet))),
            *list_crumbs(page, entry.name, address, period),
        ),
        text=Markup() if period else references.prose(entry.description),
        facts=() if period else (*_facts(archive, page, key, entry), *_addresses(words, entry)),
        figures=() if period or has_own_figures else figures(words, archive.card(facet, key)),
        rules=() if period else tuple(rule_view(words, rule, references) for rule in stated_rules(entry)),
        sections=tuple(
            _section(archive, page, part, shown, is_first=not period)
            for part in parts
            if (shown := part.shown_on(pages[number - 1]))
        )
        if pages
        else (),
        sources=references.listed(),
        paging=paging_in_time(page, address, pages, number),
        feed=page.to(address + FEED) if archive.group(facet, key) else "",
    )


def _section(archive: Archive, page: Page, part: Part, shown: Sequence[Gist], *, is_first: bool) -> Section:
    words = page.words
    return Section(
        heading=words.say(part.heading),
        introduction=words.say(part.introduction) if part.introduction else "",
        figures=figures(words, part.card) if is_first and part.card else (),
        groups=by_year(archive, page, shown),
    )


@lru_cache(maxsize=1 << 8)
def entity_pages(archive: Archive, facet: str, key: str) -> tuple[Period, ...]:
    """Return the pages of an entry, on which its incidents stand whatever they have to do with it."""
    parts = [part.incidents for part in entity_parts(archive, facet, key) if part.incidents]
    if len(parts) == 1:
        return periods_of(parts[0])
    found = {each.id: each for part in parts for each in part}
    return periods_of(archive.newest_first(found.values()))


@lru_cache(maxsize=1 << 8)
def entity_parts(archive: Archive, facet: str, key: str) -> tuple[Part, ...]:
    """Return the incidents of an entry, those that it posted and those in which it appears never in one."""
    incidents = archive.by[facet].get(key, ())
    match facet:
        case "accounts":
            posted = {each.id for each in incidents}
            appears = tuple(each for each in archive.by_exchange.get(key, ()) if each.id not in posted)
            return (
                Part(message("Posted by this account"), "", incidents),
                Part(
                    message("In the exchange around an incident"),
                    message("Postings of this account that came before or after."),
                    appears,
                ),
            )
        case "platforms":
            elsewhere = tuple(each for each in incidents if each.platform != key)
            return (
                Part(message("Posted here"), "", archive.own(facet, key)),
                Part(
                    message("Also seen here"),
                    message(
                        "Posted elsewhere; of a label here no record tells, so that the figures leave these out."
                    ),
                    elsewhere,
                ),
            )
        case "tools":
            return (Part(message("Made with this tool"), message("As far as sources say."), incidents),)
        case _:
            own = posted_by(archive, key)
            introduction = message("The person is seen or heard here; who posted is said on each incident's page.")
            return (
                Part(message("Shown or heard in"), introduction, incidents, is_counted=True),
                Part(message("Posted by their accounts"), "", own, is_counted=True),
            )


def posted_by(archive: Archive, person: str) -> tuple[Gist, ...]:
    """Return the incidents that a person's own accounts posted, newest first."""
    own = archive.registry.accounts_of.get(person, ())
    return archive.newest_first(each for key in own for each in archive.group("accounts", key))


def stated_rules(entry: Entry) -> tuple[StatedRule, ...]:
    """Return what a platform or tool said that it does, by time; what nobody dated stands last."""
    rules = entry.rules if isinstance(entry, Platform | Tool) else ()
    return tuple(sorted(rules, key=lambda rule: str(rule.since or reported(rule, entry.sources) or LAST)))


def reported(rule: StatedRule, sources: Iterable[Source]) -> When | None:
    """Return when the first of a rule's sources that has a date told of it."""
    dates = (source.published for source in sources if source.id in rule.sources and source.published)
    return min(dates, key=lambda date: date.earliest, default=None)


def rule_view(words: Words, rule: StatedRule, references: References) -> RuleView:
    """Return a stated rule as a page shows it."""
    told = reported(rule, references.sources.values())
    if rule.since:
        begun = words.say("from %(date)s", date=words.date(rule.since))
    elif told:
        begun = words.say("reported %(date)s", date=words.date(told))
    else:
        begun = words.say("reported, date not known")
    until = words.say("until %(date)s", date=words.date(rule.until)) if rule.until else ""
    period = (" " if rule.since else ", ").join(part for part in (begun, until) if part)
    return RuleView(words.term(rule.kind), references.prose(rule.summary), period, references.cites(*rule.sources))


def _facts(archive: Archive, page: Page, key: str, entry: Entry) -> tuple[Fact, ...]:
    words = page.words
    match entry:
        case Account():
            return _account_facts(archive, page, entry)
        case Platform():
            return _told(
                (words.say("Former names"), ", ".join(entry.former_names)), (words.say("Run by"), entry.owner)
            )
        case Tool():
            return _told(
                (words.say("Former names"), ", ".join(entry.former_names)), (words.say("Made by"), entry.maker)
            )
        case _:
            own = tuple(
                group_link(archive, page, "accounts", name) for name in archive.registry.accounts_of.get(key, ())
            )
            return (Fact(words.say("Own accounts"), own),) if own else ()


def _account_facts(archive: Archive, page: Page, account: Account) -> tuple[Fact, ...]:
    words, registry = page.words, archive.registry
    platform = entry_link(page, registry, "platforms", account.platform)
    facts = [
        *_told((words.say("Name on the platform"), account.handle), (words.say("Kind"), words.term(account.kind))),
        Fact(words.say("Platform"), (platform,)),
    ]
    if account.person:
        facts.append(Fact(words.say("Account of"), (entry_link(page, registry, "people", account.person),)))
    return tuple(facts)


def _told(*pairs: tuple[str, str | None]) -> tuple[Fact, ...]:
    return tuple(Fact(name, (Link(value),)) for name, value in pairs if value)


def _addresses(words: Words, entry: Entry) -> tuple[Fact, ...]:
    facts = []
    if entry.url:
        facts.append(Fact(words.say("Address"), (Link(entry.url, entry.url),)))
    if entry.wikidata:
        facts.append(Fact("Wikidata", (Link(entry.wikidata, WIKIDATA + entry.wikidata),)))
    return tuple(facts)
