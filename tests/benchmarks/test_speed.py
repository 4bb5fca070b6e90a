"""The page on speed shows what was measured, and the measurement compares what it says."""

import re
import sys
from pathlib import Path

import pytest

from benchmarks.build import LARGEST_OF_HUGO, ROUNDS, contestants, turns
from benchmarks.changes import editable, edited, judge
from benchmarks.peers import HUGO, HUGO_FROM_RECORDS, MARKDOWN, OWN, InTwoSteps, Peer, gegenbild
from benchmarks.peers.measure import Command
from benchmarks.reporting import Machine, Measurement, Report
from benchmarks.speed_page import CURVES, IN_GERMAN, PAGES, RESULTS, SHOWN, drawing, measured, renewed
from generator.pages.language import ENGLISH, GERMAN, Language
from tests.archives import PUBLISHABLE, make_archive, record_path, write

REPORTS = [Report.read(RESULTS / f"{name}.json") for name in SHOWN]
REPORT = Report(
    "How long",
    "Ours",
    (Measurement("Ours", 1000, 2.04, 95), Measurement("MkDocs with Material", 1000, 71.4, 1200)),
    Machine("A processor", 2, "3.11.7"),
    "2026-11-24",
)


@pytest.mark.parametrize("language", PAGES, ids=lambda language: language.code)
def test_the_page_shows_the_results(language: Language) -> None:
    """Renew it with `python -m benchmarks.build` or `python -m benchmarks.changes`."""
    page = PAGES[language].read_text(encoding="utf-8")
    assert page == renewed(page, language, REPORTS)
    assert all(measured(report, language) in page for report in REPORTS)


@pytest.mark.parametrize("name", SHOWN)
def test_the_page_has_the_tables_of_the_results(name: str) -> None:
    table = (line for line in (RESULTS / f"{name}.md").read_text(encoding="utf-8").splitlines() if line[:1] == "|")
    assert "\n".join(table) in PAGES[ENGLISH].read_text(encoding="utf-8")


@pytest.mark.parametrize("language", PAGES, ids=lambda language: language.code)
def test_the_page_shows_the_curves_of_the_results(language: Language) -> None:
    curves = (RESULTS / "build.svg").read_text(encoding="utf-8")
    assert CURVES[language].read_text(encoding="utf-8") == drawing(curves, language)
    assert CURVES[language].name in PAGES[language].read_text(encoding="utf-8")


def test_curves_are_put_into_german_with_every_word_and_number() -> None:
    curves = drawing((RESULTS / "build.svg").read_text(encoding="utf-8"), GERMAN)
    assert set(re.findall(r">([^<>\n]+)<", curves)) >= {"Vorfälle", "Sekunden", "1.000"}
    assert not re.search(r">(incidents|seconds|[^<]* with [^<]*|\d+,\d{3}(,\d{3})*)<", curves)


def test_a_table_is_put_into_german() -> None:
    assert measured(REPORT, GERMAN) == (
        "Gemessen am 24. November 2026: A processor, 2 Kerne, Python 3.11.7.\n\n"
        "| Vorfälle | 1.000 |\n"
        "| --- | --- |\n"
        "| **Ours** | 2,0 s, 95 MB |\n"
        "| MkDocs mit Material | 71 s (35×), 1.200 MB |\n"
    )


def test_every_line_of_the_changes_has_its_german_words() -> None:
    rows = REPORTS[SHOWN.index("changes")].table().splitlines()[2:]
    assert all(any(row.startswith(english) for english in IN_GERMAN) for row in rows)


def test_what_is_compared_takes_turns() -> None:
    def peer(name: str) -> Peer:
        return Peer(name, "", str, lambda _tree, _work: None, lambda work, _output: Command((), work))

    names = [each.name for each in turns([OWN, HUGO, HUGO_FROM_RECORDS, peer("A"), peer("B")])]
    often = ["Gegenbild", "Hugo", "Hugo, from the records"]
    assert names == [*often, "A", *often, "B", *often]
    assert len(names) == 3 * ROUNDS + 2


def test_the_largest_corpora_are_built_by_ours_alone() -> None:
    assert contestants(LARGEST_OF_HUGO + 1, everyone=True) == [OWN]
    assert list(turns([OWN])) == [OWN]


def test_our_build_starts_cold_and_leaves_what_people_wrote(tmp_path: Path) -> None:
    tree, work = make_archive(tmp_path / "tree", {}), tmp_path / "work"
    for made in ("docs/incidents/one/index.md", "docs/index.md", "docs/media/one/card.jpg"):
        write(tree / made, "made before")
    gegenbild.prepare(tree, work)
    written = sorted(path.relative_to(work).as_posix() for path in (work / "docs").rglob("*"))
    assert "docs/about.md" in written
    assert not {"docs/incidents", "docs/index.md", "docs/media"} & set(written)
    for made in (".cache/frame/frame.json", "docs/incidents/one/index.md", "docs/de/index.md"):
        write(work / made, "made by the last run")
    gegenbild.command(work, tmp_path / "output")
    assert sorted(path.relative_to(work).as_posix() for path in (work / "docs").rglob("*")) == written
    assert not (work / ".cache").exists()


def test_our_pages_are_built_from_the_records_alone(tmp_path: Path) -> None:
    tree, work, output = (
        make_archive(tmp_path / "tree", {"2024-05-06-a": PUBLISHABLE}),
        tmp_path / "work",
        tmp_path / "o",
    )
    gegenbild.prepare(tree, work)
    assert OWN.build(work, output).seconds > 0
    assert "A speech that was never given" in (output / "incidents/2024-05-06-a/index.html").read_text()
    assert (work / "docs/incidents/2024-05-06-a/index.md").is_file()
    assert not (work / "docs/media").exists()


def test_a_way_in_two_steps_counts_both(tmp_path: Path) -> None:
    def sleeping(name: str) -> Peer:
        command = (sys.executable, "-c", "import time; time.sleep(0.5)")
        return Peer(name, "", str, lambda _tree, _work: None, lambda work, _output: Command(command, work))

    both = InTwoSteps("Both", "", sleeping("Last"), sleeping("First"))
    both.prepare(tmp_path, tmp_path)
    assert both.build(tmp_path, tmp_path / "output").seconds > 1


def test_the_markdown_files_are_made_of_the_records_and_nothing_else(tmp_path: Path) -> None:
    tree, work = make_archive(tmp_path / "tree", {"2024-05-06-a": PUBLISHABLE}), tmp_path / "work"
    MARKDOWN.prepare(tree, work)
    MARKDOWN.build(work, tmp_path / "output")
    assert (work / "docs/incidents/2024-05-06-a/index.md").is_file()
    assert not (tmp_path / "output").exists()
    assert not (work / "site").exists()


def test_an_edit_is_seen_when_the_page_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_archive(tmp_path, {"2024-05-06-a": PUBLISHABLE})
    page = root / "site/incidents/2024-05-06-a/index.html"
    write(page, "as it was")
    copy = ["cp", str(record_path(root, "2024-05-06-a")), str(page)]  # a builder that is easily understood
    slow = ("sh", "-c", f"{' '.join(copy)}; sleep 0.5")
    monkeypatch.setattr("benchmarks.changes.build", lambda root: Command(slow, root))
    (record,) = editable(root)
    seen, ended = edited(root, record, judge)
    assert "title: A speech that was never given, measured anew " in page.read_text()
    assert "  verdict: altered\n" in page.read_text()
    assert 0 < seen.seconds < 0.5 < ended.seconds
