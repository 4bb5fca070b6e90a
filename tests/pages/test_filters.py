"""What the search filters by: the same keys in every language, and words for each."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.archive.loading import Loaded, load_sound
from generator.pages.generate import data_files
from generator.pages.language import ENGLISH, GERMAN
from generator.pages.page import Page
from generator.pages.views.filters import FILE, FILTERS
from generator.pages.views.groups import FACET_WORDS
from generator.pages.views.search import search_view
from tests.archives import RECORD, make_archive, record_path
from tests.pages.examples import COMPLETE_ID, example_archive


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return example_archive(tmp_path_factory.mktemp("filters"))


def table_of(loaded: Loaded) -> Any:
    """Return the table with the filters that have files of their own."""
    files = dict(data_files(loaded.archive))
    table = json.loads(files[FILE])
    long = {each.name: json.loads(files[each.file]) for each in FILTERS if each.is_long}
    assert not long.keys() & table["filters"].keys()
    return table | {"filters": {**table["filters"], **long}}


def values_of(loaded: Loaded, identifier: str) -> dict[str, list[list[str]]]:
    """Return what an incident has of each filter, read as the script reads it."""
    table = table_of(loaded)
    row = sorted(gist.id for gist in loaded.archive.published).index(identifier)
    cells = {name: column["rows"].split(";")[row] for name, column in table["filters"].items()}
    return {
        name: [table["filters"][name]["values"][int(place)] for place in cell.split(",")] if cell else []
        for name, cell in cells.items()
    }


def test_an_incident_has_keys_and_names_that_are_no_words(loaded: Loaded) -> None:
    assert values_of(loaded, COMPLETE_ID) == {
        "year": [["2024"]],
        "verdict": [["fabricated"]],
        "label": [["removed"]],
        "platform": [["x", "X"]],
        "account": [["party-x", "Example Party · X"]],
        "person": [["minister", "The Minister"]],
        "tool": [["painter", "Painter"]],
        "region": [["NO"], ["DE"]],
        "topic": [["election"], ["campaign"]],
        "language": [["nb"]],
        "media": [["video"]],
        "held": [["yes"]],
    }


def test_what_is_not_known_is_left_out(loaded: Loaded) -> None:
    found = values_of(loaded, "2024-03-05-answer")
    assert [name for name, values in found.items() if not values] == ["tool", "language", "account", "person"]


def test_rows_stand_in_the_order_of_the_parts_with_the_views_of_each(loaded: Loaded) -> None:
    table = table_of(loaded)
    assert table["parts"] == [["2024", 3]]
    assert table["reach"] == ";1200000;"


def test_without_a_script_every_way_to_browse_leads_from_the_search_to_its_own_page(loaded: Loaded) -> None:
    found = search_view(loaded.archive, Page("search/", GERMAN))
    ways = {each.text: each.url for each in found.browse}
    assert len(set(ways.values())) == len(ways) == len(FACET_WORDS) + 1
    assert (ways["Alle Vorfälle"], ways["Länder"]) == ("../incidents/", "../regions/")


def test_the_script_is_told_the_words_of_the_language_of_its_page(loaded: Loaded) -> None:
    config: Any = search_view(loaded.archive, Page("search/", GERMAN)).config
    assert (config["language"], config["locale"]) == ("de", "de")
    assert config["words"]["Nothing found."] == "Nichts gefunden."
    assert {each["name"]: each["heading"] for each in config["filters"]}["region"] == "Land"


def words_in(loaded: Loaded, page: Page) -> dict[str, dict[str, str]]:
    config: Any = search_view(loaded.archive, page).config
    return {each["name"]: each["words"] for each in config["filters"]}


def test_every_key_without_a_name_has_a_word_in_each_language(loaded: Loaded) -> None:
    english, german = (words_in(loaded, Page("search/", language)) for language in (ENGLISH, GERMAN))
    for name, column in table_of(loaded)["filters"].items():
        keys = {value[0] for value in column["values"] if len(value) == 1 and name != "year"}
        assert keys == english[name].keys() == german[name].keys()
    assert (english["region"]["DE"], german["region"]["DE"]) == ("Germany", "Deutschland")
    assert (english["verdict"]["fabricated"], german["held"]["yes"]) == ("Fabricated", "ja")


YEARS = [str(year) for year in range(2018, 2026)]


def with_years(root: Path, *years: str) -> Loaded:
    """Return an archive of one incident of each year, and of a draft that is newer than all and one older."""
    texts = {year: RECORD.replace("date: 2024-05-06", f"date: {year}") for year in (*years, "2017", "2026")}
    for hidden in ("2017", "2026"):
        texts[hidden] = texts[hidden].replace("state: published", "state: draft")
    return load_sound(make_archive(root, {f"{year}-speech": text for year, text in texts.items()}))


@pytest.mark.usefixtures("short_pages")
def test_the_rows_of_many_parts_go_from_the_oldest_incident_to_the_newest_and_leave_out_drafts(
    tmp_path: Path,
) -> None:
    loaded = with_years(tmp_path, *YEARS)
    table = table_of(loaded)
    column = table["filters"]["year"]
    assert [column["values"][int(place)][0] for place in column["rows"].split(";")] == YEARS
    assert table["parts"] == [["2018-2020", 3], ["2021-2023", 3], ["2024-2025", 2]]
    found = search_view(loaded.archive, Page("search/"))
    assert found.config["parts"] == {"en": ["2024-2025", "2021-2023", "2018-2020"]}
    assert [each.id[:4] for each in found.newest] == YEARS[:-6:-1]


@pytest.mark.usefixtures("short_pages")
def test_it_is_known_in_which_languages_index_each_row_is(tmp_path: Path) -> None:
    with_years(tmp_path, *YEARS)
    for year in ("2019", "2020", "2024"):
        path = record_path(tmp_path, f"{year}-speech")
        path.write_text(path.read_text().replace("\nlanguage: en", "\nlanguage: de"))
    loaded = load_sound(tmp_path)
    table = table_of(loaded)
    told = [table["languages"][int(place)] for place in table["searchedIn"]]
    assert told == ["en", "de", "de", "en", "en", "en", "de", "en"]
    parts = search_view(loaded.archive, Page("search/")).config["parts"]
    assert parts == {"de": ["2024-2025", "2018-2020"], "en": ["2024-2025", "2021-2023", "2018-2020"]}


def test_the_page_and_its_files_are_of_one_edition_and_of_another_when_one_incident_goes(
    tmp_path: Path,
) -> None:
    editions: list[str] = []
    for number, years in enumerate((YEARS, YEARS[1:])):
        loaded = with_years(tmp_path / str(number), *years)
        files = dict(data_files(loaded.archive))
        told = {json.loads(files[path])["edition"] for path in {each.file for each in FILTERS}}
        assert told == {search_view(loaded.archive, Page("search/")).config["edition"]}
        editions += told
    assert editions[0] != editions[1]
