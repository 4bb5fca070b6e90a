"""The label scorecard: of incidents on one platform, or made with one tool, how many were labelled, by whom, when.

What no source reports on is counted apart and is never taken for "not labelled". Where few cases are reported, no
share is given, for a share of four cases says more about the four than about the platform.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from generator.archive.gist import Gist
from generator.archive.labelling import Delay
from generator.records.vocabulary import LabelActor

if TYPE_CHECKING:
    from generator.archive.archive import Archive

SMALLEST = 5  # reported cases, below which there is no share and no rank
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Scorecard:
    """What became of the labels of some incidents; all but `delay` and `unlabelled_views` are numbers of incidents.

    `within_a_day` is certain, `perhaps_within_a_day` is what the dates allow, or the lack of one. `delay` is the
    median time to the first label, from the shortest to the longest that the dates allow, over the `timed` whose
    time is known. `by` counts who set the first label; None stands for "no source says". `unlabelled_views` is the
    sum of the views and plays that are known to have come before any label, over the `seen_unlabelled` where such a
    figure is known; its parts are rounded, and so is it.
    """

    incidents: int
    reported: int
    labelled: int
    at_posting: int
    within_a_day: int
    perhaps_within_a_day: int
    by: Mapping[LabelActor | None, int]
    timed: int
    delay: Delay | None
    seen_unlabelled: int
    unlabelled_views: int

    @property
    def not_reported(self) -> int:
        """Return of how many no source says whether they were labelled."""
        return self.incidents - self.reported

    @property
    def is_small(self) -> bool:
        """Say whether too few cases are reported for shares and ranks."""
        return self.reported < SMALLEST

    def share(self, part: int) -> float | None:
        """Return a number of incidents as a share of the reported ones, or None where these are too few."""
        return None if self.is_small else part / self.reported


def scorecards(archive: "Archive", facet: str) -> tuple[tuple[str, Scorecard], ...]:
    """Return the scorecard of each platform or tool: by the share labelled, then those too small for that, by size.

    A label stands on the platform on which the post was seen, so that `also_on` does not count: of a copy elsewhere
    the label history says nothing.
    """
    cards = ((key, archive.card(facet, key)) for key in archive.by[facet])
    return tuple(sorted(((key, card) for key, card in cards if card.incidents), key=_order))


def scorecard_of(incidents: Iterable[Gist]) -> Scorecard:
    """Count what became of the labels of `incidents`."""
    listed = list(incidents)
    reported = [incident.labels for incident in listed if incident.labels.reported]
    labelled = [each for each in reported if each.labelled]
    delays = [each.delay for each in labelled if each.delay]
    unlabelled = [each.views_before for each in reported if each.views_before is not None]
    certain = sum(each.delay is not None and each.delay.longest <= A_DAY for each in labelled)
    possible = sum(each.delay is None or each.delay.shortest <= A_DAY for each in labelled)
    return Scorecard(
        incidents=len(listed),
        reported=len(reported),
        labelled=len(labelled),
        at_posting=sum(each.at_posting for each in labelled),
        within_a_day=certain,
        perhaps_within_a_day=possible - certain,
        by=Counter(each.by for each in labelled),
        timed=len(delays),
        delay=_median(delays),
        seen_unlabelled=len(unlabelled),
        unlabelled_views=sum(unlabelled),
    )


def _median(delays: list[Delay]) -> Delay | None:
    """Return the median of intervals: that of their shortest and that of their longest ends."""
    if not delays:
        return None
    shortest = median(each.shortest.total_seconds() for each in delays)
    longest = median(each.longest.total_seconds() for each in delays)
    return Delay(timedelta(seconds=shortest), timedelta(seconds=longest))


def _order(entry: tuple[str, Scorecard]) -> tuple[bool, float, int, str]:
    key, card = entry
    return card.is_small, -(card.share(card.labelled) or 0), -card.incidents, key
