"""The label scorecard: what platforms and tools said they do, and what became of the labels of incidents there."""

from dataclasses import dataclass
from typing import NamedTuple

from generator.archive.addresses import facet_address
from generator.archive.archive import Archive
from generator.archive.scorecard import SMALLEST, Scorecard, scorecards
from generator.pages.language import message
from generator.pages.page import Page
from generator.pages.views.entities import RuleView, rule_view, stated_rules
from generator.pages.views.groups import home_crumb
from generator.pages.views.parts import Link, entry_link, name_language
from generator.pages.views.sources import References, SourceView
from generator.pages.wording import Words
from generator.records.registry import Platform, Tool
from generator.records.vocabulary import LabelActor


@dataclass(frozen=True)
class Cell:
    """A count of the scorecard, and its share of the cases reported where these are enough."""

    count: str
    share: str = ""


class CardRow(NamedTuple):
    """The scorecard of one platform or tool."""

    link: Link
    incidents: str
    not_reported: str
    reported: str
    labelled: Cell
    at_posting: Cell
    within_a_day: Cell
    by: str
    delay: str
    unlabelled: str
    is_small: bool


class Promises(NamedTuple):
    """What one platform or tool said that it does, in order of time."""

    link: Link
    rules: tuple[RuleView, ...]
    sources: tuple[SourceView, ...]
    anchor: str


class FacetCards(NamedTuple):
    """The scorecards of platforms or of tools: those with enough cases, those with few, and what was promised."""

    heading: str
    anchor: str
    ranked: tuple[CardRow, ...]
    small: tuple[CardRow, ...]
    promises: tuple[Promises, ...]


class ScorecardView(NamedTuple):
    """What the scorecard page shows."""

    crumbs: tuple[Link, ...]
    smallest: int
    facets: tuple[FacetCards, ...]


HEADINGS = {"platforms": message("Platforms"), "tools": message("Tools")}
ACTORS = {
    LabelActor.POSTER: message("by maker or poster: %(count)s"),
    LabelActor.PLATFORM: message("by the platform: %(count)s"),
    LabelActor.COMMUNITY: message("by users: %(count)s"),
    LabelActor.TOOL: message("by the tool: %(count)s"),
    LabelActor.AUTHORITY: message("by an authority: %(count)s"),
    None: message("by whom is not reported: %(count)s"),
}


def scorecard_view(archive: Archive, page: Page) -> ScorecardView:
    """Compute the scorecard page."""
    facets = tuple(_facet(archive, page, facet) for facet in HEADINGS)
    return ScorecardView((home_crumb(page),), SMALLEST, facets)


def _facet(archive: Archive, page: Page, facet: str) -> FacetCards:
    cards = scorecards(archive, facet)
    entries: dict[str, Platform | Tool] = dict(getattr(archive.registry, facet))
    return FacetCards(
        heading=page.words.say(HEADINGS[facet]),
        anchor=facet,
        ranked=tuple(_row(archive, page, facet, key, card) for key, card in cards if not card.is_small),
        small=tuple(_row(archive, page, facet, key, card) for key, card in cards if card.is_small),
        promises=tuple(_promises(page, facet, key, entry) for key, entry in sorted(entries.items()) if entry.rules),
    )


def _row(archive: Archive, page: Page, facet: str, key: str, card: Scorecard) -> CardRow:
    words, number = page.words, page.words.number
    return CardRow(
        link=entry_link(page, archive.registry, facet, key),
        incidents=number(card.incidents),
        not_reported=number(card.not_reported),
        reported=number(card.reported),
        labelled=_cell(words, card, card.labelled),
        at_posting=_cell(words, card, card.at_posting),
        within_a_day=_within_a_day(words, card),
        by="; ".join(
            words.say(said, count=number(card.by[actor])) for actor, said in ACTORS.items() if card.by.get(actor)
        ),
        delay=words.delay(card.delay) if card.delay else "",
        unlabelled=_unlabelled(words, card),
        is_small=card.is_small,
    )


def _cell(words: Words, card: Scorecard, count: int) -> Cell:
    """Return a count of the reported cases; where there are none, nothing, for a nought would read like a "no"."""
    if not card.reported:
        return Cell("–")
    share = card.share(count)
    return Cell(words.number(count), words.share(share) if share is not None else "")


def _within_a_day(words: Words, card: Scorecard) -> Cell:
    """Return the certain count, and the possible one where the dates leave it open, with the share of each."""
    few = _cell(words, card, card.within_a_day)
    if not card.perhaps_within_a_day:
        return few
    many = _cell(words, card, card.within_a_day + card.perhaps_within_a_day)
    return Cell(_range(words, few.count, many.count), few.share and _range(words, few.share, many.share))


def _range(words: Words, few: str, many: str) -> str:
    return words.say("%(few)s to %(many)s", few=few, many=many)


def _unlabelled(words: Words, card: Scorecard) -> str:
    if not card.seen_unlabelled:
        return ""
    return words.say_count(
        "about %(views)s, known of %(count)s incident",
        "about %(views)s, known of %(count)s incidents",
        card.seen_unlabelled,
        views=words.number(card.unlabelled_views),
    )


def _promises(page: Page, facet: str, key: str, entry: Platform | Tool) -> Promises:
    prefix = f"{facet}-{key}-"
    references = References(entry.sources, page.words, prefix)
    return Promises(
        link=Link(entry.name, page.to(facet_address(facet, key)), name_language(page, entry)),
        rules=tuple(rule_view(page.words, rule, references) for rule in stated_rules(entry)),
        sources=references.listed(),
        anchor=f"{facet}-{key}",
    )
