"""What is kept of templates and patterns is what they are, and is believed only where it is whole."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.pages import compiled, hyphenation
from generator.pages.hyphenation import GermanHyphenation
from generator.pages.language import LANGUAGES
from generator.pages.page import RULES, Page
from generator.pages.rendering import environment, render
from generator.pages.settings import Settings
from generator.pages.views.rules import rules_view


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled, "FOLDER", tmp_path / "kept")
    yield tmp_path / "kept"
    environment.cache_clear()


def rules_pages() -> list[str]:
    """Return a page in each language, its template read anew."""
    environment.cache_clear()
    pages = [Page(RULES, language) for language in LANGUAGES]
    return [render("rules", page, Settings(), view=rules_view(page)) for page in pages]


def damage(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:-7])


def test_a_compiled_template_is_kept_for_each_language(kept: Path) -> None:
    made = rules_pages()
    files = {path.name for path in kept.iterdir()}
    assert {name.split("-")[1] for name in files} == {language.code for language in LANGUAGES}
    assert rules_pages() == made
    damage(kept)
    assert rules_pages() == made
    assert {path.name for path in kept.iterdir()} == files


def test_patterns_are_read_where_there_is_no_room_to_keep_them(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    made = GermanHyphenation().patterns
    (file,) = kept.iterdir()
    file.unlink()
    monkeypatch.setattr(hyphenation, "replace_file", full)
    assert GermanHyphenation().patterns == made


def test_patterns_are_kept(kept: Path) -> None:
    made = GermanHyphenation().patterns
    (file,) = kept.iterdir()
    content = file.read_bytes()
    assert GermanHyphenation().patterns == made
    damage(kept)
    assert GermanHyphenation().patterns == made
    assert file.read_bytes() == content
    file.write_bytes(content[:-1] + b"\x07")  # as long, but not what it was
    assert GermanHyphenation().patterns == made
    assert file.read_bytes() == content


def test_where_nothing_can_be_kept_all_is_made_anew(kept: Path) -> None:
    kept.write_text("no folder")
    assert rules_pages()
    assert GermanHyphenation().patterns
    assert kept.read_text() == "no folder"
