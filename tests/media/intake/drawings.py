"""Pictures and files for tests: drawn here, well made or broken on purpose."""

import zlib
from io import BytesIO

from PIL import Image, ImageCms, ImageDraw

PNG_START = b"\x89PNG\r\n\x1a\n"


def drawn(width: int = 240, height: int = 160) -> Image.Image:
    """Draw a picture with enough in it to be told from others: a red circle and a blue bar on a slope of grey."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.1, height * 0.1, width * 0.5, height * 0.8), fill="red")
    draw.rectangle((width * 0.6, height * 0.2, width * 0.9, height * 0.4), fill="blue")
    draw.line((0, height, width, height * 0.3), fill="green", width=5)
    return image


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    """Return the picture as a file."""
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def png_chunk(name: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG, its checksum right."""
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)


def png_claiming(width: int, height: int, pixels: bytes = b"") -> bytes:
    """Return a small PNG that claims any size."""
    header = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
    return PNG_START + b"".join(png_chunk(name, content) for name, content in parts)


def png_with(content: bytes, name: bytes, data: bytes) -> bytes:
    """Return a PNG with one more chunk behind its header."""
    header = len(PNG_START) + 25
    return content[:header] + png_chunk(name, data) + content[header:]


def linear_profile() -> bytes:
    """Return sRGB's profile with its tone curves replaced by straight lines."""
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for number in range(int.from_bytes(srgb[128:132])):
        entry = 132 + 12 * number
        if bytes(srgb[entry : entry + 4]) in (b"rTRC", b"gTRC", b"bTRC"):
            at = int.from_bytes(srgb[entry + 4 : entry + 8])
            srgb[at : at + 12] = b"curv" + bytes(8)
            srgb[entry + 8 : entry + 12] = (12).to_bytes(4)
    return bytes(srgb)
