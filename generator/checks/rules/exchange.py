"""Exchanges across records: an answer comes after what it answers."""

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from generator.archive.archive import Registry
from generator.archive.gist import Gist
from generator.checks.rule import Finding, archive_rule


@archive_rule("exchange-in-a-circle")
def exchange_in_a_circle(gists: Sequence[Gist], _registry: Registry) -> Iterator[Finding]:
    """An incident does not answer itself, not by way of others either.

    Passes:

        second:
          trigger: [{kind: incident, incident: 2024-05-06-speech}]

    Fails:

        trigger: [{kind: incident, incident: 2024-05-06-second}]
        second:
          trigger: [{kind: incident, incident: 2024-05-06-speech}]
    """
    causes = {gist.id: set(gist.causes) for gist in gists}
    for gist in gists:
        for answer in gist.answers:
            causes.setdefault(answer, set()).add(gist.id)
    try:
        TopologicalSorter(causes).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        way = " → ".join(circle)
        path = next(gist.path for gist in gists if gist.id == max(circle))
        yield Finding(("trigger",), f"the exchange runs in a circle: {way}; take one of the links out", path)
