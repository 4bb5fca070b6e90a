"""The parts of the search index: few, of enough incidents, and stable where the archive grows."""

from hypothesis import given
from hypothesis import strategies as st

from generator.archive.parts import ENOUGH, MANY, index_parts, parts_by_language


def incidents(**periods: int) -> list[str]:
    """Return identifiers, of each period so many: `y2024=5` of a year, `y2024_03=5` of a month."""
    return [
        f"{period[1:].replace('_', '-')}-x{number}" for period, count in periods.items() for number in range(count)
    ]


def test_small_years_stand_together_and_a_large_one_alone() -> None:
    parts = index_parts(incidents(y2018=10, y2019=20, y2023=ENOUGH, y2024=ENOUGH, y2025=3))
    assert [part.name for part in parts] == ["2025", "2024", "2018-2023"]
    assert parts[-1].periods == ("2018", "2019", "2023")


def test_the_months_of_a_very_large_year_are_parts_of_their_own() -> None:
    months = {f"y2024_{month:02}": ENOUGH // 2 for month in range(1, 6)}
    parts = index_parts(incidents(y2023=ENOUGH, y2024=1, **months, y2025=2))
    assert [part.name for part in parts] == ["2024-05-2025", "2024-03-2024-04", "2024-2024-02", "2023"]
    assert all(len(part.incidents) < MANY for part in parts)


def test_new_incidents_leave_what_is_complete_as_it_is() -> None:
    before = index_parts(incidents(y2022=ENOUGH, y2023=ENOUGH, y2024=5))
    after = index_parts(incidents(y2022=ENOUGH, y2023=ENOUGH, y2024=5, y2025=900))
    assert after[1:] == before[1:]


@given(st.dictionaries(st.integers(1990, 2040), st.integers(1, 2 * ENOUGH), max_size=12))
def test_every_incident_is_in_one_part_and_all_but_the_newest_are_full(counts: dict[int, int]) -> None:
    identifiers = incidents(**{f"y{year}": count for year, count in counts.items()})
    parts = index_parts(identifiers)
    assert [each for part in reversed(parts) for each in part.incidents] == sorted(identifiers)
    assert all(len(part.incidents) >= ENOUGH for part in parts[1:])


def test_incidents_stand_in_the_order_of_lists_the_vaguer_date_first() -> None:
    in_order = ["2023-a", "2023-09-c", "2023-09-28-b", "2023-12-17-d", "2024-e"]
    (part,) = index_parts(reversed(in_order))
    assert list(part.incidents) == in_order


def test_an_empty_archive_has_no_part() -> None:
    assert index_parts([]) == ()
    assert parts_by_language({}) == {}


def test_each_language_has_the_parts_that_incidents_told_in_it_are_in() -> None:
    languages = dict.fromkeys(incidents(y2021=ENOUGH, y2022=ENOUGH, y2023=ENOUGH), "en")
    languages |= {"2021-x1": "de", "2021-x10": "de", "2023-x7": "de"}
    parts = parts_by_language(languages)
    assert {code: [part.name for part in those] for code, those in parts.items()} == {
        "de": ["2023", "2021"],
        "en": ["2023", "2022", "2021"],
    }
    assert [part.incidents for part in parts["de"]] == [("2023-x7",), ("2021-x1", "2021-x10")]
    assert sum(len(part.incidents) for those in parts.values() for part in those) == len(languages)
