"""The same picture in two incidents: known, or told to the editor."""

from collections.abc import Iterator, Sequence

from generator.archive.archive import Registry
from generator.archive.gist import Gist
from generator.archive.likeness import alike
from generator.checks.rule import Finding, archive_rule
from generator.records.document import Location
from generator.records.problem import Severity


@archive_rule("near-duplicate-picture", Severity.WARNING)
def near_duplicate_picture(gists: Sequence[Gist], _registry: Registry) -> Iterator[Finding]:
    """Two incidents whose pictures look alike, mirrored or not, name one another, so that readers learn of it.

    One of the two names the other in `related`, `trigger` or `response`. What is alike is said by the pictures'
    perceptual hashes, and may be wrong: where the pictures are different ones, an exception says so.

    Passes:

        related: [2024-05-06-second]
        post: &post
          platform: x
          media:
            - kind: image
              description: A flag.
              digital_source_type: trainedAlgorithmicMedia
              picture:
                file: flag.png
                sha256: 0000000000000000000000000000000000000000000000000000000000000000
                width: 1200
                height: 900
                phash: d1c0b5a43f2e1d0c
              rights: Quotation [@news].
          sources: [news]
        second:
          post: *post

    Fails:

        post: &post
          platform: x
          media:
            - kind: image
              description: A flag.
              digital_source_type: trainedAlgorithmicMedia
              picture:
                file: flag.png
                sha256: 0000000000000000000000000000000000000000000000000000000000000000
                width: 1200
                height: 900
                phash: d1c0b5a43f2e1d0c
              rights: Quotation [@news].
          sources: [news]
        second:
          post: *post
    """
    held = [(gist, place, picture) for gist in gists for place, picture in gist.pictures]
    found: dict[str, tuple[Gist, Location, list[str]]] = {}  # by the later incident
    for pair in alike([picture for _, _, picture in held]):
        (first, _, _), (second, place, _) = held[pair.first], held[pair.second]
        if first is not second and not _know_one_another(first, second):
            _, _, others = found.setdefault(second.id, (second, place, []))
            others.append(first.id)
    for gist, place, others in found.values():
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(others))
        advice = "link them in `related`, or add an exception if they are different pictures"
        yield Finding(place, f"looks like a picture of {names}; {advice}", gist.path)


def _know_one_another(first: Gist, second: Gist) -> bool:
    return first.id in _named(second) or second.id in _named(first)


def _named(gist: Gist) -> set[str]:
    return {*gist.related, *gist.causes, *gist.answers}
