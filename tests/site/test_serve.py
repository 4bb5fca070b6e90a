"""The preview: served on loopback, rebuilt on change, the open page reloads; an error leaves the last good page."""

import os
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.cli.building import _begin_anew, _rebuild
from generator.pages.settings import Settings
from generator.records.parallel import StoppedError
from generator.site import build as building
from generator.site import commands, inputs
from generator.site.build import build
from generator.site.inputs import PROGRAM
from generator.site.serve import PreviewServer, changes
from tests.archives import PUBLISHABLE, make_archive, record_path
from tests.preview import Preview

ID = "2024-05-06-speech"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    root = make_archive(tmp_path, {ID: PUBLISHABLE})
    running = Preview(root)
    yield running
    running.end()


def is_seen(seen: Iterator[None]) -> bool:
    """Wait for the next change that is seen; say whether there was one."""
    waiting = Thread(target=next, args=(seen,), daemon=True)
    waiting.start()
    waiting.join(10)
    return not waiting.is_alive()


def said_over_the_page(preview: Preview) -> str:
    """Return what an open page is told to show over itself."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        preview.get(".reload?")
    with caught.value as answer:
        assert answer.code == 409
        return answer.read().decode()


def test_nobody_else_in_the_network_sees_the_preview(tmp_path: Path) -> None:
    with PreviewServer(tmp_path, 0) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_wrong_use(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    with PreviewServer(tmp_path, 0) as server:
        port = server.server_address[1]
        done = CliRunner().invoke(main, ["serve", "--root", str(root), "--port", str(port)])
    assert done.exit_code == 2
    assert f"port {port} cannot be used" in done.output


def test_a_program_that_cannot_be_looked_at_from_the_start_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_archive(tmp_path / "archive", {})
    monkeypatch.setattr(inputs, "PROGRAM", tmp_path)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/f\xfcr.py")).touch()
    done = CliRunner().invoke(main, ["serve", "--root", str(root), "--port", "0"])
    assert done.exit_code == 1
    assert "f\\xfcr.py:1:1: file: the name is not UTF-8" in done.output


def test_a_saved_record_is_rebuilt_and_the_page_is_told(preview: Preview, tmp_path: Path) -> None:
    page = f"incidents/{ID}/"
    assert "free beer" in preview.get(page)
    assert ".reload" in preview.get(page)
    record_path(tmp_path, ID).write_text(PUBLISHABLE.replace("free beer", "free wine"))
    preview.wait_for(r"Built[\s\S]*Built")
    assert "free wine" in preview.get(page)


def test_an_error_is_printed_with_its_place_and_the_last_good_page_stays(preview: Preview, tmp_path: Path) -> None:
    record_path(tmp_path, ID).write_text(PUBLISHABLE.replace("fabricated", "fabricatd"))
    preview.wait_for(r"incident\.yaml:16:3: schema: `fabricatd`")
    preview.wait_for("The page that you see is the last good one")
    assert "free beer" in preview.get(f"incidents/{ID}/")


def test_an_archive_that_is_unsound_from_the_start_is_shown_when_it_is_mended(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {ID: PUBLISHABLE.replace("fabricated", "fabricatd")})
    preview = Preview(root)
    try:
        preview.wait_for(r"16:3: schema: [\s\S]*There is no page before this is mended")
        record_path(root, ID).write_text(PUBLISHABLE)
        preview.wait_for("Built")
        assert "free beer" in preview.get(f"incidents/{ID}/")
    finally:
        preview.end()


def test_to_end_the_preview_as_it_says_is_no_failure(preview: Preview) -> None:
    preview.end()
    assert preview.process.returncode == 0
    assert "Aborted" not in preview.log.read_text()


def test_an_edited_template_is_shown_though_another_was_loaded(tmp_path: Path) -> None:
    """Else a page would be noted as made by a program that has never run, and stay as it is."""
    root = make_archive(tmp_path / "archive", {ID: PUBLISHABLE})
    shutil.copytree(PROGRAM, root / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    preview = Preview(root, {"PYTHONPATH": str(root)})
    try:
        record_path(root, ID).write_text(PUBLISHABLE.replace("free beer", "free wine"))
        preview.wait_for(r"Built[\s\S]*Built")
        template = root / "generator/pages/templates/incident.md.jinja"
        template.write_text(
            template.read_text().replace('<p class="gb-stamps"', '<p id="stamps" class="gb-stamps"')
        )
        preview.wait_for(r"The program has changed[\s\S]*The archive is at")
        assert 'id="stamps"' in preview.get(f"incidents/{ID}/")
    finally:
        preview.end()


def test_a_program_that_cannot_be_loaded_is_told_and_the_last_good_page_stays(tmp_path: Path) -> None:
    root = make_archive(tmp_path / "archive", {ID: PUBLISHABLE})
    shutil.copytree(PROGRAM, root / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    preview = Preview(root, {"PYTHONPATH": str(root)})
    module = root / "generator/pages/page.py"
    try:
        text = module.read_text()
        module.write_text(f"{text}\ndef half(\n")
        preview.wait_for(rf"generator/pages/page\.py:{text.count(chr(10)) + 2}: SyntaxError")
        assert "SyntaxError" in said_over_the_page(preview)
        assert "free beer" in preview.get(f"incidents/{ID}/")
        module.write_text(text)
        preview.wait_for(r"The program has changed[\s\S]*The archive is at")
    finally:
        preview.end()


@pytest.mark.parametrize("step", ["output_of", "execv"])
def test_where_the_changed_program_cannot_be_begun_the_preview_says_so_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_anything: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(os, "execv", fail)
    if step == "output_of":
        monkeypatch.setattr(commands, "output_of", fail)
    (tmp_path / "index.html").write_text("the last good page")
    with PreviewServer(tmp_path, 0) as server:
        server.start()
        _begin_anew(tmp_path, server)
        assert "Cannot allocate memory" in server.error
        with urllib.request.urlopen(server.address) as answer:
            assert b"the last good page" in answer.read()
        server.shutdown()


def test_a_file_of_the_program_whose_name_is_no_text_does_not_end_the_preview(tmp_path: Path) -> None:
    root = make_archive(tmp_path / "archive", {ID: PUBLISHABLE})
    shutil.copytree(PROGRAM, root / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    preview = Preview(root, {"PYTHONPATH": str(root)})
    file = Path(os.fsdecode(os.fsencode(root / "generator") + b"/f\xfcr.py"))
    try:
        file.touch()
        preview.wait_for("The page that you see is the last good one")
        file.unlink()
        record_path(root, ID).write_text(PUBLISHABLE.replace("free beer", "free wine"))
        preview.wait_for(r"Built[\s\S]*Built")
    finally:
        preview.end()


@pytest.mark.parametrize(
    ("error", "said"),
    [(StoppedError(), "enough memory"), (OSError(28, "No space left on device", "/archive/site"), "No space left")],
)
def test_what_no_record_is_to_blame_for_is_said_in_the_open_page_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(*_anything: object) -> None:
        raise error

    monkeypatch.setattr(building, "build_as_saved", fail)
    with PreviewServer(tmp_path, 0) as server:
        _rebuild(tmp_path, server)
        assert said in server.error


def test_what_a_build_writes_is_no_change(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {ID: PUBLISHABLE})
    seen = changes(root)
    next(seen)
    build(root, Settings(), lambda _: None)
    waiting = Thread(target=next, args=(seen,), daemon=True)
    waiting.start()
    waiting.join(1)
    assert waiting.is_alive()
    (root / "docs/about.md").write_text("# Written by hand\n")
    waiting.join(10)
    assert not waiting.is_alive()


@pytest.mark.parametrize("address", ["nowhere/", "%00", "long" * 100, "deep/" * 3000])
def test_an_unknown_address_gets_the_archives_own_page(preview: Preview, address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        preview.get(address)
    with caught.value as answer:
        assert answer.code == 404
        assert "There is no page at this address" in answer.read().decode()


@pytest.mark.parametrize("address", ["", f"incidents/{ID}/", "assets/stylesheets/gegenbild.css"])
def test_no_browser_keeps_what_it_is_shown(preview: Preview, address: str) -> None:
    with urllib.request.urlopen(preview.address + address, timeout=60) as answer:
        assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_outside_the_site_is_served(preview: Preview) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        preview.get("..%2f..%2fmkdocs.yml")
    with caught.value as answer:
        assert answer.code == 404


def test_a_file_is_watched_however_it_is_saved(tmp_path: Path) -> None:
    """Many an editor writes a file beside the old one, and puts it there: a watch of the old one sees no more."""
    root = make_archive(tmp_path, {ID: PUBLISHABLE})
    settings, beside = root / "mkdocs.yml", root / "mkdocs.yml.new"
    (root / "interface-images.yaml").unlink()
    seen = changes(root)
    next(seen)
    for number in range(3):
        beside.write_text(f"site_name: {number}\n")
        beside.replace(settings)
        assert is_seen(seen)
    (root / "docs").rename(root / "documents")
    assert is_seen(seen)
    (root / "docs").mkdir()
    assert is_seen(seen)
    (root / "docs/about.md").write_text("# Written by hand\n")
    assert is_seen(seen)
    (root / "interface-images.yaml").write_text("{}\n")
    assert is_seen(seen)


@pytest.mark.parametrize("page", ["people-we-thank.md", "media.md", "de/rules-of-conduct.md", "index.md.txt"])
def test_a_page_is_watched_whatever_its_name_begins_with(tmp_path: Path, page: str) -> None:
    root = make_archive(tmp_path / ".idea", {ID: PUBLISHABLE})
    seen = changes(root)
    next(seen)
    (root / "docs" / page).write_text("# Written by hand\n")
    assert is_seen(seen)


def test_a_folder_whose_name_is_no_text_does_not_end_the_watch(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {ID: PUBLISHABLE})
    seen = changes(root)
    next(seen)
    folder = Path(os.fsdecode(os.fsencode(root / "incidents/2024") + b"/f\xfcr"))
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.jpg").touch()
        assert is_seen(seen)
    shutil.rmtree(folder)
    assert is_seen(seen)
    record_path(root, ID).touch()
    assert is_seen(seen)


@pytest.mark.parametrize("folder", ["docs", "theme", f"incidents/2024/{ID}"])
def test_a_file_whose_name_is_no_text_does_not_end_the_preview(
    preview: Preview, tmp_path: Path, folder: str
) -> None:
    """As files come out of an archive that was packed on another system."""
    file = Path(os.fsdecode(os.fsencode(tmp_path / folder) + b"/f\xfcr.jpg"))
    file.touch()
    preview.wait_for("The page that you see is the last good one")
    assert "fcr.jpg" in said_over_the_page(preview)
    file.unlink()
    record_path(tmp_path, ID).write_text(PUBLISHABLE.replace("free beer", "free wine"))
    preview.wait_for(r"Built[\s\S]*Built")
