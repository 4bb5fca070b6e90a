"""The exchange as a chain: of a long one the nearest incidents, and of a long text what fits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.loading import Loaded, load_sound
from generator.pages.language import GERMAN
from generator.pages.views.chain import NEAREST, STEP_LENGTH, shortened
from tests.archives import RECORD, make_archive
from tests.pages.examples import incident_page
from tests.pages.golden import linked

LENGTH = 2 * NEAREST + 4  # incidents, each of which answers the one before

TEXTS = st.lists(st.sampled_from(["a", "word", "longer,", "sentence.", "straße"]), max_size=40).map(" ".join)


@given(TEXTS)
def test_a_text_that_is_too_long_ends_behind_a_word_and_says_so(text: str) -> None:
    shown = shortened(text)
    if len(text) <= STEP_LENGTH:
        assert shown == text
    else:
        words, count = text.split(" "), shown.count(" ")
        assert shown == f"{' '.join(words[:count]).rstrip(',.')} …"
        assert len(" ".join(words[:count])) < STEP_LENGTH <= len(" ".join(words[: count + 1]))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    records = {name(1): RECORD.replace("2024-05-06", "2024-05-01")}
    for day in range(2, LENGTH + 1):
        records[name(day)] = linked(RECORD.replace("2024-05-06", f"2024-05-{day:02}"), "trigger", name(day - 1))
    return load_sound(make_archive(tmp_path_factory.mktemp("long"), records))


def name(day: int) -> str:
    return f"2024-05-{day:02}-speech"


@pytest.mark.parametrize(
    ("here", "before", "behind"),
    [
        (1, [], [*map(name, range(2, NEAREST + 2)), "11 further incidents"]),
        (
            NEAREST + 3,
            ["2 further incidents", *map(name, range(3, NEAREST + 3))],
            [*map(name, range(NEAREST + 4, 2 * NEAREST + 4)), "1 further incident"],
        ),
        (LENGTH, ["11 further incidents", *map(name, range(LENGTH - NEAREST, LENGTH))], []),
    ],
)
def test_of_a_long_exchange_the_nearest_incidents_stand_on_a_page_and_a_step_leads_to_all(
    archive: Loaded, here: int, before: list[str], behind: list[str]
) -> None:
    page = incident_page(archive, name(here))
    steps = re.findall(r'<li class="gb-chain__(\w+)".*?<a href="([^"]+)"[^>]*>([^<]+)</a>', page)
    found = [url.split("/")[-2] if "/incidents/" in url else text for _, url, text in steps]
    place = [kind for kind, _, _ in steps].index("post")
    assert [found[:place], found[place + 1 :]] == [before, behind]
    assert {url for _, url, text in steps if "further" in text} == {f"../../exchanges/{name(1)}/"}


def test_what_is_left_out_of_a_chain_is_counted_in_the_pages_language(archive: Loaded) -> None:
    page = incident_page(archive, name(NEAREST + 3), GERMAN)
    assert re.findall(r">(\d+ weitere[^<]+)<", page) == ["2 weitere Vorfälle", "1 weiterer Vorfall"]
