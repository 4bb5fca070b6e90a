"""The page of one incident, in the order in which the exchange happened."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from generator.archive.addresses import INCIDENTS, facet_address
from generator.archive.archive import Archive
from generator.archive.incident import Incident
from generator.archive.labelling import labelling
from generator.archive.pictures import card_address
from generator.pages.citing import Cited, citations
from generator.pages.endings import endings
from generator.pages.page import CONTRIBUTE, Page
from generator.pages.settings import Settings
from generator.pages.views.chain import Step, chain
from generator.pages.views.exchange import Exchange, FigureView, ItemView, PostingView
from generator.pages.views.groups import home_crumb
from generator.pages.views.label_timeline import Moment, moments, quoted_timing
from generator.pages.views.parts import (
    Link,
    Row,
    Stamp,
    account_link,
    in_language,
    label_stamp,
    platform_link,
    row,
    verdict_stamp,
)
from generator.pages.views.similar import SimilarView, similar_views
from generator.pages.views.sources import References, SourceView


class ReviewView(NamedTuple):
    """A published fact check in its publisher's own words."""

    publisher: str
    title: str
    url: str
    rating: str
    language: str
    cites: Markup


class CorrectionView(NamedTuple):
    """An entry of the public log of corrections."""

    date: str
    was: Markup
    now: Markup


class IncidentView(NamedTuple):
    """All that the page of an incident shows."""

    id: str
    page_title: str
    title: str
    description: str
    card: str
    language: str
    summary: Markup
    date: str
    datetime: str
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
    media_kinds: str
    languages: str
    endings: str
    content_notes: tuple[str, ...]
    triggers: tuple[ItemView, ...]
    post: PostingView
    responses: tuple[ItemView, ...]
    chain: tuple[Step, ...]
    claim: str
    claimed_by: Link | None
    finding: Markup
    verdict_note: Markup
    reviews: tuple[ReviewView, ...]
    moments: tuple[Moment, ...]
    first_label: str
    seen_before_heading: str
    seen_before_label: FigureView | None
    sources: tuple[SourceView, ...]
    also_seen_in: tuple[Row, ...]
    related: tuple[Row, ...]
    similar: tuple[SimilarView, ...]
    corrections: tuple[CorrectionView, ...]
    citation: Markup
    citations: tuple[tuple[str, str], ...]
    permanent_address: str
    record_url: str
    record_name: str
    report_url: str
    crumbs: tuple[Link, ...]


def is_german(language: str | None) -> bool:
    """Say whether a language is German, of whichever country."""
    return (language or "").split("-")[0] == "de"


def incident_view(archive: Archive, page: Page, incident: Incident, settings: Settings) -> IncidentView:
    """Compute the page of `incident`."""
    return _IncidentPage(archive, page, incident, settings).view()


