"""Lists: what is listed is listed once, for a page shows each item and a figure counts it."""

from collections.abc import Iterator

from generator.archive.archive import Registry
from generator.archive.incident import Incident
from generator.checks.rule import Finding, record_rule
from generator.records.document import Location
from generator.records.fields import Reference
from generator.records.walking import marked

TERMS = ("regions", "topics", "content_notes")


@record_rule("listed-once")
def listed_once(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """A list has each of its items once.

    Passes:

        topics: [election, war]

    Fails:

        topics: [election, election]
    """
    items: list[tuple[Location, str]] = [
        ((name, place), term) for name in TERMS for place, term in enumerate(getattr(incident.record, name))
    ]
    items += [(location, key) for location, key, _ in marked(incident.record, Reference)]
    seen: set[tuple[Location, str]] = set()
    for location, item in items:
        if not isinstance(location[-1], int):
            continue
        if (location[:-1], item) in seen:
            yield Finding(location, f"`{item}` is already listed; delete one of the two")
        seen.add((location[:-1], item))
