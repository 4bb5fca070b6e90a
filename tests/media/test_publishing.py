"""Publishing: what changed is made anew, what did not costs nothing, and no original is among what is published."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from generator.archive.loading import load_sound
from generator.media import program, publishing
from generator.media.program import program_digest
from generator.media.published import ForeignFileError, Published
from generator.media.publishing import MAKERS, MEMORY, Publication, publish
from generator.records.vocabulary import LabelStatus, Term, Verdict
from generator.site.proven import READERS
from tests.archives import PROJECT, record_path
from tests.media.examples import SITE, WITHOUT_NOTE, archive_at
from tests.pages.examples import COMPLETE_ID

ALL = 6 + 3  # derivatives of the picture; cards of the three incidents
ORIGINAL = (PROJECT / "tests/data/costume.png").read_bytes()


def published(root: Path) -> Published:
    return publish(load_sound(root).incidents.values(), root, SITE)


def files(root: Path) -> dict[str, bytes]:
    folder = root / "docs/media"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    archive_at(tmp_path)
    assert published(tmp_path) == Published(made=ALL, unchanged=0, removed=0)
    return tmp_path


def test_a_second_run_makes_nothing(root: Path) -> None:
    before = files(root)
    assert published(root) == Published(made=0, unchanged=ALL, removed=0)
    assert files(root) == before


@pytest.mark.parametrize(
    ("old", "new", "made"),
    [
        ("verdict: fabricated", "verdict: altered", 7),  # what the label says
        ("title: A minister", "title: One minister", 7),  # what the card and the files say to everyone
        ("A woman in a red and yellow", "A woman in a yellow and red", 7),  # what the file says to the blind
        ("\ndate: 2024-03-0", "\ndate: 2024-03-1", 1),
        ("status: removed, by: poster", "status: account-suspended, by: platform", 1),  # what the card alone shows
        ("  note: ", "  note: Another word. ", 0),  # what no picture shows
    ],
)
def test_a_change_of_the_record_makes_anew_what_shows_it(root: Path, old: str, new: str, made: int) -> None:
    path = record_path(root, COMPLETE_ID)
    path.write_text(path.read_text().replace(old, new))
    assert published(root) == Published(made=made, unchanged=ALL - made, removed=0)


@pytest.mark.parametrize("term", [LabelStatus.REMOVED, Verdict.FABRICATED])
def test_another_name_of_a_term_makes_anew_what_is_stamped_with_it(
    root: Path, monkeypatch: pytest.MonkeyPatch, term: Term
) -> None:
    monkeypatch.setattr(term, "label", "Another name")
    assert published(root).made > 0


def test_a_picture_that_is_replaced_makes_anew_what_shows_it(root: Path) -> None:
    path = record_path(root, COMPLETE_ID)
    held = path.with_name("costume.png")
    Image.new("RGB", (1200, 900)).save(held)
    before, after = (hashlib.sha256(content).hexdigest() for content in (ORIGINAL, held.read_bytes()))
    path.write_text(path.read_text().replace(before, after))
    assert published(root) == Published(made=7, unchanged=ALL - 7, removed=0)


def test_another_program_makes_everything_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "program_digest", lambda *_patterns: "another")
    assert published(root).made == ALL


@pytest.mark.parametrize(
    ("patterns", "file"),
    [
        (MAKERS, "archive/pictures.py"),
        (MAKERS, "media/card.py"),
        (MAKERS, "media/derivatives.py"),
        (MAKERS, "archive/label_words.py"),
        (MAKERS, "media/labels/fonts/OpenSans-Bold.ttf"),
        (READERS, "site/proof.py"),
        (READERS, "media/labels/code.py"),
    ],
)
def test_a_program_that_makes_or_examines_pictures_otherwise_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patterns: tuple[str, ...], file: str
) -> None:
    before = program_digest.__wrapped__(*patterns)
    shutil.copytree(program.PROGRAM, tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(program, "PROGRAM", tmp_path / "generator")
    assert program_digest.__wrapped__(*patterns) == before
    with (tmp_path / "generator" / file).open("ab") as changed:
        changed.write(b"\n")
    assert program_digest.__wrapped__(*patterns) != before


def test_another_library_makes_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = program_digest.__wrapped__(*MAKERS)
    monkeypatch.setattr(program, "version", lambda _name: "another")
    assert program_digest.__wrapped__(*MAKERS) != before


@pytest.mark.parametrize("harm", ["cut", "gone", "another", "linked"])
def test_a_file_that_was_harmed_is_made_anew_with_the_others_of_its_picture(root: Path, harm: str) -> None:
    harmed = root / "docs/media" / COMPLETE_ID / "costume-800.webp"
    if harm == "cut":
        harmed.write_bytes(harmed.read_bytes()[:1000])
    elif harm == "another":
        harmed.write_bytes(bytes(harmed.stat().st_size))
    elif harm == "linked":
        harmed.symlink_to(harmed.rename(root / "elsewhere.webp"))
    else:
        harmed.unlink()
    assert published(root) == Published(made=6, unchanged=3, removed=0)


@pytest.mark.parametrize(
    "memory", ["", "{", "[1]", '{"media/x/card.jpg": 1}', '{"a": ["b", "c", "d"]}', '{"a": ["b", 1, 2]}']
)
def test_a_memory_that_makes_no_sense_is_not_believed(root: Path, memory: str) -> None:
    (root / MEMORY).write_text(memory)
    assert published(root).made == ALL


def test_another_key_signs_everything_anew(root: Path) -> None:
    for file in (root / ".cache/signing").iterdir():
        file.unlink()
    assert published(root).made == ALL


def test_what_belongs_to_no_incident_is_removed(root: Path) -> None:
    record = record_path(root, COMPLETE_ID)
    record.write_text(WITHOUT_NOTE.replace("state: published", "state: draft"))
    assert published(root).removed == 7
    assert COMPLETE_ID not in json.loads((root / MEMORY).read_text())
    assert not (root / "docs/media" / COMPLETE_ID).exists()


@pytest.mark.parametrize("name", ["stray.png", f"{COMPLETE_ID}/costume.png", "x/y/card.jpg"])
def test_what_was_not_made_here_is_neither_published_nor_removed(root: Path, name: str) -> None:
    stray = root / "docs/media" / name
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(ORIGINAL)
    with pytest.raises(ForeignFileError, match=f"docs/media/{name} was not made by the generator"):
        published(root)
    assert stray.read_bytes() == ORIGINAL


def test_what_a_link_leads_to_is_not_taken_for_a_picture_of_ours(root: Path) -> None:
    elsewhere = root / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "card.jpg").write_bytes(b"somebody's only copy")
    (root / "docs/media/linked").symlink_to(elsewhere)
    with pytest.raises(ForeignFileError, match="docs/media/linked was not made by the generator"):
        published(root)
    assert (elsewhere / "card.jpg").exists()


def test_the_original_is_not_among_what_is_published(root: Path) -> None:
    assert ORIGINAL not in files(root).values()
    assert not list((root / "docs").rglob("costume.png"))
    assert not list((root / "docs").rglob("*.mp4"))


def test_several_processes_share_the_work(tmp_path: Path) -> None:
    loaded = archive_at(tmp_path)
    publication = Publication(tmp_path, SITE)
    shares = [[incident] for incident in loaded.incidents.values()]
    renewed = [publication.renewed(share) for share in shares]
    assert publication.ended(renewed) == Published(made=ALL, unchanged=0, removed=0)
    assert published(tmp_path) == Published(made=0, unchanged=ALL, removed=0)


def test_what_is_known_not_to_have_changed_is_left_untouched(root: Path) -> None:
    before = files(root)
    loaded = load_sound(root)
    others = set(loaded.incidents) - {COMPLETE_ID}
    publication = Publication(root, SITE)
    renewed = [publication.renewed([loaded.incidents[COMPLETE_ID]])]
    assert publication.ended(renewed, others) == Published(made=0, unchanged=ALL, removed=0)
    assert files(root) == before
