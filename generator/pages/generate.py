"""All pages of the archive: which page kinds there are, and the files they become."""

from collections.abc import Iterator
from pathlib import Path

from generator.archive.archive import Archive
from generator.archive.incident import Incident
from generator.pages.addresses import (
    CODEBOOK,
    HOME,
    INCIDENTS,
    RULES,
    SCHEMA,
    Page,
    facet_address,
    incident_address,
    markdown_file,
)
from generator.pages.rendering import render
from generator.pages.settings import Settings
from generator.pages.views.codebook import codebook_view
from generator.pages.views.entities import account_view, person_view, platform_view, tool_view
from generator.pages.views.home import home_view
from generator.pages.views.incident import incident_view
from generator.pages.views.lists import FACET_WORDS, all_incidents_view, facet_view, group_keys, group_view
from generator.pages.views.rules import rules_view
from generator.records.schema import schema_text

ENTITY_VIEWS = {
    "accounts": account_view,
    "platforms": platform_view,
    "tools": tool_view,
    "people": person_view,
}


def page_files(archive: Archive, root: Path, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Yield each generated file: its path relative to docs/, and its content."""
    pages = (
        home_page(archive, settings),
        all_incidents_page(archive, settings),
        *facet_pages(archive, settings),
        codebook_page(settings),
        rules_page(settings),
        *(page for incident in archive.with_pages for page in incident_pages(archive, incident, settings)),
    )
    for path, text in pages:
        yield path, text.encode()
    yield SCHEMA, schema_text().encode()
    for incident in archive.published:
        yield f"{incident_address(incident.id)}incident.yaml", (root / incident.path).read_bytes()


def home_page(archive: Archive, settings: Settings) -> tuple[str, str]:
    """Return the home page."""
    return markdown_file(HOME), render("home", Page(HOME), settings, view=home_view(archive))


def all_incidents_page(archive: Archive, settings: Settings) -> tuple[str, str]:
    """Return the page of all incidents."""
    text = render("list", Page(INCIDENTS), settings, view=all_incidents_view(archive))
    return markdown_file(INCIDENTS), text


def codebook_page(settings: Settings) -> tuple[str, str]:
    """Return the codebook."""
    return markdown_file(CODEBOOK), render("codebook", Page(CODEBOOK), settings, view=codebook_view())


def rules_page(settings: Settings) -> tuple[str, str]:
    """Return the page of the rules that `gegenbild check` holds records to."""
    return markdown_file(RULES), render("rules", Page(RULES), settings, view=rules_view())


def facet_pages(archive: Archive, settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield for each facet the page of its groups, and the page of each group."""
    for facet in FACET_WORDS:
        address = facet_address(facet)
        text = render("facet", Page(address), settings, view=facet_view(archive, facet))
        yield markdown_file(address), text
        for key in group_keys(archive, facet):
            yield group_page(archive, facet, key, settings)


def group_page(archive: Archive, facet: str, key: str, settings: Settings) -> tuple[str, str]:
    """Return the page of one group of a facet: of a registry entry, or of a term or country."""
    address = facet_address(facet, key)
    if facet in ENTITY_VIEWS:
        text = render("entity", Page(address), settings, view=ENTITY_VIEWS[facet](archive, key))
    else:
        text = render("list", Page(address), settings, view=group_view(archive, facet, key))
    return markdown_file(address), text


def incident_pages(archive: Archive, incident: Incident, settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield the incident's page, and for each former identifier a page that leads to it."""
    page = Page(incident_address(incident.id))
    template = "incident" if incident.is_published else "withdrawn"
    text = render(template, page, settings, view=incident_view(archive, incident, settings))
    yield markdown_file(page.address), text
    for alias in incident.record.aliases:
        former = Page(incident_address(alias))
        shown = {"url": former.to(page.address), "title": incident.record.title}
        yield markdown_file(former.address), render("moved", former, settings, **shown)
