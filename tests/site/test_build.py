"""The build: a whole site, or the last good one; the same bytes each time."""

import fcntl
import filecmp
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from generator.checks.running import check, errors_among
from generator.pages.settings import Settings
from generator.records.formatting import SCHEMA_LINE
from generator.records.problem import ProblemsFoundError
from generator.site import build as building
from generator.site import indexing
from generator.site.brief import clear_brief_folders
from generator.site.build import build, generate
from generator.site.commands import SiteError, module, output_of, script
from generator.site.proven import FILE as LABELLED
from generator.site.unforged import write_unforged
from tests.archives import PROJECT, PUBLISHABLE, make_archive, record_path, write
from tests.conftest import SETTINGS
from tests.media.manifests import without_manifest


def quietly(root: Path) -> None:
    build(root, Settings(), lambda _step: None)


def files_under(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "small", {"2024-05-06-speech": PUBLISHABLE})


@pytest.mark.parametrize("name", ["docs/about.md", "interface-images.yaml"])
def test_a_file_that_is_not_utf_8_is_named_with_its_place(small: Path, name: str) -> None:
    file = small / name
    lines = file.read_bytes().count(b"\n")
    file.write_bytes(file.read_bytes() + b"# f\xfcr\n")
    with pytest.raises(ProblemsFoundError, match=f"{name}:{lines + 1}:4: encoding: the byte 0xfc is not UTF-8"):
        quietly(small)


@pytest.mark.parametrize(
    ("name", "added", "told"),
    [
        (
            "theme/partials/colophon.html",
            "{% if %}\n",
            r"^theme/partials/colophon\.html:{line}: jinja2\..*: Expected",
        ),
        ("mkdocs.yml", ": [\n", r'in "mkdocs\.yml", line {line}, column 1$'),
    ],
)
def test_what_mkdocs_cannot_read_is_named_as_it_lies_here(small: Path, name: str, added: str, told: str) -> None:
    """MkDocs sees a copy, or a link, in a folder of .cache/ that nobody else knows."""
    file = small / name
    line = file.read_text().count("\n") + 1
    file.write_text(file.read_text() + added)
    with pytest.raises(SiteError, match=f"(?m){told.replace('{line}', str(line))}") as caught:
        quietly(small)
    assert ".cache" not in str(caught.value)


@pytest.mark.parametrize("is_plain", [False, True])
def test_what_an_editor_keeps_beside_a_file_is_passed_over(small: Path, *, is_plain: bool) -> None:
    kept = (".{}.swp", "{}~", "#{}#")
    record = record_path(small, "2024-05-06-speech")
    for file in (record, small / "docs/about.md", small / "incidents/registry/people.yaml"):
        for name in kept:
            file.with_name(name.format(file.name)).write_bytes(b"b0VIM\0")
        file.with_name(f".#{file.name}").symlink_to(
            "somebody@somewhere.12:34"
        )  # a lock of Emacs, which leads nowhere
    build(small, Settings(), lambda _: None, plain=is_plain)
    assert not errors_among(check(small))
    assert not {name.format("about.md") for name in kept}.intersection(files_under(small / "site"))


def test_generate_and_plain_mkdocs_make_the_whole_site_without_a_warning(small: Path) -> None:
    generate(small, Settings())
    printed = output_of([*module("mkdocs"), "build", "--strict"], small, {"NO_MKDOCS_2_WARNING": "1"})
    assert "WARNING" not in printed
    page = (small / "site/incidents/2024-05-06-speech/index.html").read_text()
    assert "A speech that was never given" in page
    taken = (small / "site/incidents/2024-05-06-speech/incident.yaml").read_text()
    assert taken.partition("\n")[2] == PUBLISHABLE


def test_a_record_that_is_taken_along_names_itself_its_licence_and_the_schema_where_the_site_has_it(
    small: Path,
) -> None:
    """In the repository it stands a folder deeper; and who has downloaded it has no other file of the site."""
    record = record_path(small, "2024-05-06-speech")
    record.write_text(f"{SCHEMA_LINE}\n{PUBLISHABLE}")
    offered = small / "site/incidents/2024-05-06-speech/incident.yaml"

    def schema_named() -> str:
        line, said, rest = offered.read_text().split("\n", 2)
        assert rest == PUBLISHABLE
        assert re.fullmatch(r"# Gegenbild, \S*/incidents/2024-05-06-speech/; .* CC BY 4\.0: https://\S+", said)
        return line.partition("$schema=")[2]

    quietly(small)
    assert (offered.parent / schema_named()).resolve() == small / "site/schema/incident.schema.json"
    build(small, SETTINGS, lambda _step: None)
    assert schema_named() == f"{SETTINGS.site_url}schema/incident.schema.json"
    assert (small / "site/schema/incident.schema.json").is_file()


