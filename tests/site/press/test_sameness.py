"""The fast path makes the very bytes that a plain `mkdocs build` makes of a tree, and knows where it cannot."""

import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.corpus import make_corpus
from generator.pages.language import LANGUAGES
from generator.pages.owned import PREFIXES
from generator.pages.settings import Settings
from generator.site.build import build
from generator.site.commands import SiteError
from generator.site.crew import crew
from generator.site.output import Output, write
from generator.site.plain import run_mkdocs
from generator.site.work import Work
from tests.archives import PUBLISHABLE, make_archive, record_path
from tests.archives import write as write_file
from tests.conftest import SETTINGS

ID = "2024-05-06-speech"


def pages_of(site: Path) -> dict[str, bytes]:
    kept = (path for path in site.rglob("*") if path.suffix in (".html", ".xml", ".gz", ".css"))
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in kept}


def plainly(root: Path, target: Path, settings: Settings) -> dict[str, bytes]:
    work = Work.anew(root, settings)
    with crew(work.share, 1) as alone:
        work.read(alone)
    run_mkdocs(root, target, settings.site_url, work.timestamp)
    return pages_of(target)


def pressed_into(target: Path, root: Path, settings: Settings) -> Output:
    """Press the pages of an archive, without the sample that is compared at the end of a build."""
    target.mkdir()
    work = Work.anew(root, settings)
    with crew(work.share, 2) as members:
        work.read(members)
        return write(work, members, target)


def test_every_page_of_the_real_archive_is_as_mkdocs_makes_it(built_root: Path, tmp_path: Path) -> None:
    plain = plainly(built_root, tmp_path / "plain", SETTINGS)
    pressed = pages_of(built_root / "site")
    assert pressed.keys() == plain.keys()
    assert [name for name, page in plain.items() if pressed[name] != page] == []
    kinds = Counter(re.sub(r"^(de/)?(\w*).*", r"\1\2", name) for name in plain)
    assert kinds["incidents"] >= 39
    assert kinds["de/incidents"] >= 39


@pytest.mark.parametrize("site_url", ["", "https://archive.example.org/some/where/"])
def test_every_page_of_a_made_up_archive_is_as_mkdocs_makes_it(tmp_path: Path, site_url: str) -> None:
    """With registries, chains, languages, pictures and texts that the real one may not have."""
    root, settings = tmp_path / "corpus", Settings(site_url)
    make_corpus(root, 55)
    output = pressed_into(tmp_path / "pressed", root, settings)
    plain = plainly(root, tmp_path / "plain", settings)
    pressed = pages_of(tmp_path / "pressed")
    assert output.unfit == []
    assert pressed.keys() == plain.keys()
    assert [name for name, page in plain.items() if pressed[name] != page] == []
    assert sum(name.startswith("incidents/") for name in plain) > 50
    assert sum(name.startswith("de/accounts/") for name in plain) > 30


def told(root: Path) -> list[str]:
    said: list[str] = []
    build(root, SETTINGS, said.append)
    return said


FOOTER = "{% block footer %}"
UNKNOWN = {
    "the length of a page": ("theme/main.html", FOOTER, FOOTER + "{{ page.content | length }}"),
    "its words in capitals": ("theme/main.html", FOOTER, FOOTER + "{{ page.title | upper }}"),
    "a mark of long titles": ("theme/main.html", FOOTER, FOOTER + "{{ 'long' if page.title | length > 150 }}"),
    "titles cut short": ("theme/main.html", FOOTER, FOOTER + "{{ page.title | truncate(200) }}"),
    "a mark of many parts": ("theme/main.html", FOOTER, FOOTER + "{{ 'many' if page.toc | list | length > 30 }}"),
    "a mark of tables": ("theme/main.html", FOOTER, FOOTER + "{{ 'table' if '<table' in page.content }}"),
    "a certain word": ("theme/main.html", FOOTER, FOOTER + "{{ 'word' if 'never given' in page.title }}"),
    "another extension": ("mkdocs.yml", "  - tables\n", "  - tables\n  - smarty\n  - md_in_html\n"),
    "a list of all pages": ("mkdocs.yml", "plugins: []", "plugins: [search]"),
    "a file of the theme that lists all pages": (
        "mkdocs.yml",
        "  custom_dir: theme\n",
        "  custom_dir: theme\n  static_templates: [404.html, pages.html]\n",
    ),
    "numbered headings": ("mkdocs.yml", "      permalink: false\n", "      permalink: true\n"),
    "what is to be watched": ("mkdocs.yml", "plugins: []", "plugins: []\nwatch: [incidents]"),
    "a hook": ("mkdocs.yml", "plugins: []", "plugins: []\nhooks: [hook.py]"),
    "a hook in what it inherits": ("mkdocs.yml", "plugins: []", "plugins: []\nINHERIT: base.yml"),
    "a plugin": ("mkdocs.yml", "plugins: []", "plugins: [tags]"),
}
HOOK = """def on_page_content(html, page, **_):
    return html + ("<p>Added</p>" if page.file.src_uri == "accounts/index.md" else "")
"""
PAGES = "{% for file in pages %}<p>{{ file.url }}</p>{% endfor %}"


