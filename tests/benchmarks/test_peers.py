"""Peers get the same pages in their own Markdown, and every command is measured with its children."""

import sys
from pathlib import Path

import pytest

from benchmarks.peers import PEERS, chrome
from benchmarks.peers.measure import Command, CommandError, Measured, measured, median_of
from benchmarks.peers.pages import copy_others, folder_of, pages
from benchmarks.peers.sameness import differences
from tests.archives import write

PAGE = """\
---
title: "A title"
---

<div>

## Sources {: #sources }

Read [more](../about.md#why), [all](index.md), and a [file](../../schema/record.json) or [elsewhere](https://x.org/a.md).

## Two words

```yaml
# no heading
```
"""


def python(code: str, folder: Path) -> Command:
    return Command((sys.executable, "-c", code), folder)


def test_pages_get_anchors_and_addresses_that_commonmark_reads(tmp_path: Path) -> None:
    write(tmp_path / "incidents/one/index.md", PAGE)
    (page,) = pages(tmp_path)
    assert page.folder == "incidents/one"
    assert page.front_matter == '---\ntitle: "A title"\n---\n'
    assert "## Sources {#sources}" in page.body
    assert "## Two words {#two-words}" in page.body
    assert "\n# no heading\n" in page.body
    assert "[more](../about/#why)" in page.body
    assert "[all](./)" in page.body
    assert "[file](../../schema/record.json)" in page.body
    assert "[elsewhere](https://x.org/a.md)" in page.body


def test_links_of_a_page_outside_a_folder_of_its_own_start_there(tmp_path: Path) -> None:
    write(tmp_path / "about.md", "# About\n\n[Rules](rules/index.md), [file](assets/a.pdf)\n")
    (page,) = pages(tmp_path)
    assert page.folder == "about"
    assert page.body == "# About {#about}\n\n[Rules](../rules/), [file](../assets/a.pdf)\n"


def test_the_home_page_is_served_from_the_root() -> None:
    assert [folder_of(name) for name in ("index", "de/index", "about")] == ["", "de", "about"]


def test_other_files_are_put_at_their_places(tmp_path: Path) -> None:
    write(tmp_path / "docs/incidents/feed.xml", "<feed/>")
    write(tmp_path / "docs/incidents/index.md", "# Incidents")
    copy_others(tmp_path / "docs", tmp_path / "static")
    found = [path.relative_to(tmp_path / "static").as_posix() for path in (tmp_path / "static").rglob("*.*")]
    assert found == ["incidents/feed.xml"]


def test_the_memory_of_the_largest_process_counts_wherever_it_is(tmp_path: Path) -> None:
    large = "held = bytearray(80 << 20); print(len(held))"
    alone = measured(python("print()", tmp_path))
    within = measured(
        python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {large!r}])", tmp_path)
    )
    assert alone.megabytes < 60
    assert within.megabytes > 80


def test_a_command_is_timed_from_its_start_to_its_end(tmp_path: Path) -> None:
    assert 0.3 < measured(python("import time; time.sleep(0.3)", tmp_path)).seconds < 5


def test_a_command_gets_its_environment_and_its_folder(tmp_path: Path) -> None:
    code = "import os, pathlib; pathlib.Path('told').write_text(os.environ['WORD'])"
    measured(Command((sys.executable, "-c", code), tmp_path, {"WORD": "yes"}))
    assert (tmp_path / "told").read_text() == "yes"


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such luck"):
        measured(python("raise SystemExit('no such luck')", tmp_path))


def test_a_program_that_is_not_there_fails(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        measured(Command(("no-such-program",), tmp_path))


def test_the_median_of_each_figure_is_taken() -> None:
    runs = iter([Measured(3, 10), Measured(1, 30), Measured(2, 20)])
    before: list[int] = []
    assert median_of(lambda: next(runs), lambda: before.append(1)) == Measured(2, 20)
    assert len(before) == 3


def test_the_chrome_speaks_both_languages() -> None:
    words = chrome.words()
    assert words["en"].keys() == words["de"].keys()
    assert (words["en"]["incidents"], words["de"]["incidents"]) == ("Incidents", "Vorfälle")


def test_every_peer_says_what_differs_from_our_output() -> None:
    for peer in PEERS:
        described = sys.modules[peer.prepare.__module__].__doc__
        assert described is not None
        assert "differs" in described
        assert peer.differs


def test_sites_are_compared_page_by_page_and_part_by_part(tmp_path: Path) -> None:
    page = (
        "<html><head><title>T</title><link rel=stylesheet href={style}></head>"
        "<body><header class=gb-masthead>M</header>"
        '<article class="md-content__inner">{text}<a href="{link}">x</a></article><footer>F</footer></body></html>'
    )
    write(tmp_path / "one/a/index.html", page.format(style="a.css", text="Some words", link="b/"))
    write(tmp_path / "two/a/index.html", page.format(style="b.css", text="Some \n words", link="c/"))
    write(tmp_path / "one/404.html", page)
    assert list(differences(tmp_path / "one", tmp_path / "two")) == [
        ("404.html", "missing"),
        ("a/index.html", "links"),
    ]
