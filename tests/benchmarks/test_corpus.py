"""The corpus is an archive like the real one, only larger: valid, linked, in several languages, reproducible."""

import random
import re
import statistics
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.corpus import make_corpus, making
from benchmarks.corpus.days import FIRST_YEAR, LAST_YEAR, days
from benchmarks.corpus.planning import Plan, plans
from benchmarks.corpus.registry import World
from benchmarks.corpus.shapes import Shape
from benchmarks.corpus.writing import Value, record_text
from generator.archive.loading import Loaded, load_sound, record_files
from generator.checks.running import check
from generator.records.formatting import canonical
from generator.records.model import IncidentItem, Record
from tests.archives import PROJECT

SIZE = 200
ALIKE = 0.35  # share of runs of four words that two different stories may have in common: some are short


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("corpus")
    make_corpus(root, SIZE)
    return root


@pytest.fixture(scope="module")
def archive(corpus: Path) -> Loaded:
    return load_sound(corpus)


def records(archive: Loaded) -> list[Record]:
    return [incident.record for incident in archive.incidents.values()]


def links(archive: Loaded) -> list[tuple[str, str]]:
    """Return each pair of an incident and the one that answers it, whichever of the two says so."""
    pairs = set()
    for name, incident in archive.incidents.items():
        pairs |= {(name, item.incident) for item in incident.record.response if isinstance(item, IncidentItem)}
        pairs |= {(item.incident, name) for item in incident.record.trigger if isinstance(item, IncidentItem)}
    return sorted(pairs)


def test_every_record_passes_the_checks_without_a_warning(corpus: Path) -> None:
    assert check(corpus) == []
    assert len(list(record_files(corpus))) == SIZE


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    def files(name: str, seed: int) -> dict[str, bytes]:
        root = tmp_path / name
        make_corpus(root, 60, seed)
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in (root / "incidents").rglob("*")
            if path.is_file()
        }

    first = files("first", 1)
    assert any(path.endswith(".png") for path in first)
    assert first == files("second", 1)
    assert first.keys() != files("third", 2).keys()


def test_no_two_records_are_of_one_post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among a hundred thousand some would be told in the same words on the same day."""

    def planned_twice(
        world: World, size: int, patterns: tuple[Shape, ...], chance: random.Random, seed: int
    ) -> list[Plan]:
        found = plans(world, size // 2, patterns, chance, seed)
        again = [replace(plan, id=f"{plan.id}-b", title=f"{plan.title} B") for plan in found]
        return [plan for pair in zip(found, again, strict=True) for plan in pair]

    monkeypatch.setattr(making, "plans", planned_twice)
    make_corpus(tmp_path, 40, one_in=0)
    assert len(list(record_files(tmp_path))) == 40
    assert [problem for problem in check(tmp_path) if problem.rule == "duplicate-incident"] == []


def test_exchanges_go_from_record_to_record_forwards_in_time(archive: Loaded) -> None:
    pairs = links(archive)
    assert len(pairs) > SIZE / 40
    assert {len(chain) for chain in archive.archive.exchanges.values()} == {2, 3}
    assert all(one[:10] < other[:10] for one, other in pairs)


def test_incidents_name_related_ones(archive: Loaded) -> None:
    related = [record.related for record in records(archive) if record.related]
    assert len(related) > SIZE / 5
    assert all(name in archive.incidents for names in related for name in names)


def test_records_are_in_several_languages(archive: Loaded) -> None:
    languages = Counter(record.language for record in records(archive))
    assert languages.keys() == {"en", "de", "fr", "es"}
    assert languages["en"] > SIZE / 2
    posts = {record.post.text.language for record in records(archive) if record.post.text}
    assert posts & {"ru", "uk", "ar", "hi", "ko", "zh"}


def test_some_records_hold_a_picture(archive: Loaded) -> None:
    held = [media.picture for record in records(archive) for media in record.post.media if media.picture]
    assert len(held) == SIZE / 50


def test_a_corpus_can_do_without_pictures(tmp_path: Path) -> None:
    make_corpus(tmp_path, 50, one_in=0)
    assert not list((tmp_path / "incidents").rglob("*.png"))


@pytest.mark.parametrize(
    "measure",
    [
        lambda record: len(record.sources),
        lambda record: len(record.trigger) + len(record.response),
        lambda record: len(record.fact_check.reviews),
        lambda record: len(record.summary),
        lambda record: len(record.post.context or ""),
        lambda record: len(record.fact_check.finding),
    ],
    ids=["sources", "items", "reviews", "summary", "context", "finding"],
)
def test_lengths_are_those_of_the_real_records(archive: Loaded, measure: Callable[[Record], int]) -> None:
    real = statistics.mean(map(measure, records(load_sound(PROJECT))))
    assert statistics.mean(map(measure, records(archive))) == pytest.approx(real, rel=0.25)


def test_records_have_about_as_many_lines_as_the_real_ones(corpus: Path) -> None:
    def lines(root: Path) -> list[int]:
        return [path.read_text().count("\n") for path in record_files(root)]

    assert statistics.median(lines(corpus)) == pytest.approx(statistics.median(lines(PROJECT)), rel=0.2)


def test_longest_leaves_out_the_shapes_of_long_records(tmp_path: Path) -> None:
    make_corpus(tmp_path, 40, longest=100)
    short = [path.read_text().count("\n") for path in record_files(tmp_path)]
    assert statistics.mean(short) < 110


def test_no_two_records_tell_the_same(archive: Loaded) -> None:
    def runs(record: Record) -> set[tuple[str, ...]]:
        items = [item.summary or "" for item in (*record.trigger, *record.response)]
        told = [record.title, record.summary, record.post.context or "", record.fact_check.finding, *items]
        words = re.findall(r"\w+", " ".join(told))
        return set(zip(words, words[1:], words[2:], words[3:], strict=False))

    told = [runs(record) for record in records(archive)]
    assert max(len(one & other) / min(len(one), len(other)) for one, other in combinations(told, 2)) < ALIKE


def test_registries_grow_with_the_corpus(archive: Loaded, tmp_path: Path) -> None:
    make_corpus(tmp_path, 50)
    small = load_sound(tmp_path).registry
    assert len(small.people) < len(archive.registry.people) < 4 * len(small.people)
    assert len(small.accounts) < len(archive.registry.accounts) < 4 * len(small.accounts)


def test_incidents_become_more_and_no_year_is_too_large_for_a_part_of_the_index() -> None:
    years = Counter(day.year for day in days(10_000, random.Random(1)))
    assert sorted(years) == list(range(FIRST_YEAR, LAST_YEAR + 1))
    assert max(years.values()) < 1500
    assert years[LAST_YEAR] > 3 * years[FIRST_YEAR]


def test_records_are_written_as_gegenbild_fmt_would(corpus: Path) -> None:
    for path in list(record_files(corpus))[::10]:
        text = path.read_text()
        assert canonical(text, path.name) == text


def test_texts_that_yaml_would_misread_are_quoted() -> None:
    regions: list[Value] = ["NO", "DE"]  # "NO" is a truth value to many readers
    text = record_text({"title": '"No": he said', "summary": "- a", "regions": regions, "sources": [{"id": "a b"}]})
    assert canonical(text, "record") == text
