"""What the real records look like, apart from what they say: how many parts they have, and how long each is."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.archive.loading import load_sound, record_files
from generator.records.model import (
    EventItem,
    ExchangeItem,
    LabelEntry,
    Media,
    PostingItem,
    PostText,
    Record,
)
from generator.records.vocabulary import LabelActor, LabelStatus

UNMARKED = (LabelStatus.NONE, LabelStatus.NOT_REPORTED)  # nobody does that; all else someone must have done

PROJECT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class ItemShape:
    """A posting or an event before or after the post; lengths in characters, 0 for what is left out."""

    kind: str
    summary: int
    words: int
    dated: bool


@dataclass(frozen=True)
class MediaShape:
    """A picture, video or recording."""

    kind: str
    description: int
    source_type: str
    tools: tuple[str, ...]  # how each is known to have been used
    depicts: int
    transcript: int
    length: str


@dataclass(frozen=True)
class LabelShape:
    """An entry of the label history."""

    status: str
    by: str
    visibility: str
    dated: bool
    timing: bool
    note: int


@dataclass(frozen=True)
class Shape:
    """A record without its words."""

    exact: bool
    regions: tuple[str, ...]
    topics: tuple[str, ...]
    content_notes: tuple[str, ...]
    summary: int
    trigger: tuple[ItemShape, ...]
    response: tuple[ItemShape, ...]
    has_account: bool
    also_on: int
    words: int
    context: int
    reach: tuple[tuple[str, str], ...]  # metric and qualifier
    media: tuple[MediaShape, ...]
    verdict: str
    finding: int
    reviews: int
    note: int
    history: tuple[LabelShape, ...]
    sources: int


@cache
def shapes(longest: int) -> tuple[Shape, ...]:
    """Return the shapes of the real records of at most `longest` lines."""
    archive = load_sound(PROJECT)
    short = [path for path in record_files(PROJECT) if path.read_text().count("\n") <= longest]
    return tuple(_shape(archive.incidents[path.parent.name].record) for path in short)


def _shape(record: Record) -> Shape:
    post, check = record.post, record.fact_check
    return Shape(
        exact=record.date.day is not None,
        regions=record.regions,
        topics=tuple(topic.value for topic in record.topics),
        content_notes=tuple(note.value for note in record.content_notes),
        summary=len(record.summary),
        trigger=_items(record.trigger),
        response=_items(record.response),
        has_account=post.account is not None,
        also_on=len(post.also_on),
        words=_words(post.text),
        context=len(post.context or ""),
        reach=tuple((reach.metric.value, reach.qualifier.value) for reach in post.reach),
        media=tuple(map(_media, post.media)),
        verdict=check.verdict.value,
        finding=len(check.finding),
        reviews=len(check.reviews),
        note=len(check.note or ""),
        history=tuple(map(_label, record.label_status.history)),
        sources=len(record.sources),
    )


def _items(items: tuple[ExchangeItem, ...]) -> tuple[ItemShape, ...]:
    """Return the shapes of all but other incidents: those are chosen anew."""
    events = (item for item in items if isinstance(item, EventItem | PostingItem))
    return tuple(
        ItemShape(item.kind, len(item.summary), _words(item.text), item.posted_at is not None)
        if isinstance(item, PostingItem)
        else ItemShape(item.kind, len(item.summary), 0, item.date is not None)
        for item in events
    )


def _media(media: Media) -> MediaShape:
    return MediaShape(
        kind=media.kind.value,
        description=len(media.description),
        source_type=media.digital_source_type.value if media.digital_source_type else "",
        tools=tuple(use.basis.value for use in media.tools),
        depicts=max(len(media.depicts), 1),
        transcript=_words(media.transcript),
        length=media.length or "",
    )


def _label(entry: LabelEntry) -> LabelShape:
    return LabelShape(
        status=entry.status.value,
        by=entry.by.value if entry.by else "" if entry.status in UNMARKED else LabelActor.PLATFORM.value,
        visibility=entry.visibility.value if entry.visibility else "",
        dated=entry.at is not None,
        timing=entry.timing is not None,
        note=len(entry.note or ""),
    )


def _words(text: PostText | None) -> int:
    """Return the length of a post's words; where only a translation is known, of that."""
    if text is None:
        return 0
    return len(text.original or text.translations[0].text)
