"""The pictures that a corpus holds: drawn by the seed, written as `gegenbild media add` does, none like another."""

import hashlib
from dataclasses import dataclass

from benchmarks.drawings import Drawing
from generator.archive.likeness import alike
from generator.media.intake.hashing import hashes_of
from generator.media.intake.plain import plain, png_bytes
from generator.records.model import HeldPicture
from generator.records.parallel import in_processes

FILE = "picture.png"
KINDS = ("card", "poster", "shapes")  # the quickest to draw of those that can be told from one another
LARGEST = (480, 480)  # pixels
SPARE = 1.1  # so many times as many are drawn, for some are too like others
WORTHWHILE = 8  # pictures, from which on they are drawn in several processes


@dataclass(frozen=True)
class Picture:
    """A picture's file, and what its record says of it."""

    content: bytes
    held: HeldPicture


def pictures(number: int, seed: int) -> list[Picture]:
    """Return at most `number` pictures."""
    drawings = [
        Drawing(KINDS[place % len(KINDS)], seed + place, 0) for place in range(int(number * SPARE) + bool(number))
    ]
    drawn = in_processes(_drawn, drawings, worthwhile=WORTHWHILE)
    surplus = {pair.second for pair in alike([picture.held for picture in drawn])}
    return [picture for place, picture in enumerate(drawn) if place not in surplus][:number]


def _drawn(drawing: Drawing) -> Picture:
    image = drawing.drawn()
    image.thumbnail(LARGEST)
    image = plain(image)
    content, hashes = png_bytes(image), hashes_of(image)
    fields = {
        "file": FILE,
        "sha256": hashlib.sha256(content).hexdigest(),
        "width": str(image.width),
        "height": str(image.height),
        "phash": hashes.phash,
        "pdq": hashes.pdq,
    }
    return Picture(content, HeldPicture.model_validate(fields))
