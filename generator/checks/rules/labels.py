"""The label history: complete, in order, sourced."""

from collections.abc import Iterator
from itertools import pairwise

from generator.archive.archive import Registry
from generator.archive.incident import Incident
from generator.checks.rule import Finding, record_rule
from generator.records.vocabulary import LabelStatus

HISTORY = ("label_status", "history")
WITHOUT_ACTOR = {LabelStatus.NONE, LabelStatus.NOT_REPORTED}


@record_rule("label-history-in-order")
def label_history_in_order(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """The entries of a label history stand in order of time.

    Passes:

        label_status:
          history:
            - {status: none, at: 2024-05-06, source: news}
            - {status: removed, by: platform, at: 2024-05-08, source: news}

    Fails:

        label_status:
          history:
            - {status: none, at: 2024-05-08, source: news}
            - {status: removed, by: platform, at: 2024-05-07, source: news}
    """
    dated = [(place, entry.at) for place, entry in enumerate(incident.record.label_status.history) if entry.at]
    for (_, before), (place, after) in pairwise(dated):
        if after.certainly_before(before):
            yield Finding(
                (*HISTORY, place, "at"), f"{after} is before the entry above, of {before}; sort the entries by time"
            )


@record_rule("label-history-starts-at-posting")
def label_history_starts_at_posting(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """The first entry says how things stood when the post appeared.

    A label that came later is a second entry; the first is then `none`, or `not-reported` where no source says it.

    Passes:

        label_status:
          history:
            - {status: not-reported}
            - {status: community-note, by: community, at: 2024-05-08, source: news}

    Fails:

        label_status:
          history:
            - {status: community-note, by: community, at: 2024-05-08, source: news}
    """
    first = incident.record.label_status.history[0]
    by_others = first.by is not None and first.by.value in ("community", "authority")
    late = first.at is not None and incident.record.posted_at.certainly_before(first.at)
    if first.status not in WITHOUT_ACTOR and (by_others or late):
        message = "this came after the posting; put an entry before it: `none`, or `not-reported` if no source says"
        yield Finding((*HISTORY, 0, "status"), message)


@record_rule("label-is-sourced")
def label_is_sourced(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """Every label status but `not-reported` names its source; every mark or measure names who took it.

    Passes:

        label_status:
          history:
            - {status: not-reported}
            - {status: removed, by: platform, source: news}

    Fails:

        label_status:
          history:
            - {status: none}
            - {status: removed, source: news}
    """
    for place, entry in enumerate(incident.record.label_status.history):
        if entry.source is None and entry.status is not LabelStatus.NOT_REPORTED:
            message = f"`{entry.status}` needs a `source`; where no source says it, the status is `not-reported`"
            yield Finding((*HISTORY, place), message)
        if entry.by is None and entry.status not in WITHOUT_ACTOR:
            yield Finding((*HISTORY, place), f"`{entry.status}` needs `by`: who marked it or took the measure")
