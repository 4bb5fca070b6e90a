"""The plain picture that is kept of one: its pixels as they were meant to be seen, in one form alone."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageDraw

from generator.media.intake.plain import plain
from tests.media.intake.drawings import encoded, linear_profile, png_with


def plain_of(content: bytes) -> Image.Image:
    return plain(Image.open(BytesIO(content)))


def test_colours_come_out_in_srgb() -> None:
    """The profile makes of a grey another grey; without it the picture would look as it was not meant to."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    grey = Image.new("RGB", (8, 8), (100, 100, 100))
    assert plain_of(encoded(grey, "PNG", icc_profile=profile)).getpixel((0, 0)) == (100, 100, 100)  # no RGB profile
    assert plain_of(encoded(grey, "PNG", icc_profile=b"nonsense")).getpixel((0, 0)) == (100, 100, 100)
    assert plain_of(encoded(grey, "PNG", icc_profile=linear_profile())).getpixel((0, 0)) == (168, 168, 168)


def see_through() -> Image.Image:
    image = Image.new("RGBA", (20, 10), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 9, 9), fill=(255, 0, 0, 255))
    return image


@pytest.mark.parametrize(
    "content",
    [
        encoded(see_through(), "PNG"),
        encoded(see_through().quantize(4), "PNG"),
        encoded(see_through(), "WEBP", lossless=True),
        png_with(encoded(Image.new("RGB", (20, 10), "red").quantize(2), "PNG"), b"zzZz", b""),
    ],
    ids=["RGBA", "palette", "WebP", "an unknown chunk"],
)
def test_what_is_transparent_is_white(content: bytes) -> None:
    image = plain_of(content)
    assert image.mode == "RGB"
    assert image.getpixel((2, 2)) == (255, 0, 0)
    assert image.getpixel((15, 5)) in ((255, 255, 255), (255, 0, 0))


def test_of_16_bits_of_grey_one_may_be_transparent_and_the_others_stay() -> None:
    image = Image.new("I;16", (20, 10), 32_896)
    image.paste(0, (10, 0, 20, 10))
    found = plain_of(png_with(encoded(image, "PNG"), b"tRNS", b"\0\0"))
    assert (found.getpixel((2, 2)), found.getpixel((15, 5))) == ((128,) * 3, (255,) * 3)


@pytest.mark.parametrize(
    ("image", "form", "expected"),
    [
        (Image.new("I;16", (4, 4), 32_896), "PNG", (128, 128, 128)),
        (Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG", (255, 0, 0)),
        (Image.new("1", (4, 4), 1), "PNG", (255, 255, 255)),
        (Image.new("LA", (4, 4), (0, 0)), "PNG", (255, 255, 255)),
        (Image.new("L", (8, 8), 77), "JPEG", (77, 77, 77)),
    ],
    ids=["16 bits", "CMYK", "1 bit", "grey with alpha", "grey"],
)
def test_every_kind_of_pixel_comes_out_as_it_is_seen(
    image: Image.Image, form: str, expected: tuple[int, ...]
) -> None:
    found = plain_of(encoded(image, form)).getpixel((1, 1))
    assert isinstance(found, tuple)
    assert all(abs(one - other) <= 3 for one, other in zip(found, expected, strict=True))
