"""Sources: every statement has one, every one is used, and enough of them stand behind a record."""

import re
from collections.abc import Iterator

from generator.archive.archive import Registry
from generator.archive.incident import Incident
from generator.checks.rule import Finding, record_rule
from generator.records.fields import CITATION, ProseMarker, Reference
from generator.records.model import Record
from generator.records.problem import Severity
from generator.records.vocabulary import State
from generator.records.walking import marked

PARAGRAPHS = re.compile(r"\n\s*\n")
LINK_TARGET = re.compile(r"\(https?://[^)]*\)")
NUMBER = re.compile(r"\b\d[\d.,]*")
# What stands in brackets, or in parentheses behind an @: a citation, as people write it who misremember the form.
IN_BRACKETS = re.compile(r"\[([^\[\]]*+)\]?+(?!\()|\((@[^()]*)\)")
# Prose that is the archive's own word and needs no source.
OWN_WORD = {"withdrawal", "rights"}


@record_rule("source-exists", is_firm=True)
def source_exists(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """Every source that is cited stands in `sources`, each under a name of its own, and in brackets of its own.

    Passes:

        summary: A made-up speech was posted [@news].

    Fails:

        summary: A made-up speech was posted [@newss].
    """
    seen: set[str] = set()
    for place, source in enumerate(incident.record.sources):
        if source.id in seen:
            yield Finding(("sources", place, "id"), f"the id `{source.id}` is given twice; rename one of the two")
        seen.add(source.id)
    for location, cited in _citations(incident.record):
        if cited not in seen:
            yield Finding(location, f"`{cited}` is not among `sources`; add it there, or correct the name")
    for location, prose, _ in marked(incident.record, ProseMarker):
        for written in _miscited(prose, seen):
            yield Finding(location, f"`{written}` is no citation; write each source as [@source-id]")


@record_rule("source-cited")
def source_cited(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """Every source is cited: one that supports nothing is noise.

    Passes:

        summary: A made-up speech was posted [@news].

    Fails:

        sources:
          - {id: news, publisher: News, title: No, url: "https://news.example.org/", language: en}
          - {id: idle, publisher: Idle, title: No, url: "https://idle.example.org/", language: en}
    """
    cited = {source for _, source in _citations(incident.record)}
    for place, source in enumerate(incident.record.sources):
        if source.id not in cited:
            yield Finding(("sources", place, "id"), f"nothing cites `{source.id}`; cite it, or delete it")


@record_rule("source-archived", Severity.WARNING)
def source_archived(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """A source has an archived copy, so that the statement outlives the page.

    Passes:

        sources:
          - id: news
            publisher: News
            title: No free beer
            url: https://news.example.org/beer
            archived: https://web.archive.org/web/2024/https://news.example.org/beer
            language: en

    Fails:

        sources:
          - {id: news, publisher: News, title: No, url: "https://news.example.org/", language: en}
    """
    for place, source in enumerate(incident.record.sources):
        if source.archived is None:
            yield Finding(
                ("sources", place, "id"), f"`{source.id}` has no archived copy; save one and add `archived`"
            )


@record_rule("two-sources")
def two_sources(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """A published incident rests on two publishers at least.

    Passes:

        state: draft

    Fails:

        state: published
        sources:
          - {id: news, publisher: News, title: No, url: "https://news.example.org/", language: en}
    """
    publishers = {source.publisher.casefold() for source in incident.record.sources}
    if incident.record.state is State.PUBLISHED and len(publishers) < 2:
        yield Finding(("sources",), "only one publisher stands behind this; add an independent second source")


@record_rule("numbers-are-sourced")
def numbers_are_sourced(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """A paragraph with a number in it cites a source. (Figures of `reach` have their source by their form.)

    Passes:

        summary: It was heard 13 times [@news].

    Fails:

        summary: It was heard 13 times.
    """
    for location, prose, _ in marked(incident.record, ProseMarker):
        if OWN_WORD & {str(step) for step in location}:
            continue
        for paragraph in PARAGRAPHS.split(prose):
            if CITATION.search(paragraph):
                continue
            found = NUMBER.search(LINK_TARGET.sub("", paragraph))
            if found:
                yield Finding(
                    location, f"the number {found[0]} has no source; cite one in its paragraph: [@source-id]"
                )


def _miscited(prose: str, known: set[str]) -> Iterator[str]:
    """Yield what cites nothing and yet was meant to: `[@a, @b]`, `[a]`, `(@a)`, `[@a` of sources a and b."""
    if "(@" not in prose and prose.count("[") == len(CITATION.findall(prose)):
        return
    for found in IN_BRACKETS.finditer(CITATION.sub("", prose)):
        bare = (found[1] or found[2]).strip()
        named = {word.lstrip("@^") for word in re.split(r"[\s,;]+", bare)}
        if (bare.startswith("@") and found[1]) or named <= known:
            yield found[0]


def _citations(record: Record) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for location, key, reference in marked(record, Reference):
        if reference.target == "sources":
            yield location, key
    for location, prose, _ in marked(record, ProseMarker):
        for cited in CITATION.findall(prose):
            yield location, cited
