"""How far a record is, and what that asks of it."""

import re
from collections.abc import Iterator

from generator.archive.archive import Registry
from generator.archive.incident import Incident
from generator.checks.rule import Finding, record_rule
from generator.records.fields import ProseMarker
from generator.records.problem import Severity
from generator.records.vocabulary import State, Verdict
from generator.records.walking import marked

# None of the forms below can be without one of these.
SUSPECT = ("![", "# ", "<", "|", "`", "    ", "{", "]:", "](")
BEYOND_SUBSET = {
    "a picture": re.compile(r"!\[[^\[\]]*\]\("),
    "a heading": re.compile(r"^#{1,6} ", re.MULTILINE),
    "HTML": re.compile(r"</?[a-zA-Z][^<>]*>"),
    "a table": re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE),
    "code": re.compile(r"```|^ {4,}\S", re.MULTILINE),
    "a link whose address stands elsewhere": re.compile(r"^\[[^\]@][^\]\n]*\]:", re.MULTILINE),
    "a link without https://": re.compile(r"\]\((?!https?://)"),
    "a placeholder": re.compile(r"\{\{|\{%"),
}


@record_rule("published-is-reviewed", is_firm=True)
def published_is_reviewed(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """A published record has a verdict; `open` is for drafts.

    Passes:

        state: draft
        fact_check: {claim: A claim., verdict: open, finding: Not yet reviewed.}

    Fails:

        state: published
        fact_check: {claim: A claim., verdict: open, finding: Not yet reviewed.}
    """
    if incident.record.state is State.PUBLISHED and incident.record.fact_check.verdict is Verdict.OPEN:
        yield Finding(
            ("fact_check", "verdict"), "a published record needs a verdict; review it, or set `state: draft`"
        )


@record_rule("withdrawal-explained", is_firm=True)
def withdrawal_explained(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """A withdrawn record says why, and only a withdrawn record does.

    Passes:

        state: withdrawn
        withdrawal: {date: 2024-06-01, reason: The source took it back.}

    Fails:

        state: withdrawn
    """
    withdrawn = incident.record.state is State.WITHDRAWN
    if withdrawn and incident.record.withdrawal is None:
        yield Finding(("state",), "a withdrawn record says why: add `withdrawal` with `date` and `reason`")
    if not withdrawn and incident.record.withdrawal is not None:
        yield Finding(("withdrawal",), "only a withdrawn record has this; set `state: withdrawn`, or delete it")


@record_rule("prose-subset", Severity.WARNING)
def prose_subset(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """Prose holds emphasis, links, quotes, lists and citations; all else would be shown as text or dropped.

    Passes:

        summary: A *made-up* speech was posted [@news].

    Fails:

        summary: A <b>made-up</b> speech was posted [@news].
    """
    for location, prose, _ in marked(incident.record, ProseMarker):
        if not any(sign in prose for sign in SUSPECT):
            continue
        for name, form in BEYOND_SUBSET.items():
            if form.search(prose):
                yield Finding(location, f"this holds {name}, which is not shown as such; use plain words")
