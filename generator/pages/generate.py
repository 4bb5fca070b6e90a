"""A sheet to the text of its page, and all pages of an archive together."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.archive.addresses import incident_address
from generator.archive.archive import Archive
from generator.archive.incident import Incident
from generator.pages.language import EVERY, LANGUAGES
from generator.pages.page import LICENCE, SCHEMA, Page
from generator.pages.rendering import render
from generator.pages.settings import Settings
from generator.pages.sheets import Planned, Sheet, in_languages, sheets, single_sheets
from generator.pages.views.codebook import codebook_view
from generator.pages.views.entities import entity_view
from generator.pages.views.figures import begin_figures, figure_files, figures_view
from generator.pages.views.filters import filter_files
from generator.pages.views.home import home_view
from generator.pages.views.incident import incident_view
from generator.pages.views.lists import all_incidents_view, facet_view, group_view
from generator.pages.views.rules import rules_view
from generator.pages.views.scorecard import scorecard_view
from generator.pages.views.search import search_view
from generator.pages.views.timeline import timeline_view
from generator.records.schema import FROM_RECORD, schema_text

View = Callable[[Archive, Page, Sheet], object]

VIEWS: Mapping[str, View] = {
    "home": lambda archive, page, _: home_view(archive, page),
    "search": lambda archive, page, _: search_view(archive, page),
    "scorecard": lambda archive, page, _: scorecard_view(archive, page),
    "figures": lambda archive, page, _: figures_view(archive, page),
    "codebook": lambda _archive, page, _: codebook_view(page),
    "rules": lambda _archive, page, _: rules_view(page),
    "timeline": lambda archive, page, _: timeline_view(archive, page),
    "facet": lambda archive, page, sheet: facet_view(archive, page, sheet.facet, sheet.number),
    "entity": lambda archive, page, sheet: entity_view(archive, page, sheet.facet, sheet.key, sheet.number),
    "list": lambda archive, page, sheet: (
        group_view(archive, page, sheet.facet, sheet.key, sheet.number)
        if sheet.facet
        else all_incidents_view(archive, page, sheet.number)
    ),
}
BEGUN: Mapping[str, Callable[[Archive], None]] = {"figures": begin_figures}  # what some views wait for
# The kinds of pages that say the same in the same order in all languages: those of which there are many.
DIFFER_IN_WORDS = ("incident", "withdrawn", "moved", "entity", "list")
OF_INCIDENTS = ("incident", "withdrawn", "moved")  # the kinds of pages that show a whole record


def begin(archive: Archive, sheets: Sequence[Sheet]) -> list[Sheet]:
    """Begin what takes other processes a while, and return pages in the order in which they are best made."""
    slow = [sheet for sheet in sheets if sheet.kind in BEGUN]
    for kind in {sheet.kind for sheet in slow}:
        BEGUN[kind](archive)
    return [*(sheet for sheet in sheets if sheet.kind not in BEGUN), *slow]


def begun_sheets(archive: Archive) -> Iterator[Planned]:
    """Yield the pages of which a part can be begun before all others are known."""
    return in_languages(single_sheets(archive, tuple(BEGUN)))


def page_contents(
    archive: Archive, sheets: Sequence[Sheet], settings: Settings, incident: Incident | None = None
) -> Iterator[tuple[Sequence[Sheet], bytes]]:
    """Yield the Markdown of one page in some languages; for a page of an incident, `incident` is that one.

    In all languages it is written once, to be parted (see together.py), where it is of a kind that differs in words
    alone. Else it is written in each by itself.
    """
    in_all = [sheet.language for sheet in sheets] == [language.code for language in LANGUAGES]
    if in_all and sheets[0].kind in DIFFER_IN_WORDS:
        page = Page(sheets[0].address, EVERY)
        yield sheets, _text(archive, page, sheets[0], settings, incident).encode()
    else:
        for sheet in sheets:
            yield [sheet], page_text(archive, sheet, settings, incident).encode()


def page_text(archive: Archive, sheet: Sheet, settings: Settings, incident: Incident | None = None) -> str:
    """Return the Markdown of a page; for a page of an incident, `incident` is that one."""
    return _text(archive, sheet.page, sheet, settings, incident)


def _text(archive: Archive, page: Page, sheet: Sheet, settings: Settings, incident: Incident | None) -> str:
    if sheet.kind not in OF_INCIDENTS:
        return render(sheet.kind, page, settings, view=VIEWS[sheet.kind](archive, page, sheet))
    if incident is None:
        raise ValueError(f"the page {page.path} shows a record, which is needed here")
    if sheet.kind == "moved":
        url = page.to(incident_address(incident.id))
        language = incident.record.language
        return render(sheet.kind, page, settings, url=url, title=incident.told_title, language=language)
    return render(sheet.kind, page, settings, view=incident_view(archive, page, incident, settings))


def page_files(
    archive: Archive, incidents: Mapping[str, Incident], settings: Settings
) -> Iterator[tuple[str, bytes]]:
    """Yield each page: its path relative to docs/, and its content."""
    for sheet, _digest in sheets(archive):
        incident = incidents.get(sheet.key)
        yield sheet.page.markdown_file, page_text(archive, sheet, settings, incident).encode()


def data_files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Yield what the pages offer to take along, but for the records, and what the search filters by."""
    for path, text in figure_files(archive):
        yield path, text.encode()
    for path, text in filter_files(archive):
        yield path, text.encode()


def program_files() -> Iterator[tuple[str, bytes]]:
    """Yield what the pages offer that is the same whatever the archive holds."""
    yield SCHEMA, schema_text().encode()


def record_file(identifier: str) -> str:
    """Return where an incident's page offers its record, relative to docs/."""
    return f"{incident_address(identifier)}incident.yaml"


def taken_along(record: bytes, identifier: str, site_url: str) -> bytes:
    """Return a record as its page offers it, which names its page, the licence, and the schema for an editor.

    Taken to another place, the file alone can tell these.
    """
    address = f"{site_url or '/'}{incident_address(identifier)}"
    said = f"# Gegenbild, {address}; {LICENCE}\n"
    first, end, others = record.partition(b"\n")
    if FROM_RECORD.encode() not in first:
        return said.encode() + record
    schema = f"{site_url or '../../'}{SCHEMA}"  # without an address of the site, from the page's folder
    return first.replace(FROM_RECORD.encode(), schema.encode()) + end + said.encode() + others
