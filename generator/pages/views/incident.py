"""The page of one incident, in the order in which the exchange happened."""

from dataclasses import dataclass

from markupsafe import Markup

from generator.archive.archive import Archive
from generator.archive.incident import Incident
from generator.archive.labelling import labelling
from generator.archive.pictures import card_address
from generator.pages import wording
from generator.pages.addresses import CONTRIBUTE, INCIDENTS, Page, facet_address, incident_address
from generator.pages.prose import plain_prose
from generator.pages.settings import Settings
from generator.pages.views.exchange import Exchange, FigureView, ItemView, PostingView
from generator.pages.views.parts import (
    Link,
    Row,
    Stamp,
    account_link,
    label_stamp,
    platform_link,
    row,
    verdict_stamp,
)
from generator.pages.views.sources import Citation, References, SourceView
from generator.records.model import LabelEntry


@dataclass(frozen=True)
class LabelView:
    """One entry of the label history."""

    stamp: Stamp
    date: str
    datetime: str
    by: str
    visibility: str
    note: Markup
    cites: tuple[Citation, ...]


@dataclass(frozen=True)
class ReviewView:
    """A published fact check in its publisher's own words."""

    publisher: str
    title: str
    url: str
    rating: str
    language: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True)
class CorrectionView:
    """An entry of the public log of corrections."""

    date: str
    was: str
    now: str


@dataclass(frozen=True)
class IncidentView:
    """All that the page of an incident shows."""

    id: str
    title: str
    description: str
    card: str
    language: str
    summary: Markup
    date: str
    datetime: str
    year: str
    withdrawn_on: str
    withdrawal: Markup
    verdict: Stamp
    label: Stamp
    platform: Link | None
    account: Link | None
    regions: tuple[Link, ...]
    topics: tuple[Link, ...]
    tools: tuple[Link, ...]
    people: tuple[Link, ...]
    media_kinds: tuple[str, ...]
    content_notes: tuple[str, ...]
    triggers: tuple[ItemView, ...]
    post: PostingView
    responses: tuple[ItemView, ...]
    exchange: tuple[Row, ...]
    claim: str
    claimed_by: Link | None
    finding: Markup
    verdict_note: Markup
    reviews: tuple[ReviewView, ...]
    labels: tuple[LabelView, ...]
    first_label: str
    seen_before_heading: str
    seen_before_label: FigureView | None
    sources: tuple[SourceView, ...]
    also_seen_in: tuple[Row, ...]
    related: tuple[Row, ...]
    corrections: tuple[CorrectionView, ...]
    citation: str
    permanent_address: str
    record_url: str
    report_url: str
    list_url: str


def incident_view(archive: Archive, incident: Incident, settings: Settings) -> IncidentView:
    """Compute the page of `incident`."""
    return _IncidentPage(archive, incident, settings).view()


