"""The archive that the page tests show: the record with every field, and what it refers to."""

from pathlib import Path

from generator.archive.archive import Archive
from generator.archive.loading import load_sound
from generator.pages.generate import incident_pages
from generator.pages.language import ENGLISH, Language
from generator.pages.settings import Settings
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


def example_archive(root: Path, complete: str = COMPLETE) -> Archive:
    """Write and load the example archive."""
    return load_sound(make_archive(root, example_records(complete)))


def incident_page(archive: Archive, identifier: str = COMPLETE_ID, language: Language = ENGLISH) -> str:
    """Return the Markdown of an incident's page."""
    return next(incident_pages(language, archive, archive.incidents[identifier], SETTINGS))[1]
