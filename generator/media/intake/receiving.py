"""A file from anyone, read once: its checksum, what it says of its origin, and its picture, nothing else."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from generator.media.intake.plain import plain
from generator.media.intake.provenance import provenance_of
from generator.records.model import ProvenanceMark
from generator.records.picture import decode, read_picture, rehearse
from generator.records.problem import Problem, ProblemsFoundError


@dataclass(frozen=True)
class Received:
    """What is kept of a file that was received."""

    sha256: str
    picture: Image.Image
    provenance: tuple[ProvenanceMark, ...]


def receive(file: Path) -> Received:
    """Read a file. Raises ProblemsFoundError where it is no picture that can be taken in."""
    shown_path = str(file)
    content = read_picture(file, shown_path)
    rehearse(content, shown_path)
    image = decode(content, shown_path)
    provenance = provenance_of(content, image)
    try:
        picture = plain(image)
    except ValueError as error:
        raise ProblemsFoundError([Problem(shown_path, 1, 1, "picture", str(error))]) from None
    return Received(hashlib.sha256(content).hexdigest(), picture, provenance)
