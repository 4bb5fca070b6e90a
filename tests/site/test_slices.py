"""Parts of the site built one by one and joined are the site that is built at once."""

import json
import os
import shutil
import subprocess
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.archive.parts import ENOUGH, index_parts
from generator.cli import main
from generator.pages.settings import Settings
from generator.pages.sheets import Sheet
from generator.records.problem import ProblemsFoundError
from generator.site import joining
from generator.site.build import build, build_slice, join
from generator.site.commands import SiteError, script
from generator.site.crew import crew
from generator.site.inputs import PROGRAM
from generator.site.joining import NOTE, _files_digest, note_slice
from generator.site.proven import FILE as LABELLED
from generator.site.slices import Slice
from generator.site.unforged import write_unforged
from generator.site.work import Work
from tests.archives import PROJECT, PUBLISHABLE, make_archive, record_path, write
from tests.site.small import IDS, contents, small_archive

SETTINGS = Settings(site_url="https://archive.example.org/")


NAMES = ("anna", "berta", "clara", "dora", "emma")


def quietly(_step: str) -> None:
    pass


def site_of(root: Path) -> dict[str, bytes]:
    return {name: content for name, content in contents(root).items() if name.startswith("site/")}


@pytest.mark.parametrize("count", [2, 3])
def test_joined_parts_are_the_whole_site(tmp_path: Path, count: int) -> None:
    root = small_archive(tmp_path / "one")
    build(root, SETTINGS, quietly)
    whole = site_of(root)
    shutil.rmtree(root / "site")
    folders = []
    for number in range(1, count + 1):
        machine = small_archive(tmp_path / f"machine-{number}")  # each has the sources alone
        folders.append(build_slice(machine, SETTINGS, Slice(number, count), quietly))
    assert not (root / "site").exists()
    join(root, SETTINGS, folders, quietly)
    assert site_of(root) == whole


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_page_is_in_one_part_and_incidents_are_where_their_search_index_is(count: int) -> None:
    published = [
        f"{year}-{name}-{number}" for year in (2023, 2024) for name in NAMES for number in range(ENOUGH // 4)
    ]
    slices = [Slice(number, count).among(published) for number in range(1, count + 1)]
    pages = [Sheet("incident", "en", f"incidents/{each}/", key=each) for each in (*published, "2024-withdrawn")]
    pages += [Sheet("list", "en", "verdicts/open/", "verdicts", "open"), Sheet("home", "en", "")]
    assert {sum(each.holds(page) for each in slices) for page in pages} == {1}
    parts = index_parts(published)
    assert len(parts) > 1
    for each, part in product(slices, parts):
        assert {each.holds_incident(incident) for incident in part.incidents} == {each.holds_part(part)}


def test_parts_of_machines_that_order_their_sets_otherwise_fit_together(tmp_path: Path) -> None:
    folders = []
    for number in (1, 2):
        root = small_archive(tmp_path / f"machine-{number}")
        with (root / "incidents/registry/people.yaml").open("a") as people:
            people.writelines(f"{name}-of-examples: {{name: {name}}}\n" for name in NAMES)
        command = [script("gegenbild"), "build", "--part", f"{number}/2"]
        environment = os.environ | {"PYTHONHASHSEED": str(number), "GEGENBILD_SITE_URL": SETTINGS.site_url}
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
        folders.append(root / done.stdout.split(" is in ")[1].strip().removesuffix("/."))
    join(tmp_path / "machine-1", SETTINGS, folders, quietly)
    assert (tmp_path / "machine-1/site/index.html").is_file()


def test_a_missing_part_and_a_part_of_another_site_are_refused(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "one")
    first = build_slice(root, SETTINGS, Slice(1, 2), quietly)
    with pytest.raises(SiteError, match=r"parts are missing: 2/2"):
        join(root, SETTINGS, [first], quietly)
    other = build_slice(make_archive(tmp_path / "other", {}), SETTINGS, Slice(2, 2), quietly)
    with pytest.raises(SiteError, match="different sites"):
        join(root, SETTINGS, [first, other], quietly)
    with pytest.raises(SiteError, match="is no part of a site"):
        join(root, SETTINGS, [tmp_path], quietly)
    assert not (root / "site").exists()


def edited(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    root = small_archive(tmp_path_factory.mktemp("halves"))
    return [build_slice(root, SETTINGS, Slice(number, 2), quietly) for number in (1, 2)]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("docs/about.md", "# ", "# More "),
        ("mkdocs.yml", "site_name: Gegenbild", "site_name: Another"),
        ("theme/partials/colophon.html", "</footer>", "<p>More</p></footer>"),
    ],
)
def test_a_part_of_another_commit_is_refused(
    tmp_path: Path, halves: list[Path], name: str, old: str, new: str
) -> None:
    root = small_archive(tmp_path / "one")
    edited(root, name, old, new)
    other = build_slice(root, SETTINGS, Slice(2, 2), quietly)
    with pytest.raises(SiteError, match="different sites"):
        join(root, SETTINGS, [halves[0], other], quietly)
    assert not (root / "site").exists()


