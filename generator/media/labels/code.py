"""The machine-readable part of a label: a QR code (ISO/IEC 18004) that a telephone reads, and so does the build."""

from functools import lru_cache

import zxingcpp
from PIL import Image


@lru_cache(maxsize=64)
def drawn_code(text: str, side: int) -> Image.Image:
    """Return `text` as a code in black on white, with its quiet zone, in a square of `side` pixels.

    Each module is a whole number of pixels wide, so that the code is sharp. Raises ValueError where `side` is too
    small for two pixels a module, below which codes are lost when a picture is compressed.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    modules = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False))
    scale = side // (modules.width + 2)
    if scale < 2:
        raise ValueError(f"the address of {len(text)} characters is too long for a code of {side} pixels: {text}")
    drawn = modules.resize((modules.width * scale, modules.height * scale), Image.Resampling.NEAREST)
    square = Image.new("L", (side, side), 255)
    square.paste(drawn, ((side - drawn.width) // 2, (side - drawn.height) // 2))
    return square


def codes_in(picture: Image.Image) -> tuple[str, ...]:
    """Return the texts of all codes that can be read in a picture."""
    found = zxingcpp.read_barcodes(
        picture.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    return tuple(code.text for code in found)
