"""The builder can change: Zensical makes the same pages of the same tree from the same mkdocs.yml."""

import shutil
from pathlib import Path

from lxml import html

from generator.site.commands import output_of, script
from tests.conftest import SETTINGS


def content(page: Path) -> tuple[str, list[str | None], list[str]]:
    """Return the words, the links and the anchors of a page's main content.

    Zensical adds an empty anchor of its own, which is its skip link's target.
    """
    (article,) = html.parse(page).xpath("//article[contains(@class, 'md-content__inner')]")
    elements = [element for element in article.iter() if element.get("id") != "__skip"]
    words = " ".join(article.text_content().split())
    links = [element.get("href") for element in elements if element.tag == "a"]
    return words, links, [element.get("id") for element in elements if element.get("id")]


def test_both_builders_make_the_same_pages(built_root: Path, tmp_path: Path) -> None:
    for name in ("docs", "theme"):
        shutil.copytree(built_root / name, tmp_path / name)
    shutil.copy(built_root / "mkdocs.yml", tmp_path)
    output_of([script("zensical"), "build", "--strict"], tmp_path, {"GEGENBILD_SITE_URL": SETTINGS.site_url})
    ours = {path.relative_to(built_root / "site") for path in (built_root / "site").rglob("*.html")}
    theirs = {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("*.html")}
    assert ours == theirs
    assert len(ours) > 150
    different = [page for page in ours if content(built_root / "site" / page) != content(tmp_path / "site" / page)]
    assert different == []
