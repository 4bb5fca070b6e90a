"""A build that does not end, or that an edit overtakes, leaves nothing that the next one would not set right."""

import os
import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from generator.archive.loading import load
from generator.pages.sheets import sheets_of
from generator.records.problem import EditedMeanwhileError, ProblemsFoundError
from generator.site import making
from generator.site.build import FIRST, build, build_as_saved, generate
from generator.site.inputs import outputs_mark, record_marks
from generator.site.making import Offer, Order, Share
from generator.site.overlay import REMOVED
from generator.site.plain import run_mkdocs
from generator.site.press import frame
from generator.site.registries import reader_of
from generator.site.unfinished import FILE, Begun, begin_some, begun
from generator.site.unforged import write_unforged
from tests.archives import PUBLISHABLE, make_archive, record_path
from tests.pages.examples import COMPLETE_ID
from tests.site.small import (
    IDS,
    SETTINGS,
    built,
    contents,
    from_nothing,
    retitled,
    small_archive,
)
from tests.site.test_incremental import add, edit_a_written_page


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_archive(tmp_path_factory.mktemp("unfinished"))
    built(root)
    return root


def at(step: str, act: Callable[[], object]) -> Callable[[str], None]:
    """Return what a build is to tell its steps, so that something is done when it begins that one."""

    def told(begun: str) -> None:
        if begun.startswith(step):
            act()

    return told


def test_an_interrupted_end_is_ended_by_the_next_build(once: Path) -> None:
    """Between the moment when all is checked and that when all is in place, another build finds what is ready."""
    built(once)
    gathered = once / ".site-interrupted"
    (gathered / "about").mkdir(parents=True)
    (gathered / "about/index.html").write_text("newer")
    write_unforged(gathered / REMOVED, b'["figures/labels.csv"]')
    gathered.rename(once / ".ready-site")
    generate(once, SETTINGS)
    assert (once / "site/about/index.html").read_text() == "newer"
    assert not (once / "site/figures/labels.csv").exists()
    assert not (once / ".ready-site").exists()
    built(once, anew=True)


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("kept_letters", [0.5, 1], ids=["half", "whole"])
def test_what_is_saved_while_pages_are_made_is_refused_and_taken_in_later(
    tmp_path: Path, place: int, kept_letters: float
) -> None:
    root = small_archive(tmp_path / "one")
    showing = record_path(root, IDS[1])
    showing.write_text(f"{showing.read_text()}related: [{IDS[0]}]\n")
    built(root)
    retitled(root, "Title that another page shows")
    saved = record_path(root, IDS[place])
    text = saved.read_text()
    other = text.replace("free beer", "free wine")[: int(len(text) * kept_letters)]
    with pytest.raises(ProblemsFoundError, match=f"{IDS[place]}/incident.yaml:"):
        build(root, SETTINGS, at("Writing", lambda: saved.write_text(other)))
    saved.write_text(text)
    built(root)
    assert contents(root) == from_nothing(root, tmp_path / "two")


def test_what_is_saved_once_the_feeds_are_written_is_in_no_page(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {IDS[0]: PUBLISHABLE})
    archive = load(root).archive
    share = Share(root, reader_of(root, ""))
    making.adopt(share, archive)
    making.offer(share, Offer([*sheets_of(archive.incidents[IDS[0]])], (), "", None))
    retitled(root, "Another title")
    with pytest.raises(EditedMeanwhileError):
        making.make(share, Order(SETTINGS, None, {}))


def test_the_preview_takes_in_at_once_what_is_saved_while_pages_are_made(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "one")
    built(root)
    retitled(root, "Another title")
    saved = record_path(root, IDS[0])
    other = saved.read_text().replace("free beer", "free wine")
    build_as_saved(root, SETTINGS, at("Writing", lambda: saved.write_text(other)))
    assert "free wine" in (root / f"site/incidents/{IDS[0]}/index.html").read_text()
    assert contents(root) == from_nothing(root, tmp_path / "two")


def test_the_preview_goes_on_where_a_record_is_removed_while_pages_are_made(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "one")
    built(root)
    retitled(root, "Another title")
    removed = record_path(root, IDS[0]).parent
    build_as_saved(root, SETTINGS, at("Writing", lambda: shutil.rmtree(removed, ignore_errors=True)))
    assert contents(root) == from_nothing(root, tmp_path / "two")


def test_what_is_saved_once_its_page_is_shown_is_not_found_by_its_old_words(tmp_path: Path) -> None:
    """By then its page is indexed, and the next build indexes no record again that it knows already."""
    root = small_archive(tmp_path / "one")
    built(root)
    retitled(root, "A title for a moment")
    build_as_saved(root, SETTINGS, at(FIRST, lambda: retitled(root, "Another title")))
    edit_a_written_page(root, random.Random(1))
    built(root)
    assert contents(root) == from_nothing(root, tmp_path / "two")


