"""What pages there are: each by its kind, its group and its number, with a digest of all that it shows.

A sheet is a page to make, as plain values that travel between processes. Two sheets with the same digest have the
same text, as long as the registries, the settings and this program are the same: what a page depends on is said
here, beside what it is.
"""

import hashlib
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import chain, count, product, takewhile
from typing import NamedTuple

from generator.archive.addresses import INCIDENTS, facet_address, incident_address
from generator.archive.archive import Archive
from generator.archive.facets import FACETS
from generator.archive.figures import figures_of
from generator.archive.gist import Gist
from generator.archive.periods import Period, Time
from generator.archive.scorecard import scorecards
from generator.pages.language import LANGUAGES, by_code
from generator.pages.page import CODEBOOK, FIGURES, HOME, RULES, SCORECARD, SEARCH, Page
from generator.pages.views.entities import Part, entity_pages, entity_parts
from generator.pages.views.filters import edition, keys_in_words, part_names
from generator.pages.views.groups import FACET_WORDS, group_keys
from generator.pages.views.home import NEWEST
from generator.pages.views.lists import pages_of
from generator.pages.views.paging import dated, numbered, page_count
from generator.pages.views.search import NEWEST as STARTING

ENTITIES = ("accounts", "platforms", "tools", "people")
SINGLE = {
    "home": HOME,
    "search": SEARCH,
    "scorecard": SCORECARD,
    "figures": FIGURES,
    "codebook": CODEBOOK,
    "rules": RULES,
}
WITH_NEWEST = {"home": NEWEST, "search": STARTING}  # incidents that these show


class Sheet(NamedTuple):
    """A page to make: `kind` is its template, `key` the incident or the group, `number` its place in a long list.

    `address` is relative to its language's part of the site.
    """

    kind: str
    language: str
    address: str
    facet: str = ""
    key: str = ""
    number: int = 1

    @property
    def page(self) -> Page:
        """Return where the page stands."""
        return Page(self.address, by_code(self.language))

    @property
    def name(self) -> tuple[str, str]:
        """Return kind and address, which the page has in common with itself in other languages."""
        return self.kind, self.address


Digest = Callable[[], str]  # computes it: of a page that is to be made anyway, it is asked for later than the page
Planned = tuple[Sheet, Digest]  # a page, and the digest of what it shows
Described = tuple[str, str, str, str, int, Digest]  # kind, address, facet, key, number, digest


def sheets(archive: Archive) -> Iterator[Planned]:
    """Yield every page of the archive, in every language."""
    yield from sheets_of_many(archive)
    yield from sheets_of_incidents(archive)


def sheets_of_many(archive: Archive) -> Iterator[Planned]:
    """Yield the pages that are about more than one incident; they do not show which are similar."""
    yield from in_languages(chain(single_sheets(archive), list_sheets(archive)))


def sheets_of_incidents(archive: Archive) -> Iterator[Planned]:
    """Yield the pages of all incidents."""
    for gist in archive.with_pages:
        yield from in_languages(incident_sheets(archive, gist))


class Edit(NamedTuple):
    """An incident as it was and as it is, edited in what leaves it where it stands (see Gist.ties)."""

    before: Gist
    now: Gist

    @property
    def is_of_words(self) -> bool:
        """Say whether nothing but its words is another."""
        return self.before.facts == self.now.facts


def sheets_of_edits(archive: Archive, edits: Sequence[Edit], showing: Collection[Gist]) -> Iterator[Planned]:
    """Yield the pages that may show something else after some edits; all others are what they were, or are gone.

    `showing` are the incidents whose pages show an edited one, or are similar to others than before.
    """
    groups = touched_groups(archive, edits)
    with_page = {facet: set(group_keys(archive, facet)) for facet, _ in groups}
    edited = {edit.now for edit in edits}
    newest = [kind for kind, many in WITH_NEWEST.items() if not edited.isdisjoint(archive.published[:many])]
    described = [
        single_sheets(archive, newest if all(edit.is_of_words for edit in edits) else tuple(SINGLE)),
        all_sheets(archive),
        *(overview_sheets(archive, facet) for facet in sorted(touched_overviews(archive, edits))),
        *(group_sheets(archive, facet, key) for facet, key in sorted(groups) if key in with_page[facet]),
        *(incident_sheets(archive, gist) for gist in showing),
    ]
    yield from in_languages(chain.from_iterable(described))


