"""The example of docs/pictures.md shows the label as it is made today."""

import io

from PIL import Image, ImageChops, ImageStat

from tests.media.label_example import AFTER, BEFORE, after, before


def differs(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are apart, as the mean over all pixels, from 0 to 255."""
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


def test_the_example_is_up_to_date() -> None:
    """After a wanted change: python -m tests.media.label_example, and the checksums into interface-images.yaml."""
    with Image.open(BEFORE) as kept:
        assert differs(kept, before()) == 0
    with Image.open(AFTER) as kept, Image.open(io.BytesIO(after())) as made:
        assert differs(kept, made) < 1
        assert kept.info["xmp"] == made.info["xmp"]
