"""All pages of the archive, in every language: which page kinds there are, and the files they become."""

from collections.abc import Iterator
from pathlib import Path

from generator.archive.addresses import INCIDENTS, facet_address, incident_address
from generator.archive.archive import Archive
from generator.archive.incident import Incident
from generator.pages.language import LANGUAGES, Language
from generator.pages.page import CODEBOOK, FIGURES, HOME, RULES, SCHEMA, SCORECARD, SEARCH, Page
from generator.pages.rendering import render
from generator.pages.settings import Settings
from generator.pages.views.codebook import codebook_view
from generator.pages.views.entities import entity_pages, entity_view
from generator.pages.views.figures import figure_files, figures_view
from generator.pages.views.home import home_view
from generator.pages.views.incident import incident_view
from generator.pages.views.lists import (
    FACET_WORDS,
    GROUPS_A_PAGE,
    all_incidents_view,
    facet_view,
    group_keys,
    group_view,
    timeline_view,
)
from generator.pages.views.paging import numbered, page_count
from generator.pages.views.rules import rules_view
from generator.pages.views.scorecard import scorecard_view
from generator.pages.views.search import search_view
from generator.records.schema import schema_text

ENTITIES = ("accounts", "platforms", "tools", "people")

Rendered = tuple[str, str]  # a Markdown file's path relative to docs/, and its text


def page_files(archive: Archive, root: Path, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Yield each generated file: its path relative to docs/, and its content."""
    for language in LANGUAGES:
        for path, text in pages_in(language, archive, settings):
            yield path, text.encode()
    for path, text in figure_files(archive):
        yield path, text.encode()
    yield SCHEMA, schema_text().encode()
    for incident in archive.published:
        yield f"{incident_address(incident.id)}incident.yaml", (root / incident.path).read_bytes()


def pages_in(language: Language, archive: Archive, settings: Settings) -> Iterator[Rendered]:
    """Yield all pages of one language."""
    yield from single_pages(language, archive, settings)
    yield from incident_lists(language, archive, settings)
    for facet in FACET_WORDS:
        yield from facet_pages(language, archive, facet, settings)
    for incident in archive.with_pages:
        yield from incident_pages(language, archive, incident, settings)


def single_pages(language: Language, archive: Archive, settings: Settings) -> Iterator[Rendered]:
    """Yield the pages of which there is one."""
    views = {
        ("home", HOME): lambda page: home_view(archive, page),
        ("search", SEARCH): lambda page: search_view(archive, page),
        ("scorecard", SCORECARD): lambda page: scorecard_view(archive, page),
        ("figures", FIGURES): lambda page: figures_view(archive, page),
        ("codebook", CODEBOOK): codebook_view,
        ("rules", RULES): rules_view,
    }
    for (template, address), view in views.items():
        page = Page(address, language)
        yield page.markdown_file, render(template, page, settings, view=view(page))


def incident_lists(language: Language, archive: Archive, settings: Settings) -> Iterator[Rendered]:
    """Yield the pages of all incidents."""
    for number in range(1, page_count(archive.published) + 1):
        page = Page(numbered(INCIDENTS, number), language)
        yield page.markdown_file, render("list", page, settings, view=all_incidents_view(archive, page, number))


def facet_pages(language: Language, archive: Archive, facet: str, settings: Settings) -> Iterator[Rendered]:
    """Yield the pages of a facet's groups, and the pages of each group."""
    if facet == "months":
        page = Page(facet_address(facet), language)
        yield page.markdown_file, render("timeline", page, settings, view=timeline_view(archive, page))
    else:
        for number in range(1, page_count(group_keys(archive, facet), GROUPS_A_PAGE) + 1):
            page = Page(numbered(facet_address(facet), number), language)
            yield page.markdown_file, render("facet", page, settings, view=facet_view(archive, page, facet, number))
    for key in group_keys(archive, facet):
        yield from group_pages(language, archive, facet, key, settings)


def group_pages(
    language: Language, archive: Archive, facet: str, key: str, settings: Settings
) -> Iterator[Rendered]:
    """Yield the pages of one group of a facet: of a registry entry, or of a term, country, month or exchange."""
    address = facet_address(facet, key)
    if facet in ENTITIES:
        for number in range(1, entity_pages(archive, facet, key) + 1):
            page = Page(numbered(address, number), language)
            view = entity_view(archive, page, facet, key, number)
            yield page.markdown_file, render("entity", page, settings, view=view)
    else:
        for number in range(1, page_count(archive.by[facet].get(key, ())) + 1):
            page = Page(numbered(address, number), language)
            listed = group_view(archive, page, facet, key, number)
            yield page.markdown_file, render("list", page, settings, view=listed)


def incident_pages(
    language: Language, archive: Archive, incident: Incident, settings: Settings
) -> Iterator[Rendered]:
    """Yield the incident's page, and for each former identifier a page that leads to it."""
    page = Page(incident_address(incident.id), language)
    template = "incident" if incident.is_published else "withdrawn"
    view = incident_view(archive, page, incident, settings)
    yield page.markdown_file, render(template, page, settings, view=view)
    for alias in incident.record.aliases:
        former = Page(incident_address(alias), language)
        title = incident.record.title
        yield former.markdown_file, render("moved", former, settings, url=former.to(page.address), title=title)
