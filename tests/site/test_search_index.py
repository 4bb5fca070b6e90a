"""The search index: what is left out before Pagefind reads a page changes nothing; files are small and say what."""

import gzip
import json
import random
import re
import shutil
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.indexing import languages_of
from generator.pages.language import ENGLISH, GERMAN, LANGUAGES
from generator.site import brief, search_index
from generator.site.indexing import Indexers, Indexing
from generator.site.pagefind_files import DIGITS, SIGNATURE, TOGETHER, WORDS, entries_of
from generator.site.pagefind_pages import OtherPartError, entry_of, forms_of
from generator.site.search_index import (
    TAG,
    Change,
    Part,
    index_part,
    index_site,
    largest_first,
    other_words,
    parts_of,
    renew_part,
)

SPELLED = ("verite", "vérité", "veritê", "Lüge", "luge", "zebra", "_", "2024-05", "Chișinău", "deepfake")


def indexed(site: Path, target: Path) -> dict[str, bytes]:
    """Index the pages of a site anew; return the files of the index, which lies in `target`."""
    target.mkdir()
    for folder in ("incidents", "de"):
        (target / folder).symlink_to(site / folder, target_is_directory=True)
    index_site(target, languages_of(site))
    index = target / "pagefind"
    return {path.relative_to(index).as_posix(): path.read_bytes() for path in index.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def lean_index(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return indexed(site, tmp_path_factory.mktemp("lean") / "site")


def test_lean_pages_give_the_index_that_whole_pages_give(
    site: Path, lean_index: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [path.read_bytes() for path in site.glob("**/incidents/2*/index.html")]
    searched = [page for page in pages if b"data-pagefind-body" in page]
    assert all(len(search_index.lean(page)) < len(page) / 3 for page in searched)
    monkeypatch.setattr(search_index, "lean", partial(re.sub, rb' id="[^"]*"', b""))  # anchors are not wanted
    whole = indexed(site, tmp_path / "site")
    assert whole.keys() == lean_index.keys()
    assert [name for name in whole if whole[name] != lean_index[name]] == []


def told_in_index(files: dict[str, bytes], part: Part, identifier: str) -> dict[str, Any]:
    """Return what the index tells of an incident's page."""
    prefix = f"{part.language.code}/{part.part.name}/fragment/"
    packed = [content for name, content in files.items() if name.startswith(prefix)]
    pages = [json.loads(gzip.decompress(content)[len(SIGNATURE) :]) for content in packed]
    return next(dict(page) for page in pages if identifier in page["url"])


def test_an_incident_is_indexed_once_with_what_its_other_page_says_otherwise(
    site: Path, lean_index: dict[str, bytes]
) -> None:
    german, english = parts_of(languages_of(site))
    assert (german.language, english.language) == (GERMAN, ENGLISH)
    for part, other, prefix in ((english, "de", "de/"), (german, "en", "")):
        for identifier in part.part.incidents:
            page = told_in_index(lean_index, part, identifier)
            twin = (site / f"{prefix}incidents/{identifier}/index.html").read_text()
            verdict = re.search('data-pagefind-meta="verdict, verdictkey.data-key.">(?:<[^>]*>)*([^<]*)<', twin)
            date = re.search('data-pagefind-meta="date">([^<]*)<', twin)
            assert verdict
            assert date
            assert page["url"] == f"/incidents/{identifier}/"
            assert page["meta"].get(f"verdict-{other}", page["meta"]["verdict"]) == unescape(verdict[1])
            assert page["meta"].get(f"date-{other}", page["meta"]["date"]) == date[1]
            assert f"title-{other}" not in page["meta"]


PAGE = """<h2>Post</h2>
<div class="x" data-pagefind-body>
<p data-pagefind-ignore><b data-pagefind-meta="verdict, key[data-key]" data-key="k">{verdict}</b> {ignored}</p>
<p data-pagefind-meta="title">Title</p>
<p>{text}</p>
</div>
"""


def test_of_a_page_in_another_language_are_kept_the_fields_and_words_that_are_other() -> None:
    own = PAGE.format(verdict="Satire", ignored="Verdict", text="A &lt;b&gt; with <em>AI</em>").encode()
    other = PAGE.format(verdict="Sat&amp;ire", ignored="Befund", text="A &lt;b&gt; mit <em>KI</em> mit").encode()
    kept = other_words(own, {"de": other})
    assert b'<b data-pagefind-meta="verdict-de">Sat&amp;ire</b></div>' in kept
    assert TAG.sub(b" ", kept).decode().split() == ["Sat&amp;ire", "¦", "mit", "KI"]
    assert TAG.sub(b" ", other_words(own, {"de": own})).decode().split() == ["¦"]


def test_a_page_that_ends_within_a_block_is_left_as_it_is(site: Path) -> None:
    page = (site / f"incidents/{next(iter(languages_of(site)))}/index.html").read_bytes()
    begun = page.index(search_index.SEARCHED) + len(search_index.SEARCHED)
    assert search_index.lean(page) != page
    assert search_index.lean(page[:begun]) == page[:begun]


def test_what_is_half_written_beside_a_site_that_shows_it_is_not_indexed(site: Path, tmp_path: Path) -> None:
    root, staging = tmp_path / "root", tmp_path / "staging"
    shutil.copytree(site, root / "site")
    edited, *_ = published = languages_of(site)
    page = f"incidents/{edited}/index.html"
    whole = (site / page).read_bytes()
    (staging / page).parent.mkdir(parents=True)
    (staging / page).write_bytes(whole[: len(whole) // 2])
    with Indexers() as indexers:
        indexing = Indexing(root, staging, indexers, lambda _: None)
        indexing.begin_edited({edited}, published)
        gone = [name for part in indexing.running.values() for name in part.result()]
    made = [path.relative_to(staging) for path in staging.glob("pagefind/**/*") if path.is_file()]
    assert made
    assert gone == []
    assert [path for path in made if (staging / path).read_bytes() != (site / path).read_bytes()] == []


def test_another_run_gives_the_same_bytes(site: Path, lean_index: dict[str, bytes], tmp_path: Path) -> None:
    assert indexed(site, tmp_path / "site") == lean_index


def test_without_a_file_system_in_memory_the_index_is_the_same(
    site: Path, lean_index: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brief, "MEMORY", tmp_path / "none")
    assert indexed(site, tmp_path / "site") == lean_index


def test_in_whichever_order_pages_are_found_the_index_is_the_same(
    site: Path, lean_index: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder in memory lists the file that was made last as the first, but not on each version of Linux."""

    def turned(sites: Sequence[Path], part: Part, identifiers: Sequence[str]) -> list[tuple[str, bytes]]:
        return [*in_turn(sites, part, identifiers)][::-1]

    in_turn = search_index._lean_pages
    monkeypatch.setattr(search_index, "_lean_pages", turned)
    assert indexed(site, tmp_path / "site") == lean_index


def test_the_file_of_a_page_is_named_after_its_place_in_its_part(site: Path, lean_index: dict[str, bytes]) -> None:
    for part in parts_of(languages_of(site)):
        folder = f"{part.language.code}/{part.part.name}/fragment/"
        names = [Path(name).stem for name in lean_index if name.startswith(folder)]
        places = sorted(int(name.removeprefix(f"{part.part.name}_")[:-DIGITS]) for name in names)
        assert places == list(range(len(part.part.incidents)))


def test_words_that_begin_alike_are_in_one_file_of_a_part(lean_index: dict[str, bytes]) -> None:
    files = defaultdict(set)
    for name, packed in lean_index.items():
        if name.endswith(".pf_index"):
            content = gzip.decompress(packed).removeprefix(SIGNATURE)
            (entries,) = cbor2.loads(content)
            words = [word for word, *_ in entries]
            assert words == [word for word, _ in entries_of(content)]
            for word in words:
                files[Path(name).parent, word[:TOGETHER]].add(name)
    assert files
    assert all(len(names) == 1 for names in files.values())


@pytest.mark.parametrize("word", ["", "a", "t" * 23, "t" * 24, "Lüge" * 60, "x" * 70_000])
@pytest.mark.parametrize("spelling", ["wörd", "chișinău"])
def test_words_of_any_length_and_spelling_are_read(word: str, spelling: str) -> None:
    entry = [word, [[131, [-25, 97]]], [[spelling, [[25_000, [120]]]]]]
    assert entries_of(cbor2.dumps([[entry] * 300])) == [(word, cbor2.dumps(entry))] * 300


NUMBERS = st.integers(0, 2**32 - 1) | st.integers(0, 300)
PLACES = st.lists(NUMBERS, max_size=300) | st.lists(st.integers(-300, 300), max_size=5)
PAGES_OF_WORD = st.lists(st.tuples(NUMBERS.filter(bool), PLACES, PLACES).map(list), max_size=5)


@given(word=st.text(), itself=PAGES_OF_WORD, others=st.dictionaries(st.text(min_size=1), PAGES_OF_WORD))
def test_an_entry_is_read_and_written_as_it_was(
    word: str, itself: list[object], others: dict[str, list[object]]
) -> None:
    entry = cbor2.dumps([word, itself, [[form, pages] for form, pages in others.items()]])
    assert entry_of(word, forms_of(entry)) == entry


def test_an_entry_that_is_written_in_another_way_is_refused() -> None:
    with pytest.raises(OtherPartError):
        forms_of(cbor2.dumps(["word", [[1, ["one"], []]], []]))


def test_a_word_is_in_the_one_file_of_a_part_that_the_browser_loads_for_it(lean_index: dict[str, bytes]) -> None:
    for name, packed in lean_index.items():
        if not name.endswith(".pf_meta"):
            continue
        ranges = cbor2.loads(gzip.decompress(packed).removeprefix(SIGNATURE))[WORDS]
        for _, _, file in ranges:
            content = gzip.decompress(lean_index[f"{Path(name).parent}/index/{file}.pf_index"])
            for word, _ in entries_of(content.removeprefix(SIGNATURE)):
                assert [each for first, last, each in ranges if first <= word <= last] == [file], word


def part_files(site: Path, part: Part) -> dict[str, bytes]:
    index = site / part.folder
    return {path.relative_to(index).as_posix(): path.read_bytes() for path in index.rglob("*") if path.is_file()}


def put_together(before: Path, changes: Path, part: Part, gone: Collection[str]) -> dict[str, bytes]:
    """Return the files of a part when what was written of its change stands over what was there before."""
    files = {**part_files(before, part), **part_files(changes, part)}
    return {name: content for name, content in files.items() if name not in gone}


def edited(page: str, chance: random.Random) -> str:
    """Return a page in which words are gone, new, or spelled in another way; what Pagefind notes of it stays."""

    def other(text: re.Match[str]) -> str:
        words = [chance.choice((word, word, "", *SPELLED)) for word in text[0].split(" ")]
        return " ".join(words)

    return re.sub(r"(?<=<p>)[^<]+", other, page)


def copied(pages: Path, part: Part, identifiers: Sequence[str], target: Path) -> list[Path]:
    """Copy the pages of some incidents; return where those in the part's language are then."""
    for prefix in (language.prefix for language in LANGUAGES):
        for identifier in identifiers:
            shutil.copytree(pages / f"{prefix}incidents/{identifier}", target / f"{prefix}incidents/{identifier}")
    return [target / f"{part.language.prefix}incidents/{each}/index.html" for each in identifiers]


@pytest.mark.parametrize("seed", range(8))
def test_pages_put_into_a_part_give_what_all_pages_of_the_part_give(site: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    part = chance.choice(list(parts_of(languages_of(site))))
    before, changes, whole = tmp_path / "before", tmp_path / "changes", tmp_path / "whole"
    copied(site, part, part.part.incidents, before)
    index_part(before, (before,), part)
    changed = chance.sample(part.part.incidents, chance.randint(1, min(3, len(part.part.incidents))))
    for page in copied(site, part, changed, changes):
        page.write_text(edited(page.read_text(), chance))
    gone = renew_part(changes, (changes, before), part, Change(part, changed))
    index_part(whole, (changes, before), part)
    assert put_together(before, changes, part, gone) == part_files(whole, part)
    assert gone < part_files(before, part).keys()


def without(part: Part, identifiers: Collection[str]) -> Part:
    incidents = tuple(each for each in part.part.incidents if each not in identifiers)
    return replace(part, part=replace(part.part, incidents=incidents))


@pytest.mark.parametrize("seed", range(1, 9))
def test_pages_that_come_and_go_give_what_all_pages_of_the_part_give(site: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    whole_part = largest_first(parts_of(languages_of(site)))[0]
    some = chance.sample(whole_part.part.incidents, 5)
    coming, going, changed = some[: seed % 3], some[2 : 2 + seed // 3], some[4 : 4 + seed % 2]
    then, now = without(whole_part, coming), without(whole_part, going)
    before, changes, whole = tmp_path / "before", tmp_path / "changes", tmp_path / "whole"
    copied(site, then, then.part.incidents, before)
    index_part(before, (before,), then)
    pages = copied(site, now, [*coming, *changed], changes)
    for page in pages[len(coming) :]:
        page.write_text(edited(page.read_text(), chance))
    gone = renew_part(changes, (changes, before), now, Change(then, [*coming, *changed]))
    index_part(whole, (changes, before), now)
    assert put_together(before, changes, now, gone) == part_files(whole, now)


@pytest.mark.parametrize("spelling", ["zanzibár", "zanzibâr"])
def test_spellings_that_are_now_first_met_on_the_same_page_stand_in_pagefinds_order(
    site: Path, tmp_path: Path, spelling: str
) -> None:
    then = largest_first(parts_of(languages_of(site)))[0]
    going = then.part.incidents[-1]
    now = without(then, [going])
    before, changes, whole = tmp_path / "before", tmp_path / "changes", tmp_path / "whole"
    pages = copied(site, then, then.part.incidents, before)
    for page, words in zip(pages[-2:], ("zanzibâr zanzibár", spelling), strict=True):
        page.write_text(page.read_text().replace("<p>", f"<p>{words} ", 1))
    index_part(before, (before,), then)
    index_part(whole, (before,), now)
    gone = renew_part(changes, (before,), now, Change(then, []))
    assert put_together(before, changes, now, gone) == part_files(whole, now)


@pytest.mark.parametrize("place", ['data-pagefind-meta="date">', "<p>"], ids=["a field", "the text"])
def test_a_page_is_not_found_by_a_word_that_it_had(site: Path, tmp_path: Path, place: str) -> None:
    """Such a word may be that of a field alone, or look like markup."""
    part = largest_first(parts_of(languages_of(site)))[0]
    before, changes, whole = tmp_path / "before", tmp_path / "changes", tmp_path / "whole"
    changed = part.part.incidents[:1]
    page, *_ = copied(site, part, part.part.incidents, before)
    page.write_text(page.read_text().replace(place, f"{place}zanzibar &lt;b title=&quot;sansibar&quot;&gt; ", 1))
    index_part(before, (before,), part)
    copied(site, part, changed, changes)
    gone = renew_part(changes, (changes, before), part, Change(part, changed))
    index_part(whole, (changes, before), part)
    assert put_together(before, changes, part, gone) == part_files(whole, part)


@pytest.mark.parametrize("is_told_before", [False, True])
def test_a_page_that_tells_of_more_or_less_than_before_asks_for_the_whole_part(
    site: Path, tmp_path: Path, *, is_told_before: bool
) -> None:
    part = largest_first(parts_of(languages_of(site)))[0]
    before, changes = tmp_path / "before", tmp_path / "changes"
    changed = part.part.incidents[:1]
    pages = copied(site, part, part.part.incidents, before)[:1] + copied(site, part, changed, changes)
    page = pages[0] if is_told_before else pages[1]
    page.write_text(page.read_text().replace('data-pagefind-meta="title', 'data-pagefind-meta="sound, title'))
    index_part(before, (before,), part)
    with pytest.raises(OtherPartError):
        renew_part(changes, (changes, before), part, Change(part, changed))
