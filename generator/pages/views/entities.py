"""The page of a registry entry: what it is, what it said it does, and the incidents it has to do with."""

from dataclasses import dataclass

from markupsafe import Markup

from generator.archive.archive import Archive
from generator.archive.incident import Incident
from generator.pages import wording
from generator.pages.addresses import Page, facet_address
from generator.pages.views.lists import FACET_WORDS, Group, by_year, counted, figures
from generator.pages.views.parts import Figure, Link, entry_link
from generator.pages.views.sources import Citation, References, SourceView
from generator.records.registry import Account, Entry, Person, Platform, StatedRule, Tool

WIKIDATA = "https://www.wikidata.org/wiki/"


@dataclass(frozen=True)
class Fact:
    """A line of the facts beside the name: what, and what it is."""

    name: str
    values: tuple[Link, ...]


@dataclass(frozen=True)
class RuleView:
    """A rule as it was stated, and when it held."""

    kind: str
    summary: Markup
    period: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True)
class Section:
    """Incidents under one heading, by year."""

    heading: str
    introduction: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class EntityView:
    """The page of an account, a platform, a tool or a person shown."""

    kind: str
    title: str
    description: str
    text: Markup
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    rules_heading: str
    rules: tuple[RuleView, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceView, ...]
    up: Link


def account_view(archive: Archive, key: str) -> EntityView:
    """Compute the page of an account: what it posted, and the exchanges in which it appears."""
    page = Page(facet_address("accounts", key))
    account = archive.registry.accounts[key]
    posted = archive.by["accounts"].get(key, ())
    appears = tuple(each for each in archive.by_exchange.get(key, ()) if each not in posted)
    return _entity(
        archive,
        page,
        "accounts",
        account,
        facts=_account_facts(archive, page, account),
        sections=(
            ("Posted by this account", "", posted),
            (
                "In the exchange around an incident",
                "Postings of this account that came before or after.",
                appears,
            ),
        ),
    )


def platform_view(archive: Archive, key: str) -> EntityView:
    """Compute the page of a platform: what was posted there, and what it said it does about it."""
    platform = archive.registry.platforms[key]
    return _entity(
        archive,
        Page(facet_address("platforms", key)),
        "platforms",
        platform,
        facts=_facts(("Former names", ", ".join(platform.former_names)), ("Run by", platform.owner)),
        rules=platform.rules,
        sections=(("Posted here", "", archive.by["platforms"].get(key, ())),),
    )


def tool_view(archive: Archive, key: str) -> EntityView:
    """Compute the page of a tool: what was made with it, and what its maker said it does about it."""
    tool = archive.registry.tools[key]
    return _entity(
        archive,
        Page(facet_address("tools", key)),
        "tools",
        tool,
        facts=_facts(("Former names", ", ".join(tool.former_names)), ("Made by", tool.maker)),
        rules=tool.rules,
        sections=(("Made with this tool", "As far as sources say.", archive.by["tools"].get(key, ())),),
    )


def person_view(archive: Archive, key: str) -> EntityView:
    """Compute the page of a person shown: the incidents whose media show them, and their own accounts apart."""
    page = Page(facet_address("people", key))
    person = archive.registry.people[key]
    accounts = [name for name, account in archive.registry.accounts.items() if account.person == key]
    own = tuple(_with_platform(archive, page, name) for name in sorted(accounts))
    return _entity(
        archive,
        page,
        "people",
        person,
        facts=(Fact("Own accounts", own),) if own else (),
        sections=(
            (
                "Shown or heard in",
                "The person is depicted here; who posted is said on each incident's page.",
                archive.by["people"].get(key, ()),
            ),
        ),
    )


def _entity(
    archive: Archive,
    page: Page,
    facet: str,
    entry: Account | Platform | Tool | Person,
    *,
    facts: tuple[Fact, ...],
    sections: tuple[tuple[str, str, tuple[Incident, ...]], ...],
    rules: tuple[StatedRule, ...] = (),
) -> EntityView:
    references = References(entry.sources)
    words = FACET_WORDS[facet]
    return EntityView(
        kind=words.singular,
        title=entry.name,
        description=f"{words.singular} {entry.name}: {counted(len(sections[0][2]))} in the archive.",
        text=references.prose(entry.description),
        facts=(*facts, *_addresses(entry)),
        figures=figures(sections[0][2]),
        rules_heading="What it said it does",
        rules=tuple(_rule(rule, references) for rule in rules),
        sections=tuple(
            Section(heading, introduction, by_year(archive, page, incidents))
            for heading, introduction, incidents in sections
            if incidents
        ),
        sources=references.listed(),
        up=Link(words.plural, page.to(facet_address(facet))),
    )


def _with_platform(archive: Archive, page: Page, key: str) -> Link:
    """Return a link to an account that names its platform: a person may have several under one name."""
    account = archive.registry.accounts[key]
    platform = archive.registry.platforms.get(account.platform)
    words = f"{account.name} on {platform.name}" if platform else account.name
    return Link(words, page.to(facet_address("accounts", key)))


def _account_facts(archive: Archive, page: Page, account: Account) -> tuple[Fact, ...]:
    person = (
        (Fact("Account of", (entry_link(page, "people", account.person, archive.registry.people),)))
        if account.person
        else None
    )
    return (
        *_facts(("Name on the platform", account.handle), ("Kind", account.kind.label)),
        Fact("Platform", (entry_link(page, "platforms", account.platform, archive.registry.platforms),)),
        *((person,) if person else ()),
    )


def _facts(*pairs: tuple[str, str | None]) -> tuple[Fact, ...]:
    return tuple(Fact(name, (Link(value),)) for name, value in pairs if value)


def _addresses(entry: Entry) -> tuple[Fact, ...]:
    links = []
    if entry.url:
        links.append(Fact("Address", (Link(entry.url, entry.url),)))
    if entry.wikidata:
        links.append(Fact("Wikidata", (Link(entry.wikidata, WIKIDATA + entry.wikidata),)))
    return tuple(links)


def _rule(rule: StatedRule, references: References) -> RuleView:
    since = f"from {wording.date_in_words(rule.since)}" if rule.since else ""
    until = f"until {wording.date_in_words(rule.until)}" if rule.until else ""
    period = " ".join(part for part in (since, until) if part)
    return RuleView(rule.kind.label, references.prose(rule.summary), period, references.cites(*rule.sources))
