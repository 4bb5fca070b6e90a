"""The social preview of an incident: title, date, stamps, label; its picture only where no content note warns."""

import io
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw

from generator.archive.incident import Incident
from generator.archive.label_words import card_words, stamp_words
from generator.archive.pictures import CARD_SIZE, ShownPicture, shown_pictures
from generator.media.derivatives import original_of
from generator.media.labels.drawing import WHITE, banded, mark
from generator.media.labels.keys import Credentials
from generator.media.labels.label import Label, label_of, label_of_picture
from generator.media.labels.lettering import FONT, fitted, font_of
from generator.media.labels.metadata import Description, xmp_packet
from generator.media.labels.signing import Original, signed
from generator.records.vocabulary import DigitalSourceType

WIDTH, HEIGHT = CARD_SIZE
BAND_HEIGHT = 170  # pixels
MARGIN = 56
TITLE_TOP, STAMPS_TOP = 100, HEIGHT - BAND_HEIGHT - 84
LARGEST_TITLE, SMALLEST_TITLE = 64, 34
QUALITY = 62  # of JPEG: large letters need no more, and each incident has a card
PICTURE_WIDTH = 440  # pixels at most, at the right
PAPER, INK, GREY = (250, 248, 244), (28, 26, 24), (92, 88, 82)
# The card is drawn from the record; with the picture in it, it is what the picture is.
OF_ITSELF = DigitalSourceType.DATA_DRIVEN_MEDIA


def pictured(incident: Incident) -> ShownPicture | None:
    """Return the picture that the card shows: the post's first, unless the incident is under a content note."""
    of_post = [shown for shown in shown_pictures(incident) if shown.verdict]
    return of_post[0] if of_post and not incident.record.content_notes else None


def card(incident: Incident, root: Path, site_url: str, signer: Credentials) -> bytes:
    """Return the card as a signed JPEG file. Raises SigningError and OSError."""
    shown = pictured(incident)
    original = original_of(shown, root) if shown else None
    label = card_label(incident, site_url)
    description = card_description(incident, label)
    drawn = drawn_card(incident, label, original)
    written = io.BytesIO()
    drawn.save(written, "JPEG", quality=QUALITY, progressive=True, xmp=xmp_packet(description))
    return signed(written.getvalue(), "jpg", description, original, signer)


def card_label(incident: Incident, site_url: str) -> Label:
    """Return the label of an incident's card: it says what its picture is, or else what the post's media is."""
    shown = pictured(incident)
    if shown:
        return label_of_picture(shown, site_url)
    record = incident.record
    return label_of(incident, record.post.media[0].digital_source_type, record.fact_check.verdict, site_url)


def card_description(incident: Incident, label: Label) -> Description:
    """Return what the card says of itself."""
    shown = pictured(incident)
    return Description(
        source_type=(shown.source_type if shown else OF_ITSELF).identifier,
        title=incident.told_title,
        caption=shown.media.description if shown else card_words(incident.record.title, incident.record.language),
        language=incident.record.language,
        address=label.code,
        label=label.words,
    )


def drawn_card(incident: Incident, label: Label, original: Original | None) -> Image.Image:
    """Return the card as it is seen."""
    upper = Image.new("RGB", (WIDTH, HEIGHT - BAND_HEIGHT), PAPER)
    room = WIDTH - 2 * MARGIN
    if original:
        picture = _fitting(original.content, PICTURE_WIDTH, upper.height)
        mark(picture, label)
        upper.paste(picture, (WIDTH - picture.width, (upper.height - picture.height) // 2))
        room -= picture.width
    draw = ImageDraw.Draw(upper)
    draw.text((MARGIN, 44), "GEGENBILD", label.colour, font_of(30))
    draw.text((MARGIN + 220, 44), str(incident.record.date)[:10], GREY, font_of(30))
    title = fitted(_title(incident), room, STAMPS_TOP - TITLE_TOP - 16, LARGEST_TITLE, SMALLEST_TITLE)
    title.draw(draw, MARGIN, TITLE_TOP, INK)
    _draw_stamps(draw, incident, label, STAMPS_TOP, room)
    return banded(upper, label, WIDTH, BAND_HEIGHT)


def _draw_stamps(draw: ImageDraw.ImageDraw, incident: Incident, label: Label, top: int, room: int) -> None:
    terms = (incident.record.fact_check.verdict, incident.label)
    words = [stamp_words(term, incident.record.language) for term in terms]
    size = 30
    while size > 10 and sum(font_of(size).getlength(each) + 2 * size for each in words) > room:
        size -= 2
    left = float(MARGIN)
    for each, ground in zip(words, (label.colour, GREY), strict=True):
        width = font_of(size).getlength(each) + 1.4 * size
        draw.rectangle((left, top, left + width, top + 1.8 * size), ground)
        draw.text((left + 0.7 * size, top + 0.9 * size), each, WHITE, font_of(size), anchor="lm")
        left += width + 0.5 * size


def _title(incident: Incident) -> str:
    """Return the title, or the identifier where the bundled font lacks one of the title's letters."""
    title = incident.record.title
    return title if can_draw(title) else incident.id


def can_draw(text: str) -> bool:
    """Say whether the bundled font, which has Latin, Greek and Cyrillic, has every letter of `text`."""
    return all(ord(letter) in _letters() for letter in text)


@cache
def _letters() -> frozenset[int]:
    with TTFont(FONT) as font:
        return frozenset(font.getBestCmap())


def _fitting(content: bytes, width: int, height: int) -> Image.Image:
    """Return a picture as large as it fits, whole and never enlarged."""
    with Image.open(io.BytesIO(content), formats=["PNG"]) as opened:
        picture = opened.convert("RGB")
    picture.thumbnail((width, height), Image.Resampling.LANCZOS)
    return picture