def touched_groups(archive: Archive, edits: Iterable[Edit]) -> set[tuple[str, str]]:
    """Return facet and key of each group that has any of some edited incidents, or had it."""
    return groups_of(archive, (gist for edit in edits for gist in edit))


def touched_overviews(archive: Archive, edits: Iterable[Edit]) -> set[str]:
    """Return the facets of whose groups some are new, gone or of another size; exchanges, for these have titles."""
    moved = (groups_of(archive, [edit.before]) ^ groups_of(archive, [edit.now]) for edit in edits)
    return {facet for each in moved for facet, _ in each} | {"exchanges"}


def groups_of(archive: Archive, gists: Iterable[Gist]) -> set[tuple[str, str]]:
    """Return facet and key of each group whose pages list any of some incidents, or whose feeds tell of one."""
    return {pair for gist in gists for pair in _groups_of(archive, gist)}


def _groups_of(archive: Archive, gist: Gist) -> Iterator[tuple[str, str]]:
    if not gist.has_page:
        return
    for name, facet in FACETS.items():
        yield from ((name, str(key)) for key in facet.keys(gist) if key is not None)
    yield from (("accounts", key) for key in gist.posters)
    account = archive.registry.accounts.get(gist.account or "")
    if account and account.person:
        yield "people", account.person
    exchange = archive.exchange_of(gist)
    if len(exchange) > 1:
        yield "exchanges", exchange[0].id


def gone_pages(
    archive: Archive, edits: Sequence[Edit], before: Collection[str], now: Container[str]
) -> Iterator[str]:
    """Yield the pages of the touched lists that were there `before` and are not `now`, by their Markdown files."""
    lists = {
        Page(facet_address(*group), language).path
        for group, language in product(touched_groups(archive, edits), LANGUAGES)
    }
    for file in before:
        path = file.removesuffix("index.md")
        if file not in now and (path in lists or f"{path[:-1].rpartition('/')[0]}/" in lists):
            yield file
    for facet, language in product(touched_overviews(archive, edits), LANGUAGES):
        files = (Page(numbered(facet_address(facet), number), language).markdown_file for number in count(2))
        yield from (file for file in takewhile(before.__contains__, files) if file not in now)


def sheets_of(gist: Gist) -> Iterator[Sheet]:
    """Yield the pages of one incident."""
    return (sheet for sheet, _ in in_languages(_incident_sheets(gist, digest_of)))


def in_languages(described: Iterable[Described]) -> Iterator[Planned]:
    """Yield pages that are described once for all languages in each of them."""
    for kind, address, facet, key, number, shown in described:
        digest = cache(shown)
        for language in LANGUAGES:  # next to one another: they show the same prose
            yield Sheet(kind, language.code, address, facet, key, number), digest


def single_sheets(archive: Archive, kinds: Collection[str] = tuple(SINGLE)) -> Iterator[Described]:
    """Yield the pages of which there is one, all or those of some kinds."""
    for kind in kinds:
        yield kind, SINGLE[kind], "", "", 1, partial(_digest_of_single, archive, kind)


def _digest_of_single(archive: Archive, kind: str) -> str:
    return digest_of(SHOWN[kind](archive) if kind in SHOWN else None)


def _shown_by_search(archive: Archive) -> object:
    return edition(archive), part_names(archive), keys_in_words(archive), _gists(archive.published[:STARTING])


SHOWN: Mapping[str, Callable[[Archive], object]] = {
    "home": lambda archive: (archive.card(), _gists(archive.published[:NEWEST])),
    "search": _shown_by_search,
    "scorecard": lambda archive: [scorecards(archive, facet) for facet in ("platforms", "tools")],
    "figures": figures_of,
}


def list_sheets(archive: Archive) -> Iterator[Described]:
    """Yield the pages that list incidents or groups of them."""
    yield from all_sheets(archive)
    for facet in FACET_WORDS:
        yield from overview_sheets(archive, facet)
        for key in group_keys(archive, facet):
            yield from group_sheets(archive, facet, key)


def all_sheets(archive: Archive) -> Iterator[Described]:
    """Yield the pages that list all incidents."""
    yield from _pages("list", archive, "", "", pages_of(archive, "", ""))


