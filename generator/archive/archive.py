"""The archive object: incidents by identifier, registries by key, indexes by facet, exchanges joined."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.archive.facets import FACETS, Index, index
from generator.archive.incident import Incident
from generator.archive.likeness import alike
from generator.archive.pictures import media_of
from generator.records.model import ExchangeItem, IncidentItem, PostingItem
from generator.records.registry import Account, Person, Platform, Tool

if TYPE_CHECKING:
    from generator.archive.similar import Similar


@dataclass(frozen=True)
class Registry:
    """The entries that records refer to by key."""

    accounts: Mapping[str, Account] = field(default_factory=dict)
    platforms: Mapping[str, Platform] = field(default_factory=dict)
    tools: Mapping[str, Tool] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)


@dataclass(frozen=True)
class Archive:
    """All incidents (drafts and withdrawn ones too) and all registry entries. Nothing changes it."""

    incidents: Mapping[str, Incident]
    registry: Registry

    @cached_property
    def published(self) -> tuple[Incident, ...]:
        """Return what is shown and counted, newest first."""
        shown = (incident for incident in self.incidents.values() if incident.is_published)
        return tuple(sorted(shown, key=lambda incident: incident.order, reverse=True))

    @cached_property
    def with_pages(self) -> tuple[Incident, ...]:
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
        chains: dict[str, tuple[Incident, ...]] = {}
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
        groups: defaultdict[str, list[Incident]] = defaultdict(list)
        for incident in self.published:
            items = (*incident.record.trigger, *incident.record.response)
            for account in dict.fromkeys(item.account for item in items if isinstance(item, PostingItem)):
                if account is not None:
                    groups[account].append(incident)
        return {account: tuple(group) for account, group in sorted(groups.items())}

    def triggers_of(self, incident: Incident) -> tuple[Incident, ...]:
        """Return the published incidents that provoked this one, whichever of the two records says so."""
        return self._neighbours[0].get(incident.id, ())

    def responses_to(self, incident: Incident) -> tuple[Incident, ...]:
        """Return the published incidents that answer this one, whichever of the two records says so."""
        return self._neighbours[1].get(incident.id, ())

    def exchange_of(self, incident: Incident) -> tuple[Incident, ...]:
        """Return the whole exchange that the incident is part of: what provoked before what answered, then by date.

        An incident that stands alone is its own exchange.
        """
        found, waiting = {incident.id: incident}, [incident]
        while waiting:
            current = waiting.pop()
            for near in (*self.triggers_of(current), *self.responses_to(current)):
                if near.id not in found:
                    found[near.id] = near
                    waiting.append(near)
        return tuple(sorted(found.values(), key=lambda each: (self._depth(each), each.order)))

    def look_alikes_of(self, incident: Incident) -> tuple[Incident, ...]:
        """Return the published incidents that hold a picture like one of this incident's, by time."""
        return self._look_alikes.get(incident.id, ())

    @cached_property
    def similar(self) -> Mapping[str, tuple["Similar", ...]]:
        """Return for each published incident those that are like it, and why."""
        from generator.archive.similar import similar_incidents  # which reads this object, and is slow to import

        return similar_incidents(self)

    def _depth(self, incident: Incident, above: frozenset[str] = frozenset()) -> int:
        """Return how many answers lie between the incident and the first one of its exchange."""
        causes = [each for each in self.triggers_of(incident) if each.id not in above]
        return max((1 + self._depth(each, above | {incident.id}) for each in causes), default=0)

    @cached_property
    def _look_alikes(self) -> Mapping[str, tuple[Incident, ...]]:
        held = [
            (incident, media.picture)
            for incident in self.published
            for _, media in media_of(incident.record)
            if media.picture
        ]
        groups: defaultdict[str, dict[str, Incident]] = defaultdict(dict)
        for pair in alike([picture for _, picture in held]):
            one, other = held[pair.first][0], held[pair.second][0]
            if one is not other:
                groups[one.id][other.id] = other
                groups[other.id][one.id] = one
        return {key: tuple(sorted(group.values(), key=lambda each: each.order)) for key, group in groups.items()}

    @cached_property
    def _neighbours(self) -> tuple[Mapping[str, tuple[Incident, ...]], Mapping[str, tuple[Incident, ...]]]:
        before: defaultdict[str, dict[str, Incident]] = defaultdict(dict)
        after: defaultdict[str, dict[str, Incident]] = defaultdict(dict)
        shown = {incident.id: incident for incident in reversed(self.published)}
        for cause, effect in self._links(shown):
            before[effect.id][cause.id] = cause
            after[cause.id][effect.id] = effect
        return (
            {key: tuple(group.values()) for key, group in before.items()},
            {key: tuple(group.values()) for key, group in after.items()},
        )

    def _links(self, shown: Mapping[str, Incident]) -> Iterator[tuple[Incident, Incident]]:
        for incident in shown.values():
            for other in _incidents_in(incident.record.trigger):
                if other in shown:
                    yield shown[other], incident
            for other in _incidents_in(incident.record.response):
                if other in shown:
                    yield incident, shown[other]


def _incidents_in(items: tuple[ExchangeItem, ...]) -> Iterator[str]:
    return (item.incident for item in items if isinstance(item, IncidentItem))
