"""The numbers of the charts: every published incident is counted once in each."""

from generator.archive import figures
from generator.archive.archive import Archive, Registry
from generator.archive.figures import Wait
from generator.archive.gist import gist_of
from generator.archive.loading import load_sound
from generator.archive.scorecard import scorecard_of
from tests.archive.test_scorecard import NONE, UNKNOWN, incident, labelled
from tests.archives import PROJECT


def test_each_chart_counts_every_incident_once() -> None:
    archive = load_sound(PROJECT).archive
    for counts in (figures.over_time, figures.by_verdict, figures.by_label, figures.by_wait):
        assert sum(count for _, count in counts(archive)) == len(archive.published)


def test_a_year_without_incidents_is_no_gap() -> None:
    years = [int(year) for year, _ in figures.over_time(load_sound(PROJECT).archive)]
    assert years == list(range(years[0], years[-1] + 1))


def test_a_wait_is_as_long_as_the_dates_allow() -> None:
    posted = "  posted_at: 2024-05-06T10:00Z\n"
    self_disclosed = "status: self-disclosed\n      by: poster\n      source: news"
    without_date = f"{NONE}\n    - {{status: community-note, by: community, source: news}}"
    waits = {
        Wait.AT_POSTING: incident("a", self_disclosed),
        Wait.DAY: incident("b", labelled("2024-05-06T20:00Z"), posted),
        Wait.WEEK: incident("c", labelled("2024-05-08")),
        Wait.MONTH: incident("d", labelled("2024-05-20")),
        Wait.LATER: incident("e", labelled("2024-09-20")),
        Wait.UNKNOWN: incident("f", without_date),
        Wait.NEVER: incident("g", NONE),
        Wait.NO_REPORT: incident("h", UNKNOWN),
    }
    for expected, each in waits.items():
        assert figures.wait(gist_of(each)) is expected
    archive = Archive.of({each.id: each for each in waits.values()}, Registry())
    assert figures.by_wait(archive) == tuple((str(wait), 1) for wait in Wait)


def test_a_label_after_a_day_to_the_minute_came_within_it_by_the_chart_and_by_the_scorecard() -> None:
    given = gist_of(incident("a", labelled("2024-05-07T10:00Z"), "  posted_at: 2024-05-06T10:00Z\n"))
    assert figures.wait(given) is Wait.DAY
    assert scorecard_of([given]).within_a_day == 1


def test_what_was_removed_tells_of_no_label_and_is_told_apart_from_what_nobody_reported() -> None:
    removed = "status: removed\n      by: platform\n      source: news"
    told = [
        incident("a", removed),
        incident("b", f"{NONE}\n    - {{status: removed, by: platform, source: news}}"),
        incident("c", UNKNOWN),
    ]
    archive = Archive.of({each.id: each for each in told}, Registry())
    assert figures.gone_without_report(archive) == 1
    assert dict(figures.by_wait(archive))[Wait.NO_REPORT] == 2
    assert dict(figures.by_label(archive))["not-reported"] == 1


def test_an_empty_archive_has_no_years() -> None:
    assert figures.over_time(Archive({}, Registry())) == ()
