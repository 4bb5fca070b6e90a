"""A page written for all languages at once is, parted, each language's page as it is when written alone."""

import re
from collections.abc import Callable
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from benchmarks.corpus import make_corpus
from generator.archive.loading import Loaded, load_sound
from generator.pages.generate import DIFFER_IN_WORDS, page_contents, page_text
from generator.pages.language import ENGLISH, EVERY, GERMAN, LANGUAGES
from generator.pages.settings import Settings
from generator.pages.sheets import sheets
from generator.pages.speaking import words_of
from generator.pages.together import MARK, RULE, Content, parted, together
from generator.pages.wording import Words
from generator.records.dates import When
from generator.records.text import ANY_REFUSED
from tests.pages.examples import example_archive

ARCHIVE = Path(__file__).parents[2]
SETTINGS = Settings(site_url="https://archive.example.org/", repository="https://code.example.org/archive/")
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters=MARK + RULE), max_size=8)


@given(st.lists(st.tuples(TEXTS, st.tuples(TEXTS, TEXTS, TEXTS)), max_size=6))
def test_what_is_put_together_is_parted_again(pieces: list[tuple[str, tuple[str, str, str]]]) -> None:
    text = "".join(common + together(own) for common, own in pieces)
    texts = ["".join(common + own[language] for common, own in pieces) for language in range(len(LANGUAGES) + 1)]
    assert parted(text, 3) == texts
    assert Content(text.encode(), 3).parted == [each.encode() for each in texts]


def test_what_is_the_same_in_each_language_is_said_once() -> None:
    assert together(["Meta", "Meta"]) == "Meta"


def test_what_is_safe_stays_safe_and_is_not_escaped_again() -> None:
    both = together([Markup("<b>a</b>"), Markup("<i>b</i>")])
    assert isinstance(both, Markup)
    assert [type(each) for each in parted(both, 2)] == [Markup, Markup]
    assert parted(Markup("<p>{}</p>").format(both), 2) == ["<p><b>a</b></p>", "<p><i>b</i></p>"]
    assert parted(Markup("<p>{}</p>").format(together(["<", "&"])), 2) == ["<p>&lt;</p>", "<p>&amp;</p>"]


@pytest.mark.parametrize("mark", [MARK, RULE])
def test_no_record_holds_a_mark(mark: str) -> None:
    assert ANY_REFUSED.search(mark)


def tag(code: str) -> str:
    return f"<{code}>" if code else ""


DAY = When.parse("2024-09-02")
SPOKEN: dict[str, Callable[[Words], str]] = {
    "a message": lambda words: words.say("Home"),
    "a message with a date in it": lambda words: words.say(
        "as of %(date)s", date=words.date(When.parse("2024-09-02"))
    ),
    "a message with markup in it": lambda words: words.markup("by %(actor)s", actor=Markup("<b>&amp;</b>")),
    "a message with words in it": lambda words: words.markup("by %(actor)s", actor=words.say("Platform") + " <"),
    "a count": lambda words: words.say_count("after %(count)s day", "after %(count)s days", 1234),
    "a time": lambda words: words.span(When.parse("2024-03"), When.parse("2024-05")),
    "an instant": lambda words: words.date(When.parse("2024-09-02T14:05Z")),
    "months": lambda words: words.month("2024-03") + words.short_month("2024-05"),
    "a share": lambda words: words.share(0.5),
    "names": lambda words: words.language_name("sk") + words.region_name("DE"),
    "a list": lambda words: words.listed((words.say("Post"), "X", Markup("&amp;"))),
    "a language that is one of them": lambda words: words.foreign("de") + words.foreign("sk"),
    "what one of them lacks": lambda words: words.in_each(
        lambda code: f"<{code}>" if code else "", words.foreign("de")
    ),
    "the way up": lambda words: words.root,
}


@pytest.mark.parametrize("spoken", SPOKEN)
def test_words_of_all_languages_are_those_of_each(spoken: str) -> None:
    alone = [SPOKEN[spoken](words_of(language)) for language in LANGUAGES]
    assert parted(SPOKEN[spoken](words_of(EVERY)), len(LANGUAGES)) == alone


def test_a_message_may_name_its_values_in_another_order(monkeypatch: pytest.MonkeyPatch) -> None:
    german = vars(words_of(GERMAN))["_translations"]
    monkeypatch.setitem(german, "%(first)s, then %(last)s", "%(last)s nach %(first)s")
    words = words_of(EVERY)
    said = words.say("%(first)s, then %(last)s", first=words.say("Trigger"), last=words.say("Post"))
    assert parted(said, len(LANGUAGES)) == ["Trigger, then Post", "Beitrag nach Auslöser"]


def test_whatever_words_can_say_they_can_say_in_all_languages() -> None:
    """Each way of speaking that knows its language has its own for all of them, or rests on such."""
    own = {name for name in vars(Words) if not name.startswith("_")}
    rest_on_others = {"term", "date_or_nothing", "figure", "delay"}
    assert own - rest_on_others <= vars(type(words_of(EVERY))).keys()


HEADING = re.compile(rb"^## .*\n", re.MULTILINE)


@pytest.fixture(scope="module", params=["real", "example", "corpus"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    root = tmp_path_factory.mktemp(request.param)
    if request.param == "real":
        return load_sound(ARCHIVE)
    if request.param == "example":
        return example_archive(root)
    make_corpus(root, 150)
    return load_sound(root)


def test_a_page_of_all_languages_is_parted_into_that_of_each(archive: Loaded) -> None:
    kinds = set()
    for (kind, _), same in groupby((sheet for sheet, _ in sheets(archive.archive)), attrgetter("name")):
        pages = list(same)
        incident = archive.incidents.get(pages[0].key)
        alone = [page_text(archive.archive, page, SETTINGS, incident).encode() for page in pages]
        assert [page.language for page in pages] == [language.code for language in LANGUAGES]
        made = [
            Content(text, len(some)) for some, text in page_contents(archive.archive, pages, SETTINGS, incident)
        ]
        assert [text for content in made for text in content.parted] == alone
        if kind in DIFFER_IN_WORDS:
            for text, sections in zip(made[0].parted, made[0].sections, strict=True):
                assert HEADING.findall(text) == list(sections[1::2])
        kinds.add(kind)
    assert kinds >= {"incident", "entity", "list"}


def test_every_kind_that_differs_in_words_alone_is_compared(tmp_path: Path) -> None:
    make_corpus(tmp_path, 150)
    assert {sheet.kind for sheet, _ in sheets(load_sound(tmp_path).archive)} >= {*DIFFER_IN_WORDS}


def test_a_page_of_one_language_alone_is_written_alone(archive: Loaded) -> None:
    found = [sheet for sheet, _ in sheets(archive.archive) if sheet.kind == "entity"]
    english = [sheet for sheet in found if sheet.language == ENGLISH.code][:1]
    ((_, content),) = page_contents(archive.archive, english, SETTINGS)
    assert content == page_text(archive.archive, english[0], SETTINGS).encode()