def test_a_part_of_another_program_is_refused(tmp_path: Path, halves: list[Path]) -> None:
    root = small_archive(tmp_path / "one")
    shutil.copytree(PROGRAM, tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    edited(
        tmp_path,
        "generator/pages/templates/incident.md.jinja",
        '<p class="gb-stamps"',
        '<p id="x" class="gb-stamps"',
    )
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "GEGENBILD_SITE_URL": SETTINGS.site_url}
    subprocess.run([script("gegenbild"), "build", "--part", "2/2"], cwd=root, env=environment, check=True)
    with pytest.raises(SiteError, match="different sites"):
        join(root, SETTINGS, [halves[0], root / "site-part-2-of-2"], quietly)


def noted(root: Path, settings: Settings = SETTINGS) -> str:
    """Return the digest by which the parts of a site are known, as it is noted beside each of them."""
    work = Work.anew(root, settings)
    with crew(work.share, 1) as alone:
        work.read(alone)
    note_slice(root, work, None)
    return str(json.loads((root / NOTE).read_text())["digest"])


def test_parts_of_other_records_registries_settings_or_libraries_or_another_signer_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_archive(tmp_path, {IDS[0]: PUBLISHABLE})
    usual = noted(root)
    assert noted(root) == usual
    with monkeypatch.context() as patched:
        patched.setenv("GEGENBILD_SIGNING_CERT", "another")
        assert noted(root) != usual
    with monkeypatch.context() as patched:
        patched.setattr(joining, "version", lambda _library: "another")
        assert noted(root) != usual
    assert noted(root, replace(SETTINGS, repository="https://code.example.org/archive")) != usual
    for name, old, new in (
        (f"2024/{IDS[0]}/incident.yaml", "free beer", "free wine"),
        ("registry/platforms.yaml", "owner: X Corp.", "owner: Y Corp."),
    ):
        edited(root, f"incidents/{name}", old, new)
        assert noted(root) != usual
        edited(root, f"incidents/{name}", new, old)
    assert noted(root) == usual


def test_a_part_that_is_there_twice_is_refused(tmp_path: Path, halves: list[Path]) -> None:
    again = shutil.copytree(halves[0], tmp_path / "again")
    root = small_archive(tmp_path / "one")
    with pytest.raises(SiteError, match=f"a part of 2 is there twice, among .*{again}"):
        join(root, SETTINGS, [*halves, again], quietly)
    assert not (root / "site").exists()


def test_parts_of_a_site_at_another_address_are_refused(tmp_path: Path, halves: list[Path]) -> None:
    root = small_archive(tmp_path / "one")
    with pytest.raises(SiteError, match=f"the site at `{SETTINGS.site_url}`, and GEGENBILD_SITE_URL says ``"):
        join(root, Settings(), halves, quietly)


@pytest.mark.parametrize("harm", ["changed", "added", "lost", "linked"])
def test_a_part_that_is_not_as_it_was_built_is_refused(tmp_path: Path, halves: list[Path], harm: str) -> None:
    root = small_archive(tmp_path / "one")
    copied = shutil.copytree(halves[0], tmp_path / "copied")
    page = copied / "about/index.html"
    if harm == "changed":
        page.write_bytes(page.read_bytes()[:2000])
    elif harm == "added":
        (copied / "more.html").write_text("<p>More</p>")
    elif harm == "linked":
        (copied / "more").symlink_to(tmp_path)
    else:
        (copied / "sitemap.xml.gz").unlink()
    with pytest.raises(SiteError, match="copied is not as it was built"):
        join(root, SETTINGS, [copied, halves[1]], quietly)
    assert not (root / "site").exists()