@pytest.mark.parametrize("change", UNKNOWN)
def test_a_theme_or_a_configuration_that_it_does_not_know_is_built_plainly(tmp_path: Path, change: str) -> None:
    root = make_archive(tmp_path / "one", {ID: PUBLISHABLE})
    name, old, new = UNKNOWN[change]
    text = (root / name).read_text()
    assert old in text
    write_file(root / name, text.replace(old, new))
    write_file(root / "hook.py", HOOK)
    write_file(root / "theme/pages.html", PAGES)
    write_file(root / "base.yml", "hooks: [hook.py]")
    said = told(root)
    plain = plainly(root, tmp_path / "plain", SETTINGS)
    assert pages_of(root / "site") == plain
    if change != "another extension":  # which changes nothing on these pages
        assert "Building all pages by MkDocs" in said


def test_a_change_of_the_theme_that_it_knows_is_pressed(tmp_path: Path) -> None:
    root = make_archive(tmp_path / "one", {ID: PUBLISHABLE})
    theme = root / "theme/partials/colophon.html"
    shown = "{% if page %}<p>{{ page.url }} {{ page.meta.title | e }}</p>{% endif %}</footer>"
    theme.write_text(theme.read_text().replace("</footer>", shown))
    assert "Building all pages by MkDocs" not in told(root)
    assert pages_of(root / "site") == plainly(root, tmp_path / "plain", SETTINGS)


def with_navigation(root: Path, *entries: str) -> None:
    file = root / "mkdocs.yml"
    home = "  - Gegenbild: index.md\n"
    file.write_text(file.read_text().replace(home, home + "".join(f"  - {entry}\n" for entry in entries)))


def test_a_navigation_may_lead_to_pages_written_by_hand_and_to_other_sites(tmp_path: Path) -> None:
    root = make_archive(tmp_path / "one", {ID: PUBLISHABLE})
    with_navigation(root, "about.md", "More: [Out: https://news.example.org/, method.md]")
    assert "Building all pages by MkDocs" not in told(root)
    assert pages_of(root / "site") == plainly(root, tmp_path / "plain", SETTINGS)


@pytest.mark.parametrize("file", ["incidents/index.md", f"incidents/{ID}/index.md", "incidents/feed.xml"])
def test_a_navigation_may_lead_to_what_is_made(tmp_path: Path, file: str) -> None:
    root = make_archive(tmp_path / "one", {ID: PUBLISHABLE})
    with_navigation(root, f"A file: {file}", "about.md")
    told(root)
    assert pages_of(root / "site") == plainly(root, tmp_path / "plain", SETTINGS)


@pytest.mark.parametrize("left_out", ["/tools/", f"/incidents/{ID}/", f"/incidents/{ID}-again/"])
def test_a_page_that_is_made_may_not_be_left_out(tmp_path: Path, left_out: str) -> None:
    root = make_archive(tmp_path / "one", {ID: PUBLISHABLE, f"{ID}-again": PUBLISHABLE})
    file = root / "mkdocs.yml"
    file.write_text(file.read_text().replace("  *~\n", f"  *~\n  {left_out}\n"))
    with pytest.raises(SiteError, match=f"leaves out docs{left_out}index.md, .*exclude_docs"):
        told(root)


def test_a_page_that_is_made_later_may_not_be_left_out_either(tmp_path: Path) -> None:
    root = make_archive(tmp_path / "one", {ID: PUBLISHABLE})
    file = root / "mkdocs.yml"
    file.write_text(file.read_text().replace("  *~\n", f"  *~\n  /incidents/{ID}-again/\n"))
    told(root)
    write_file(record_path(root, f"{ID}-again"), PUBLISHABLE)
    with pytest.raises(SiteError, match=f"leaves out docs/incidents/{ID}-again/index.md, .*exclude_docs"):
        told(root)


