"""The ways by which incidents are grouped: each facet names its keys for an incident."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.archive.gist import Gist


@dataclass(frozen=True)
class Facet:
    """A way to group incidents; `keys` returns the groups that an incident belongs to."""

    name: str
    keys: Callable[[Gist], Sequence[str | None]]


Index = Mapping[str, tuple[Gist, ...]]

FACETS = {
    facet.name: facet
    for facet in (
        Facet("months", lambda incident: [str(incident.date)[:7]]),
        Facet("platforms", lambda incident: [incident.platform, *incident.also_on]),
        Facet("accounts", lambda incident: [incident.account]),
        Facet("tools", lambda incident: incident.tools),
        Facet("people", lambda incident: incident.people),
        Facet("regions", lambda incident: incident.regions),
        Facet("topics", lambda incident: incident.topics),
        Facet("verdicts", lambda incident: [incident.verdict]),
        Facet("labels", lambda incident: [incident.label]),
    )
}


def index(incidents: Iterable[Gist], facet: Facet) -> Index:
    """Group `incidents` by `facet`, keeping their order; an incident stands once in each of its groups."""
    groups: defaultdict[str | None, list[Gist]] = defaultdict(list)
    for incident in incidents:
        keys = facet.keys(incident)
        for key in keys if len(keys) < 2 else dict.fromkeys(keys):
            groups[key].append(incident)
    return {str(key): tuple(groups[key]) for key in sorted(filter(None, groups))}
