"""A build of what has changed gives what a build from nothing gives, whatever was edited, in whatever order."""

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.media.publishing import MEMORY
from generator.records.problem import ProblemsFoundError
from generator.site.commands import script
from generator.site.inputs import PROGRAM
from generator.site.memory import kept
from tests.archives import REGISTRY, make_archive, record_path
from tests.pages.examples import COMPLETE_ID
from tests.site.small import EXCEPTION, IDS, SETTINGS, built, contents, from_nothing, record, small_archive


def add(root: Path, chance: random.Random) -> None:
    identifier = f"2021-0{chance.randint(1, 9)}-added"
    path = record_path(root, identifier)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record(identifier, "An added one", fabricated=chance.choice(["altered", "satire"])))


def change(root: Path, chance: random.Random) -> None:
    path = record_path(root, chance.choice(IDS))
    if path.exists():
        wanted = chance.choice(CHANGES)
        path.write_text(path.read_text().replace(*wanted))


def change_the_exchange(root: Path, chance: random.Random) -> None:
    path = record_path(root, COMPLETE_ID)
    path.write_text(path.read_text().replace("title: A minister", f"title: A {chance.randint(0, 99)}th minister"))


def remove(root: Path, chance: random.Random) -> None:
    shutil.rmtree(record_path(root, chance.choice(IDS)).parent, ignore_errors=True)


def rename(root: Path, chance: random.Random) -> None:
    path = record_path(root, chance.choice(IDS))
    if path.exists():
        path.parent.rename(path.parent.with_name(f"{path.parent.name}-{chance.choice('abc')}"))


def withdraw(root: Path, chance: random.Random) -> None:
    path = record_path(root, chance.choice(IDS))
    if path.exists():
        reason = "withdrawal: {date: 2024-06-01, reason: The source took it back.}\n"
        text = path.read_text().replace(EXCEPTION, "").replace("state: published\n", f"state: withdrawn\n{reason}")
        path.write_text(text)


def touch_the_registry(root: Path, chance: random.Random) -> None:
    path = root / "incidents/registry/platforms.yaml"
    path.write_text(REGISTRY["platforms"].replace("X Corp.", f"X Corp. {chance.randint(0, 99)}"))


def edit_a_written_page(root: Path, chance: random.Random) -> None:
    path = root / "docs/about.md"
    path.write_text(path.read_text() + f"\nAnother line, the {chance.randint(0, 99)}th.\n")


def edit_the_theme(root: Path, chance: random.Random) -> None:
    path = root / "theme/partials/colophon.html"
    path.write_text(path.read_text().replace("</footer>", f"<p>{chance.randint(0, 99)}</p></footer>"))


def edit_the_configuration(root: Path, chance: random.Random) -> None:
    path = root / "mkdocs.yml"
    path.write_text(path.read_text().replace("site_name: Gegenbild", f"site_name: Gegenbild{chance.randint(0, 9)}"))


# Words, what incidents are counted by, and what ties them to others.
CHANGES = (
    ("promised", "has promised"),
    ("Title", "Other title"),
    ("[election]", "[war]"),
    ("verdict: fabricated", "verdict: altered"),
    ("status: none", "status: removed\n      by: platform"),
    ("platform: x", "platform: telegram"),
)

EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    add,
    change,
    change,
    change_the_exchange,
    remove,
    rename,
    withdraw,
    touch_the_registry,
    edit_a_written_page,
    edit_the_theme,
    edit_the_configuration,
)


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("seed", [1, 2])
def test_any_edits_in_any_order_give_what_a_build_from_nothing_gives(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    root = small_archive(tmp_path / "one")
    built(root)
    edits = chance.sample(EDITS, len(EDITS))
    for number, edit in enumerate(edits):
        edit(root, chance)
        if chance.random() < 0.5:
            kept.clear()  # another program goes on
        built(root)
        if number % 3 == 2 or number == len(edits) - 1:
            assert contents(root) == from_nothing(root, tmp_path / str(number)), [each.__name__ for each in edits]


HORSE, BRIDGE = "2023-04-05-horse", "2022-bridge"

MORE = (*IDS, "2021-03-cat", "2020-02-dog", "2019-05-cow")

TELLS = 'trigger: [{kind: incident, incident: 2022-bridge, summary: "A bridge fell [@news]."}]\n'

TELLING = ("state: published\n", f"state: published\n{TELLS}")

ANSWER = f'response: [{{kind: incident, incident: {HORSE}, summary: "A horse came [@news]."}}]\n'

SHOWN, HIDDEN = f"state: published\n{EXCEPTION}", "state: draft\n"  # where the exception stands beside the state

GONE = "state: withdrawn\nwithdrawal: {date: 2024-06-01, reason: The source took it back.}\n"

Edits = dict[str, tuple[str, str]]

STEPS: dict[str, list[Edits]] = {  # a build after each
    "hidden": [{HORSE: TELLING}, {BRIDGE: (SHOWN, HIDDEN)}],
    "shown": [{HORSE: TELLING, BRIDGE: (SHOWN, HIDDEN)}, {BRIDGE: (HIDDEN, SHOWN)}],
    "language": [
        {HORSE: TELLING},
        {BRIDGE: ("language: en\nregions", "language: de\nregions")},
        {BRIDGE: ("language: de\nregions", "language: fr\nregions")},
    ],
    "withdrawn": [{HORSE: (SHOWN, GONE)}, {HORSE: ("took it", "took all of it")}, {HORSE: ("[election]", "[war]")}],
    "hidden from another part of the index": [
        {MORE[-1]: ("state: published\n", f"state: published\n{ANSWER}")},
        {HORSE: (SHOWN, HIDDEN)},
    ],
    "newest part of the index": [{IDS[0]: (SHOWN, HIDDEN), HORSE: ("Title", "Other title")}],
    "newest part of the index as it was": [{IDS[0]: (SHOWN, HIDDEN)}],
    "feed": [
        dict.fromkeys(MORE[1:], ("post:\n", "post:\n  account: party-x\n")),
        {MORE[0]: ("description:", "depicts: [minister]\n      description:")},
        {MORE[0]: ("depicts: [minister]\n      description:", "description:")},
    ],
}


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS.keys())
def test_what_a_page_shows_of_others_is_made_anew_with_them(tmp_path: Path, steps: list[Edits]) -> None:
    records = {each: record(each, f"Title of {each}") for each in MORE}
    beside = {
        each: text.replace(EXCEPTION, "").replace("state: published\n", SHOWN) for each, text in records.items()
    }
    root = make_archive(tmp_path / "one", beside)
    accounts = root / "incidents/registry/accounts.yaml"
    accounts.write_text(accounts.read_text().replace("kind: party}", "kind: party, person: minister}"))
    built(root)
    for number, edits in enumerate(steps):
        for identifier, (old, new) in edits.items():
            path = record_path(root, identifier)
            assert old in path.read_text()
            path.write_text(path.read_text().replace(old, new, 1))
        built(root)
        assert contents(root) == from_nothing(root, tmp_path / str(number))


