"""Whatever a field holds, it reaches the page as text: no live markup, no broken structure."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from generator.archive.incident import Incident
from generator.archive.loading import Loaded
from generator.pages.generate import page_contents, page_files, page_text
from generator.pages.language import LANGUAGES
from generator.pages.sheets import sheets_of
from generator.pages.together import Content
from generator.records.model import Record
from generator.records.reading import parse_record
from generator.records.text import ANY_REFUSED
from tests.archives import COMPLETE
from tests.pages.examples import COMPLETE_ID, SETTINGS, example_archive, incident_page

ATTACKS = [
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</blockquote></article></div><h1>Taken over</h1>",
    "<!-- ",
    "-->",
    "<div>",
    "```\n# x",
    "# Heading\n\n## Another",
    "---\ntitle: other\n---",
    "| a | b |\n|---|---|\n| c | d |",
    "[x](javascript:alert(1))",
    "![x](y)",
    "[[wiki]] [^1] [TOC] {: #id .class onclick=x }",
    "{{ 7*7 }} {% raw %} {# comment",
    '--8<-- "/etc/passwd"',
    "*[HTML]: x\n\n&lt;script&gt; &#60;b&#62;",
    "\\<b> \\&lt;",
    "wzxhzdk:0 \u0041",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "=== tab\n!!! note\n??? more\n$$x$$ :smile: ++ins++ ~~del~~ ==mark== ^sup^",
]
text = st.sampled_from(ATTACKS) | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"])
)
# Some mean nothing at all in YAML, and some characters no record may hold.
hostile = text.filter(lambda value: value.strip() not in ("", "null", "~") and not ANY_REFUSED.search(value))
one_line = hostile.map(lambda value: " ".join(value.split())).filter(bool).map(lambda value: value[:120].strip())


def set_at(path: tuple[str | int, ...]) -> Callable[[dict[str, object], str], None]:
    def change(record: dict[str, object], value: str) -> None:
        target: Any = record
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = value

    return change


LINES = {
    "title": ("title",),
    "claim": ("fact_check", "claim"),
    "rating": ("fact_check", "reviews", 0, "rating"),
    "publisher": ("sources", 0, "publisher"),
    "source title": ("sources", 1, "title"),
    "timing": ("label_status", "history", 2, "timing"),
}
TEXTS = {
    "words of the post": ("post", "text", "original"),
    "translation": ("post", "text", "translations", 0, "text"),
    "alt text": ("post", "media", 0, "description"),
    "correction": ("corrections", 0, "was"),
}
PROSE = {
    "summary": ("summary",),
    "finding": ("fact_check", "finding"),
    "context": ("post", "context"),
    "event": ("trigger", 0, "summary"),
    "label note": ("label_status", "history", 1, "note"),
}


OWN_PICTURE = f"../../media/{COMPLETE_ID}/costume-400.jpg"


@cache
def example() -> Loaded:
    with TemporaryDirectory() as folder:
        return example_archive(Path(folder))


def loaded_with(path: tuple[str | int, ...], value: str) -> Loaded:
    """Return the example archive with `value` at `path` of the complete record."""
    data = yaml.load(COMPLETE, yaml.BaseLoader)
    set_at(path)(data, value)
    record: Record = parse_record(yaml.safe_dump(data, allow_unicode=True), "r.yaml").content
    base = example()
    changed = Incident(COMPLETE_ID, "x", record)
    return Loaded({**base.incidents, COMPLETE_ID: changed}, base.registry)


def shown(path: tuple[str | int, ...], value: str) -> html.HtmlElement:
    """Return the page, as MkDocs' Markdown makes it, of the complete record with `value` at `path`."""
    page = incident_page(loaded_with(path, value)).split("---\n", 2)[2]
    rendered = markdown.markdown(page, extensions=["attr_list", "tables", "toc"])
    return html.fragment_fromstring(rendered, create_parent="div")


def structure(page: html.HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(element.tag), tuple(sorted(element.attrib))) for element in page.iter()]


