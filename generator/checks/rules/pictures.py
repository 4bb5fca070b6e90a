"""The pictures beside a record: as `gegenbild media add` writes them, safe to decode and without private data."""

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from generator.archive.incident import Incident
from generator.archive.pictures import media_of
from generator.checks.rule import Finding, folder_rule
from generator.records.model import HeldPicture
from generator.records.problem import ProblemsFoundError

NEEDED_CHUNKS = {b"IHDR", b"IDAT", b"IEND"}  # size, pixels and end of a PNG: no place, no name, no camera
ADVICE = "take the picture in with `gegenbild media add`"


@folder_rule("held-picture-sound", is_firm=True)
def held_picture_sound(incident: Incident, folder: Path) -> Iterator[Finding]:
    """A held picture is an RGB PNG of the recorded size that can be decoded safely, and holds only the picture.

    Metadata can say where someone lives, and what is transparent can hide more than is seen. `gegenbild media add`
    removes both.

    Passes:

        post:
          platform: x
          media: [{kind: image, description: A flag.}]
          sources: [news]

    Fails:

        post:
          platform: x
          media:
            - kind: image
              description: A flag.
              digital_source_type: trainedAlgorithmicMedia
              picture:
                file: flag.jpg
                sha256: 0000000000000000000000000000000000000000000000000000000000000000
                width: 1200
                height: 900
                phash: 0000000000000000
              rights: Quotation [@news].
          sources: [news]
    """
    looked_at = cache(partial(_looked_at, folder))  # a picture is decoded once, however many media name it
    for location, media in media_of(incident.record):
        if media.picture:
            size, messages = looked_at(media.picture.file)
            for message in messages:
                yield Finding((*location, "picture", "file"), message)
            for field, message in _other_sizes(media.picture, size):
                yield Finding((*location, "picture", field), message)


def _looked_at(folder: Path, name: str) -> tuple[tuple[int, int] | None, list[str]]:
    """Return the size of a picture, in pixels, and what is amiss with its file.

    A file that is missing, empty or too large is another rule's business.
    """
    from generator.records.picture import decode, read_picture  # here, for most checks meet no picture
    from generator.records.picture_end import png_chunks

    if not name.endswith(".png"):
        return None, [f"`{name}` is no PNG; {ADVICE}"]
    try:
        content = read_picture(folder / name, name)
    except ProblemsFoundError:
        return None, []
    try:
        image = decode(content, name, ("PNG",))
    except ProblemsFoundError as error:
        return None, [f"`{name}` is not as it should be: {error.problems[0].message}; {ADVICE}"]
    messages = []
    if others := {chunk for chunk, _ in png_chunks(content)} - NEEDED_CHUNKS:
        names = ", ".join(sorted(chunk.decode("latin-1") for chunk in others))
        messages.append(f"`{name}` carries more than the picture ({names}); {ADVICE}")
    if image.mode != "RGB":
        messages.append(f"`{name}` is not in RGB, without transparency, as it is shown; {ADVICE}")
    return image.size, messages


def _other_sizes(picture: HeldPicture, size: tuple[int, int] | None) -> Iterator[tuple[str, str]]:
    """Yield each side that the record gives otherwise, and what is amiss."""
    recorded = (picture.width, picture.height)
    for field, given, found in zip(("width", "height"), recorded, size or recorded, strict=True):
        if given != found:
            yield field, f"`{picture.file}` has a {field} of {found} pixels; {ADVICE}"
