"""Who is who: an incident's identifier, its former ones, and the same incident recorded twice."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from generator.archive.archive import Registry
from generator.archive.gist import Gist
from generator.archive.incident import Incident
from generator.checks.rule import Finding, archive_rule, record_rule
from generator.checks.rules.addresses import normalised
from generator.records.fields import INCIDENT_ID_FORM

LONGEST_ID = 80  # characters: an address that can still be read aloud
SIGNATURE = 3  # words
ALIKE = 90  # per cent of the letters of both that stand in both in the same order: the words count as the same


@record_rule("identifier-matches-date", is_firm=True)
def identifier_matches_date(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """The folder's name is the incident's identifier and permanent address.

    It begins with the record's `date`, as exactly as that is known, and the folder above it is the year.

    Passes:

        id: 2024-05-06-speech
        date: 2024-05-06

    Fails:

        id: 2024-05-07-speech
        date: 2024-05-06
    """
    date = str(incident.record.date).split("T")[0]
    year = PurePosixPath(incident.path).parent.parent.name
    if not re.fullmatch(INCIDENT_ID_FORM, incident.id, re.ASCII) or len(incident.id) > LONGEST_ID:
        expected = "lower-case words a to z, digits and single hyphens after the date, at most 80 characters"
        yield Finding(("date",), f"the folder `{incident.id}` is no identifier; rename it: {expected}")
    elif not (incident.id.startswith(f"{date}-") and incident.id[len(date) + 1 : len(date) + 2].isalpha()):
        yield Finding(
            ("date",),
            f"the folder `{incident.id}` does not begin with the date; rename it to `{date}-…`, or mend the date",
        )
    elif year != incident.id[:4]:
        yield Finding(
            ("date",), f"the record lies in the folder of {year}; move it to incidents/{incident.id[:4]}/"
        )


@archive_rule("alias-collides", is_firm=True)
def alias_collides(gists: Sequence[Gist], _registry: Registry) -> Iterator[Finding]:
    """A former identifier in `aliases` leads to one incident only, and is no incident's present identifier.

    Passes:

        aliases: [2024-05-06-former-name]

    Fails:

        aliases: [2024-05-06-speech]
    """
    present = {gist.id for gist in gists}
    owners: dict[str, str] = {}
    for gist in gists:
        for place, alias in enumerate(gist.aliases):
            if alias in present:
                yield Finding(("aliases", place), f"`{alias}` is an incident of its own; delete it here", gist.path)
            elif alias in owners:
                message = f"`{alias}` is a former identifier of `{owners[alias]}` already; delete one of the two"
                yield Finding(("aliases", place), message, gist.path)
            owners.setdefault(alias, gist.id)


@archive_rule("duplicate-incident")
def duplicate_incident(gists: Sequence[Gist], _registry: Registry) -> Iterator[Finding]:
    """One post is one incident.

    Two incidents are the same where their posts have the same address once both are normalised, or the same date
    and nearly the same words.

    Passes:

        second:
          date: 2024-05-06
          post:
            platform: x
            url: https://x.com/party/status/2
            media: [{kind: audio, description: Another voice.}]
            sources: [news]

    Fails:

        post:
          platform: x
          url: https://x.com/party/status/1
          media: [{kind: audio, description: A voice.}]
          sources: [news]
        second:
          date: 2024-05-06
          post:
            platform: x
            url: https://mobile.twitter.com/party/status/1?s=20
            media: [{kind: audio, description: A voice.}]
            sources: [news]
    """
    by_address: dict[str, Gist] = {}
    by_words: dict[tuple[str, ...], Gist] = {}
    for gist in gists:
        if gist.url:
            first = by_address.setdefault(normalised(gist.url), gist)
            if first is not gist:
                yield Finding(("post", "url"), f"`{first.id}` is about this very post; join the two", gist.path)
        if gist.quote:
            first = by_words.setdefault(_signature(gist), gist)
            if first is not gist and _are_alike(first.quote, gist.quote):
                message = f"`{first.id}` has the same date and nearly the same words; join the two, or say why not"
                yield Finding(("post", "text", "original"), message, gist.path)


def _are_alike(words: str, others: str) -> bool:
    from rapidfuzz import fuzz  # here, for hardly ever are two posts so much alike that they are compared

    return fuzz.ratio(words, others, score_cutoff=ALIKE) >= ALIKE


def _signature(gist: Gist) -> tuple[str, ...]:
    """Return what two posts of one day share that are worth comparing: their longest words."""
    longest = sorted(set(re.findall(r"\w+", gist.quote.casefold())), key=lambda word: (-len(word), word))[
        :SIGNATURE
    ]
    return (gist.date, *longest)