UNLIKE = {
    "A made-up speech was posted": "Anonymous footage circulated",
    "A voice promises free beer": "Soldiers burn harvests",
    "The minister promised free beer": "Brigades destroyed granaries",
}


def test_an_edited_title_is_that_on_the_page_of_one_whose_exchange_it_came_into_since(tmp_path: Path) -> None:
    """The record of that one is as it was, and the two are not alike."""
    records = {HORSE: record(HORSE, "Burnt granaries", **UNLIKE), BRIDGE: record(BRIDGE, "A speech")}
    records[HORSE] = records[HORSE].replace(*TELLING)
    draft = records[BRIDGE].replace(EXCEPTION, "").replace("state: published", "state: draft")
    root = make_archive(tmp_path, {**records, BRIDGE: draft})
    built(root)
    for title in ("A speech", "Another speech"):
        record_path(root, BRIDGE).write_text(records[BRIDGE].replace("A speech", title))
        built(root)
    assert "Another speech" in (root / f"site/incidents/{HORSE}/index.html").read_text()


def test_a_page_names_another_one_whose_words_have_become_like_its_own(tmp_path: Path) -> None:
    records = {HORSE: record(HORSE, "Burnt granaries", **UNLIKE), BRIDGE: record(BRIDGE, "A speech")}
    root = make_archive(tmp_path, records)
    built(root)
    page = root / f"site/incidents/{BRIDGE}/index.html"
    assert HORSE not in page.read_text()
    record_path(root, HORSE).write_text(record(HORSE, "Another speech"))
    built(root)
    assert HORSE in page.read_text()


def test_a_picture_leaves_the_site_though_it_is_not_known_who_made_it(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "one")
    built(root)
    (root / MEMORY).unlink()
    shutil.rmtree(record_path(root, IDS[0]).parent)
    built(root)
    assert contents(root) == from_nothing(root, tmp_path / "other")


def test_an_edited_template_renews_what_it_is_the_form_of(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "one")
    shutil.copytree(PROGRAM, tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "GEGENBILD_SITE_URL": SETTINGS.site_url}

    def run(*options: str) -> str:
        command = [script("gegenbild"), "build", *options]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    run()
    template = tmp_path / "generator/pages/templates/incident.md.jinja"
    template.write_text(template.read_text().replace('<p class="gb-stamps"', '<p id="stamps" class="gb-stamps"'))
    assert "nothing has changed" not in run()
    after = contents(root)
    assert b'<p id="stamps"' in after[f"site/incidents/{IDS[0]}/index.html"]
    run("--anew")
    assert contents(root) == after


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_archive(tmp_path_factory.mktemp("once"))
    built(root)
    return root


def test_where_nothing_has_changed_nothing_is_done(once: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in once.rglob("*") if ".cache" not in path.parts}
    assert built(once) == ["Nothing has changed"]
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_what_was_taken_out_of_the_site_comes_back(once: Path) -> None:
    built(once)
    shutil.rmtree(once / "site/platforms")
    built(once)
    assert (once / "site/platforms/x/index.html").is_file()


@pytest.mark.parametrize(
    "names",
    [
        "trigger: [{kind: incident, incident: NAMED}]",
        "response: [{kind: incident, incident: NAMED}]",
        "related: [NAMED]",
    ],
)
def test_a_record_that_names_an_incident_which_is_gone_is_refused_though_it_is_as_it_was(
    tmp_path: Path, names: str
) -> None:
    named, naming = IDS[:2]
    text = record(naming, "An answer").replace("post:\n", f"{names.replace('NAMED', named)}\npost:\n")
    root = make_archive(tmp_path, {named: record(named, "A speech"), naming: text})
    built(root)
    shutil.rmtree(record_path(root, named).parent)
    with pytest.raises(ProblemsFoundError, match=rf"{naming}/incident\.yaml:.*`{named}`"):
        built(root)
