"""The link check finds each kind of broken link, with its place, under a sub-path too."""

import shutil
from pathlib import Path

import pytest

from generator.site import links
from generator.site.commands import SiteError
from generator.site.links import BrokenLink, broken_links, broken_links_among, broken_links_over, pages_of
from tests.conftest import SETTINGS

PAGE = '<!doctype html>\n<html><head><title>t</title></head>\n<body id="top">\n{}\n</body></html>\n'


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "folder-without-page").mkdir()
    (site / "a/index.html").write_text(PAGE.format('<a href="../">up</a>'))
    (site / "index.html").write_text(PAGE.format('<a href="a/">a</a> <a href="#top">top</a>'))
    return site


def broken_over_itself(site: Path, site_url: str) -> list[BrokenLink]:
    """Check the pages of a site as those that have changed are checked, alone."""
    return broken_links_over(site, site, site_url)


@pytest.mark.parametrize(
    ("element", "named"),
    [
        ('<a href="b/">', "b: File not found"),
        ('<a href="a/#gone">', "a#gone: Cannot find fragment"),
        ('<a href="#gone">', "index.html#gone: Cannot find fragment"),
        ('<a href="#gone">x</a><code>&lt;b id="gone"&gt;</code>', "index.html#gone: Cannot find fragment"),
        ('<a href="#gone">x</a><!-- <b id="gone"></b> -->', "index.html#gone: Cannot find fragment"),
        ('<img src="gone.png" alt="">', "gone.png: File not found"),
        ('<img srcset="gone.webp 2x" alt="">', "gone.webp: File not found"),
        ('<img srcset="a/ 1x, gone.webp 2x" alt="">', "gone.webp: File not found"),
        ('<script src="gone.js"></script>', "gone.js: File not found"),
        ('<link rel="stylesheet" href="gone.css">', "gone.css: File not found"),
        ('<form action="gone/"></form>', "gone: File not found"),
        ('<video poster="gone.jpg"></video>', "gone.jpg: File not found"),
        ('<a href="folder-without-page/">', "folder-without-page: "),
    ],
)
def test_each_kind_of_broken_link_is_found(tiny: Path, element: str, named: str) -> None:
    assert broken_links(tiny) == []
    (tiny / "index.html").write_text(PAGE.format(element))
    (found,) = broken_links(tiny)
    assert (found.page, found.line) == ("index.html", 4)
    assert f"{found.link}: {found.reason}".startswith(named)
    (again,) = broken_links_over(tiny, tiny)  # the check of changed pages alone says the same
    assert (again.page, again.line, again.column) == (found.page, found.line, found.column)
    assert f"{again.link}: ".startswith(named.partition(": ")[0])


IN_OTHER_WAYS = (
    "<a href='gone/'>",
    "<a href=gone/>",
    '<A HREF = "gone/">',
    '<a title="a > b" href="gone/">',
    '<a\nhref="gone/">',
    '<button formaction="gone/">',
    '<object data="gone"></object>',
    '<q cite="gone/">x</q>',
)


@pytest.mark.parametrize("element", IN_OTHER_WAYS)
def test_a_broken_link_that_was_written_by_hand_in_another_way_is_found(tiny: Path, element: str) -> None:
    (tiny / "index.html").write_text(PAGE.format(element))
    (found,) = broken_links(tiny)
    (again,) = broken_links_over(tiny, tiny / "none", others=["index.html", "a/index.html"])
    assert (again.page, again.line, again.link) == (found.page, found.line, found.link)


SOUND = (
    '<?xml version="1.0" encoding="utf-8"?>',
    '<p><code>&lt;a href="gone/"&gt;</code></p>',
    '<!-- <a href="gone/">x</a> -->',
    "<a href='#here'>x</a><b id='here'>x</b>",
    '<a href="#here">x</a><a name="here"></a>',
    '<a href="#here">x</a><form name="here"></form>',
    '<!-- here --><a href="#here">x</a><b id="here">x</b>',
    '<code>&lt;b id="here"&gt;</code><a href="#here">x</a><b id="here">x</b>',
    '<a href="#Top">x</a>',
    '<a href=" a/ ">x</a>',
    '<a href="a\n/">x</a>',
    '<a href="%61/">x</a>',
    '<a href="#h%C3%A4r">x</a><b id="h\xe4r">x</b>',
    '<a href="a/#:~:text=up">x</a>',
    '<a href="?a&amp;amp;b">x</a>',
    '<a href="a/">a</a> <a href="//nowhere.invalid/x">x</a>',
)


@pytest.mark.parametrize("element", SOUND)
def test_what_leads_somewhere_or_is_no_link_is_none_that_is_broken(tiny: Path, element: str) -> None:
    (tiny / "index.html").write_text(PAGE.replace(' id="top"', "").format(element))
    assert broken_links(tiny) == []
    assert broken_links_over(tiny, tiny) == []
    assert broken_links_over(tiny, tiny / "none", others=["index.html"]) == []


@pytest.mark.parametrize("text", ["", " \n", "<!-- nothing -->", '<?xml version="1.0" encoding="utf-8"?><p>x</p>'])
def test_a_page_without_a_link_leads_nowhere(tiny: Path, text: str) -> None:
    (tiny / "a/index.html").write_text(text)
    assert broken_links_over(tiny, tiny / "none", others=["index.html", "a/index.html"]) == []
    (tiny / "index.html").write_text(PAGE.format('<a href="a/#gone">'))
    (found,) = broken_links_over(tiny, tiny / "none", others=["index.html"])
    assert found.link == "a#gone"


