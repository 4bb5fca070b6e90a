"""An archive that holds a picture, for the tests of what is published of it."""

from pathlib import Path

from generator.archive.loading import Loaded, load_sound
from generator.archive.pictures import ShownPicture, shown_pictures
from tests.archives import COMPLETE, make_archive
from tests.pages.examples import COMPLETE_ID, example_records

SITE = "https://archive.example.org/"
WITHOUT_NOTE = COMPLETE.replace("content_notes: [slur]\n", "")


def archive_at(root: Path, complete: str = WITHOUT_NOTE) -> Loaded:
    return load_sound(make_archive(root, example_records(complete)))


def example_picture(archive: Loaded) -> ShownPicture:
    (shown,) = shown_pictures(archive.incidents[COMPLETE_ID])
    return shown