def test_no_page_carries_a_tree_of_others(site: Path) -> None:
    """At 10,000 incidents the tree would be the larger part of each page."""
    page = (site / "incidents/2023-10-16-glarner-arslan-video/index.html").read_text()
    assert 'data-md-type="navigation"' not in page
    assert "Ranveer Singh" not in page


def test_only_incident_pages_are_searched(site: Path) -> None:
    searched = {path.parent.parent for path in site.rglob("*.html") if "data-pagefind-body" in path.read_text()}
    assert searched == {site / "incidents", site / "de/incidents"}


def test_a_second_run_writes_nothing_and_removed_records_leave_nothing(small: Path) -> None:
    generate(small, Settings())
    again = generate(small, Settings()).pages
    assert (again.written, again.removed) == (0, 0)
    hand_written = small / "docs/about.md"
    before = hand_written.stat().st_mtime_ns
    record_path(small, "2024-05-06-speech").unlink()
    assert generate(small, Settings()).pages.removed >= 2
    assert not (small / "docs/incidents/2024-05-06-speech").exists()
    assert hand_written.stat().st_mtime_ns == before


@pytest.mark.parametrize("name", ["incidents", "de", "de/topics", "media"])
def test_where_a_folder_of_the_generators_is_a_link_what_it_leads_to_stays(small: Path, name: str) -> None:
    before = files_under(small / "incidents")
    shutil.rmtree(small / "docs" / name, ignore_errors=True)
    (small / "docs" / name).symlink_to(small / "incidents", target_is_directory=True)
    with pytest.raises(ProblemsFoundError, match=rf"^docs/{name}:1:1: file: this is a link.*; remove the link$"):
        generate(small, Settings())
    assert files_under(small / "incidents") == before


def test_a_bad_record_leaves_pages_and_site_as_they_were(small: Path) -> None:
    quietly(small)
    before = {name: (small / "site" / name).read_bytes() for name in files_under(small / "site")}
    record_path(small, "2024-05-06-speech").write_text(PUBLISHABLE.replace("fabricated", "fabricatd"))
    with pytest.raises(ProblemsFoundError):
        quietly(small)
    assert {name: (small / "site" / name).read_bytes() for name in files_under(small / "site")} == before
    assert not list(small.glob(".site-*"))


