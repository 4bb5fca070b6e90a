"""The groups of incidents: how facets and their groups are called, which have a page, and the way to one."""

from typing import NamedTuple

from generator.archive.addresses import facet_address
from generator.archive.archive import Archive
from generator.pages.language import message
from generator.pages.page import HOME, Page
from generator.pages.views.parts import Link, account_on_platform, name_language
from generator.pages.wording import Words
from generator.records.registry import Entry
from generator.records.vocabulary import LabelStatus, Term, Topic, Verdict


class FacetWords(NamedTuple):
    """How a facet is called on the pages: its groups in the plural, one group, and what the page of all says."""

    plural: str
    singular: str
    introduction: str


FACET_WORDS = {
    "months": FacetWords(
        message("Timeline"),
        message("Month"),
        message("When the incidents were posted, month by month."),
    ),
    "platforms": FacetWords(
        message("Platforms"),
        message("Platform"),
        message(
            "Where the incidents were posted, and what each platform says it does. The number counts the incidents "
            "posted there, not those also seen there."
        ),
    ),
    "tools": FacetWords(
        message("Tools"),
        message("Tool"),
        message("The programs with which the media were made, as far as sources say."),
    ),
    "accounts": FacetWords(
        message("Accounts"),
        message("Account"),
        message(
            "The accounts that posted, and those that answered or provoked. The number counts the incidents that "
            "an account posted."
        ),
    ),
    "people": FacetWords(
        message("People shown"),
        message("Person shown"),
        message(
            "Persons seen or heard in the media. To be shown is not to have posted. The number counts the "
            "incidents in which a person is seen or heard."
        ),
    ),
    "verdicts": FacetWords(
        message("Verdicts"),
        message("Verdict"),
        message("The archive's own findings; published reviews stand beside them on the incidents' pages."),
    ),
    "labels": FacetWords(
        message("Label status"),
        message("Label status"),
        message("How the media were marked when a source last told of it."),
    ),
    "regions": FacetWords(
        message("Countries"),
        message("Country"),
        message("The countries whose public the posts were aimed at."),
    ),
    "topics": FacetWords(message("Topics"), message("Topic"), message("What the incidents are about.")),
    "exchanges": FacetWords(
        message("Exchanges"),
        message("Exchange"),
        message("Incidents that answer one another: what provoked stands before what answered."),
    ),
}
TERMS: dict[str, type[Term]] = {"verdicts": Verdict, "labels": LabelStatus, "topics": Topic}


def group_keys(archive: Archive, facet: str) -> tuple[str, ...]:
    """Return the groups of a facet that have a page.

    Registry entries and the terms of verdicts and labels always have one, so that no link to them can break;
    other groups have one where an incident is in them.
    """
    registry = getattr(archive.registry, facet, None)
    if registry is not None:
        return tuple(sorted(registry))
    if facet in ("verdicts", "labels"):
        return tuple(term for term in TERMS[facet] if term is not Verdict.OPEN)
    return tuple(archive.by[facet])


def ordered_groups(archive: Archive, words: Words, facet: str) -> list[str]:
    """Return the groups of a facet, the largest first; exchanges, the newest first."""
    keys = list(group_keys(archive, facet))
    if facet == "exchanges":
        return keys
    sizes = {key: len(archive.own(facet, key)) for key in keys}
    return sorted(keys, key=lambda key: (-sizes[key], group_name(archive, words, facet, key).casefold()))


def group_link(archive: Archive, page: Page, facet: str, key: str) -> Link:
    """Return a link to a group's page; that of an account names its platform, for it may have several namesakes."""
    if facet == "accounts":
        account = archive.registry.accounts[key]
        named = account_on_platform(page, account, archive.registry.platform_of(account))
        return Link(named, page.to(facet_address(facet, key)))
    name = group_name(archive, page.words, facet, key)
    return Link(name, page.to(facet_address(facet, key)), group_language(archive, page, facet, key))


def group_name(archive: Archive, words: Words, facet: str, key: str) -> str:
    """Return the name of a group for readers."""
    if facet in TERMS:
        return words.term(TERMS[facet].of(key))
    if facet == "regions":
        return words.region_name(key)
    if facet == "months":
        return words.month(key) if "-" in key else words.say("%(year)s, month not known", year=key)
    if facet == "exchanges":
        return archive.incidents[key].told_title
    entry: Entry = getattr(archive.registry, facet)[key]
    platform = archive.registry.platform_of(entry)
    if platform:
        return words.say("%(account)s on %(platform)s", account=entry.name, platform=platform.name)
    return entry.name


def group_introduction(words: Words, facet: str, key: str) -> str:
    """Return what a group means, where its facet is a vocabulary."""
    return words.say(TERMS[facet].of(key).description) if facet in TERMS else ""


def group_description(words: Words, facet: str, name: str, count: int, period: str) -> str:
    """Return a group's page in one sentence, for search engines and previews.

    An entry of a registry may have to do with other incidents than those that are counted: it says which these are.
    """
    if period:
        return f"{words.say(FACET_WORDS[facet].singular)}: {name}, {period}."
    kind = words.say("Person") if facet == "people" else words.say(FACET_WORDS[facet].singular)
    return f"{kind}: {name}. {_counted(words, facet, count)}"


def _counted(words: Words, facet: str, count: int) -> str:
    match facet:
        case "platforms":
            return words.say_count(
                "%(count)s incident of the archive was posted there.",
                "%(count)s incidents of the archive were posted there.",
                count,
            )
        case "accounts":
            return words.say_count(
                "It posted %(count)s incident of the archive.",
                "It posted %(count)s incidents of the archive.",
                count,
            )
        case "people":
            return words.say_count(
                "Seen or heard in %(count)s incident of the archive.",
                "Seen or heard in %(count)s incidents of the archive.",
                count,
            )
        case _:
            return words.say_count(
                "%(count)s incident in the archive.", "%(count)s incidents in the archive.", count
            )


def home_crumb(page: Page) -> Link:
    """Return the first step of the way to a page."""
    return Link(page.words.say("Home"), page.to(HOME))


def group_language(archive: Archive, page: Page, facet: str, key: str) -> str:
    """Return the language of a group's name where it is not the page's: of a record's title, or of an entry."""
    if facet == "exchanges":
        return archive.incidents[key].language
    entries = getattr(archive.registry, facet, None)
    return name_language(page, entries[key]) if entries else ""
