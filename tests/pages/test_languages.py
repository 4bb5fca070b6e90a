"""Two languages: every message is translated, and every page of one has its twin in the other."""

import re
from pathlib import Path

import pytest

from generator.archive.loading import load_sound
from generator.pages.language import ENGLISH, GERMAN, LANGUAGES, Language, read_catalogue
from generator.pages.messages import THEME_WORDS, messages, theme_words
from generator.pages.settings import Settings
from generator.pages.sheets import sheets
from generator.pages.speaking import words_of
from generator.records.dates import When
from generator.site.build import build
from tests.archives import PROJECT, PUBLISHABLE, make_archive

TRANSLATED = [language for language in LANGUAGES if language is not ENGLISH]
PLACE = re.compile(r"%\((\w+)\)s")
MARKUP = re.compile(r"</?\w+")


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_the_catalogue_has_the_messages_that_are_said_and_no_other(language: Language) -> None:
    """Renew it with `make messages`, then translate what is empty."""
    kept = {entry.id for entry in read_catalogue(language) if entry.id}
    assert kept == set(messages())


@pytest.mark.parametrize("language", TRANSLATED, ids=lambda language: language.code)
def test_every_message_is_translated_with_its_places_and_markup(language: Language) -> None:
    for entry in read_catalogue(language):
        if not entry.id:
            continue
        said = (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)
        translated = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
        assert len(translated) == len(said), said
        for one, other in zip(said, translated, strict=True):
            assert other, one
            assert set(PLACE.findall(other)) == set(PLACE.findall(one)), one
            assert sorted(MARKUP.findall(other)) == sorted(MARKUP.findall(one)), one
            assert re.findall(r"`[^`]+`", other) == re.findall(r"`[^`]+`", one), one


def test_the_theme_says_what_the_catalogues_say() -> None:
    """Renew it with `make messages`."""
    assert THEME_WORDS.read_text() == theme_words()


def test_every_generated_page_has_its_twin() -> None:
    pages = {sheet.page.markdown_file for sheet, _ in sheets(load_sound(PROJECT).archive)}
    english = {path for path in pages if not path.startswith(GERMAN.prefix)}
    assert {GERMAN.prefix + path for path in english} == pages - english


def headings(page: Path) -> list[str]:
    """Return the levels of a page's headings; words in code blocks are none."""
    return re.findall(r"^(#+) ", re.sub(r"```.*?```", "", page.read_text(), flags=re.S), re.M)


@pytest.mark.parametrize("page", sorted((PROJECT / "docs").glob("[a-z]*.md")), ids=lambda page: page.name)
def test_every_written_page_has_its_twin_with_the_same_parts(page: Path) -> None:
    if page.name == "index.md":  # made by the generator
        return
    twin = page.parent / "de" / page.name
    assert headings(twin) == headings(page)
    assert page.read_text().count("](") == twin.read_text().count("](")


def anchors(page: Path) -> list[str]:
    return re.findall(r'<h[1-6] id="([^"]+)"', page.read_text())


@pytest.mark.parametrize(
    "name", ["about", "method", "editorial", "contribute", "pictures", "codebook", "scorecard"]
)
def test_an_anchor_is_the_same_in_each_language(site: Path, name: str) -> None:
    assert anchors(site / "de" / name / "index.html") == anchors(site / name / "index.html")


def test_a_page_names_its_language_and_its_twin(site: Path) -> None:
    for prefix, code in (("", "en"), ("de/", "de")):
        for address in ("", "platforms/x/", "about/"):
            head = (site / prefix / address / "index.html").read_text().split("</head>")[0]
            assert f'<html lang="{code}"' in head
            for twin, folder in (("en", ""), ("de", "de/"), ("x-default", "")):
                link = f'<link rel="alternate" hreflang="{twin}" href="https://gegenbild.example.org/archive/{folder}{address}">'
                assert link in head


def test_without_an_address_of_the_site_a_page_names_its_twin_by_the_way_to_it(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {"2024-05-06-speech": PUBLISHABLE})
    build(root, Settings(), lambda _step: None)
    english, german = (root / "site/about/index.html").read_text(), (root / "site/de/about/index.html").read_text()
    assert '<link rel="alternate" hreflang="de" href="../de/about/">' in english
    assert '<link rel="alternate" hreflang="en" href="../../about/">' in german


def test_numbers_dates_and_counts_are_those_of_the_language() -> None:
    english, german = words_of(ENGLISH), words_of(GERMAN)
    assert (english.number(1234567), german.number(1234567)) == ("1,234,567", "1.234.567")
    when = When.parse("2024-09-02")
    assert (english.date(when), german.date(when)) == ("2 September 2024", "2. September 2024")
    assert german.say_count("%(count)s incident", "%(count)s incidents", 1) == "1 Vorfall"
    assert german.plural("incident", "incidents", 2) == "Vorfälle"
    assert (english.language_name("sk"), german.language_name("sk")) == ("Slovak", "Slowakisch")
    assert (english.month("2024-03"), german.month("2024-03"), german.month("2024")) == (
        "March 2024",
        "März 2024",
        "2024",
    )
