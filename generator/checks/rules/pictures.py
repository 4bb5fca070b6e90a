"""The pictures beside a record: as `gegenbild media add` writes them, safe to decode and without private data."""

from collections.abc import Iterator
from pathlib import Path

from generator.archive.incident import Incident
from generator.archive.pictures import media_of
from generator.checks.rule import Finding, folder_rule
from generator.records.model import HeldPicture
from generator.records.problem import ProblemsFoundError

NEEDED_CHUNKS = {b"IHDR", b"IDAT", b"IEND"}  # size, pixels and end of a PNG: no place, no name, no camera
ADVICE = "take the picture in with `gegenbild media add`"


@folder_rule("held-picture-sound")
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
    for location, media in media_of(incident.record):
        if media.picture:
            for field, message in _objections(media.picture, folder):
                yield Finding((*location, "picture", field), message)


def _objections(picture: HeldPicture, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the field and what is amiss; a file that is missing, empty or too large is another rule's business."""
    from generator.records.picture import decode, read_picture  # here, for most checks meet no picture
    from generator.records.picture_end import png_chunks

    if not picture.file.endswith(".png"):
        yield "file", f"`{picture.file}` is no PNG; {ADVICE}"
        return
    try:
        content = read_picture(folder / picture.file, picture.file)
    except ProblemsFoundError:
        return
    try:
        image = decode(content, picture.file, ("PNG",))
    except ProblemsFoundError as error:
        yield "file", f"`{picture.file}` is not as it should be: {error.problems[0].message}; {ADVICE}"
        return
    others = {name for name, _ in png_chunks(content)} - NEEDED_CHUNKS
    if others:
        names = ", ".join(sorted(name.decode("latin-1") for name in others))
        yield "file", f"`{picture.file}` carries more than the picture ({names}); {ADVICE}"
    if image.mode != "RGB":
        yield "file", f"`{picture.file}` is not in RGB, without transparency, as it is shown; {ADVICE}"
    for field, recorded, found in (("width", picture.width, image.width), ("height", picture.height, image.height)):
        if recorded != found:
            yield field, f"`{picture.file}` has a {field} of {found} pixels; {ADVICE}"
