"""What follows from a label history, and what does not."""

from datetime import timedelta

from generator.archive.labelling import Labelling, label_facts, labelling
from generator.records.model import Record
from generator.records.reading import parse_record
from generator.records.vocabulary import LabelActor, LabelStatus
from tests.archives import RECORD

REACH = "  reach:\n    - {{metric: {0}, value: {1}, as_of: {2}, source: news}}\n"


def derived(history: str, posted: str = "2024-05-06", reach: str = "") -> Labelling:
    return labelling(recorded(history, posted, reach))


def recorded(history: str, posted: str = "2024-05-06", reach: str = "") -> Record:
    text = RECORD.replace("    - status: none\n      source: news\n", history)
    text = text.replace("  platform: x\n", f"  platform: x\n  posted_at: {posted}\n{reach}")
    return parse_record(text, "r.yaml").content


NONE = "    - {status: none, source: news}\n"


def test_no_label_at_all() -> None:
    found = derived(NONE)
    assert (found.current, found.first, found.delay) == (LabelStatus.NONE, None, None)


def test_a_label_at_posting_takes_no_time() -> None:
    found = derived("    - {status: satire-notice, by: poster, source: news}\n")
    assert found.at_posting
    assert found.delay is not None
    assert found.delay.longest == timedelta(0)


def test_the_delay_is_as_exact_as_the_dates() -> None:
    exact = derived(
        NONE + "    - {status: community-note, at: 2024-05-07T12:00Z, source: news}\n", "2024-05-06T10:00Z"
    )
    assert exact.delay is not None
    assert exact.delay.shortest == exact.delay.longest == timedelta(hours=26)
    days = derived(NONE + "    - {status: community-note, at: 2024-05-08, source: news}\n")
    assert days.delay is not None
    assert (days.delay.shortest.days, days.delay.longest.days) == (1, 2)


def test_a_label_of_the_day_of_posting_took_no_less_than_no_time() -> None:
    found = derived(NONE + "    - {status: community-note, at: 2024-05-06, source: news}\n", "2024-05-06T10:00Z")
    assert found.delay is not None
    assert (found.delay.shortest, found.delay.longest.days) == (timedelta(0), 0)


def test_removal_and_hidden_metadata_are_no_labels() -> None:
    found = derived(
        NONE
        + "    - {status: provenance-metadata-only, at: 2024-05-07, source: news}\n"
        + "    - {status: removed, at: 2024-05-08, source: news}\n"
    )
    assert found.first is None
    assert found.current is LabelStatus.REMOVED


def test_reach_before_the_label_counts_only_what_held_before_it_for_certain() -> None:
    history = NONE + "    - {status: platform-label, at: 2024-05-08, source: news}\n"
    reach = (
        REACH.format("views", 100, "2024-05-07")
        + "    - {metric: views, value: 900, as_of: 2024-05-08, source: news}\n"
        + "    - {metric: followers, value: 5000, as_of: 2024-05-06, source: news}\n"
    )
    found = derived(history, reach=reach)
    assert found.seen_before is not None
    assert found.seen_before.value == 100


def test_where_nobody_reports_on_labels_nothing_is_said_of_reach_without_one() -> None:
    found = derived("    - status: not-reported\n", reach=REACH.format("views", 100, "2024-05-07"))
    assert found.seen_before is None


def test_where_a_source_says_that_there_was_no_label_the_reach_is_told() -> None:
    found = derived(NONE, reach=REACH.format("views", 100, "2024-05-07"))
    assert found.seen_before is not None


VIEWS = REACH.format("views", 100, "2024-05-07")


def test_before_a_label_of_unknown_time_no_reach_is_certain() -> None:
    found = derived(NONE + "    - {status: community-note, source: news}\n", reach=VIEWS)
    assert (found.seen_before, found.delay) == (None, None)


def test_of_a_label_at_posting_no_reach_was_before() -> None:
    assert derived("    - {status: satire-notice, by: poster, source: news}\n", reach=VIEWS).seen_before is None


def test_what_came_before_a_label_had_none_though_nobody_said_so_at_the_time() -> None:
    late = "    - status: not-reported\n    - {status: community-note, at: 2024-05-09, source: news}\n"
    found = derived(late, reach=VIEWS)
    assert found.seen_before is not None
    assert found.seen_before.value == 100


def test_views_before_a_label_are_counted_whatever_other_figures_are_larger() -> None:
    likes = "".join(
        f"    - {{metric: {metric}, value: {value}, as_of: 2024-05-07, source: news}}\n"
        for metric, value in (("likes", 900), ("views", 300), ("followers", 5000))
    )
    record = recorded(NONE, reach=VIEWS + likes)
    assert label_facts(record).views_before == 300
    seen = labelling(record).seen_before
    assert seen is not None
    assert seen.value == 900


def test_how_often_a_video_was_played_before_a_label_counts_as_views() -> None:
    assert label_facts(recorded(NONE, reach=REACH.format("plays", 100, "2024-05-07"))).views_before == 100


def test_who_set_the_first_label_is_not_who_set_a_later_one() -> None:
    notes = "".join(
        f"    - {{status: {status}, by: {by}, at: 2024-05-{day:02}, source: news}}\n"
        for day, status, by in ((8, "community-note", "community"), (10, "platform-label", "platform"))
    )
    facts = label_facts(recorded(NONE + notes))
    assert (facts.by, facts.current) == (LabelActor.COMMUNITY, LabelStatus.PLATFORM_LABEL)
    assert facts.delay is not None
    assert facts.delay.longest.days == 2