def test_a_picture_that_is_replaced_once_it_was_checked_is_not_published(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "one")
    held = record_path(root, COMPLETE_ID).with_name("costume.png")
    content = held.read_bytes()
    replace = partial(Image.new("RGB", (1200, 900)).save, held)
    with pytest.raises(ProblemsFoundError, match=r"costume\.png:1:1: file: the picture was replaced"):
        build(root, SETTINGS, at("Writing", replace))
    held.write_bytes(content)
    built(root)
    assert contents(root) == from_nothing(root, tmp_path / "two")


def test_a_page_that_is_saved_while_mkdocs_reads_it_can_be_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_archive(tmp_path / "one")
    built(root)
    edit_a_written_page(root, random.Random(1))
    page = root / "docs/about.md"
    text = page.read_text()

    def run_meanwhile(*given: Any) -> None:
        page.write_text(f"{text}\nA line for a moment.\n")
        run_mkdocs(*given)

    with monkeypatch.context() as patched:
        patched.setattr(frame, "run_mkdocs", run_meanwhile)
        built(root)
    page.write_text(text)
    built(root)
    assert contents(root) == from_nothing(root, tmp_path / "two")


def test_what_was_put_back_after_a_build_had_read_it_is_read_again(tmp_path: Path) -> None:
    """Its size, its time and its place on the disk are those that the build saw before it read something else."""
    root = small_archive(tmp_path / "one")
    built(root)
    retitled(root, "A title that stays")
    add(root, random.Random(1))
    path = record_path(root, IDS[0])
    text, time = path.read_text(), path.stat().st_mtime_ns
    other = text.replace("A title that stays", "Another title")
    build(root, SETTINGS, at("Reading", lambda: path.write_text(other)))
    path.write_text(text)
    os.utime(path, ns=(time, time))
    built(root)
    assert contents(root) == from_nothing(root, tmp_path / "two")


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("is_another_added", [True, False])
@pytest.mark.parametrize("step", [FIRST, "Checking links"], ids=["shown", "checked"])
def test_what_an_interrupted_build_wrote_is_made_anew_though_the_record_is_put_back(
    tmp_path: Path, step: str, *, is_another_added: bool
) -> None:
    root = small_archive(tmp_path / "one")
    path = record_path(root, IDS[-1])
    text = path.read_text().replace("platform: x", "platform: telegram")  # whose feed has room for it
    path.write_text(text)
    built(root)
    before, marks = outputs_mark(root), record_marks(root)
    aside = path.parent.rename(tmp_path / "aside")
    shutil.copytree(aside, path.parent)
    path.write_text(text.replace("Title", "Other title"))

    def told(told: str) -> None:
        if told.startswith(step):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(root, SETTINGS, told)
    assert outputs_mark(root) == before  # else all is made anew for that alone
    shutil.rmtree(path.parent)
    aside.rename(path.parent)
    assert record_marks(root) == marks  # it is as it was, even by its marks
    if is_another_added:
        add(root, random.Random(1))
    built(root)
    assert contents(root) == from_nothing(root, tmp_path / "two")
    assert built(root) == ["Nothing has changed"]


@pytest.mark.usefixtures("short_pages")
def test_a_picture_that_an_interrupted_build_drew_reaches_the_site_with_the_next(tmp_path: Path) -> None:
    root = small_archive(tmp_path)
    built(root)
    before = outputs_mark(root)
    path = record_path(root, IDS[-1])
    path.write_text(path.read_text().replace("Title", "Other title"))

    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(root, SETTINGS, at("Checking links", interrupt))
    assert outputs_mark(root) == before  # else all is made anew for that alone
    built(root)
    card = f"media/{IDS[-1]}/card.jpg"
    assert (root / "site" / card).read_bytes() == (root / "docs" / card).read_bytes()


def test_where_it_cannot_be_read_what_was_left_unfinished_all_is_made_anew(once: Path) -> None:
    built(once)
    (once / FILE).write_text("{")
    retitled(once, "A title beside what was left unfinished")
    assert "Indexing for search" in built(once)
    assert "left unfinished" in (once / f"site/incidents/{IDS[0]}/index.html").read_text()


def test_what_one_build_after_another_left_unfinished_is_all_known(tmp_path: Path) -> None:
    begin_some(tmp_path, ["one.yaml"], ["one.md"], ["one.xml"])
    begin_some(tmp_path, ["other.yaml"], ["other.md"], ["other.xml"])
    all_of_both = (frozenset({f"one.{kind}", f"other.{kind}"}) for kind in ("yaml", "md", "xml"))
    assert begun(tmp_path) == Begun(*all_of_both)
