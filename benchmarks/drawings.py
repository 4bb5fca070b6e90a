"""Pictures that the project draws itself, by a seed: portraits, posters, text cards, landscapes and plainer things.

Each is drawn by two chances: one chooses the layout, the other all that fills it. Two pictures of one layout are
different pictures that are easily confused: two portraits in one frame, two posters of one campaign.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZES = ((640, 480), (480, 640), (560, 560), (720, 405), (405, 720))  # pixels
SYLLABLES = ("ka", "lo", "men", "tar", "vi", "sol", "dra", "pe", "nu", "rin", "gos", "ter", "al", "fe", "wen")


@dataclass(frozen=True)
class Drawing:
    """One picture to be drawn; those of the same kind and layout are easily confused."""

    kind: str
    layout: int
    filling: int

    def drawn(self) -> Image.Image:
        """Draw the picture."""
        layout, chance = random.Random(f"{self.kind} {self.layout}"), random.Random(f"{self.filling} of {self}")
        return KINDS[self.kind](layout, chance).convert("RGB")


def drawings(of_each_kind: int, confusing: int) -> list[Drawing]:
    """Return drawings with a layout of their own, then pairs of one layout, so many for each kind."""
    alone = [Drawing(kind, number, 0) for kind in KINDS for number in range(of_each_kind)]
    layouts = range(of_each_kind, of_each_kind + confusing)
    pairs = [Drawing(kind, number, filling) for kind in CONFUSED for number in layouts for filling in (1, 2)]
    return alone + pairs


def gradient(layout: random.Random, chance: random.Random) -> Image.Image:
    """Draw a soft run of colours from one corner to another; too little for a hash to hold on to, at times."""
    width, height = layout.choice(SIZES)
    angle, waves = layout.uniform(0, 2 * math.pi), layout.uniform(0.5, 3)
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    run = (1 + np.sin(waves * math.pi * (x * math.cos(angle) + y * math.sin(angle)))) / 2
    first, last = np.array(_colour(chance)), np.array(_colour(chance))
    return Image.fromarray((first + run[..., None] * (last - first)).astype(np.uint8))


def shapes(layout: random.Random, chance: random.Random) -> Image.Image:
    """Draw boxes and discs of all sizes on a plain ground."""
    image = Image.new("RGB", layout.choice(SIZES), _colour(chance))
    draw = ImageDraw.Draw(image)
    for _ in range(layout.randint(4, 30)):
        form = chance.choice((draw.ellipse, draw.rectangle))
        form(_box(chance, image.size), fill=_colour(chance))
    return image


def texture(layout: random.Random, chance: random.Random) -> Image.Image:
    """Draw cloudy noise."""
    return _clouds(chance, layout.choice(SIZES), layout.uniform(0.4, 0.8))


def crowd(layout: random.Random, chance: random.Random) -> Image.Image:
    """Draw rows of heads under a light sky."""
    image = _clouds(chance, layout.choice(SIZES), 0.4)
    draw, (width, height) = ImageDraw.Draw(image), image.size
    top, rows = layout.uniform(0.2, 0.6) * height, layout.randint(3, 7)
    for row in range(rows):
        size = width * (0.03 + 0.05 * row / rows)
        for _ in range(int(width / size)):
            x, y = chance.uniform(0, width), top + (height - top) * (row + chance.random()) / rows
            draw.ellipse((x - size, y, x + size, y + 3 * size), fill=_colour(chance))
            draw.ellipse((x - size / 2, y - size, x + size / 2, y + size / 3), fill=_skin(chance))
    return image


def portrait(layout: random.Random, chance: random.Random) -> Image.Image:
    """Draw a head with hair, eyes, a mouth and shoulders before a cloudy ground."""
    image = _clouds(chance, layout.choice(SIZES), 0.5)
    width, height = image.size
    _face(image, chance, (width * layout.uniform(0.35, 0.65), height * 0.45), height * layout.uniform(0.18, 0.26))
    return _lit(image, chance)


def poster(layout: random.Random, chance: random.Random) -> Image.Image:
    """Draw a portrait in a field, a band with a slogan, small letters; the colours are those of the campaign."""
    image = Image.new("RGB", layout.choice(SIZES), _colour(layout))
    draw, (width, height) = ImageDraw.Draw(image), image.size
    line, left = layout.uniform(0.6, 0.75) * height, layout.random() < 0.5
    start = 0 if left else width * 0.45
    image.paste(_clouds(chance, (int(width * 0.55), int(line)), 0.5), (int(start), 0))
    _face(image, chance, (start + width * 0.275, line * 0.5), line * 0.22)
    draw.rectangle((0, line, width, height), fill=_colour(layout))
    _write(draw, chance, (width * 0.05, line + height * 0.02), height * 0.1, 1, width * 0.9)
    _write(draw, chance, (width * (0.58 if left else 0.03), height * 0.1), height * 0.06, 4, width * 0.38)
    return image


def card(layout: random.Random, chance: random.Random) -> Image.Image:
    """Draw the screenshot of a post: a disc, a name, some lines of text, light or dark."""
    dark = layout.random() < 0.3
    image = Image.new("RGB", layout.choice(SIZES), (20, 24, 30) if dark else (252, 252, 252))
    draw, (width, height) = ImageDraw.Draw(image), image.size
    draw.ellipse((width * 0.05, height * 0.05, width * 0.15, height * 0.05 + width * 0.1), fill=_colour(chance))
    ink = (230, 230, 230) if dark else (25, 25, 25)
    _write(draw, chance, (width * 0.18, height * 0.07), height * 0.04, 1, width * 0.5, ink)
    size, lines = height * layout.uniform(0.04, 0.07), layout.randint(4, 9)
    _write(draw, chance, (width * 0.05, height * 0.25), size, lines, width * 0.9, ink)
    return image


def landscape(layout: random.Random, chance: random.Random) -> Image.Image:
    """Draw hills and houses below a sky."""
    image = _clouds(chance, layout.choice(SIZES), 0.25)
    draw, (width, height) = ImageDraw.Draw(image), image.size
    horizon = height * layout.uniform(0.4, 0.6)
    for depth in range(3):
        waves, start = chance.uniform(1, 5), chance.uniform(0, 7)
        rise, base = height * chance.uniform(0.04, 0.12), horizon + depth * height * 0.15
        edge = [(x, base + rise * math.sin(waves * x / width * 3 + start)) for x in range(0, width + 8, 8)]
        draw.polygon([(0, height), *edge, (width, height)], fill=_colour(chance))
    for _ in range(chance.randint(3, 9)):
        x, wide = chance.uniform(0, width), width * chance.uniform(0.04, 0.12)
        tall = height * chance.uniform(0.1, 0.3)
        draw.rectangle((x, height * 0.8 - tall, x + wide, height * 0.8), fill=_colour(chance))
    return _lit(image, chance)


KINDS: dict[str, Callable[[random.Random, random.Random], Image.Image]] = {
    draw.__name__: draw for draw in (gradient, shapes, texture, crowd, portrait, poster, card, landscape)
}
CONFUSED = ("crowd", "portrait", "poster", "card", "landscape")  # one layout, and yet different pictures


def caption(image: Image.Image, chance: random.Random) -> None:
    """Write two lines of large letters, white on a dark band, across the lower part of the picture."""
    draw, (width, height) = ImageDraw.Draw(image), image.size
    draw.rectangle((0, height * 0.82, width, height * 0.97), fill=(15, 15, 15))
    _write(draw, chance, (width * 0.05, height * 0.83), height * 0.055, 2, width * 0.9, (250, 250, 250))


def _colour(chance: random.Random) -> tuple[int, int, int]:
    return chance.randrange(256), chance.randrange(256), chance.randrange(256)


def _skin(chance: random.Random) -> tuple[int, int, int]:
    light = chance.uniform(0.3, 1)
    return int(240 * light), int(200 * light), int(170 * light)


def _box(chance: random.Random, size: tuple[int, int]) -> tuple[float, float, float, float]:
    width, height = size
    x, y = chance.uniform(-0.1, 0.9) * width, chance.uniform(-0.1, 0.9) * height
    return x, y, x + width * chance.uniform(0.05, 0.5), y + height * chance.uniform(0.05, 0.5)


def _clouds(chance: random.Random, size: tuple[int, int], roughness: float) -> Image.Image:
    """Add up noise of ever finer grain, each less strong than the one before by the factor `roughness`."""
    source = np.random.default_rng(chance.randrange(2**32))
    total, strength, sum_of_strengths = np.zeros((size[1], size[0], 3)), 1.0, 0.0
    for cells in (2, 4, 8, 16, 32, 64):
        grain = Image.fromarray(source.integers(0, 256, (cells, cells, 3), np.uint8))
        total += strength * np.asarray(grain.resize(size, Image.Resampling.BICUBIC), float)
        sum_of_strengths += strength
        strength *= roughness
    return Image.fromarray((total / sum_of_strengths).astype(np.uint8))


def _lit(image: Image.Image, chance: random.Random) -> Image.Image:
    """Let light fall on the picture from somewhere."""
    light = _clouds(chance, image.size, 0.1).filter(ImageFilter.GaussianBlur(20))
    return Image.blend(image, light, 0.25)


def _face(image: Image.Image, chance: random.Random, middle: tuple[float, float], size: float) -> None:
    draw, (x, y), skin, hair = ImageDraw.Draw(image), middle, _skin(chance), _colour(chance)
    wide, tall = size * chance.uniform(0.7, 0.95), size * chance.uniform(0.95, 1.2)
    draw.ellipse((x - 2.2 * size, y + 1.1 * size, x + 2.2 * size, y + 4 * size), fill=_colour(chance))
    long = chance.uniform(0.2, 1.6)
    draw.ellipse((x - 1.2 * wide, y - 1.25 * tall, x + 1.2 * wide, y + long * tall), fill=hair)
    draw.ellipse((x - wide, y - tall * chance.uniform(0.6, 1), x + wide, y + tall), fill=skin)
    gaze, apart = y - tall * chance.uniform(0.05, 0.25), wide * chance.uniform(0.35, 0.5)
    for eye in (x - apart, x + apart):
        open_ = size * chance.uniform(0.07, 0.13)
        draw.ellipse((eye - 1.6 * open_, gaze - open_, eye + 1.6 * open_, gaze + open_), fill=(245, 245, 245))
        draw.ellipse((eye - open_, gaze - open_, eye + open_, gaze + open_), fill=(30, 30, 40))
    if chance.random() < 0.4:
        draw.line((x - wide, gaze, x + wide, gaze), fill=(20, 20, 20), width=max(2, int(size * 0.08)))
    lips = wide * chance.uniform(0.3, 0.6)
    draw.ellipse((x - lips, y + tall * 0.5, x + lips, y + tall * chance.uniform(0.55, 0.8)), fill=(140, 40, 40))
    if chance.random() < 0.3:
        draw.ellipse((x - wide * 0.9, y + tall * 0.6, x + wide * 0.9, y + tall * 1.2), fill=hair)


def _write(
    draw: ImageDraw.ImageDraw,
    chance: random.Random,
    place: tuple[float, float],
    size: float,
    lines: int,
    width: float,
    ink: tuple[int, int, int] | None = None,
) -> None:
    font, ink = ImageFont.load_default(size), ink or _colour(chance)
    for line in range(lines):
        text = _word(chance).capitalize()
        while draw.textlength(f"{text} {(word := _word(chance))}", font) < width:
            text += f" {word}"
        end = len(text) if line < lines - 1 else chance.randint(len(text) // 2, len(text))
        draw.text((place[0], place[1] + line * size * 1.3), text[:end], ink, font)


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(1, 4)))
