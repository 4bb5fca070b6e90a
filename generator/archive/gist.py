"""What the rules of the whole archive compare: a few facts of each incident, small enough to send around."""

from dataclasses import dataclass

from generator.archive.incident import Incident
from generator.archive.pictures import media_of
from generator.records.document import Location
from generator.records.fields import Reference
from generator.records.model import HeldPicture, IncidentItem
from generator.records.walking import marked


@dataclass(frozen=True, slots=True)
class Gist:
    """The facts of one incident that others may collide with, or that refer to something outside its record.

    `causes` and `answers` are the incidents that its trigger and its response name; `references` are registry and
    key; `pictures` are the held ones with their places; `exceptions` are the names of the rules that the record
    breaks for a reason.
    """

    id: str
    path: str
    date: str
    url: str
    words: str
    aliases: tuple[str, ...]
    causes: tuple[str, ...]
    answers: tuple[str, ...]
    related: tuple[str, ...]
    pictures: tuple[tuple[Location, HeldPicture], ...]
    references: frozenset[tuple[str, str]]
    exceptions: tuple[str, ...]


def gist_of(incident: Incident) -> Gist:
    """Return the gist of an incident."""
    record = incident.record
    references = ((reference.target, key) for _, key, reference in marked(record, Reference))
    return Gist(
        id=incident.id,
        path=incident.path,
        date=str(record.date),
        url=record.post.url or "",
        words=(record.post.text.original or "") if record.post.text else "",
        aliases=record.aliases,
        causes=tuple(item.incident for item in record.trigger if isinstance(item, IncidentItem)),
        answers=tuple(item.incident for item in record.response if isinstance(item, IncidentItem)),
        related=record.related,
        pictures=tuple(((*place, "picture"), media.picture) for place, media in media_of(record) if media.picture),
        references=frozenset(pair for pair in references if pair[0] != "sources"),
        exceptions=tuple(exception.rule for exception in record.exceptions),
    )
