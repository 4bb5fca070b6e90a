"""The incident's page lists where else a like picture was posted, and no incident twice."""

from pathlib import Path

from generator.archive.loading import load_sound
from tests.archives import RECORD, make_archive
from tests.pages.examples import incident_page

HEADING = "## Also seen in {: #also-seen-in }"


def record(title: str, phash: str = "0" * 16, extra: str = "") -> str:
    picture = f"picture: {{file: a.png, sha256: {'0' * 64}, width: 9, height: 9, phash: {phash}}}"
    held = f"promises free beer.\n      {picture}\n      digital_source_type: trainedAlgorithmicMedia\n"
    return RECORD.replace("promises free beer.\n", held).replace("A speech that was never given", title) + extra


def page(root: Path, **records: str) -> str:
    """Return the page of the incident called `one`."""
    archive = load_sound(make_archive(root, {f"2024-05-06-{name}": text for name, text in records.items()}))
    return incident_page(archive, "2024-05-06-one")


def section(page: str, heading: str) -> str:
    return page.partition(f"{heading}\n")[2].partition("\n## ")[0]


def test_a_like_picture_in_another_incident_is_a_hint(tmp_path: Path) -> None:
    text = page(tmp_path, one=record("First"), two=record("Second", "5" * 16), three=record("Third", "3" * 16))
    found = section(text, HEADING)
    assert "../../incidents/2024-05-06-two/" in found
    assert "2024-05-06-three" not in found
    assert "this is a hint, not proof" in found


def test_without_a_like_picture_there_is_no_such_section(tmp_path: Path) -> None:
    assert HEADING not in page(tmp_path, one=record("First"), two=record("Second", "3" * 16), three=RECORD)


def test_what_is_not_published_is_not_named(tmp_path: Path) -> None:
    draft = record("Second").replace("state: published", "state: draft")
    assert HEADING not in page(tmp_path, one=record("First"), two=draft)


def test_an_incident_is_listed_once(tmp_path: Path) -> None:
    related = "related: [2024-05-06-two, 2024-05-06-three, 2024-05-06-three]\n"
    text = page(tmp_path, one=record("First", extra=related), two=record("Second"), three=RECORD)
    assert text.count('href="../../incidents/2024-05-06-two/"') == 1
    assert text.count('href="../../incidents/2024-05-06-three/"') == 1
    assert "../../incidents/2024-05-06-two/" in section(text, HEADING)
    assert "../../incidents/2024-05-06-three/" in section(text, "## Related incidents {: #related-incidents }")
