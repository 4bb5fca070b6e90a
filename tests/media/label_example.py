"""The pictures of docs/pictures.md: one that the project draws, without its label and with it.

Usage, after a wanted change of the label: python -m tests.media.label_example
"""

import hashlib
import io

from PIL import Image

from generator.archive.pictures import band_height
from generator.media.derivatives import encoded, resized
from generator.media.labels.drawing import banded, mark
from generator.media.labels.label import RED, RISING, Label
from generator.media.labels.metadata import Description, xmp_packet
from generator.records.vocabulary import DigitalSourceType
from tests.archives import PROJECT

IMAGES = PROJECT / "docs/assets/images"
BEFORE, AFTER = IMAGES / "label-before.png", IMAGES / "label-after.jpg"
WIDTH, HEIGHT = 400, 300
LABEL = Label("AI-GENERATED · FALSE", "gegenbild/example", "gegenbild/example", RED, RISING)
DESCRIPTION = Description(
    source_type=DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA.identifier,
    title="An example",
    caption="A figure in a red and yellow costume with bells.",
    language="en",
    address=LABEL.code,
    label=LABEL.words,
)


def before() -> Image.Image:
    with Image.open(PROJECT / "tests/data/costume.png") as drawn:
        return resized(drawn.convert("RGB"), (WIDTH, HEIGHT))


def after() -> bytes:
    content = resized(before(), (WIDTH, HEIGHT))
    mark(content, LABEL)
    return encoded(banded(content, LABEL, WIDTH, band_height(WIDTH)), "jpg", xmp_packet(DESCRIPTION))


def main() -> None:
    written = io.BytesIO()
    before().save(written, "PNG", optimize=True)
    BEFORE.write_bytes(written.getvalue())
    AFTER.write_bytes(after())
    for file in (BEFORE, AFTER):
        print(f"{file.relative_to(PROJECT / 'docs')}: {hashlib.sha256(file.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
