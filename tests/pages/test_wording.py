"""How long a label took is said no more exactly than the dates allow, in both languages; days as Babel has them."""

import re
from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.labelling import Delay
from generator.pages.language import ENGLISH, GERMAN, LANGUAGES, Language
from generator.pages.speaking import words_of
from generator.records.dates import When

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NONE = timedelta(0)


@pytest.mark.parametrize(
    ("shortest", "longest", "english", "german"),
    [
        (NONE, NONE, "at posting", "beim Posten"),
        (5 * HOUR, 5 * HOUR, "after 5 hours", "nach 5 Stunden"),
        (NONE, DAY, "within a day", "innerhalb eines Tages"),
        (HOUR, 2 * DAY, "on the same day or the day after", "am selben Tag oder am Tag danach"),
        (NONE, 2 * DAY, "within two days", "innerhalb von zwei Tagen"),
        (NONE, 4 * DAY, "within 4 days", "innerhalb von 4 Tagen"),
        (5 * HOUR, 3 * DAY + HOUR, "within 4 days", "innerhalb von 4 Tagen"),
        (2 * DAY, 4 * DAY, "after about 3 days", "nach etwa 3 Tagen"),
        (DAY, 9 * DAY, "after 1 to 9 days", "nach 1 bis 9 Tagen"),
    ],
)
def test_a_delay_is_said_as_narrowly_as_it_is_known(
    shortest: timedelta, longest: timedelta, english: str, german: str
) -> None:
    delay = Delay(shortest, longest)
    assert (words_of(ENGLISH).delay(delay), words_of(GERMAN).delay(delay)) == (english, german)


SPACED_DASH = re.compile(r"\s*–\s*")  # releases of CLDR differ in where spaces stand, and in which


@pytest.mark.parametrize(
    ("first", "last", "english", "german"),
    [
        ("2019", "2019", "2019", "2019"),
        ("2014", "2016", "2014–2016", "2014–2016"),
        ("2024-03", "2024-03", "March 2024", "März 2024"),
        ("2024-03", "2024-05", "March – May 2024", "März–Mai 2024"),
        ("2023-12", "2024-01", "December 2023 – January 2024", "Dezember 2023 – Januar 2024"),
        ("2018-09-03", "2018-09-21", "3–21 Sept 2018", "3.–21. Sept. 2018"),
        ("2017-11-22", "2017-12", "22 Nov – 31 Dec 2017", "22. Nov. – 31. Dez. 2017"),
    ],
)
def test_a_span_of_time_is_said_once_where_it_is_the_same(first: str, last: str, english: str, german: str) -> None:
    said = [words_of(language).span(When.parse(first), When.parse(last)) for language in (ENGLISH, GERMAN)]
    said_closely, expected = ([SPACED_DASH.sub("–", each) for each in texts] for texts in (said, (english, german)))
    assert said_closely == expected


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.sampled_from(LANGUAGES))
def test_a_day_is_written_as_babel_writes_it(day: date, language: Language) -> None:
    written = words_of(language).date(When.parse(day.isoformat()))
    assert written == format_date(day, language.day, locale=language.locale)