def full_disk(*_anything: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_full_disk_leaves_the_site_as_it_was(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quietly(small)
    before = files_under(small / "site")

    for step in ("index_part", "renew_part"):
        monkeypatch.setattr(indexing, step, full_disk)
    record_path(small, "2024-05-06-speech").write_text(PUBLISHABLE.replace("free beer", "free wine"))
    with pytest.raises(OSError, match="No space left"):
        quietly(small)
    assert files_under(small / "site") == before
    assert not list(small.glob(".site-*"))


def test_a_broken_link_keeps_the_new_site_out(small: Path) -> None:
    quietly(small)
    about = small / "docs/about.md"
    about.write_text(about.read_text() + '\n<p><a href="../nowhere/">broken</a></p>\n')
    with pytest.raises(SiteError, match="`nowhere` leads nowhere"):
        quietly(small)
    assert "broken" not in (small / "site/about/index.html").read_text()


def test_a_picture_that_slipped_into_the_pages_keeps_the_new_site_out(small: Path) -> None:
    quietly(small)
    shutil.copy(PROJECT / "tests/data/costume.png", small / "docs/assets/images/flag.png")
    with pytest.raises(SiteError, match=r"assets/images/flag\.png: is a picture that the generator did not make"):
        quietly(small)
    assert not (small / "site/assets/images/flag.png").exists()


def test_a_warning_of_mkdocs_keeps_the_new_site_out(small: Path) -> None:
    (small / "docs/about.md").write_text("# About\n\nNot gone.md, but [gone](gone.md)\n")
    with pytest.raises(SiteError, match=r"(?m)^docs/about\.md:3:25: contains a link 'gone\.md', but") as caught:
        quietly(small)
    assert "INFO" not in str(caught.value)
    assert not (small / "site").exists()


def test_a_mistake_in_the_theme_is_told_with_its_place_and_keeps_the_new_site_out(small: Path) -> None:
    quietly(small)
    before = files_under(small / "site")
    template = small / "theme/main.html"
    lines = template.read_text().splitlines()
    template.write_text("\n".join([*lines, "{% block"]))
    with pytest.raises(SiteError, match=rf"\ntheme/main\.html:{len(lines) + 1}: .*TemplateSyntaxError") as caught:
        quietly(small)
    assert "Traceback" not in str(caught.value)
    assert files_under(small / "site") == before


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_build_leaves_the_last_good_site(small: Path, sent: signal.Signals) -> None:
    quietly(small)
    before = files_under(small / "site")
    added = record_path(small, "2024-05-06-song")  # an edited page alone would be in place before the others
    added.parent.mkdir()
    added.write_text(PUBLISHABLE.replace("free beer", "free wine"))
    command = [script("gegenbild"), "build", "--root", str(small)]
    running = subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    deadline = time.monotonic() + 30
    while not list(small.glob(".site-*/index.html")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(running.pid, sent)  # as a terminal or a CI runner does
    printed, _ = running.communicate(timeout=30)
    assert running.returncode != 0
    assert b"Traceback" not in printed
    assert files_under(small / "site") == before
    if sent != signal.SIGKILL:  # which leaves no time for it
        assert not left_over(small)
    assert "free beer" in (small / "site/incidents/2024-05-06-speech/index.html").read_text()
    quietly(small)
    assert "free wine" in (small / "site/incidents/2024-05-06-song/index.html").read_text()
    assert not left_over(small)


def test_what_was_killed_while_mkdocs_was_at_work_is_cleared_away_by_the_next_build(small: Path) -> None:
    for name in (".site-killed", ".cache/.site-killed"):
        (small / name / "docs").mkdir(parents=True)
    quietly(small)
    assert not left_over(small)


def test_what_was_killed_while_it_indexed_is_cleared_away_by_the_next_build(small: Path, tmp_path: Path) -> None:
    """It has no name that anybody knows beforehand, and lies where the pages of other archives may lie too."""
    (tmp_path / "other").mkdir()
    ours, others = (Path(killed_with_a_folder(root)) for root in (small, tmp_path / "other"))
    quietly(small)
    assert not ours.exists()
    assert others.exists()
    clear_brief_folders(tmp_path / "other")
    assert not others.exists()


def killed_with_a_folder(root: Path) -> str:
    steps = "import os, sys; folder = brief_folder(Path(sys.argv[1])); print(folder.name, flush=True); os._exit(1)"
    begin = "from pathlib import Path; from generator.site.brief import brief_folder"
    command = [sys.executable, "-c", f"{begin}; {steps}", str(root)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT).stdout.strip()


def left_over(root: Path) -> list[Path]:
    return [*root.glob(".site-*"), *root.glob(".cache/.site-*")]


def test_a_build_that_believes_nothing_examines_every_picture(small: Path) -> None:
    known = small / LABELLED
    known.parent.mkdir()
    write_unforged(known, b'{"media/x/card.jpg": "labelled"}')
    build(small, Settings(), lambda _step: None, anew=True)
    assert list(json.loads(known.read_text())) == ["media/2024-05-06-speech/card.jpg"]


def test_a_second_build_waits_for_the_first(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would sweep away what the first one is at."""
    begun = Event()

    def begin(_site: Path) -> None:
        begun.set()
        raise SiteError("that is enough")

    monkeypatch.setattr(building, "sweep", begin)
    lock = small / ".cache/build.lock"
    write(lock, "")
    with ThreadPoolExecutor(1) as beside:
        with lock.open("w") as first:
            fcntl.flock(first, fcntl.LOCK_EX)
            second = beside.submit(quietly, small)
            assert not begun.wait(0.5)
        with pytest.raises(SiteError, match="that is enough"):
            second.result()


def test_two_builds_of_the_same_records_give_the_same_bytes(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quietly(small)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    for name, value in {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}.items():
        monkeypatch.setenv(name, value)  # a machine that knows no letter beyond ASCII
    other = make_archive(tmp_path / "a deeper folder/elsewhere", {"2024-05-06-speech": PUBLISHABLE})
    command = [script("gegenbild"), "build", "--root", str(other)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    names = files_under(small / "site")
    assert names == files_under(other / "site")
    assert len(names) > 60
    pictures = [name for name in names if name.startswith("media/")]
    others = [name for name in names if name not in pictures]
    assert filecmp.cmpfiles(small / "site", other / "site", others, shallow=False)[1:] == ([], [])
    # A signature holds random numbers, and each folder has its own development key: compared is what is signed.
    assert pictures
    for name in pictures:
        one, two = ((root / "site" / name).read_bytes() for root in (small, other))
        assert one != two
        assert without_manifest(one) == without_manifest(two)
