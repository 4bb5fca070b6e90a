"""Long lists cut by time: every incident on one page, none too long, and most as they were when one is added."""

from collections.abc import Mapping
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from generator.archive.gist import Gist
from generator.archive.loading import load_sound
from generator.archive.periods import ENOUGH, FEW, MANY, Period, periods_of
from generator.records.dates import When
from tests.archives import PROJECT

ONE_DAY_A_MONTH = {f"{year}-{month:02}-03": 7 for year in range(2015, 2025) for month in range(1, 13)}


@cache
def example() -> Gist:
    return next(iter(load_sound(PROJECT).archive.incidents.values()))


def listed(dates: Mapping[str, int]) -> list[Gist]:
    """Return so many incidents of each date, the newest first."""
    made = [
        example()._replace(id=f"{date}-{number:03}", date=When.parse(date))
        for date, count in dates.items()
        for number in range(count)
    ]
    return sorted(made, key=lambda incident: incident.order, reverse=True)


def cut(dates: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Return with which time each page begins and ends, and how many incidents it has."""
    return [(page.first.name, page.last.name, len(page.incidents)) for page in periods_of(listed(dates))]


def test_a_short_list_is_one_page_and_an_empty_one_none() -> None:
    assert cut({"2019": 3, "2023": ENOUGH, "2024-05-06": FEW + 1}) == [("2019", "2024", ENOUGH + FEW + 4)]
    assert periods_of([]) == ()


def test_small_years_stand_together_and_large_ones_are_cut() -> None:
    assert cut({"2018": 10, "2019": 15, "2020": 10, "2021-01": 20, "2021-02-03": 20, "2021-04": 20}) == [
        ("2021-04", "2021-04", 20),
        ("2021-01", "2021-02", 40),
        ("2018", "2020", 35),
    ]
    assert cut({"2021-01-01": 40, "2021-01-05": 2 * MANY + 3, "2021-02": 20}) == [
        ("2021-01-05-3", "2021-02", 23),
        ("2021-01-05-2", "2021-01-05-2", MANY),
        ("2021-01-05", "2021-01-05", MANY),
        ("2021-01-01", "2021-01-01", 40),
    ]


def test_a_few_newest_ones_stand_with_those_before() -> None:
    months = {"2023": ENOUGH, "2024": ENOUGH}
    assert cut({**months, "2025": FEW}) == [("2024", "2025", ENOUGH + FEW), ("2023", "2023", ENOUGH)]
    assert cut({**months, "2025": FEW + 1})[0] == ("2025", "2025", FEW + 1)


dates = st.dates(min_value=When.parse("2015").earliest.date(), max_value=When.parse("2024").latest.date())
written = st.builds(lambda day, length: day.isoformat()[:length], dates, st.sampled_from([4, 7, 10, 10, 10]))


@given(st.dictionaries(written, st.integers(1, 2 * MANY), max_size=30))
def test_every_incident_is_on_one_page_and_no_page_is_too_long(counts: dict[str, int]) -> None:
    incidents = listed(counts)
    pages = periods_of(incidents)
    assert [each for page in pages for each in page.incidents] == incidents
    assert all(len(page.incidents) >= ENOUGH for page in pages[1:])
    assert all(len(page.incidents) < ENOUGH + MANY + FEW for page in pages)
    assert len({page.first for page in pages}) == len(pages)


def shown(pages: tuple[Period, ...]) -> set[tuple[str, ...]]:
    return {tuple(each.id for each in page.incidents) for page in pages}


def test_new_incidents_leave_what_is_complete_as_it_is() -> None:
    before, after = (periods_of(listed({**ONE_DAY_A_MONTH, "2025-01-01": count})) for count in (1, 2))
    assert [page.first for page in before] == [page.first for page in after]
    assert len(shown(after) - shown(before)) == 1


@given(written)
def test_an_incident_of_any_time_changes_few_pages(date: str) -> None:
    before = periods_of(listed(ONE_DAY_A_MONTH))
    counts = {**ONE_DAY_A_MONTH, date: ONE_DAY_A_MONTH.get(date, 0) + 1}
    after = periods_of(listed(counts))
    assert len(shown(after) - shown(before)) <= 2
