"""The label scorecard: what is reported, what was labelled, and what may be said of few cases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from generator.archive.archive import Archive, Registry
from generator.archive.gist import gist_of
from generator.archive.incident import Incident
from generator.archive.scorecard import SMALLEST, Scorecard, scorecards
from generator.archive.scorecard import scorecard_of as scorecard_of_gists
from generator.records.reading import parse_record
from generator.records.vocabulary import LabelActor
from tests.archives import RECORD

NONE = "status: none\n      source: news"


def incident(name: str, history: str, extra: str = "") -> Incident:
    text = RECORD.replace(NONE, history).replace("  media:\n", f"{extra}  media:\n", 1)
    identifier = f"2024-05-06-{name}"
    return Incident(identifier, f"incidents/2024/{identifier}/incident.yaml", parse_record(text, "r.yaml").content)


def scorecard_of(incidents: list[Incident]) -> Scorecard:
    return scorecard_of_gists(gist_of(each) for each in incidents)


def labelled(at: str, by: str = "community") -> str:
    return f"{NONE}\n    - {{status: community-note, by: {by}, at: {at}, source: news}}"


UNKNOWN = "status: not-reported"


def test_what_no_source_reports_is_neither_labelled_nor_unlabelled() -> None:
    card = scorecard_of([incident("a", UNKNOWN), incident("b", NONE), incident("c", labelled("2024-05-07"))])
    assert (card.incidents, card.not_reported, card.reported, card.labelled) == (3, 1, 2, 1)


def test_few_cases_have_no_share() -> None:
    few = scorecard_of([incident(str(number), NONE) for number in range(SMALLEST - 1)])
    enough = scorecard_of([incident(str(number), NONE) for number in range(SMALLEST)])
    assert few.share(0) is None
    assert enough.share(0) == 0.0


@pytest.mark.parametrize(
    ("posted", "label", "certain", "possible"),
    [
        ("2024-05-06T10:00Z", "2024-05-06T20:00Z", 1, 0),
        ("2024-05-06T10:00Z", "2024-05-07T20:00Z", 0, 0),
        ("2024-05-06", "2024-05-07", 0, 1),
        ("2024-05-06", "2024-05-08", 0, 0),
    ],
)
def test_a_day_is_counted_as_certain_only_where_the_dates_leave_no_doubt(
    posted: str, label: str, certain: int, possible: int
) -> None:
    card = scorecard_of([incident("a", labelled(label), f"  posted_at: {posted}\n")])
    assert (card.within_a_day, card.perhaps_within_a_day) == (certain, possible)


def test_a_label_whose_time_nobody_tells_may_have_come_within_a_day() -> None:
    undated = labelled("2024-05-07").replace("at: 2024-05-07, ", "")
    card = scorecard_of([incident("a", undated)])
    assert (card.timed, card.within_a_day, card.perhaps_within_a_day) == (0, 0, 1)


def test_the_median_is_an_interval_as_the_dates_are() -> None:
    card = scorecard_of([incident("a", labelled("2024-05-08")), incident("b", labelled("2024-05-10"))])
    assert card.timed == 2
    assert card.delay is not None
    assert card.delay.shortest >= timedelta(days=2) - timedelta(minutes=1)
    assert card.delay.longest <= timedelta(days=4)
    assert scorecard_of([incident("a", NONE)]).delay is None


def test_one_label_that_came_very_late_leaves_the_median_as_it_is() -> None:
    days = ("2024-05-08", "2024-05-09", "2024-12-24")
    card = scorecard_of([incident(day, labelled(day)) for day in days])
    assert card.delay is not None
    assert (card.delay.shortest.days, card.delay.longest.days) == (2, 3)


def test_who_set_the_first_label_is_counted() -> None:
    card = scorecard_of([incident("a", labelled("2024-05-08")), incident("b", labelled("2024-05-08", "platform"))])
    assert card.by == {LabelActor.COMMUNITY: 1, LabelActor.PLATFORM: 1}


def test_views_before_a_label_are_added_up_and_likes_are_not_views() -> None:
    views = "  reach:\n    - {metric: views, value: 100, as_of: 2024-05-07, source: news}\n"
    likes = "  reach:\n    - {metric: likes, value: 7, as_of: 2024-05-07, source: news}\n"
    card = scorecard_of([incident("a", NONE, views), incident("b", NONE, views), incident("c", NONE, likes)])
    assert (card.seen_unlabelled, card.unlabelled_views) == (2, 200)


def test_a_copy_on_another_platform_says_nothing_of_labels_there() -> None:
    everywhere = incident("a", NONE, "  also_on: [telegram]\n")
    cards = dict(scorecards(Archive.of({everywhere.id: everywhere}, Registry()), "platforms"))
    assert list(cards) == ["x"]


def on(platform: str, *histories: str) -> dict[str, Incident]:
    """Return incidents that were posted on a platform."""
    found = [incident(f"{platform}{number}", history) for number, history in enumerate(histories)]
    moved = [each.record.post.model_copy(update={"platform": platform}) for each in found]
    return {
        each.id: replace(each, record=each.record.model_copy(update={"post": post}))
        for each, post in zip(found, moved, strict=True)
    }


def test_few_cases_are_not_ranked_among_many() -> None:
    archive = Archive.of({**on("x", *[NONE] * SMALLEST), **on("y", labelled("2024-05-06"))}, Registry())
    assert [key for key, _ in scorecards(archive, "platforms")] == ["x", "y"]


def test_many_cases_stand_by_the_share_labelled_and_few_by_their_number() -> None:
    label = labelled("2024-05-07")
    archive = Archive.of(
        {
            **on("few", NONE),
            **on("more", NONE, NONE),
            **on("seldom", label, *[NONE] * SMALLEST),
            **on("often", label, label, *[NONE] * (SMALLEST - 2)),
        },
        Registry(),
    )
    assert [key for key, _ in scorecards(archive, "platforms")] == ["often", "seldom", "more", "few"]
