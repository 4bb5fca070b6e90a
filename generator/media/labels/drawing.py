"""Drawing a label: the band below a picture, and the mark that repeats over it."""

from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from generator.media.labels.code import drawn_code
from generator.media.labels.label import Label

FONT = Path(__file__).parent / "fonts/OpenSans-Bold.ttf"
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
GROUND = (238, 238, 238)  # beside a picture that is narrower than the narrowest derivative
STRIP = 0.08  # height of the pattern at the band's upper edge, as a share of the band
MARGIN = 0.06  # as a share of the band
WORDS, NAME = 0.27, 0.125  # largest sizes of the letters, as shares of the band
MARK_SIZE = 32  # pixels; of the letters that repeat over a picture of 1,200 pixels
MARK_STRENGTH = 64  # of 255: seen on every ground, and the picture still shows through


def banded(content: Image.Image, label: Label, width: int, height: int) -> Image.Image:
    """Return `content` on a ground of `width`, with the band of `height` pixels below it, which covers nothing."""
    whole = Image.new("RGB", (width, content.height + height), GROUND)
    whole.paste(content, ((width - content.width) // 2, 0))
    whole.paste(drawn_band(label, width, height), (0, content.height))
    return whole


def drawn_band(label: Label, width: int, height: int) -> Image.Image:
    """Return the band alone: pattern, code, words, name."""
    band = Image.new("RGB", (width, height), label.colour)
    draw = ImageDraw.Draw(band)
    strip = round(height * STRIP)
    _draw_pattern(draw, width, strip, label)
    margin = round(height * MARGIN)
    side = height - strip - 2 * margin
    band.paste(drawn_code(label.code, side), (margin, strip + margin))
    left = side + 2 * margin
    room = width - left - margin
    lines, font = fitted(label.words, room, round(height * WORDS), most_lines=2)
    name_lines, name_font = fitted(label.name, room, round(height * NAME), most_lines=2)
    top = strip + margin
    for line in lines:
        draw.text((left, top), line, WHITE, font, anchor="la")
        top += round(font.size * 1.2)
    bottom = height - margin
    for line in reversed(name_lines):
        draw.text((left, bottom), line, WHITE, name_font, anchor="ld")
        bottom -= round(name_font.size * 1.25)
    return band


def _draw_pattern(draw: ImageDraw.ImageDraw, width: int, height: int, label: Label) -> None:
    """Draw bars in white along the upper edge, which lean as the label says."""
    draw.rectangle((0, 0, width, height), BLACK)
    lean = label.lean * height
    for left in range(-2 * height, width + 2 * height, 2 * height):
        draw.polygon([(left, height), (left + height, height), (left + height + lean, 0), (left + lean, 0)], WHITE)


@lru_cache(maxsize=64)
def font_of(size: int) -> ImageFont.FreeTypeFont:
    """Return the bundled font in a size of so many pixels; its plain layout is the same on every machine."""
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def fitted(text: str, room: int, largest: int, most_lines: int) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Return `text` in lines of at most `room` pixels, and the largest font up to `largest` in which they fit."""
    for size in range(largest, 5, -1):
        font = font_of(size)
        lines = _wrapped(text, room, font)
        if len(lines) <= most_lines and all(font.getlength(line) <= room for line in lines):
            return lines, font
    return _wrapped(text, room, font_of(6))[:most_lines], font_of(6)


def _wrapped(text: str, room: int, font: ImageFont.FreeTypeFont) -> list[str]:
    """Break at spaces, and after the hyphens and slashes of a name that is longer than a line."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and font.getlength((line + piece).rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    pieces, piece = [], ""
    for letter in text:
        piece += letter
        if letter in " -/":
            pieces.append(piece)
            piece = ""
    return [*pieces, piece] if piece else pieces


def mark(content: Image.Image, label: Label) -> None:
    """Repeat the label's words over `content`, so that a part that is cut out still carries them."""
    size = max(12, round(MARK_SIZE * content.width / 1200))
    ink, strength = _mark_tile(f"{label.words} · GEGENBILD", size)
    for top in range(-ink.height // 2, content.height, ink.height):
        for left in range(-ink.width // 2, content.width, ink.width):
            content.paste(ink, (left, top), strength)


@lru_cache(maxsize=32)
def _mark_tile(words: str, size: int) -> tuple[Image.Image, Image.Image]:
    """Return the mark once, leaning, with air around it: white words with a black shadow, and their strength."""
    font, shadow = font_of(size), max(1, size // 16)
    length = round(font.getlength(words)) + 2 * size
    light, dark = (Image.new("L", (length, round(size * 1.6))) for _ in range(2))
    ImageDraw.Draw(light).text((size, 0), words, 255, font)
    ImageDraw.Draw(dark).text((size + shadow, shadow), words, 255, font)
    light, dark = (each.rotate(24, Image.Resampling.BICUBIC, expand=True) for each in (light, dark))
    strength = ImageChops.lighter(light, dark).point(lambda value: value * MARK_STRENGTH // 255)
    return light.convert("RGB"), strength
