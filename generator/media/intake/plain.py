"""A received picture as the archive holds it: upright, opaque, in sRGB, without metadata, a PNG."""

from io import BytesIO

import numpy
from PIL import Image, ImageCms, ImageOps


def plain(image: Image.Image) -> Image.Image:
    """Return the picture's pixels alone, in RGB, as a viewer shows them on a white page.

    What is transparent could be seen or not, depending on the page; on white it is the same for everyone. Raises
    ValueError where the file says in a way that cannot be read which side is up.
    """
    try:
        upright = ImageOps.exif_transpose(image)
    except Exception:  # Pillow raises whatever hostile bytes make of EXIF
        message = "the data on which side is up (EXIF) are damaged; open it in an image editor and export it as PNG"
        raise ValueError(message) from None
    colours = _in_srgb(_opaque(upright), image.info.get("icc_profile"))
    # A new picture of the same pixels, so that nothing is carried over that a picture of Pillow's may hold.
    return Image.frombytes("RGB", colours.size, colours.tobytes())


def png_bytes(image: Image.Image) -> bytes:
    """Return the picture as a PNG file."""
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        return _in_8_bits(image)
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _in_8_bits(image: Image.Image) -> Image.Image:
    """Return a grey picture of 16 bits in 8: a conversion would cut them off instead of scaling them."""
    grey = image.point(lambda value: value * (1 / 256)).convert("L")
    see_through = image.info.get("transparency")  # the one grey that is
    if see_through is not None:
        grey.paste(255, mask=Image.fromarray(numpy.asarray(image) == see_through))
    return grey


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Return the colours in sRGB. As browsers do, take a profile that cannot be used for none."""
    if isinstance(profile, bytes):
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted:
            return converted
    return image.convert("RGB")
