"""The pages of edited incidents are there before all else, and none is shown that the whole build would refuse."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.archive.gist import COUNTED, WORDS, Gist
from generator.archive.loading import load
from generator.checks.rule import Rule
from generator.checks.rules import RULES
from generator.pages.language import LANGUAGES
from generator.records.problem import ProblemsFoundError
from generator.site import first
from generator.site.build import FIRST, build
from generator.site.drawers import Drawers
from generator.site.memory import FILE, KINDS, PAGES, kept
from generator.site.output import edited_pictures
from generator.site.proof import Unmarked
from tests.archives import RECORD, record_path
from tests.checks.test_rules import archive_with
from tests.site.small import IDS, SETTINGS, contents, retitled, small_archive

READING = "Reading and checking the records"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_archive(tmp_path_factory.mktemp("first"))
    build(root, SETTINGS, lambda _: None)
    return root


def page_of(root: Path, identifier: str = IDS[0]) -> Path:
    return root / f"site/incidents/{identifier}/index.html"


def told(root: Path, when_first: Callable[[], None] = lambda: None) -> list[str]:
    """Build, and return the steps that were told; call a function when edited pages are said to be there."""
    steps: list[str] = []

    def note(step: str) -> None:
        steps.append(step)
        if step == FIRST:
            when_first()

    build(root, SETTINGS, note)
    return steps


@pytest.mark.parametrize("is_same_program", [True, False])
def test_an_edited_page_is_there_before_the_records_are_read(once: Path, *, is_same_program: bool) -> None:
    title = f"A title of {is_same_program}"
    retitled(once, title)
    if not is_same_program:
        kept.clear()
    seen: list[str] = []
    steps = told(once, lambda: seen.append(page_of(once).read_text()))
    assert steps.index(FIRST) < steps.index(READING)
    assert seen == [page_of(once).read_text()]
    assert f"<h1>{title}</h1>" in re.sub("<h1[^>]*>", "<h1>", seen[0])


@pytest.mark.parametrize("is_glance", [True, False])
def test_what_was_written_first_is_counted_with_all_else(tmp_path: Path, *, is_glance: bool) -> None:
    root = small_archive(tmp_path)
    build(root, SETTINGS, lambda _: None)

    def times() -> dict[Path, int]:
        return {page: page.stat().st_mtime_ns for page in (root / "docs").rglob("*.md")}

    before = times()
    if is_glance:
        retitled(root, "A title that is counted")
    else:
        edit(root, IDS[1], "  platform: x\n", "  platform: x\n  url: https://x.com/party/status/9\n")
    counted = build(root, SETTINGS, lambda _: None).pages
    written = {page for page, time in times().items() if before.get(page) != time}
    assert counted.written == len(written) >= len(LANGUAGES)


def test_another_verdict_is_shown_before_the_records_are_read(once: Path) -> None:
    edit(once, IDS[0], "verdict: fabricated", "verdict: altered")
    seen: list[str] = []
    steps = told(once, lambda: seen.append(page_of(once).read_text()))
    assert steps.index(FIRST) < steps.index(READING)
    assert seen == [page_of(once).read_text()]
    assert "Altered" in seen[0]
    after = contents(once)
    build(once, SETTINGS, lambda _: None, anew=True)
    assert contents(once) == after
    edit(once, IDS[0], "verdict: altered", "verdict: fabricated")
    told(once)


def test_the_index_and_the_picture_of_an_edited_page_are_begun_at_once(once: Path) -> None:
    card = once / f"site/media/{IDS[0]}/card.jpg"
    before = card.read_bytes()
    retitled(once, "A title to be drawn")
    steps = told(once)
    assert [step for step in steps if step.startswith("Indexing")] == ["Indexing for search"]
    assert steps.index("Indexing for search") < steps.index(READING)
    assert card.read_bytes() != before
    assert card.read_bytes() == (once / f"docs/media/{IDS[0]}/card.jpg").read_bytes()


def test_a_record_that_is_spoiled_while_its_page_is_shown_is_said_to_be_wrong(once: Path) -> None:
    retitled(once, "A title that is saved once more")
    whole = record_path(once, IDS[0]).read_text()
    with pytest.raises(ProblemsFoundError, match="fabricatd"):
        told(once, lambda: edit(once, IDS[0], "verdict: fabricated", "verdict: fabricatd"))
    assert "A title that is saved once more" in page_of(once).read_text()
    record_path(once, IDS[0]).write_text(whole.replace("once more", "again"))
    told(once)
    after = contents(once)
    build(once, SETTINGS, lambda _: None, anew=True)
    assert contents(once) == after


def test_a_picture_is_drawn_of_the_record_as_it_was_read(once: Path, tmp_path: Path) -> None:
    record = record_path(once, IDS[0])
    whole = record.read_text()
    read = load(once).incidents
    record.write_text("spoiled since")
    edited_pictures(once, SETTINGS.site_url, tmp_path, [read[IDS[0]]], read.keys())
    record.write_text(whole)
    assert (tmp_path / f"media/{IDS[0]}/card.jpg").is_file()


def edit(root: Path, identifier: str, old: str, new: str) -> None:
    path = record_path(root, identifier)
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def assert_refused(root: Path, identifier: str, reason: str) -> None:
    """Build what is wrong; the page stays as the last build made it."""
    before = page_of(root, identifier).read_text()
    with pytest.raises(ProblemsFoundError, match=reason):
        told(root)
    assert page_of(root, identifier).read_text() == before


def test_what_a_rule_of_the_archive_could_refuse_is_shown_when_all_records_are_read(once: Path) -> None:
    edit(once, IDS[1], "  platform: x\n", "  platform: x\n  url: https://x.com/party/status/7\n")
    steps = told(once)
    assert steps.index(READING) < steps.index(FIRST)
    edit(once, IDS[2], "  platform: x\n", "  platform: x\n  url: https://x.com/party/status/7\n")
    assert_refused(once, IDS[2], "is about this very post")
    edit(once, IDS[2], "status/7", "status/8")
    assert FIRST in told(once)


def test_a_page_of_a_record_with_an_error_stays_as_it_was(once: Path) -> None:
    edit(once, IDS[3], "finding: She did not [@news].", "finding: She never did [@nobody].")
    assert_refused(once, IDS[3], "nobody")
    edit(once, IDS[3], "[@nobody]", "[@news]")
    assert FIRST in told(once)
    assert "She never did" in page_of(once, IDS[3]).read_text()


def test_a_page_that_shows_what_carries_no_label_is_not_shown_first(
    once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    retitled(once, "A title beside a picture without a label")
    unmarked = Unmarked(f"incidents/{IDS[0]}/index.html", "shows a picture that carries no label")
    monkeypatch.setattr(first, "unmarked_media", lambda *_anything: [unmarked])
    assert FIRST not in told(once)


def test_a_draft_that_is_edited_is_shown_neither_first_nor_later(once: Path) -> None:
    identifier = "2024-05-06-draft"
    path = record_path(once, identifier)
    path.parent.mkdir()
    path.write_text(
        RECORD.replace("A speech that was never given", "A draft").replace("state: published", "state: draft")
    )
    told(once)
    edit(once, identifier, "A draft", "Another draft")
    assert FIRST not in told(once)
    assert not page_of(once, identifier).exists()


def test_where_the_memory_is_damaged_out_of_sight_all_is_made_anew(once: Path) -> None:
    kept.clear()
    file = once / FILE
    content = bytearray(file.read_bytes())
    drawers = Drawers(memoryview(content), KINDS)
    begin = len(content) - len(drawers.content) + drawers.places[PAGES][0]
    content[begin : begin + 9] = b"something"
    file.write_bytes(content)
    retitled(once, "A title over a damaged memory")
    steps = told(once)
    assert steps.index(FIRST) < steps.index(READING)
    after = contents(once)
    build(once, SETTINGS, lambda _: None, anew=True)
    assert contents(once) == after


OF_ARCHIVE = [rule for rule in RULES.values() if rule.archive_check]


@pytest.mark.parametrize("rule", OF_ARCHIVE, ids=lambda rule: rule.name)
def test_a_rule_of_the_archive_looks_at_nothing_that_is_words_or_counted(
    rule: Rule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = load(archive_with(tmp_path, rule.failing))
    gists = list(loaded.archive.incidents.values())
    asked: set[str] = set()

    def noted(gist: Gist, name: str) -> object:
        asked.add(name)
        return object.__getattribute__(gist, name)

    monkeypatch.setattr(Gist, "__getattribute__", noted)
    assert rule.archive_check
    assert list(rule.archive_check(gists, loaded.registry))
    assert not asked & (WORDS | COUNTED)
