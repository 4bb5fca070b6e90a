"""What a page depends on is said by its digest: where that is the same, so is the text, whatever was edited."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from generator.archive.archive import Archive, Registry
from generator.archive.gist import Gist
from generator.archive.loading import Loaded, load_sound
from generator.archive.periods import MANY
from generator.pages.generate import page_text
from generator.pages.settings import Settings
from generator.pages.sheets import (
    Edit,
    Planned,
    all_sheets,
    gone_pages,
    group_sheets,
    in_languages,
    sheets,
    sheets_of_edits,
)
from generator.pages.views import paging
from generator.records.dates import When
from tests.archives import PUBLISHABLE, REGISTRY, make_archive

COUNT = 60  # more than stand on one page of a list
SETTINGS = Settings(site_url="https://archive.example.org/")

SHOWS = "      description: A voice promises free beer.\n"
PICTURE = f"      picture: {{file: a.png, sha256: {'0' * 64}, width: 9, height: 9, phash: {'7' * 16}}}\n"
TOOL = "      tools: [{tool: painter, basis: reported, source: news}]\n"
SHARED = 'response: [{kind: posting, account: supporter-x, summary: "He shared it [@news].", sources: [news]}]\n'
PERSON = REGISTRY["accounts"].replace("kind: party}", "kind: party, person: minister}")


def identifier(number: int) -> str:
    return f"2024-05-{1 + number // 4:02}-speech-{number:02}"


def record(number: int) -> str:
    """Return a record with a title, words, a verdict and an account of its own."""
    text = PUBLISHABLE.replace("date: 2024-05-06", f"date: {identifier(number)[:10]}")
    text = text.replace("A speech that was never given", f"Speech {number} that was never given")
    text = text.replace("  platform: x\n", f"  platform: {'x' if number % 2 else 'telegram'}\n")
    return text.replace("verdict: fabricated", f"verdict: {'fabricated' if number % 3 else 'altered'}")


# What ties incidents to others, to persons and to tools: in whose record, and in place of what.
TIES = [
    (0, "post:\n", f"{SHARED}post:\n  account: party-x\n"),
    (0, "  platform: telegram\n", ""),
    (0, SHOWS, SHOWS + TOOL),
    (7, SHOWS, SHOWS + PICTURE),
    (8, "post:\n", f"trigger:\n  - kind: incident\n    incident: {identifier(7)}\npost:\n"),
    (9, "post:\n", f"related: [{identifier(7)}]\npost:\n"),
    (10, SHOWS, SHOWS + PICTURE),
]


@pytest.fixture(scope="module")
def records() -> dict[str, str]:
    made = {identifier(number): record(number) for number in range(COUNT)}
    for number, old, new in TIES:
        text = made[identifier(number)]
        assert old in text
        made[identifier(number)] = text.replace(old, new)
    return made


def loaded(root: Path, records: Mapping[str, str]) -> Loaded:
    return load_sound(make_archive(root, records, {**REGISTRY, "accounts": PERSON}))


def texts_of(loaded: Loaded) -> dict[str, tuple[str, str]]:
    """Return the digest and the text of each page."""
    return {
        sheet.page.markdown_file: (
            digest(),
            page_text(loaded.archive, sheet, SETTINGS, loaded.incidents.get(sheet.key)),
        )
        for sheet, digest in sheets(loaded.archive)
    }


def test_a_page_shows_what_its_incident_is_tied_to(before: Loaded) -> None:
    """So that the tests below notice where one of those is forgotten."""
    archive, other = before.archive, before.archive.incidents[identifier(7)]
    telling, related, alike = (archive.incidents[identifier(number)] for number in (8, 9, 10))
    assert (other in archive.exchange_of(telling), other.id in related.related) == (True, True)
    assert archive.look_alikes_of(alike) == (other,)


@pytest.fixture(scope="module")
def before(records: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return loaded(tmp_path_factory.mktemp("before"), records)


@pytest.fixture(scope="module")
def texts(before: Loaded) -> dict[str, tuple[str, str]]:
    return texts_of(before)


@pytest.mark.parametrize("number", [0, 7, 8, COUNT - 1])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("that was never given", "that nobody gave"),
        ("A made-up speech", "A speech made up"),
        ("topics: [election]", "topics: [war]"),
        ("status: none", "status: removed"),
        ("regions: [NO]", "regions: [SE]"),
        ("language: en\nregions", "language: nb\nregions"),
        ("", ""),  # gone
    ],
)
def test_a_page_of_the_same_digest_has_the_same_text(
    records: dict[str, str], texts: dict[str, tuple[str, str]], tmp_path: Path, number: int, old: str, new: str
) -> None:
    if not old and number == 7:  # another incident names it
        number = 6
    key = identifier(number)
    edited = {name: text for name, text in records.items() if name != key}
    if old:
        assert old in records[key]
        edited[key] = records[key].replace(old, new)
    after = texts_of(loaded(tmp_path, edited))
    same = {file for file, (digest, _) in after.items() if file in texts and texts[file][0] == digest}
    assert same
    assert [file for file in sorted(same) if after[file][1] != texts[file][1]] == []


def listing(incident: Gist, dates: Mapping[str, int]) -> dict[str, tuple[str, str]]:
    """Return digest and text of each page of the list of all, of so many incidents of each date."""
    made = [
        incident._replace(id=f"{date}-{number:03}", date=When.parse(date))
        for date, many in dates.items()
        for number in range(many)
    ]
    archive = Archive({gist.id: gist for gist in made}, Registry())
    return {
        sheet.address: (digest(), page_text(archive, sheet, SETTINGS))
        for sheet, digest in in_languages(all_sheets(archive))
    }


YEARS = {"2020": 30, "2021": 30, "2022": 40, "2023": 30, "2024": 40}


@pytest.mark.parametrize(
    ("moved", "other"),
    [
        ({"2022": 0, "2022-01": 25, "2022-02": 25}, ["", "from-2023/", "from-2022-01/", "from-2021/"]),
        ({"2023": 29, "2022-12": 1}, ["", "from-2022/"]),
        ({"2020": 29, "2019": 1}, ["", "from-2021/", "from-2019/"]),
    ],
)
def test_a_page_of_a_list_is_another_where_one_that_it_names_is_of_another_time(
    before: Loaded, moved: dict[str, int], other: list[str]
) -> None:
    incident = before.archive.incidents[identifier(0)]
    was, now = listing(incident, YEARS), listing(incident, {**YEARS, **moved})
    for place in (0, 1):  # the digest, and the text
        changed = {
            address for address, page in now.items() if address not in was or page[place] != was[address][place]
        }
        assert changed == {f"incidents/{each}" for each in other}


def test_the_first_page_of_a_person_counts_what_became_of_all_that_their_accounts_posted(before: Loaded) -> None:
    incident = before.archive.incidents[identifier(0)]
    posted = [
        incident._replace(id=f"{year}-{number}", date=When.parse(year), account="party-x", people=())
        for year in YEARS
        for number in range(30)
    ]
    oldest = posted[0]._replace(labels=posted[0].labels._replace(labelled=True), digest="other")
    digests = [
        digests_of(in_languages(group_sheets(archive, "people", "minister")))
        for gists in (posted, [oldest, *posted[1:]])
        for archive in [Archive({gist.id: gist for gist in gists}, before.archive.registry)]
    ]
    changed = {file for file, digest in digests[0].items() if digest != digests[1][file]}
    assert changed >= {"people/minister/index.md", "people/minister/from-2020/index.md"}


@pytest.mark.parametrize("number", [0, 7, 8, COUNT - 1])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("verdict: ", "verdict: satire # "),
        ("topics: [election]", "topics: [war, election]"),  # a group that nobody was in
        ("status: none", "status: removed"),
        ("regions: [NO]", "regions: [SE]"),
    ],
)
def test_after_an_edit_that_leaves_an_incident_in_its_place_few_pages_are_looked_at(
    records: dict[str, str], before: Loaded, tmp_path: Path, number: int, old: str, new: str
) -> None:
    key = identifier(number)
    assert old in records[key]
    after = loaded(tmp_path, {**records, key: records[key].replace(old, new)}).archive
    assert not is_of_words_when_the_others_stay(before.archive, after, key)


@pytest.mark.parametrize("number", [0, 7, 8, COUNT - 3, COUNT - 1])
def test_after_an_edit_of_words_fewer_still(
    records: dict[str, str], before: Loaded, tmp_path: Path, number: int
) -> None:
    key = identifier(number)
    text = records[key].replace("that was never given", "that nobody gave")
    after = loaded(tmp_path, {**records, key: text}).archive
    assert is_of_words_when_the_others_stay(before.archive, after, key)


@pytest.mark.parametrize(("members", "pages"), [(1, 0), (MANY, 1)])
def test_a_list_that_loses_an_incident_may_lose_a_page(
    records: dict[str, str], tmp_path: Path, members: int, pages: int
) -> None:
    healthy = {
        key: text.replace("topics: [election]", "topics: [health, election]") if place < members else text
        for place, (key, text) in enumerate(records.items())
    }
    key = identifier(0)
    before = loaded(tmp_path / "before", healthy).archive
    after = loaded(tmp_path / "after", {**healthy, key: records[key]}).archive
    assert not is_of_words_when_the_others_stay(before, after, key)
    left = [file for file in digests_of(sheets(after)) if file.startswith("topics/health/")]
    assert len(left) == pages


def test_an_overview_that_loses_a_group_may_lose_its_last_pages(
    records: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "A_PAGE", 1)
    key = identifier(0)
    more = records[key].replace("topics: [election]", "topics: [health, war, election]")
    before = loaded(tmp_path / "before", {**records, key: more}).archive
    after = loaded(tmp_path / "after", records).archive
    assert {"topics/page-2/index.md", "topics/page-3/index.md"} <= digests_of(sheets(before)).keys()
    assert not is_of_words_when_the_others_stay(before, after, key)
    assert "topics/page-2/index.md" not in digests_of(sheets(after))


def is_of_words_when_the_others_stay(before: Archive, after: Archive, key: str) -> bool:
    """Look at the pages that an edit touches; hold that all others are what they were, and no more are gone."""
    edit = Edit(before.incidents[key], after.incidents[key])
    assert edit.before.ties == edit.now.ties
    showing = [gist for gist in after.with_pages if is_shown_anew(before, after, gist.id, key)]
    looked_at = digests_of(sheets_of_edits(after, [edit], showing))
    all_before, all_after = digests_of(sheets(before)), digests_of(sheets(after))
    gone = set(gone_pages(after, [edit], all_before, looked_at))
    assert {file: digest for file, digest in {**all_before, **looked_at}.items() if file not in gone} == all_after
    assert len(looked_at) < len(all_after)
    return edit.is_of_words


def is_shown_anew(before: Archive, after: Archive, shown_by: str, edited: str) -> bool:
    then, now = before.incidents[shown_by], after.incidents[shown_by]
    return edited in (shown_by, *before.shown_beside(then)) or before.near(then) != after.near(now)


def digests_of(planned: Iterable[Planned]) -> dict[str, str]:
    return {sheet.page.markdown_file: digest() for sheet, digest in planned}