def overview_sheets(archive: Archive, facet: str) -> Iterator[Described]:
    """Yield the pages of a facet's groups."""
    keys = group_keys(archive, facet)
    digest = cache(partial(_digest_of_overview, archive, facet, keys))
    if facet == "months":
        yield "timeline", facet_address(facet), facet, "", 1, digest
    else:
        for number in range(1, page_count(keys) + 1):
            yield "facet", numbered(facet_address(facet), number), facet, "", number, digest


def _digest_of_overview(archive: Archive, facet: str, keys: Sequence[str]) -> str:
    sizes = [(key, len(archive.own(facet, key))) for key in keys]
    first = [archive.incidents[key] for key in keys] if facet == "exchanges" else []
    return digest_of(sizes, [(gist.told_title, gist.language) for gist in first])


def group_sheets(archive: Archive, facet: str, key: str) -> Iterator[Described]:
    """Yield the pages of one group of a facet: of a registry entry, or of a term, country, month or exchange."""
    if facet in ENTITIES:
        yield from _pages("entity", archive, facet, key, entity_pages(archive, facet, key))
    else:
        yield from _pages("list", archive, facet, key, pages_of(archive, facet, key))


def _pages(kind: str, archive: Archive, facet: str, key: str, pages: Sequence[Period]) -> Iterator[Described]:
    """Yield the pages of a list, or the one of an empty list.

    That of the newest incidents tells of the whole list, the others of their incidents, and name their neighbours.
    """
    address = facet_address(facet, key) if facet else INCIDENTS
    shown = _Pages(archive, facet, key, pages)
    for number in range(1, max(1, len(pages)) + 1):
        yield kind, dated(address, pages, number), facet, key, number, partial(shown.digest, number)


@dataclass
class _Pages:
    """The pages of one list, and what the digests of several of them are made of."""

    archive: Archive
    facet: str
    key: str
    pages: Sequence[Period]

    def digest(self, number: int) -> str:
        """Return the digest of one of the pages, or of the page of an empty list."""
        first = self.archive.incidents[self.key] if self.facet == "exchanges" else None
        title = (first.told_title, first.language) if first else None
        has_feed = bool(self.archive.group(self.facet, self.key))
        beside = (self.times[number - 2] if number > 2 else None, self.times[number - 1 : number + 1], has_feed)
        shown = _shown_on(self.pages[number - 1], self.parts) if self.pages else None
        return digest_of(title, self.whole if number == 1 else beside, shown)

    @cached_property
    def whole(self) -> str:
        cards = [part.card for part in self.parts]
        return digest_of(self.archive.card(self.facet, self.key), cards, self.times[1:])

    @cached_property
    def parts(self) -> Sequence[Part]:
        return entity_parts(self.archive, self.facet, self.key) if self.facet in ENTITIES else ()

    @cached_property
    def times(self) -> list[tuple[Time, Time]]:
        return [(page.first, page.last) for page in self.pages]


def _shown_on(page: Period, parts: Sequence[Part]) -> object:
    return [_gists(part.shown_on(page)) for part in parts] if parts else _gists(page.incidents)


def incident_sheets(archive: Archive, gist: Gist) -> Iterator[Described]:
    """Yield the incident's page, and for each former identifier a page that leads to it."""
    yield from _incident_sheets(gist, partial(_digest_of_incident, archive, gist))


def _digest_of_incident(archive: Archive, gist: Gist) -> str:
    others = [archive.incidents[key] for key in gist.related if key in archive.incidents]
    return digest_of(
        gist.record,
        _gists(archive.exchange_of(gist)),
        _gists(archive.look_alikes_of(gist)),
        _gists(others),
        [(near, archive.incidents[near.id].digest) for near in archive.near(gist)],
    )


def _incident_sheets(gist: Gist, digest: Digest) -> Iterator[Described]:
    kind = "incident" if gist.is_published else "withdrawn"
    yield kind, incident_address(gist.id), "", gist.id, 1, digest
    for alias in gist.aliases:
        yield "moved", incident_address(alias), "", gist.id, 1, digest


def digest_of(*shown: object) -> str:
    """Return a digest of plain values."""
    return hashlib.blake2b(repr(shown).encode(), digest_size=16).hexdigest()


def _gists(gists: Iterable[Gist]) -> list[str]:
    return [gist.digest for gist in gists]