class _IncidentPage:
    """Holds what the parts of one page have in common: where it links from, and how its sources are numbered."""

    def __init__(self, archive: Archive, incident: Incident, settings: Settings) -> None:
        self.archive = archive
        self.incident = incident
        self.record = incident.record
        self.settings = settings
        self.look_alikes = archive.look_alikes_of(incident)
        self.page = Page(incident_address(incident.id))
        self.references = References(self.record.sources)
        self.exchange = Exchange(archive, incident, self.page, self.references)

    def view(self) -> IncidentView:
        record, page = self.record, self.page
        check = record.fact_check
        address = self.settings.address(page.address)
        media = record.post.media
        return IncidentView(
            id=self.incident.id,
            title=record.title,
            description=plain_prose(record.summary),
            card=card_address(self.incident.id),
            language=record.language,
            summary=self.references.prose(record.summary),
            date=wording.date_in_words(record.date),
            datetime=str(record.date),
            year=str(record.date.year),
            withdrawn_on=wording.date_in_words(record.withdrawal.date) if record.withdrawal else "",
            withdrawal=self.references.prose(record.withdrawal.reason if record.withdrawal else None),
            verdict=verdict_stamp(page, check.verdict),
            label=label_stamp(page, labelling(record).current),
            platform=platform_link(self.archive, page, record.post.platform),
            account=account_link(self.archive, page, record.post.account),
            regions=tuple(
                Link(wording.region_name(code), page.to(facet_address("regions", code))) for code in record.regions
            ),
            topics=tuple(Link(topic.label, page.to(facet_address("topics", topic))) for topic in record.topics),
            tools=tuple({use.tool: self.exchange.tool(use.tool) for each in media for use in each.tools}.values()),
            people=tuple({key: self.exchange.person(key) for each in media for key in each.depicts}.values()),
            media_kinds=tuple(dict.fromkeys(each.kind.label for each in media)),
            content_notes=tuple(note.label for note in record.content_notes),
            triggers=self.exchange.items(record.trigger, self.archive.triggers_of(self.incident)),
            post=self.exchange.posting(record.post, record.posted_at),
            responses=self.exchange.items(record.response, self.archive.responses_to(self.incident)),
            exchange=self.rows(self.archive.exchange_of(self.incident)),
            claim=check.claim,
            claimed_by=account_link(self.archive, page, check.claimed_by),
            finding=self.references.prose(check.finding),
            verdict_note=self.references.prose(check.note),
            reviews=self.reviews(),
            labels=tuple(self.label(entry) for entry in record.label_status.history),
            first_label=self.first_label(),
            seen_before_heading="Seen before the first label" if self.first_label() else "Seen, no label reported",
            seen_before_label=self.seen_before_label(),
            sources=self.references.listed(),
            also_seen_in=tuple(row(self.archive, page, each) for each in self.look_alikes),
            related=self.related(),
            corrections=tuple(
                CorrectionView(wording.date_in_words(each.date), each.was, each.now) for each in record.corrections
            ),
            citation=f"“{record.title}”, incident {self.incident.id}, in: Gegenbild",
            permanent_address=address,
            record_url="incident.yaml",
            report_url=self.settings.report_address(self.incident.id) or f"{page.to(CONTRIBUTE)}#report-a-mistake",
            list_url=page.to(INCIDENTS),
        )

    def rows(self, incidents: tuple[Incident, ...]) -> tuple[Row, ...]:
        return tuple(row(self.archive, self.page, each) for each in incidents) if len(incidents) > 1 else ()

    def related(self) -> tuple[Row, ...]:
        """Return the rows of what is related, each once, but for what the page lists already."""
        listed = {each.id for each in (*self.archive.exchange_of(self.incident), *self.look_alikes)}
        keys = dict.fromkeys(key for key in self.record.related if key not in listed)
        others = (self.archive.incidents.get(key) for key in keys)
        return tuple(row(self.archive, self.page, other) for other in others if other and other.is_published)

    def reviews(self) -> tuple[ReviewView, ...]:
        return tuple(
            ReviewView(
                publisher=source.publisher,
                title=source.title,
                url=source.url,
                rating=review.rating,
                language=source.language,
                cites=self.references.cites(review.source),
            )
            for review in self.record.fact_check.reviews
            if (source := self.references.sources.get(review.source))
        )

    def label(self, entry: LabelEntry) -> LabelView:
        return LabelView(
            stamp=label_stamp(self.page, entry.status),
            date=entry.timing or wording.date_or_nothing(entry.at),
            datetime="" if entry.timing else str(entry.at or ""),
            by=entry.by.label if entry.by else "",
            visibility=entry.visibility.label if entry.visibility else "",
            note=self.references.prose(entry.note),
            cites=self.references.cites(entry.source),
        )

    def first_label(self) -> str:
        """Say how long the first visible label took, as far as that is known."""
        derived = labelling(self.record)
        if derived.first is None:
            return ""
        if derived.delay is not None:
            return wording.delay_in_words(derived.delay)
        return derived.first.timing or "not known"

    def seen_before_label(self) -> FigureView | None:
        reach = labelling(self.record).seen_before
        return self.exchange.figure(reach) if reach else None
