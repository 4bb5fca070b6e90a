"""The held pictures that the site shows: the files of their labelled derivatives, and the sizes of these.

Pages name these files and generator/media makes them; both ask here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.archive.incident import Incident
from generator.archive.label_words import described, label_words
from generator.records.document import Location
from generator.records.model import HeldPicture, Media, PostingItem, Record
from generator.records.vocabulary import DigitalSourceType, Verdict

FOLDER = "media/"
FORMS = ("webp", "jpg")
WIDTHS = (400, 800, 1200)  # pixels; a picture is never enlarged, and a narrower one stands on a ground of the first
TALLEST = 2.5  # height of a picture in widths of its derivative; what is taller stands whole on a ground, reduced
BAND = 0.25  # height of the band that says what the picture is, as a share of the width
CARD_SIZE = (1200, 630)  # pixels; what the platforms take for a large preview


@dataclass(frozen=True)
class Derivative:
    """A published file: its address on the site, its width and its height with the band, in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True)
class ShownPicture:
    """A held picture that the site shows, and what it is."""

    incident: Incident
    media: Media
    picture: HeldPicture
    source_type: DigitalSourceType

    @property
    def verdict(self) -> Verdict | None:
        """Return what the fact check found, or None of a picture of trigger or response alone: none is checked."""
        record = self.incident.record
        checked = {media.picture.file for media in record.post.media if media.picture}
        return record.fact_check.verdict if self.picture.file in checked else None

    @property
    def alternative(self) -> str:
        """Return what stands for the picture where it is not seen: the label that it bears, and what it shows."""
        label = label_words(self.source_type, self.verdict, self.incident.record.language)
        return described(label, self.media.description)

    @property
    def widths(self) -> tuple[int, ...]:
        """Return the widths in which it is shown."""
        return tuple(width for width in WIDTHS if width <= self.picture.width) or WIDTHS[:1]

    def content_size(self, width: int) -> tuple[int, int]:
        """Return the size of the picture itself in a derivative of `width`: it fills it, or is narrower."""
        scale = min(1.0, width / self.picture.width, TALLEST * width / self.picture.height)
        return max(1, round(self.picture.width * scale)), max(1, round(self.picture.height * scale))

    def derivative(self, width: int, form: str) -> Derivative:
        """Return the derivative of one width in one form."""
        stem = self.picture.file.rsplit(".", 1)[0]
        address = f"{FOLDER}{self.incident.id}/{stem}-{width}.{form}"
        return Derivative(address, width, self.content_size(width)[1] + band_height(width))


def band_height(width: int) -> int:
    """Return the height of the band of a picture that is so wide."""
    return round(width * BAND)


def card_address(identifier: str) -> str:
    """Return the address of an incident's social preview."""
    return f"{FOLDER}{identifier}/card.jpg"


def shown_picture(incident: Incident, media: Media) -> ShownPicture | None:
    """Return how the site shows a piece of media, or None where no picture is held, or it cannot be labelled.

    One that stands for several media can be labelled where it came to be in one way.
    """
    if media.picture is None or media.digital_source_type is None or not incident.is_published:
        return None
    file = media.picture.file
    others = (each for _, each in media_of(incident.record) if each.picture and each.picture.file == file)
    if any(other.digital_source_type != media.digital_source_type for other in others):
        return None
    return ShownPicture(incident, media, media.picture, media.digital_source_type)


def shown_pictures(incident: Incident) -> tuple[ShownPicture, ...]:
    """Return the pictures that the site shows of an incident, each file once."""
    found = (shown_picture(incident, media) for _, media in media_of(incident.record))
    return tuple({shown.picture.file: shown for shown in found if shown}.values())


def media_of(record: Record) -> Iterator[tuple[Location, Media]]:
    """Yield each piece of media in a record with its location."""
    for place, media in enumerate(record.post.media):
        yield ("post", "media", place), media
    for field, items in (("trigger", record.trigger), ("response", record.response)):
        for number, item in enumerate(items):
            for place, media in enumerate(item.media if isinstance(item, PostingItem) else ()):
                yield (field, number, "media", place), media
