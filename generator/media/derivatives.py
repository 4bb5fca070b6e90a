"""From a held picture to its published derivatives: resized, marked, described, signed."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from generator.archive.pictures import FORMS, ShownPicture, band_height
from generator.media.labels.drawing import banded, mark
from generator.media.labels.keys import Credentials
from generator.media.labels.label import Label, label_of_picture
from generator.media.labels.metadata import Description, xmp_packet
from generator.media.labels.signing import Original, signed
from generator.records.problem import EditedMeanwhileError, Problem

JPEG_QUALITY = 78
WEBP_QUALITY = 70
WEBP_METHOD = 0  # of 0 to 6: the quickest; method 4 saves a tenth of the bytes and takes twice as long


def derivatives(shown: ShownPicture, root: Path, site_url: str, signer: Credentials) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of each derivative of a held picture. Raises SigningError and OSError."""
    original = original_of(shown, root)
    label = label_of_picture(shown, site_url)
    description = description_of(shown, label)
    for address, content in unsigned(shown, original.content, label, description):
        yield address, signed(content, address.rsplit(".", 1)[-1], description, original, signer)


def original_of(shown: ShownPicture, root: Path) -> Original:
    """Return a held picture. Raises OSError, and EditedMeanwhileError where it is not the one that was checked."""
    name = shown.picture.file
    path = shown.incident.folder(root) / name
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != shown.picture.sha256:
        message = "the picture was replaced while the site was built; build once more"
        raise EditedMeanwhileError([Problem(path.relative_to(root).as_posix(), 1, 1, "file", message)])
    return Original(name, content, name.rsplit(".", 1)[-1])


def unsigned(
    shown: ShownPicture, original: bytes, label: Label, description: Description
) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of each derivative before it is signed: the same bytes for the same input."""
    packet = xmp_packet(description)
    for width, picture in labelled(shown, original, label):
        for form in FORMS:
            yield shown.derivative(width, form).address, encoded(picture, form, packet)


def labelled(shown: ShownPicture, original: bytes, label: Label) -> Iterator[tuple[int, Image.Image]]:
    """Yield each width, the widest first, and the labelled picture in it."""
    with Image.open(io.BytesIO(original), formats=["PNG"]) as opened:
        opened.load()
        content = opened if opened.mode == "RGB" else opened.convert("RGB")
    marked = False
    for width in reversed(shown.widths):
        content = resized(content, shown.content_size(width))
        if not marked:
            mark(content, label)
            marked = True
        yield width, banded(content, label, width, band_height(width))


def resized(content: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the picture in another size; one that has it already comes back as it is."""
    if content.size == size:
        return content
    return content.resize(size, Image.Resampling.HAMMING)  # as sharp as bicubic when reduced, in half the time


def encoded(picture: Image.Image, form: str, packet: bytes) -> bytes:
    """Return the picture as a file of `form` with its metadata."""
    written = io.BytesIO()
    if form == "webp":
        picture.save(written, "WEBP", quality=WEBP_QUALITY, method=WEBP_METHOD, xmp=packet)
    else:
        picture.save(written, "JPEG", quality=JPEG_QUALITY, xmp=packet)
    return written.getvalue()


def description_of(shown: ShownPicture, label: Label) -> Description:
    """Return what the derivatives say of themselves."""
    return Description(
        source_type=shown.source_type.identifier,
        title=shown.incident.told_title,
        caption=shown.media.description,
        language=shown.incident.record.language,
        address=label.code,
        label=label.words,
    )