def test_what_a_part_is_not_known_by_is_not_put_into_the_site(tmp_path: Path, halves: list[Path]) -> None:
    root = small_archive(tmp_path / "one")
    copied = shutil.copytree(halves[0], tmp_path / "copied")
    write(copied / "about/__pycache__/more.html", "<p>More</p>")
    join(root, SETTINGS, [copied, halves[1]], quietly)
    assert not [*(root / "site").rglob("*more*")]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("a picture", "without a label:\nassets/flag.png: is a picture"),
        ("a link", "broken links:\nabout/index.html:"),
    ],
)
def test_joined_parts_are_examined_as_a_whole(tmp_path: Path, halves: list[Path], harm: str, said: str) -> None:
    """Whoever puts the parts together does not believe that they were examined."""
    root = small_archive(tmp_path / "one")
    copied = shutil.copytree(halves[0], tmp_path / "copied")
    if harm == "a picture":
        shutil.copy(PROJECT / "tests/data/costume.png", copied / "assets/flag.png")
    else:
        edited(copied, "about/index.html", "</body>", '<a href="nowhere/">x</a></body>')
    note = json.loads((copied / NOTE).read_text())
    (copied / NOTE).write_text(json.dumps({**note, "files": _files_digest(copied)}))
    with pytest.raises(SiteError, match=said):
        join(root, SETTINGS, [copied, halves[1]], quietly)
    assert not (root / "site").exists()


def test_a_part_that_shows_what_carries_no_label_is_not_made(tmp_path: Path) -> None:
    root = make_archive(tmp_path / "one", {})
    shutil.copy(PROJECT / "tests/data/costume.png", root / "docs/assets/images/flag.png")
    with pytest.raises(SiteError, match=r"flag\.png: is a picture that the generator did not make"):
        build_slice(root, SETTINGS, Slice(1, 1), quietly)
    assert not list(root.glob("site*"))


@pytest.mark.parametrize(("option", "known"), [([], True), (["--anew"], False)])
def test_a_part_that_believes_nothing_examines_every_picture(
    tmp_path: Path, option: list[str], known: bool
) -> None:
    root = small_archive(tmp_path / "one")
    (root / LABELLED).parent.mkdir()
    write_unforged(root / LABELLED, b'{"media/gone/card.jpg": "labelled"}')
    done = CliRunner().invoke(main, ["build", "--root", str(root), "--part", "1/1", *option])
    assert done.exit_code == 0, done.output
    assert ("media/gone/card.jpg" in json.loads((root / LABELLED).read_text())) is known


def test_what_an_interrupted_build_left_is_not_put_over_a_joined_site(tmp_path: Path, halves: list[Path]) -> None:
    root = small_archive(tmp_path / "one")
    write(root / ".ready-site/about/index.html", "of an older site")
    write(root / ".ready-site/.removed.json", "[]")
    join(root, SETTINGS, halves, quietly)
    joined = site_of(root)
    write(record_path(root, IDS[0]), "nonsense")
    with pytest.raises(ProblemsFoundError):
        build(root, SETTINGS, quietly)
    assert site_of(root) == joined


@pytest.mark.parametrize("option", ["--plain", "--json"])
def test_an_option_that_a_part_cannot_follow_is_refused(tmp_path: Path, option: str) -> None:
    root = small_archive(tmp_path / "one")
    done = CliRunner().invoke(main, ["build", "--root", str(root), "--part", "1/2", option])
    assert done.exit_code == 2
    assert f"leave out {option}" in done.output


@pytest.mark.parametrize("written", ["0/2", "3/2", "1", "1/0", "a/b", "1/2/3", "-1/2", "", "１/２"])
def test_what_is_no_part_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="write the first of four parts as 1/4"):
        Slice.parse(written)
