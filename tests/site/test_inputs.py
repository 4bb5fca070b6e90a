"""What a build rests on: a change of any of it is seen, and of nothing else."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.pages.settings import Settings
from generator.site import inputs
from generator.site.inputs import SECOND, common_mark, docs_mark, outputs_mark, record_marks
from tests.archives import PUBLISHABLE, make_archive, record_path

ID = "2024-05-06-speech"


def touched(name: str) -> Callable[[Path], None]:
    def touch(root: Path) -> None:
        path = root / name
        path.write_text(path.read_text() + " ")

    return touch


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive, with a copy of the program beside it that a test can change."""
    make_archive(tmp_path, {ID: PUBLISHABLE})
    shutil.copytree(inputs.PROGRAM, tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(inputs, "PROGRAM", tmp_path / "generator")
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "generator/pages/templates/incident.md.jinja",
        "generator/pages/locale/de.po",
        "generator/archive/similar.py",
        "theme/main.html",
        "mkdocs.yml",
        "interface-images.yaml",
        "incidents/registry/accounts.yaml",
    ],
)
def test_a_change_of_what_all_pages_rest_on_is_seen(root: Path, name: str) -> None:
    before = common_mark(root, Settings()), docs_mark(root), record_marks(root)
    touched(name)(root)
    after = common_mark(root, Settings()), docs_mark(root), record_marks(root)
    assert after[0] != before[0]
    assert after[1:] == before[1:]


def test_a_file_that_may_change_unseen_is_never_as_it_was(root: Path) -> None:
    """On a file system that counts in seconds a second change of the same length leaves the same time and size."""
    record = record_path(root, ID)
    this_second = int(time.time()) * SECOND
    os.utime(record, ns=(this_second, this_second))
    assert record_marks(root) != record_marks(root)
    long_ago = this_second - 3 * SECOND
    os.utime(record, ns=(long_ago, long_ago))
    assert record_marks(root) == record_marks(root)


@pytest.mark.parametrize("name", ["GEGENBILD_SIGNING_KEY", "GEGENBILD_SIGNING_CERT"])
def test_another_key_to_sign_with_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    before = common_mark(root, Settings())
    monkeypatch.setenv(name, "another")
    assert common_mark(root, Settings()) != before


@pytest.mark.parametrize("place", ["generator.site.inputs.installed", "platform.python_version"])
def test_other_libraries_and_another_python_are_seen(
    root: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    before = common_mark(root, Settings())
    monkeypatch.setattr(place, lambda *_: "another")
    assert common_mark(root, Settings()) != before


def test_a_file_that_somebody_took_from_the_site_is_missed(root: Path) -> None:
    for name in (
        "site/assets/stylesheets/gegenbild.css",
        "site/pagefind/en/2024/pagefind-entry.json",
        "site/figures/labels.csv",
        "site/de/figures/index.html",
        "docs/figures/index.md",
        "docs/de/figures/index.md",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        before = outputs_mark(root)
        path.unlink()
        assert outputs_mark(root) != before


def test_a_change_of_the_settings_is_seen(root: Path) -> None:
    assert common_mark(root, Settings()) != common_mark(root, Settings("https://example.org/"))


def test_a_change_of_a_hand_written_page_is_seen_and_of_a_generated_one_is_not(root: Path) -> None:
    before = docs_mark(root)
    (root / "docs/platforms").mkdir()
    (root / "docs/platforms/index.md").write_text("generated")
    assert docs_mark(root) == before
    touched("docs/about.md")(root)
    assert docs_mark(root) != before


@pytest.mark.parametrize("how", ["the record", "its time alone", "a file beside it"])
def test_a_change_of_a_record_or_of_what_lies_beside_it_is_seen(root: Path, how: str) -> None:
    before = record_marks(root)
    record = record_path(root, ID)
    if how == "the record":
        record.write_text(PUBLISHABLE + "# a remark\n")
    elif how == "its time alone":
        os.utime(record, (1, 1))
    else:
        (record.parent / "picture.png").write_bytes(b"x")
    assert record_marks(root).keys() == before.keys()
    assert record_marks(root) != before


def test_what_lies_among_the_incidents_and_is_no_record_is_no_incident(root: Path) -> None:
    (root / "incidents/2024/notes.txt").write_text("x")
    (root / "incidents/2024/2024-01-01-empty").mkdir()
    assert list(record_marks(root)) == [f"incidents/2024/{ID}/incident.yaml"]
