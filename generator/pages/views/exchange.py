"""The items of an exchange: postings as cards, events, and other incidents."""

from typing import NamedTuple

from markupsafe import Markup

from generator.archive.archive import Archive
from generator.archive.gist import Gist
from generator.archive.incident import Incident
from generator.archive.pictures import shown_picture
from generator.pages.page import Page
from generator.pages.views.parts import Link, Row, account_link, entry_link, platform_link, row
from generator.pages.views.pictures import PictureView, picture_view
from generator.pages.views.sources import References
from generator.pages.wording import Words
from generator.records.dates import When
from generator.records.fields import CITATION
from generator.records.model import (
    EventItem,
    ExchangeItem,
    IncidentItem,
    Media,
    Post,
    PostingItem,
    PostText,
    Reach,
)
from generator.records.vocabulary import MediaKind


class Quotation(NamedTuple):
    """The words of a post in one language; `note` says whose translation they are."""

    text: str
    language: str
    language_name: str
    note: str
    cites: Markup


class MediaView(NamedTuple):
    """A picture, video or recording, described; `picture` is the labelled copy, where one is shown.

    `showing` says in words whether a copy is shown.
    """

    kind: str
    length: str
    showing: str
    picture: PictureView | None
    transcript: tuple[Quotation, ...]
    rights: Markup
    description: str
    source_type: str
    source_type_identifier: str
    tools: tuple[tuple[Link, str, Markup], ...]
    depicts: tuple[Link, ...]
    language_name: str


class FigureView(NamedTuple):
    """A figure of reach with its date and source."""

    text: str
    date: str
    cites: Markup


class PostingView(NamedTuple):
    """A posting as a card."""

    account: Link | None
    handle: str
    platform: Link | None
    also_on: tuple[Link, ...]
    date: str
    datetime: str
    summary: Markup
    context: Markup
    quotations: tuple[Quotation, ...]
    media: tuple[MediaView, ...]
    reach: tuple[FigureView, ...]
    url: str
    archived: str
    cites: Markup
    kind: str = "posting"


class EventView(NamedTuple):
    """Something that happened; `cites` are those of its sources that the summary does not cite."""

    date: str
    datetime: str
    summary: Markup
    cites: Markup
    kind: str = "event"


class OnwardView(NamedTuple):
    """Another incident of the exchange."""

    row: Row
    summary: Markup
    kind: str = "incident"


ItemView = PostingView | EventView | OnwardView


class Exchange:
    """Makes the items of one page: it knows the incident, where the page stands and which sources it has."""

    def __init__(self, archive: Archive, incident: Incident, page: Page, references: References) -> None:
        """Remember what all items of a page have in common."""
        self.archive = archive
        self.incident = incident
        self.page = page
        self.references = references
        self.words = page.words

    def items(self, items: tuple[ExchangeItem, ...], linked: tuple[Gist, ...]) -> tuple[ItemView, ...]:
        """Return the record's own items, then the incidents that only the other record tells of."""
        told = {item.incident for item in items if isinstance(item, IncidentItem)}
        own = [view for item in items if (view := self.item(item))]
        joined = [
            OnwardView(row(self.archive, self.page, other), Markup("")) for other in linked if other.id not in told
        ]
        return (*own, *joined)

    def item(self, item: ExchangeItem) -> ItemView | None:
        """Return one item, or None for an incident that is not shown."""
        match item:
            case PostingItem():
                return self.posting(item, item.posted_at)
            case EventItem():
                told = CITATION.findall(item.summary)
                return EventView(
                    self.words.date_or_nothing(item.date),
                    str(item.date or ""),
                    self.references.prose(item.summary),
                    self.references.cites(*(source for source in item.sources if source not in told)),
                )
            case IncidentItem():
                other = self.archive.incidents.get(item.incident)
                if other is None or not other.is_published:
                    return None
                return OnwardView(row(self.archive, self.page, other), self.references.prose(item.summary))

    def posting(self, post: Post | PostingItem, posted_at: When | None) -> PostingView:
        """Return a posting as a card."""
        account = self.archive.registry.accounts.get(post.account or "")
        return PostingView(
            account=account_link(self.archive, self.page, post.account),
            handle=account.handle or "" if account else "",
            platform=platform_link(self.archive, self.page, post.platform),
            also_on=tuple(self.entry("platforms", key) for key in post.also_on),
            date=self.words.date_or_nothing(posted_at),
            datetime=str(posted_at or ""),
            summary=self.references.prose(post.summary if isinstance(post, PostingItem) else None),
            context=self.references.prose(post.context),
            quotations=self.quotations(post.text) if post.text else (),
            media=tuple(self.media(media) for media in post.media),
            reach=tuple(self.figure(reach) for reach in post.reach),
            url=post.url or "",
            archived=post.archived or "",
            cites=self.references.cites(*post.sources),
        )

    def quotations(self, text: PostText) -> tuple[Quotation, ...]:
        """Return the words of a post: the original first, then its translations."""
        quoted = []
        if text.original:
            language = text.language or ""
            name = self.words.language_name(language) if language else ""
            quoted.append(Quotation(text.original, language, name, "", Markup("")))
        for translation in text.translations:
            name = self.words.language_name(translation.language)
            cites = self.references.cites(translation.by)
            if cites and translation.by:
                publisher = self.references.sources[translation.by].publisher
                note = self.words.say(
                    "%(language)s translation by %(publisher)s", language=name, publisher=publisher
                )
            else:
                note = self.words.say("%(language)s translation by this archive", language=name)
            quoted.append(Quotation(translation.text, translation.language, name, note, cites))
        return tuple(quoted)

    def media(self, media: Media) -> MediaView:
        """Return what describes a piece of media."""
        source_type = media.digital_source_type
        shown = shown_picture(self.incident, media)
        return MediaView(
            kind=self.words.term(media.kind),
            length=media.length or "",
            showing=_showing(self.words, media, is_shown=shown is not None),
            picture=picture_view(self.page, shown) if shown else None,
            transcript=self.quotations(media.transcript) if media.transcript else (),
            rights=self.references.prose(media.rights),
            description=media.description,
            source_type=self.words.term(source_type) if source_type else "",
            source_type_identifier=source_type.identifier if source_type else "",
            tools=tuple(
                (self.tool(use.tool), self.words.term(use.basis), self.references.cites(use.source))
                for use in media.tools
                if use.source in self.references.numbers
            ),
            depicts=tuple(self.person(key) for key in media.depicts),
            language_name=self.words.language_name(media.language) if media.language else "",
        )

    def figure(self, reach: Reach) -> FigureView:
        """Return a figure of reach."""
        return FigureView(
            self.words.figure(reach),
            self.words.date(reach.as_of),
            self.references.cites(reach.source),
        )

    def tool(self, key: str) -> Link:
        """Return a link to a tool's page."""
        return self.entry("tools", key)

    def person(self, key: str) -> Link:
        """Return a link to a person's page."""
        return self.entry("people", key)

    def entry(self, facet: str, key: str) -> Link:
        """Return a link to the page of a registry entry."""
        return entry_link(self.page, self.archive.registry, facet, key)


def _showing(words: Words, media: Media, *, is_shown: bool) -> str:
    """Say whether a reader sees a copy, and if not, why."""
    moving = media.kind in (MediaKind.VIDEO, MediaKind.AUDIO)
    if is_shown and moving:
        return words.say("a still frame, shown with its label; the clip itself is not published")
    if is_shown:
        return words.say("shown with its label")
    if media.held:
        return words.say("described, not shown: the copy that the archive holds is not published")
    return words.say("described, not shown: the archive holds no copy")
