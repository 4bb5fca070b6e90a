"""The parts of the search index: few, of enough incidents, and stable where the archive grows."""

from hypothesis import given
from hypothesis import strategies as st

from generator.archive.parts import ENOUGH, index_parts


def incidents(**years: int) -> list[str]:
    return [f"{year[1:]}-01-01-x{number}" for year, count in years.items() for number in range(count)]


def test_small_years_stand_together_and_a_large_one_alone() -> None:
    parts = index_parts(incidents(y2018=10, y2019=20, y2023=ENOUGH, y2024=ENOUGH, y2025=3))
    assert [part.name for part in parts] == ["2025", "2024", "2018-2023"]
    assert parts[-1].years == ("2018", "2019", "2023")


def test_new_incidents_leave_what_is_complete_as_it_is() -> None:
    before = index_parts(incidents(y2022=ENOUGH, y2023=ENOUGH, y2024=5))
    after = index_parts(incidents(y2022=ENOUGH, y2023=ENOUGH, y2024=5, y2025=900))
    assert after[1:] == before[1:]


@given(st.dictionaries(st.integers(1990, 2040), st.integers(1, 2 * ENOUGH), max_size=12))
def test_every_year_is_in_one_part_and_all_but_the_newest_are_full(counts: dict[int, int]) -> None:
    parts = index_parts(incidents(**{f"y{year}": count for year, count in counts.items()}))
    assert sorted(int(year) for part in parts for year in part.years) == sorted(counts)
    assert all(sum(counts[int(year)] for year in part.years) >= ENOUGH for part in parts[1:])


def test_an_empty_archive_has_no_part() -> None:
    assert index_parts([]) == ()