LINKS = f"""
[titled](incidents/{ID}/index.md#label-status "A title"), [in brackets](<incidents/{ID}/index.md>),
[with space]( topics/index.md ), [asked](search/index.md?q=beer), [named], ![a picture](media/{ID}/card.jpg),
[its record](incidents/{ID}/incident.yaml), [a feed](platforms/x/feed.xml), [a table](figures/labels.csv)

[named]: verdicts/fabricated/index.md
"""


def test_a_page_written_by_hand_may_link_to_whatever_is_made_in_each_of_markdowns_ways(tmp_path: Path) -> None:
    root = make_archive(tmp_path / "one", {ID: PUBLISHABLE})
    about = root / "docs/about.md"
    about.write_text(about.read_text() + LINKS)
    assert "Building all pages by MkDocs" not in told(root)
    assert pages_of(root / "site") == plainly(root, tmp_path / "plain", SETTINGS)


@pytest.mark.parametrize("link", ["incidents/2020-none/incident.yaml", "incidents/2020-none/index.md"])
def test_a_page_written_by_hand_may_not_link_to_what_is_not_made(tmp_path: Path, link: str) -> None:
    root = make_archive(tmp_path / "one", {ID: PUBLISHABLE})
    about = root / "docs/about.md"
    about.write_text(f"{about.read_text()}\n[nothing]({link})\n")
    with pytest.raises(SiteError, match=link):
        told(root)


@pytest.mark.parametrize("name", ["über uns.md", "more/README.md", "more & more/a+b.md", "more/x.y.markdown"])
def test_a_page_written_by_hand_may_have_any_name(tmp_path: Path, name: str) -> None:
    root = make_archive(tmp_path / "one", {ID: PUBLISHABLE})
    up = "../" * name.count("/")
    for folder in ("docs", "docs/de"):
        write_file(root / folder / name, f"# Written by hand\n\n[x]({up}incidents/{ID}/index.md)")
    assert "Building all pages by MkDocs" not in told(root)
    assert pages_of(root / "site") == plainly(root, tmp_path / "plain", SETTINGS)


def test_what_is_hidden_beside_the_pages_written_by_hand_is_passed_over(tmp_path: Path) -> None:
    root = make_archive(tmp_path / "one", {ID: PUBLISHABLE})
    (root / "docs/.#about.md").symlink_to("somebody@example.1")  # as Emacs does while a page is open
    write_file(root / "docs/.about.md", "# Before")
    assert "Building all pages by MkDocs" not in told(root)
    assert pages_of(root / "site") == plainly(root, tmp_path / "plain", SETTINGS)


@pytest.mark.parametrize("workers", [2, 8])
def test_any_number_of_processes_makes_the_same(tmp_path: Path, workers: int) -> None:
    """As many records as are worth several processes."""
    records = {f"2024-05-06-speech-{letter}{other}": PUBLISHABLE for letter in "abcdef" for other in "abcdef"}
    sites = []
    for size in (1, workers):
        root = make_archive(tmp_path / str(size), records)
        target = tmp_path / f"site-{size}"
        target.mkdir()
        work = Work.anew(root, SETTINGS)
        with crew(work.share, size) as members:
            assert members.size == size
            work.read(members)
            write(work, members, target)
        sites.append(pages_of(target) | pages_of(root / "docs"))
    assert sites[0] == sites[1]


def test_the_folders_of_the_languages_are_known() -> None:
    assert tuple(language.prefix for language in LANGUAGES) == PREFIXES


def test_a_hostile_title_is_pressed_as_mkdocs_would_put_it(tmp_path: Path) -> None:
    hostile = 'Say </title><script>alert("1")</script> & zqxtitlezqx \\ "so"'
    root = make_archive(tmp_path / "one", {ID: PUBLISHABLE})
    title = hostile.replace("\\", "\\\\").replace('"', '\\"')
    record = record_path(root, ID)
    record.write_text(PUBLISHABLE.replace("title: A speech that was never given", f'title: "{title}"'))
    told(root)
    assert pages_of(root / "site") == plainly(root, tmp_path / "plain", SETTINGS)


def test_a_page_whose_description_has_no_words_is_as_mkdocs_makes_it(tmp_path: Path) -> None:
    """For such a page the theme shows the description of the whole site."""
    record = PUBLISHABLE.replace("A made-up speech was posted [@news].", '"--- [@news]"')
    root = make_archive(tmp_path / "one", {ID: record})
    pressed_into(tmp_path / "pressed", root, SETTINGS)
    assert pages_of(tmp_path / "pressed") == plainly(root, tmp_path / "plain", SETTINGS)