@pytest.mark.parametrize("path", [*LINES.values(), *TEXTS.values()], ids=[*LINES, *TEXTS])
@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_text_field_never_changes_the_structure_of_the_page(data: st.DataObject, path: tuple[str, ...]) -> None:
    value = data.draw(one_line if path in LINES.values() else hostile)
    page = shown(path, value)
    assert structure(page) == structure(shown(path, "harmless"))
    shown_texts = [page.text_content(), *(picture.get("alt", "") for picture in page.iter("img"))]
    assert " ".join(value.split()) in " ".join(" ".join(shown_texts).split())


@pytest.mark.parametrize("path", PROSE.values(), ids=PROSE)
@given(value=hostile)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_prose_field_keeps_to_its_own_block(value: str, path: tuple[str, ...]) -> None:
    page = shown(path, value)
    for element in page.iter():
        assert element.tag != "img" or element.get("src") == OWN_PICTURE
        assert element.tag not in ("script", "svg", "iframe", "object", "style", "link", "form", "input")
        assert not any(name.startswith("on") or name == "style" for name in element.attrib)
        assert not str(element.get("href", "")).strip().lower().startswith(("javascript:", "data:", "vbscript:"))
    headings = [element.text_content() for element in page.iter("h1", "h2")]
    assert headings == [element.text_content() for element in shown(path, "harmless").iter("h1", "h2")]


@given(path=st.sampled_from([*LINES.values(), *TEXTS.values(), *PROSE.values()]), value=one_line)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_whatever_a_field_holds_each_language_says_what_it_says_alone(path: tuple[str, ...], value: str) -> None:
    loaded = loaded_with(path, f"%(date)s {value} %s")
    archive = loaded.archive
    pages = [*sheets_of(archive.incidents[COMPLETE_ID])][: len(LANGUAGES)]
    alone = [page_text(archive, page, SETTINGS, loaded.incidents[COMPLETE_ID]).encode() for page in pages]
    ((_, content),) = page_contents(archive, pages, SETTINGS, loaded.incidents[COMPLETE_ID])
    assert Content(content, len(pages)).parted == alone


@given(value=one_line)
@settings(max_examples=60, deadline=None)
def test_front_matter_is_one_escaped_string_whatever_the_title(value: str) -> None:
    record = parse_record(COMPLETE, "r.yaml").content.model_copy(update={"title": value})
    base = example()
    loaded = Loaded({**base.incidents, COMPLETE_ID: Incident(COMPLETE_ID, "x", record)}, base.registry)
    front_matter = yaml.safe_load(incident_page(loaded).split("---\n", 2)[1])
    assert set(front_matter) == {"title", "description", "card"}
    assert not set('<>"') & set(front_matter["title"])


@pytest.mark.parametrize("attack", ATTACKS)
def test_lists_and_registries_show_hostile_names_as_text(attack: str, tmp_path: Path) -> None:
    line = " ".join(attack.split())
    base = example_archive(tmp_path)
    platform = base.registry.platforms["x"].model_copy(update={"name": line, "owner": line})
    record = base.incidents[COMPLETE_ID].record.model_copy(update={"title": line})
    registry = base.registry.__class__(
        base.registry.accounts,
        {**base.registry.platforms, "x": platform},
        base.registry.tools,
        base.registry.people,
    )
    attacked = Loaded(
        {**base.incidents, COMPLETE_ID: Incident(COMPLETE_ID, base.incidents[COMPLETE_ID].path, record)}, registry
    )
    for (path, calm), (_, angry) in zip(
        page_files(base.archive, base.incidents, SETTINGS),
        page_files(attacked.archive, attacked.incidents, SETTINGS),
        strict=True,
    ):
        if path.endswith(".md"):
            tags = [
                structure(html.fragment_fromstring(markdown.markdown(page.decode().split("---\n", 2)[2]), "div"))
                for page in (calm, angry)
            ]
            assert tags[0] == tags[1], path
