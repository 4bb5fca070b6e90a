"""Dates: as precise as they are written."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.dates import When


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2024", datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 12, 31, 23, 59, 59, 999999, UTC)),
        ("2024-02", datetime(2024, 2, 1, tzinfo=UTC), datetime(2024, 2, 29, 23, 59, 59, 999999, UTC)),
        ("2024-02-29", datetime(2024, 2, 29, tzinfo=UTC), datetime(2024, 2, 29, 23, 59, 59, 999999, UTC)),
        (
            "2024-09-02T14:05+02:00",
            datetime(2024, 9, 2, 12, 5, tzinfo=UTC),
            datetime(2024, 9, 2, 12, 5, tzinfo=UTC),
        ),
        (
            "2024-09-02T14:05:06Z",
            datetime(2024, 9, 2, 14, 5, 6, tzinfo=UTC),
            datetime(2024, 9, 2, 14, 5, 6, tzinfo=UTC),
        ),
    ],
)
def test_a_date_stands_for_all_that_it_may_mean(written: str, earliest: datetime, latest: datetime) -> None:
    when = When.parse(written)
    assert (when.earliest, when.latest) == (earliest, latest)
    assert str(when) == written


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("30.2.2024", "is no date; write `2024-09-02`"),
        ("2024-02-30", "is in no calendar"),
        ("٢٠٢٤", "is no date"),
        ("2024-٠٥-٠٦", "is no date"),
        ("2024-13-01", "is in no calendar"),
        ("2024-9-2", "is no date"),
        ("2024-09-02T14:05", "has a time without a zone"),
        ("0000", "is in no calendar"),
        ("yesterday", "is no date"),
    ],
)
def test_what_is_no_date_is_said_so(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        When.parse(written)


def test_days_are_compared_as_written_for_they_have_no_zone() -> None:
    day, same_day_elsewhere = When.parse("2024-09-02"), When.parse("2024-09-02T23:30-10:00")
    assert not day.certainly_before(same_day_elsewhere)
    assert day.certainly_before(When.parse("2024-09-03"))
    assert not When.parse("2024-09").certainly_before(When.parse("2024-09-30"))
    assert When.parse("2024-09-02T10:00Z").certainly_before(When.parse("2024-09-02T10:01Z"))


def test_the_first_day_is_one_as_written_for_an_instants_day_is_that_of_its_zone() -> None:
    first_days = {
        "2024": "2024-01-01",
        "2024-03": "2024-03-01",
        "2024-03-05": "2024-03-05",
        "2024-01-01T00:30+02:00": "2024-01-01",
        "2023-12-31T23:30-05:00": "2023-12-31",
    }
    assert {written: When.parse(written).first_day for written in first_days} == first_days


@given(st.dates(), st.dates())
def test_days_keep_their_order(one: date, other: date) -> None:
    assert (When(one.isoformat()) < When(other.isoformat())) == (one < other)
    assert When(one.isoformat()).day == one
