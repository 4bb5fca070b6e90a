"""The archive object: incidents by identifier, registries by key, indexes by facet, exchanges joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from heapq import nlargest

from generator.archive.facets import FACETS, Facet, Index, index
from generator.archive.gist import Gist, gists_of
from generator.archive.incident import Incident
from generator.archive.likeness import alike
from generator.archive.scorecard import Scorecard, scorecard_of
from generator.archive.similar import NOTHING_NEAR, Likeness, Near, Neighbours
from generator.records.registry import Account, Entry, Person, Platform, Tool


@dataclass(frozen=True, eq=False)
class Registry:
    """The entries that records refer to by key."""

    accounts: Mapping[str, Account] = field(default_factory=dict)
    platforms: Mapping[str, Platform] = field(default_factory=dict)
    tools: Mapping[str, Tool] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the words that name persons, in lower case."""
        return frozenset(part for key in self.people for part in key.split("-"))

    @cached_property
    def accounts_of(self) -> Mapping[str, tuple[str, ...]]:
        """Return the accounts that are a person's own, for each person who has one."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key, account in sorted(self.accounts.items()):
            if account.person:
                found[account.person].append(key)
        return {person: tuple(keys) for person, keys in found.items()}

    def platform_of(self, entry: Entry) -> Platform | None:
        """Return the platform of an account; None for any other entry, and where the platform is not known."""
        return self.platforms.get(entry.platform) if isinstance(entry, Account) else None


@dataclass(frozen=True, eq=False)
class Archive:
    """The gists of all incidents (drafts and withdrawn ones too) and all registry entries. Nothing changes it.

    `neighbours` are the similar incidents where they are known already; else they are found when asked for.
    """

    incidents: Mapping[str, Gist]
    registry: Registry
    neighbours: Neighbours | None = None

    @classmethod
    def of(cls, incidents: Mapping[str, Incident], registry: Registry) -> "Archive":
        """Join incidents that have been read."""
        return cls(gists_of(incidents, registry.names), registry)

    def knowing(self, neighbours: Neighbours) -> "Archive":
        """Return this archive as one that knows what is similar to what; what was found in it stays found."""
        knowing = replace(self, neighbours=neighbours)
        found = {name: value for name, value in vars(self).items() if name not in ("neighbours", "_neighbours")}
        vars(knowing).update(found)
        return knowing

    @cached_property
    def published(self) -> tuple[Gist, ...]:
        """Return what is shown and counted, newest first."""
        shown = (incident for incident in self.incidents.values() if incident.is_published)
        return tuple(sorted(shown, key=lambda incident: incident.order, reverse=True))

    def newest_first(self, incidents: Iterable[Gist]) -> tuple[Gist, ...]:
        """Return some published incidents in the order in which all of them stand."""
        return tuple(sorted(incidents, key=self._places.__getitem__))

    @cached_property
    def _places(self) -> Mapping[Gist, int]:
        """Return the place of each published incident among them."""
        return {gist: place for place, gist in enumerate(self.published)}

    @cached_property
    def with_pages(self) -> tuple[Gist, ...]:
        """Return the incidents that have a page, by identifier."""
        return tuple(incident for _, incident in sorted(self.incidents.items()) if incident.has_page)

    @cached_property
    def by(self) -> Mapping[str, Index]:
        """Return the published incidents by facet and key: `archive.by["platforms"]["x"]`."""
        facets = {name: index(self.published, facet) for name, facet in FACETS.items()}
        return {**facets, "exchanges": self.exchanges}

    @cached_property
    def exchanges(self) -> Index:
        """Return the exchanges of more than one incident, newest first, by the identifier of the first incident."""
        chains: dict[str, tuple[Gist, ...]] = {}
        joined: set[str] = set()
        for incident in self.published:
            if incident.id not in joined and (self.triggers_of(incident) or self.responses_to(incident)):
                chain = self.exchange_of(incident)
                joined |= {each.id for each in chain}
                chains[chain[0].id] = chain
        return chains

    @cached_property
    def by_exchange(self) -> Index:
        """Return the published incidents by each account that posted in their triggers and responses."""
        groups: defaultdict[str, list[Gist]] = defaultdict(list)
        for incident in self.published:
            for account in incident.posters:
                groups[account].append(incident)
        return {account: tuple(group) for account, group in sorted(groups.items())}

    def group(self, facet: str, key: str) -> tuple[Gist, ...]:
        """Return the incidents of a group of a facet; without a facet, all published ones."""
        return self.by[facet].get(key, ()) if facet else self.published

    def told_in(self, facet: str, key: str) -> tuple[Gist, ...]:
        """Return those of which the feed of a group tells: its incidents, and what was withdrawn from it.

        Who was told of an incident is told when it is taken back.
        """
        withdrawn = self._withdrawn.get(facet, {}).get(key, ()) if facet else self._withdrawn_of_all
        return *self.group(facet, key), *withdrawn

    @cached_property
    def _withdrawn_of_all(self) -> tuple[Gist, ...]:
        return tuple(incident for incident in self.with_pages if incident.is_withdrawn)

    @cached_property
    def _withdrawn(self) -> Mapping[str, Index]:
        return {name: index(self._withdrawn_of_all, facet) for name, facet in FACETS.items()}

    def newest(self, group: Iterable[Gist], most: int) -> list[Gist]:
        """Return those of some incidents with a page that came into the archive, or were changed, last."""
        return nlargest(most, group, key=self.by_news.__getitem__)

    @cached_property
    def by_news(self) -> Mapping[Gist, int]:
        """Return the place of each incident with a page among them, from what has been there longest."""
        return {gist: place for place, gist in enumerate(sorted(self.with_pages, key=lambda each: each.news))}

    def own(self, facet: str, key: str) -> tuple[Gist, ...]:
        """Return the incidents of a group that count for it: of a platform's, those whose post stood there.

        Of a copy elsewhere (`also_on`) the label history says nothing.
        """
        return self._posted_on.get(key, ()) if facet == "platforms" else self.group(facet, key)

    @cached_property
    def _posted_on(self) -> Index:
        return index(self.published, Facet("platforms", lambda incident: [incident.platform]))

    def card(self, facet: str = "", key: str = "") -> Scorecard:
        """Return what became of the labels of a group's own incidents, counted once."""
        if (facet, key) not in self._cards:
            self._cards[facet, key] = scorecard_of(self.own(facet, key))
        return self._cards[facet, key]

    @cached_property
    def _cards(self) -> dict[tuple[str, str], Scorecard]:
        return {}

    def triggers_of(self, incident: Gist) -> tuple[Gist, ...]:
        """Return the published incidents that provoked this one, whichever of the two records says so."""
        return self._linked[0].get(incident.id, ())

    def responses_to(self, incident: Gist) -> tuple[Gist, ...]:
        """Return the published incidents that answer this one, whichever of the two records says so."""
        return self._linked[1].get(incident.id, ())

    def exchange_of(self, incident: Gist) -> tuple[Gist, ...]:
        """Return the whole exchange that the incident is part of: what provoked before what answered, then by date.

        An incident that stands alone is its own exchange.
        """
        if incident.id not in self._linked[0] and incident.id not in self._linked[1]:
            return (incident,)
        if incident.id not in self._joined:
            exchange = self._in_order(self._joined_to(incident))
            self._joined.update(dict.fromkeys((each.id for each in exchange), exchange))
        return self._joined[incident.id]

    @cached_property
    def _joined(self) -> dict[str, tuple[Gist, ...]]:
        return {}

    def _joined_to(self, incident: Gist) -> dict[str, Gist]:
        found, waiting = {incident.id: incident}, [incident]
        while waiting:
            current = waiting.pop()
            for near in (*self.triggers_of(current), *self.responses_to(current)):
                if near.id not in found:
                    found[near.id] = near
                    waiting.append(near)
        return found

    def _in_order(self, exchange: Mapping[str, Gist]) -> tuple[Gist, ...]:
        """Return an exchange by how many answers lie between an incident and a first one, at most; then by date."""
        causes = {key: [each.id for each in self.triggers_of(gist)] for key, gist in exchange.items()}
        depths = dict.fromkeys(exchange, 0)
        with suppress(CycleError):  # no sound archive has a circle; until a check tells of it, dates are the order
            for key in TopologicalSorter(causes).static_order():
                depths[key] = max((1 + depths[cause] for cause in causes[key]), default=0)
        return tuple(sorted(exchange.values(), key=lambda each: (depths[each.id], each.order)))

    def look_alikes_of(self, incident: Gist) -> tuple[Gist, ...]:
        """Return the published incidents that hold a picture like one of this incident's, by time."""
        return self._look_alikes.get(incident.id, ())

    def near(self, incident: Gist) -> tuple[Near, ...]:
        """Return the published incidents that are most like this one, the most alike first."""
        return self._neighbours.get(incident.id, NOTHING_NEAR).each

    def shown_beside(self, incident: Gist) -> tuple[str, ...]:
        """Return the identifiers of the other incidents that the page of this one shows."""
        beside = (*self.exchange_of(incident), *self.look_alikes_of(incident))
        named = (*(each.id for each in beside), *incident.related, *(near.id for near in self.near(incident)))
        return tuple(dict.fromkeys(key for key in named if key in self.incidents and key != incident.id))

    @cached_property
    def _neighbours(self) -> Neighbours:
        if self.neighbours is not None:
            return self.neighbours
        return Likeness(self.published).of(incident.id for incident in self.published)

    @cached_property
    def _look_alikes(self) -> Index:
        held = [(incident, picture) for incident in self.published for _, picture in incident.pictures]
        groups: defaultdict[str, dict[str, Gist]] = defaultdict(dict)
        for pair in alike([picture for _, picture in held]):
            one, other = held[pair.first][0], held[pair.second][0]
            if one is not other:
                groups[one.id][other.id] = other
                groups[other.id][one.id] = one
        return {key: tuple(sorted(group.values(), key=lambda each: each.order)) for key, group in groups.items()}

    @cached_property
    def _linked(self) -> tuple[Index, Index]:
        before: defaultdict[str, dict[str, Gist]] = defaultdict(dict)
        after: defaultdict[str, dict[str, Gist]] = defaultdict(dict)
        shown = {incident.id: incident for incident in reversed(self.published)}
        for cause, effect in self._links(shown):
            before[effect.id][cause.id] = cause
            after[cause.id][effect.id] = effect
        return (
            {key: tuple(group.values()) for key, group in before.items()},
            {key: tuple(group.values()) for key, group in after.items()},
        )

    def _links(self, shown: Mapping[str, Gist]) -> Iterator[tuple[Gist, Gist]]:
        for incident in shown.values():
            for other in incident.causes:
                if other in shown:
                    yield shown[other], incident
            for other in incident.answers:
                if other in shown:
                    yield incident, shown[other]
