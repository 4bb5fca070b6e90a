"""What others need to know of an incident: lists, figures, rules of the whole archive, and pages that link to it.

A gist is small and holds plain values alone, so that those of the whole archive fit into memory, travel between
processes and are kept from one build to the next, where the records themselves would be too many.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from generator.archive.incident import Incident, content_digest
from generator.archive.label_words import titled
from generator.archive.labelling import LabelFacts, label_facts
from generator.archive.pictures import media_of, shown_picture
from generator.archive.telling import claimed_words, signature_of, telling_words
from generator.records.dates import When
from generator.records.document import Location
from generator.records.fields import Reference
from generator.records.model import HeldPicture, IncidentItem, PostingItem, Record
from generator.records.prose import plain_prose
from generator.records.vocabulary import LabelStatus, MediaKind, Metric, State, Topic, Verdict
from generator.records.walking import marked

# What says how an incident is told, and when.
WORDS = frozenset(("title", "summary", "withdrawal", "begun", "changed", "record", "digest")) | frozenset(
    ("telling", "signature", "claim", "claim_names")
)
# By what incidents are grouped, counted and compared; neither their places nor rules of the archive rest on it.
COUNTED = frozenset(
    ("languages", "media_kinds", "reach", "holds_picture", "regions", "topics", "verdict", "labels", "reviews")
)


class _Fields(NamedTuple):
    """What a gist holds.

    `summary` is the record's as one line of plain text, `withdrawal` why it was withdrawn. `begun` is the day on
    which an editor first read one of its sources, `changed` that of the last change that the record tells of: a
    source read, a correction, its withdrawal. `tools`, `people` and `media_kinds` are those of the post's media,
    `languages` those in which the post spoke. `reach` is the largest figure that says how often or by how many the
    post was seen, 0 where none is known; `holds_picture` says whether the site shows a picture of its media.
    `posters` are the accounts that posted in its exchange. `causes` and `answers` are the incidents that its
    trigger and its response name. `quote` are the post's own words. `telling` are the words that say what the
    incident is about, `signature` the same as numbers, `claim` those of the claim and `claim_names` the names in
    it (see telling.py). `reviews` are the addresses of the fact checks that the verdict rests on. `references` are
    registry and key; `pictures` are the held ones with their places; `exceptions` are the rules that the record
    breaks for a reason. `record` is a digest of the whole record, `digest` one of all that stands here: what shows
    no more of an incident than its gist stays as it is while that one is the same.
    """

    id: str
    path: str
    state: State
    title: str
    summary: str
    withdrawal: str
    language: str
    date: When
    begun: When | None
    changed: When | None
    platform: str | None
    also_on: tuple[str, ...]
    account: str | None
    tools: tuple[str, ...]
    people: tuple[str, ...]
    media_kinds: tuple[MediaKind, ...]
    languages: tuple[str, ...]
    reach: int
    holds_picture: bool
    regions: tuple[str, ...]
    topics: tuple[Topic, ...]
    verdict: Verdict
    labels: LabelFacts
    posters: tuple[str, ...]
    causes: tuple[str, ...]
    answers: tuple[str, ...]
    related: tuple[str, ...]
    aliases: tuple[str, ...]
    url: str
    quote: str
    telling: str
    claim: str
    claim_names: str
    reviews: tuple[str, ...]
    pictures: tuple[tuple[Location, HeldPicture], ...]
    references: tuple[tuple[str, str], ...]
    exceptions: tuple[str, ...]
    signature: bytes = b""
    record: str = ""
    digest: str = ""


class Gist(_Fields):
    """The facts of one incident that others show, count, compare or may collide with.

    It is a row of values, which is made and read back several times as fast as an object with names; but a gist
    equals itself alone, so that things can be remembered of it.
    """

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__
    __ne__ = object.__ne__

    @property
    def facts(self) -> tuple[object, ...]:
        """Return all but the words: what incidents are grouped and counted by, and what archive rules look at.

        Where an edit leaves it as it was, each list has the same incidents in the same places, and no figure is
        another.
        """
        return tuple(getattr(self, name) for name in FACTS)

    @property
    def ties(self) -> tuple[object, ...]:
        """Return what ties an incident to others, what gives it its place, and what archive rules look at.

        Where an edit leaves it as it was, no such rule has anything new to say, the same incidents stand in the
        same order, and only lists that the incident is in, or was in, have others than before.
        """
        return tuple(getattr(self, name) for name in TIES)

    @property
    def is_published(self) -> bool:
        """Say whether the incident is shown and counted."""
        return self.state is State.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        """Say whether the incident was taken back; its page says why."""
        return self.state is State.WITHDRAWN

    @property
    def has_page(self) -> bool:
        """Say whether the incident keeps an address on the site: published, or withdrawn with its reason."""
        return self.state is not State.DRAFT

    @property
    def order(self) -> tuple[str, datetime, str]:
        """Return the key that sorts incidents by time: by their days as written, and by instants within a day."""
        return self.date.first_day, self.date.earliest, self.id

    @property
    def news(self) -> tuple[datetime, str, datetime, str]:
        """Return the key that sorts incidents by when they came into the archive or were changed.

        Of a record that does not say so, nothing is known but that it was not before the incident.
        """
        return (self.changed or self.date).earliest, *self.order

    @property
    def told_title(self) -> str:
        """Return the title with the verdict, for where it is read alone."""
        return titled(self.title, self.state, self.verdict, self.language)

    @property
    def label(self) -> LabelStatus:
        """Return the current label status."""
        return self.labels.current


FACTS = tuple(name for name in Gist._fields if name not in WORDS)
TIES = tuple(name for name in FACTS if name not in COUNTED)


def gist_of(incident: Incident, names: Collection[str] | None = None) -> Gist:
    """Return the gist of an incident.

    `names` are words that tell nothing of it, for they name persons; without them `telling` and `claim` are left
    empty, which take a while to find and which only similar incidents need.
    """
    record = incident.record
    post = record.post
    telling = "" if names is None else telling_words(record, names)
    claim, claim_names = ("", "") if names is None else claimed_words(record, names)
    checks = {review.source for review in record.fact_check.reviews}
    read = [source.accessed for source in record.sources if source.accessed]
    taken_back = [record.withdrawal.date] if record.withdrawal else []
    changes = [*read, *(correction.date for correction in record.corrections), *taken_back]
    references = ((reference.target, key) for _, key, reference in marked(record, Reference))
    gist = Gist(
        id=incident.id,
        path=incident.path,
        state=record.state,
        title=record.title,
        summary=plain_prose(record.summary),
        withdrawal=plain_prose(record.withdrawal.reason) if record.withdrawal else "",
        language=record.language,
        date=record.date,
        begun=min(read, default=None),
        changed=max(changes, default=None),
        platform=post.platform,
        also_on=tuple(post.also_on),
        account=post.account,
        tools=tuple(dict.fromkeys(use.tool for media in post.media for use in media.tools)),
        people=tuple(dict.fromkeys(person for media in post.media for person in media.depicts)),
        media_kinds=tuple(dict.fromkeys(media.kind for media in post.media)),
        languages=_languages(record),
        reach=_most_seen(record),
        holds_picture=any(shown_picture(incident, media) for media in post.media),
        regions=tuple(record.regions),
        topics=tuple(record.topics),
        verdict=record.fact_check.verdict,
        labels=label_facts(record),
        posters=_posters(record),
        causes=tuple(item.incident for item in record.trigger if isinstance(item, IncidentItem)),
        answers=tuple(item.incident for item in record.response if isinstance(item, IncidentItem)),
        related=record.related,
        aliases=record.aliases,
        url=post.url or "",
        quote=(post.text.original or "") if post.text else "",
        telling=telling,
        claim=claim,
        claim_names=claim_names,
        reviews=tuple(sorted({source.url for source in record.sources if source.id in checks})),
        pictures=tuple(((*place, "picture"), media.picture) for place, media in media_of(record) if media.picture),
        references=tuple(dict.fromkeys(pair for pair in references if pair[0] != "sources")),
        exceptions=tuple(exception.rule for exception in record.exceptions),
    )
    return gist._replace(
        signature=signature_of(telling) if telling else b"",  # is in the digest as the words that it is made of
        record=incident.digest,
        digest=content_digest(repr(gist).encode()),
    )


def gists_of(incidents: Mapping[str, Incident], names: Collection[str] = ()) -> dict[str, Gist]:
    """Return the gist of each incident by its identifier."""
    return {identifier: gist_of(incident, names) for identifier, incident in incidents.items()}


def _languages(record: Record) -> tuple[str, ...]:
    text = record.post.text
    codes = [text.language if text else None, *(media.language for media in record.post.media)]
    return tuple(dict.fromkeys(code for code in codes if code))


def _most_seen(record: Record) -> int:
    seen = (Metric.VIEWS, Metric.PLAYS, Metric.PEOPLE_REACHED)
    return max((reach.value for reach in record.post.reach if reach.metric in seen), default=0)


def _posters(record: Record) -> tuple[str, ...]:
    items = (*record.trigger, *record.response)
    accounts = dict.fromkeys(item.account for item in items if isinstance(item, PostingItem))
    return tuple(account for account in accounts if account is not None)