class _IncidentPage:
    """Holds what the parts of one page have in common: where it links from, and how its sources are numbered."""

    def __init__(self, archive: Archive, page: Page, incident: Incident, settings: Settings) -> None:
        self.archive = archive
        self.incident = incident
        self.gist = archive.incidents[incident.id]
        self.record = incident.record
        self.settings = settings
        self.labelling = labelling(self.record)
        self.look_alikes = archive.look_alikes_of(self.gist)
        self.page = page
        self.words = page.words
        self.references = References(self.record.sources, page.words)
        self.exchange = Exchange(archive, incident, self.page, self.references)

    def view(self) -> IncidentView:
        record, page = self.record, self.page
        check = record.fact_check
        address = self.settings.address(page.address)
        media = record.post.media
        first_label = self.first_label()
        return IncidentView(
            id=self.incident.id,
            page_title=self.gist.told_title,
            title=record.title,
            description=self.gist.summary,
            card=card_address(self.incident.id),
            language=record.language,
            summary=self.references.prose(record.summary),
            date=self.words.date(record.date),
            datetime=str(record.date),
            withdrawn_on=self.words.date(record.withdrawal.date) if record.withdrawal else "",
            withdrawal=self.references.prose(record.withdrawal.reason if record.withdrawal else None),
            verdict=verdict_stamp(page, check.verdict),
            label=label_stamp(page, self.labelling.current),
            platform=platform_link(self.archive, page, record.post.platform),
            account=account_link(self.archive, page, record.post.account),
            regions=tuple(
                Link(self.words.region_name(code), page.to(facet_address("regions", code)))
                for code in record.regions
            ),
            topics=tuple(
                Link(self.words.term(topic), page.to(facet_address("topics", topic))) for topic in record.topics
            ),
            tools=tuple({use.tool: self.exchange.tool(use.tool) for each in media for use in each.tools}.values()),
            people=tuple({key: self.exchange.person(key) for each in media for key in each.depicts}.values()),
            media_kinds=", ".join(map(self.words.term, self.gist.media_kinds)),
            languages=", ".join(dict.fromkeys(map(self.words.language_name, self.gist.languages))),
            endings=" ".join(endings("\n".join(self.german_texts()))),
            content_notes=tuple(self.words.term(note) for note in record.content_notes),
            triggers=self.exchange.items(record.trigger, self.archive.triggers_of(self.gist)),
            post=self.exchange.posting(record.post, record.posted_at),
            responses=self.exchange.items(record.response, self.archive.responses_to(self.gist)),
            chain=chain(self.archive, page, self.incident),
            claim=check.claim,
            claimed_by=account_link(self.archive, page, check.claimed_by),
            finding=self.references.prose(check.finding),
            verdict_note=self.references.prose(check.note),
            reviews=self.reviews(),
            moments=moments(page, record, self.references),
            first_label=first_label,
            seen_before_heading=self.words.say("Seen before the first label")
            if first_label
            else self.words.say("Seen, no label reported"),
            seen_before_label=self.seen_before_label(),
            sources=self.references.listed(),
            also_seen_in=tuple(row(self.archive, page, each) for each in self.look_alikes),
            related=self.related(),
            similar=similar_views(self.archive, page, self.gist, self.listed()),
            corrections=tuple(self.corrections()),
            citation=self.citation(),
            citations=self.citations(address),
            permanent_address=address,
            record_url=page.to_file(f"{page.address}incident.yaml"),
            record_name=f"{self.incident.id}.yaml",
            report_url=self.settings.report_address(self.incident.id) or f"{page.to(CONTRIBUTE)}#report-a-mistake",
            crumbs=(home_crumb(page), Link(self.words.say("Incidents"), page.to(INCIDENTS))),
        )

    def german_texts(self) -> Iterator[str]:
        """Yield the texts of the page that are German, for the search of compounds."""
        record, post = self.record, self.record.post
        if is_german(record.language):
            yield from (record.title, record.summary, record.fact_check.claim, record.fact_check.finding)
        for text in (post.text, *(each.transcript for each in post.media)):
            if text:
                yield from (each.text for each in text.translations if is_german(each.language))
                yield text.original if text.original and is_german(text.language) else ""
        yield from (source.title for source in record.sources if is_german(source.language))

    def citation(self) -> Markup:
        """Return the incident cited in a sentence."""
        record, words = self.record, self.words
        title = in_language(record.language, record.title)
        cited = words.markup(
            "Gegenbild: “%(title)s”, incident %(id)s (%(date)s; verdict: %(verdict)s)",
            title=title,
            id=self.incident.id,
            date=words.date(record.date),
            verdict=words.term(record.fact_check.verdict),
        )
        if self.gist.changed is None:
            return cited
        return cited + f", {words.say('as of %(date)s', date=words.date(self.gist.changed))}"

    def citations(self, address: str) -> tuple[tuple[str, str], ...]:
        """Return the incident in the forms that programs for references read."""
        record = self.record
        dates = record.date, self.gist.changed
        return citations(Cited(self.incident.id, record.title, address, *dates, record.language, self.gist.verdict))

    def shown_above(self) -> set[str]:
        """Return the incidents that the page names as part of the exchange, or for a like picture."""
        return {each.id for each in (*self.archive.exchange_of(self.gist), *self.look_alikes)}

    def listed(self) -> set[str]:
        """Return the incidents that the page names before it comes to similar ones."""
        return self.shown_above() | set(self.record.related)

    def related(self) -> tuple[Row, ...]:
        """Return the rows of what is related, each once, but for what the page lists already."""
        keys = dict.fromkeys(key for key in self.record.related if key not in self.shown_above())
        others = (self.archive.incidents.get(key) for key in keys)
        return tuple(row(self.archive, self.page, other) for other in others if other and other.is_published)

    def corrections(self) -> Iterator[CorrectionView]:
        """Yield the log of corrections, whose texts are in the record's language."""
        language = self.record.language
        for each in self.record.corrections:
            was, now = in_language(language, each.was), in_language(language, each.now)
            yield CorrectionView(self.words.date(each.date), was, now)

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

    def first_label(self) -> str:
        """Say how long the first visible label took, as far as that is known."""
        derived = self.labelling
        if derived.first is None:
            return ""
        if derived.delay is not None:
            return self.words.delay(derived.delay)
        return quoted_timing(derived.first, self.references) or self.words.say("not known")

    def seen_before_label(self) -> FigureView | None:
        reach = self.labelling.seen_before
        return self.exchange.figure(reach) if reach else None
