"""What MkDocs built once for all pages: kept while all that it rests on is the same, and believed where whole."""

import shutil
from pathlib import Path

import pytest

from generator.site.press import frame
from generator.site.press.frame import CACHE, Frame, hand_written_files, kept_frame
from generator.site.press.mould import Kind
from tests.archives import make_archive, write

KINDS = {Kind("topics/", 0, ("title", "description"), has_headings=False, has_title=True)}
PAGES = ("topics/index.md", "topics/war/index.md")
URL = "https://archive.example.org/"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_archive(tmp_path, {})


def digest_of(root: Path, site_url: str = URL) -> str:
    return frame._digest(root, tuple(hand_written_files(root)), KINDS, PAGES, site_url)


@pytest.mark.parametrize(
    "name", ["mkdocs.yml", "docs/about.md", "docs/assets/stylesheets/gegenbild.css", "theme/main.html"]
)
def test_a_change_of_a_file_that_mkdocs_reads_is_seen(root: Path, name: str) -> None:
    before = digest_of(root)
    assert digest_of(root) == before
    write(root / name, (root / name).read_text() + " ")
    assert digest_of(root) != before


def test_a_change_of_what_mkdocs_is_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest_of(root)
    assert digest_of(root, "") != before
    monkeypatch.setattr(frame, "version", lambda _name: "another")
    assert digest_of(root) != before


def test_a_change_of_the_program_that_presses_pages_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest_of(root)
    shutil.copytree(Path(frame.__file__).parent, root / "press")
    monkeypatch.setattr(frame, "__file__", str(root / "press/frame.py"))
    assert digest_of(root) == before
    write(root / "press/mould.py", (root / "press/mould.py").read_text() + " ")
    assert digest_of(root) != before


def test_a_kind_of_page_that_comes_is_seen(root: Path) -> None:
    made = [
        frame._digest(root, tuple(hand_written_files(root)), kinds, PAGES, URL)
        for kinds in (KINDS, {*KINDS, Kind("people/", 1, ("title",), has_headings=True, has_title=True)})
    ]
    assert made[0] != made[1]


def test_a_page_that_comes_where_a_link_leads_already_is_seen(root: Path) -> None:
    about = root / "docs/about.md"
    about.write_text(f"{about.read_text()}\n[war](topics/war/index.md)\n")
    before = digest_of(root)
    assert frame._digest(root, tuple(hand_written_files(root)), KINDS, PAGES[:1], URL) != before


def test_what_was_kept_is_believed_where_it_is_whole_and_of_the_same_alone(root: Path) -> None:
    write(root / ".cache/made/a.css", "a")
    made = Frame("one", root / CACHE / "site", tuple(hand_written_files(root)), ("a.css",), {}, ("", "", ""))
    frame._remember(root, made, root / ".cache/made")
    assert kept_frame(root, "one") == made
    assert kept_frame(root, "another") is None
    write(root / CACHE / "site/a.css", "b")
    assert kept_frame(root, "one") is None
