"""Persons who are shown: protected where they are minors or private, and never taken for the poster."""

from collections.abc import Iterator

from generator.archive.archive import Registry
from generator.archive.incident import Incident
from generator.archive.pictures import media_of
from generator.checks.rule import Finding, record_rule
from generator.records.vocabulary import Verdict

IMPERSONATING = {Verdict.FABRICATED, Verdict.ALTERED}


@record_rule("protected-person")
def protected_person(incident: Incident, registry: Registry) -> Iterator[Finding]:
    """Media that shows a minor or a private person says why it may be shown, and carries a content note.

    Passes:

        people: {child: {name: A child, minor: true}}
        content_notes: [violence]
        post:
          platform: x
          media: [{kind: image, description: A child., depicts: [child], rights: "No copy is held [@news]."}]
          sources: [news]

    Fails:

        people: {child: {name: A child, minor: true}}
        post:
          platform: x
          media: [{kind: image, description: A child., depicts: [child]}]
          sources: [news]
    """
    for location, media in media_of(incident.record):
        for place, key in enumerate(media.depicts):
            person = registry.people.get(key)
            if person and (person.minor or person.private) and not (media.rights and incident.record.content_notes):
                kind = "a minor" if person.minor else "a private person"
                message = f"`{key}` is {kind}: give `rights`, and a content note in `content_notes`"
                yield Finding((*location, "depicts", place), message)


@record_rule("shown-is-not-poster")
def shown_is_not_poster(incident: Incident, registry: Registry) -> Iterator[Finding]:
    """Someone whom fabricated media shows is not the one who posted it.

    Where the person did post it, say so with an exception.

    Passes:

        people: {minister: {name: The Minister}}
        accounts: {party-x: {name: The Party, platform: x, kind: party}}
        post:
          account: party-x
          platform: x
          media: [{kind: image, description: The minister., depicts: [minister]}]
          sources: [news]

    Fails:

        people: {minister: {name: The Minister}}
        accounts: {minister-x: {name: The Minister, platform: x, kind: person, person: minister}}
        post:
          account: minister-x
          platform: x
          media: [{kind: image, description: The minister., depicts: [minister]}]
          sources: [news]
    """
    account = registry.accounts.get(incident.record.post.account or "")
    if account is None or account.person is None or incident.record.fact_check.verdict not in IMPERSONATING:
        return
    for place, media in enumerate(incident.record.post.media):
        if account.person in media.depicts:
            message = f"`{account.person}` is shown and is also the one who posted; is the account right?"
            yield Finding(("post", "media", place, "depicts"), message)