def test_changed_pages_may_link_to_what_is_there_already_and_to_one_another(tiny: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    (changed / "new").mkdir(parents=True)
    (changed / "new/index.html").write_text(PAGE.format('<a href="../a/">old</a> <a href="#top">top</a>'))
    (changed / "index.html").write_text(PAGE.format('<a href="new/#top">new</a> <a href="a/#gone">gone</a>'))
    assert [f"{each.link}: {each.reason}" for each in broken_links_over(tiny, changed)] == [
        "a#gone: Cannot find fragment"
    ]


def test_a_link_that_works_at_the_root_of_a_host_alone_is_found_under_a_sub_path(tiny: Path) -> None:
    (tiny / "index.html").write_text(PAGE.format('<a href="/a/">a</a>'))
    for check in (broken_links, broken_over_itself):
        assert check(tiny, "https://example.org/") == []
        assert [link.link.rstrip("/") for link in check(tiny, "https://example.org/archive/")] == ["/a"]
    (tiny / "index.html").write_text(PAGE.format('<a href="/archive/a/">a</a>'))
    for check in (broken_links, broken_over_itself):
        assert check(tiny, "https://example.org/archive/") == []


def test_a_link_to_what_lies_beside_the_site_is_found(tiny: Path) -> None:
    (tiny.parent / "beside").mkdir()
    (tiny.parent / "beside/index.html").write_text(PAGE)
    (tiny / "index.html").write_text(PAGE.format('<a href="../beside/">beside</a>'))
    for check in (broken_links, broken_over_itself):
        assert len(check(tiny, "")) == 1


def test_what_is_said_of_a_link_is_one_line_that_no_terminal_obeys(tiny: Path) -> None:
    (tiny / "index.html").write_text(PAGE.format('<a href="gone%0A::error::%1B[2J"></a>'))
    for found in (*broken_links(tiny), *broken_over_itself(tiny, "")):
        assert str(found).startswith(r"index.html:4:10: link: `gone\n::error::\x1b[2J` leads nowhere: ")


def test_links_to_other_hosts_are_left_alone(tiny: Path) -> None:
    (tiny / "index.html").write_text(PAGE.format('<a href="https://nowhere.invalid/x">x</a> <a href="a/">a</a>'))
    assert broken_links(tiny) == []


def test_a_page_that_is_no_text_in_utf_8_is_read_as_far_as_it_goes(tiny: Path) -> None:
    """That it is none, the proof says."""
    (tiny / "a/index.html").write_bytes(PAGE.format('ä <a href="../gone/">x</a>').encode("latin-1"))
    (tiny / "index.html").write_text(PAGE.format('<a href="a/#top">a</a> <a href="a/#none">a</a>'))
    assert sorted(each.link for each in broken_links_over(tiny, tiny)) == ["a#none", "gone"]


def test_a_page_that_cannot_be_read_is_named(tiny: Path) -> None:
    (tiny / "a/b.html").symlink_to("nowhere")
    with pytest.raises(SiteError, match=r"could not read a page of site/, build anew: .*'a/b\.html'"):
        broken_links(tiny)


def test_that_no_link_at_all_is_found_is_not_taken_for_sound(tiny: Path) -> None:
    for page in ("index.html", "a/index.html"):
        (tiny / page).write_text(PAGE.format(""))
    with pytest.raises(SiteError, match="found no links at all"):
        broken_links(tiny)


def test_no_site_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="build it first"):
        broken_links(tmp_path)


@pytest.mark.parametrize("name", ["[ab].html", "a*.html", "a\nb.html", "-a.html", "#a.html", "ä b.html"])
def test_a_page_of_any_name_is_looked_at(tiny: Path, name: str) -> None:
    (tiny / name).write_text(PAGE.format('<a href="gone/"></a>'))
    assert [(found.page, found.link) for found in broken_links(tiny)] == [(name, "gone")]


def test_a_folder_named_as_a_page_is_none(tiny: Path) -> None:
    (tiny / "b.html").mkdir()
    (tiny / "b.html/index.html").write_text(PAGE.format('<a href="gone/"></a>'))
    for check in (broken_links, broken_over_itself):
        assert [(found.page, found.link) for found in check(tiny, "")] == [("b.html/index.html", "b.html/gone")]


def test_of_many_pages_each_is_looked_at(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number}.html" for number in range(5)]
    for name in names:
        (tiny / name).write_text(PAGE.format('<a href="gone/"></a>'))
    monkeypatch.setattr(links, "AT_ONCE", 2)
    assert [found.page for found in broken_links(tiny)] == names


def of_each(found: list[BrokenLink]) -> list[tuple[str, int, int, str]]:
    """Return what both checks say alike: lychee leaves the end of an address as it is."""
    return sorted((each.page, each.line, each.column, each.link.rstrip("/")) for each in found)


def test_the_real_site_has_no_broken_link_and_planted_ones_are_found(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    pages = pages_of(copy)
    assert broken_links(copy, SETTINGS.site_url) == broken_links_among(pages, copy, SETTINGS.site_url) == []
    (copy / "platforms/x/feed.xml").unlink()
    assert {link.link for link in broken_links(copy, SETTINGS.site_url)} == {"platforms/x/feed.xml"}
    shutil.rmtree(copy / "platforms/x")
    found = broken_links(copy, SETTINGS.site_url)
    assert {link.link for link in found} == {"platforms/x"}
    pages = pages_of(copy)
    assert of_each(broken_links_among(pages, copy, SETTINGS.site_url)) == of_each(found)
    halves = [broken_links_among(pages[half::2], copy, SETTINGS.site_url, pages) for half in (0, 1)]
    assert of_each([*halves[0], *halves[1]]) == of_each(found)
