"""Drawing a label: the band below a picture, and the mark that repeats over it."""

from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from generator.media.labels.code import drawn_code
from generator.media.labels.label import Label
from generator.media.labels.lettering import Lettering, fitted, font_of

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
GROUND = (238, 238, 238)  # beside a picture that is narrower than the narrowest derivative
STRIP = 0.08  # height of the pattern at the band's upper edge, as a share of the band
MARGIN = 0.06  # as a share of the band
LARGEST_WORDS, SMALLEST_WORDS = 0.27, 0.13  # sizes of the letters, as shares of the band
LARGEST_NAME, SMALLEST_NAME = 0.125, 0.09
NAME_ROOM = 0.4  # the most that the name may take of the height beside the code
MARK_SIZE = 32  # pixels; of the letters that repeat over a picture of 1,200 pixels
MARK_STEP = 0.6  # from row to row, as a share of the height of the leaning words; every second row is shifted
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
    strip, margin, side = _measures(height)
    _draw_pattern(draw, width, strip, label)
    band.paste(drawn_code(label.code, side), (margin, strip + margin))
    left = side + 2 * margin
    words, name, _ = set_in_band(label, width, height)
    words.draw(draw, left, strip + margin, WHITE)
    name.draw(draw, left, height - margin - name.height, WHITE)
    return band


def set_in_band(label: Label, width: int, height: int) -> tuple[Lettering, Lettering, int]:
    """Return the label's words and its name as they stand beside the code, and the height that both share."""
    _, margin, side = _measures(height)
    room = width - side - 3 * margin
    sizes = [round(height * share) for share in (LARGEST_NAME, SMALLEST_NAME, LARGEST_WORDS, SMALLEST_WORDS)]
    name = fitted(label.name, room, round(side * NAME_ROOM), sizes[0], sizes[1])
    return fitted(label.words, room, side - name.height, sizes[2], sizes[3]), name, side


def _measures(height: int) -> tuple[int, int, int]:
    """Return the height of the pattern, the margin, and the side of the code, of a band of so many pixels."""
    strip, margin = round(height * STRIP), round(height * MARGIN)
    return strip, margin, height - strip - 2 * margin


def _draw_pattern(draw: ImageDraw.ImageDraw, width: int, height: int, label: Label) -> None:
    """Draw bars in white along the upper edge, which lean as the label says."""
    draw.rectangle((0, 0, width, height), BLACK)
    lean = label.lean * height
    for left in range(-2 * height, width + 2 * height, 2 * height):
        draw.polygon([(left, height), (left + height, height), (left + height + lean, 0), (left + lean, 0)], WHITE)


def mark(content: Image.Image, label: Label) -> None:
    """Repeat the label's words over `content`, so that a part that is cut out still carries them."""
    size = max(12, round(MARK_SIZE * content.width / 1200))
    ink, strength = _mark_tile(f"{label.words} · GEGENBILD", size)
    step = round(ink.height * MARK_STEP)
    for row, top in enumerate(range(-ink.height // 2, content.height, step)):
        shift = ink.width // 2 if row % 2 else 0
        for left in range(-shift, content.width, ink.width):
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
