"""What a pull request brings along in the place of what a build keeps is not believed, and harms nothing."""

import json
import shutil
from pathlib import Path

import pytest

from generator.archive.incident import content_digest
from generator.site.build import build
from generator.site.overlay import READY, REMOVED
from generator.site.press.frame import CACHE
from generator.site.unchanged import FILE as MARKS
from generator.site.unfinished import FILE as UNFINISHED
from tests.archives import record_path, write
from tests.site.small import IDS, SETTINGS, small_archive

SCRIPT = "assets/javascripts/search.js"


def quietly(_step: str) -> None:
    pass


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_archive(tmp_path / "clone")


def test_no_script_comes_from_a_frame_that_no_build_here_made(root: Path, tmp_path: Path) -> None:
    other = small_archive(tmp_path / "other")
    build(other, SETTINGS, quietly)
    # As git brings it: the same content, and its own time.
    frame = Path(shutil.copytree(other / CACHE, root / CACHE, copy_function=shutil.copy))
    (frame / "site" / SCRIPT).write_text("alert()")
    told = json.loads((frame / "frame.json").read_text())
    told["files"][SCRIPT] = content_digest(b"alert()")
    (frame / "frame.json").write_text(json.dumps(told))
    build(root, SETTINGS, quietly)
    assert (root / "site" / SCRIPT).read_bytes() == (other / "site" / SCRIPT).read_bytes()


def test_what_no_build_made_ready_is_not_put_in_place_and_takes_nothing_away(root: Path) -> None:
    build(root, SETTINGS, quietly)
    page = root / f"site/incidents/{IDS[0]}/index.html"
    before = page.read_bytes()
    named = record_path(root, IDS[0])
    write(root / READY / REMOVED, json.dumps([f"../{named.relative_to(root)}", str(root / "mkdocs.yml")]))
    write(root / READY / page.relative_to(root / "site"), "<p>Forged</p>")
    build(root, SETTINGS, quietly)
    assert page.read_bytes() == before
    assert named.is_file()
    assert (root / "mkdocs.yml").is_file()
    assert not (root / READY).exists()


def test_a_link_in_the_place_of_the_lock_empties_nothing(root: Path) -> None:
    record = record_path(root, IDS[0])
    before = record.read_bytes()
    (root / ".cache").mkdir()
    (root / ".cache/build.lock").symlink_to(record)
    with pytest.raises(OSError, match="symbolic links"):
        build(root, SETTINGS, quietly)
    assert record.read_bytes() == before


@pytest.mark.parametrize("told", ["[" * 100_000, '{"incidents": 1e999, "pages": 1}', "null", "\xff"])
def test_what_cannot_be_read_is_as_good_as_nothing(root: Path, told: str) -> None:
    write(root / MARKS, told)
    write(root / UNFINISHED, told)
    build(root, SETTINGS, quietly)
    assert (root / f"site/incidents/{IDS[0]}/index.html").is_file()
