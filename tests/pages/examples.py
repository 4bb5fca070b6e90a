"""The archive that the page tests show: the record with every field, and what it refers to."""

from pathlib import Path

from generator.archive.loading import Loaded, load_sound
from generator.pages.generate import page_text
from generator.pages.language import ENGLISH, Language
from generator.pages.settings import Settings
from generator.pages.sheets import Sheet, incident_sheets, sheets
from tests.archives import COMPLETE, RECORD, make_archive

COMPLETE_ID = "2024-03-03-costume-picture"
SETTINGS = Settings(site_url="https://archive.example.org/", repository="https://code.example.org/archive/")


def example_records(complete: str = COMPLETE) -> dict[str, str]:
    """Return the record with every field and the two that it points to."""
    return {
        COMPLETE_ID: complete,
        "2024-03-05-answer": RECORD.replace("date: 2024-05-06", "date: 2024-03-05"),
        "2024-02-unrelated": RECORD.replace("date: 2024-05-06", "date: 2024-02"),
    }


def example_archive(root: Path, complete: str = COMPLETE) -> Loaded:
    """Write and load the example archive."""
    return load_sound(make_archive(root, example_records(complete)))


def incident_page(loaded: Loaded, identifier: str = COMPLETE_ID, language: Language = ENGLISH) -> str:
    """Return the Markdown of an incident's page."""
    return incident_pages(loaded, identifier, language)[0]


def incident_pages(loaded: Loaded, identifier: str, language: Language = ENGLISH) -> list[str]:
    """Return the Markdown of an incident's page, and of those that lead to it."""
    archive = loaded.archive
    wanted = incident_sheets(archive, archive.incidents[identifier])
    found = [Sheet(kind, language.code, address, facet, key, n) for kind, address, facet, key, n, _ in wanted]
    return [page_text(archive, sheet, SETTINGS, loaded.incidents[identifier]) for sheet in found]


def pages_of(loaded: Loaded, start: str = "", language: Language = ENGLISH) -> dict[str, str]:
    """Return the pages in a language whose Markdown file's name begins so."""
    archive = loaded.archive
    return {
        sheet.page.markdown_file: page_text(archive, sheet, SETTINGS, loaded.incidents.get(sheet.key))
        for sheet, _ in sheets(archive)
        if sheet.language == language.code and sheet.page.markdown_file.startswith(start)
    }
