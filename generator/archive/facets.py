"""The ways by which incidents are grouped: each facet names its keys for an incident."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.archive.incident import Incident


@dataclass(frozen=True)
class Facet:
    """A way to group incidents; `keys` returns the groups that an incident belongs to."""

    name: str
    keys: Callable[[Incident], Iterable[str | None]]


Index = Mapping[str, tuple[Incident, ...]]

FACETS = {
    facet.name: facet
    for facet in (
        Facet("months", lambda incident: [str(incident.record.date)[:7]]),
        Facet("platforms", lambda incident: [incident.record.post.platform, *incident.record.post.also_on]),
        Facet("accounts", lambda incident: [incident.record.post.account]),
        Facet(
            "tools",
            lambda incident: [use.tool for media in incident.record.post.media for use in media.tools],
        ),
        Facet(
            "people",
            lambda incident: [person for media in incident.record.post.media for person in media.depicts],
        ),
        Facet("regions", lambda incident: incident.record.regions),
        Facet("topics", lambda incident: incident.record.topics),
        Facet("verdicts", lambda incident: [incident.record.fact_check.verdict]),
        Facet("labels", lambda incident: [incident.label]),
    )
}


def index(incidents: Iterable[Incident], facet: Facet) -> Index:
    """Group `incidents` by `facet`, keeping their order; an incident stands once in each of its groups."""
    groups: defaultdict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        for key in dict.fromkeys(facet.keys(incident)):
            if key is not None:
                groups[str(key)].append(incident)
    return {key: tuple(group) for key, group in sorted(groups.items())}
