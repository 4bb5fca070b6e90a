"""What is written by hand, pages and theme, in a site that is built again: what it has lost is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.site.commands import SiteError
from tests.archives import make_archive, record_path
from tests.pages.examples import COMPLETE_ID
from tests.site.small import built, contents, from_nothing, record, site_of, small_archive
from tests.site.test_incremental import BRIDGE, HORSE, TELLING, TELLS


def test_a_file_that_is_written_by_hand_no_more_leaves_the_site(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "one")
    drawing = root / "docs/assets/images/extra.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    built(root)
    assert (root / "site/assets/images/extra.svg").exists()
    drawing.unlink()
    built(root)
    assert contents(root) == from_nothing(root, tmp_path / "other")


def test_a_file_leaves_the_site_though_a_build_failed_between(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "one")
    drawing = root / "docs/assets/images/extra.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    built(root)
    about = root / "docs/about.md"
    text = about.read_text()
    about.write_text(f"{text}\n[x](incidents/{HORSE}/index.md#nothing)\n")
    with pytest.raises(SiteError, match="broken links:"):
        built(root)
    about.write_text(text)
    drawing.unlink()
    built(root)
    assert contents(root) == from_nothing(root, tmp_path / "other")


@pytest.mark.parametrize(
    ("link", "lost"),
    [
        ('<a href="../topics/election/">x</a>', lambda text: text.replace("[election]", "[war]")),
        (f"[x](incidents/{HORSE}/index.md#trigger)", lambda text: text.replace(TELLS, "")),
        (f'<a href="../incidents/{HORSE}/#trigger">x</a>', lambda text: text.replace(TELLS, "")),
    ],
)
def test_a_page_that_is_written_by_hand_is_told_what_it_has_lost(
    tmp_path: Path, link: str, lost: Callable[[str], str]
) -> None:
    records = {each: record(each, f"Title of {each}") for each in (HORSE, BRIDGE)}
    root = make_archive(tmp_path / "one", {**records, HORSE: records[HORSE].replace(*TELLING)})
    about = root / "docs/about.md"
    about.write_text(f"{about.read_text()}\n{link}\n")
    built(root)
    before = contents(root)
    for identifier in (HORSE, BRIDGE):
        path = record_path(root, identifier)
        path.write_text(lost(path.read_text()))
    with pytest.raises(SiteError, match=r"(?s)broken links:.*about/index\.html:"):
        built(root)
    assert site_of(contents(root)) == site_of(before)


def test_a_link_of_a_theme_that_leads_nowhere_is_found_however_it_is_written(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "one")
    built(root)
    before = contents(root)
    colophon = root / "theme/partials/colophon.html"
    colophon.write_text(f"{colophon.read_text()}\n<a href='nowhere/'>x</a>\n")
    told = r"(?s)broken links:.*\nincidents/[^/]+/index\.html:\d+:10: link: `incidents/[^/]+/nowhere`"
    with pytest.raises(SiteError, match=told):
        built(root)
    assert site_of(contents(root)) == site_of(before)


def test_a_picture_that_a_page_written_by_hand_shows_is_missed(tmp_path: Path) -> None:
    root = small_archive(tmp_path / "one")
    built(root)
    shown = min((root / "site/media" / COMPLETE_ID).glob("costume-*.jpg"))
    about = root / "docs/about.md"
    about.write_text(f'{about.read_text()}\n<img src="../media/{COMPLETE_ID}/{shown.name}" alt="A costume">\n')
    built(root)
    before = contents(root)
    path = record_path(root, COMPLETE_ID)
    path.write_text(path.read_text().replace("costume.png", "dress.png"))
    path.with_name("costume.png").rename(path.with_name("dress.png"))
    with pytest.raises(SiteError, match=r"(?s)broken links:.*about/index\.html:"):
        built(root)
    assert site_of(contents(root)) == site_of(before)
