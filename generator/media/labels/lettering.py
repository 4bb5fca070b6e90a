"""Words set into a given room, as large as they fit."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

FONT = Path(__file__).parent / "fonts/OpenSans-Bold.ttf"
LINE = 1.2  # height of a line, in sizes of the font
CUT = "…"


@dataclass(frozen=True)
class Lettering:
    """Lines of words, and the font they are set in."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont

    @property
    def height(self) -> int:
        """Return the height of all lines in pixels."""
        return round(len(self.lines) * self.font.size * LINE)

    def draw(self, draw: ImageDraw.ImageDraw, left: int, top: int, colour: tuple[int, int, int]) -> None:
        """Draw the lines, the first one at `top`."""
        for number, line in enumerate(self.lines):
            draw.text((left, top + round(number * self.font.size * LINE)), line, colour, self.font, anchor="la")


@lru_cache(maxsize=64)
def font_of(size: int) -> ImageFont.FreeTypeFont:
    """Return the bundled font in a size of so many pixels; its plain layout is the same on every machine."""
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def fitted(text: str, width: int, height: int, largest: int, smallest: int) -> Lettering:
    """Return `text` in the largest font in which it fits into `width` and `height`, in pixels.

    Where it does not fit in the smallest one either, words are broken, and what is left over is cut.
    """
    for size in range(largest, smallest, -1):
        lettering = Lettering(tuple(_wrapped(text, width, font_of(size))), font_of(size))
        if lettering.height <= height and all(font_of(size).getlength(line) <= width for line in lettering.lines):
            return lettering
    font = font_of(smallest)
    lines = _wrapped(text, width, font, break_words=True)
    room = max(1, int(height // (smallest * LINE)))
    if len(lines) > room:
        lines = [*lines[: room - 1], lines[room - 1][:-1] + CUT]
    return Lettering(tuple(lines), font)


def _wrapped(text: str, width: int, font: ImageFont.FreeTypeFont, *, break_words: bool = False) -> list[str]:
    """Break at spaces, and after hyphens and slashes; with `break_words` anywhere in a piece that is too long."""
    lines, line = [], ""
    for piece in _pieces(text):
        too_long = break_words and font.getlength(piece.rstrip()) > width
        for part in piece if too_long else (piece,):
            if line and font.getlength((line + part).rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += part
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    pieces, piece = [], ""
    for letter in text:
        piece += letter
        if letter in " -/":
            pieces.append(piece)
            piece = ""
    return [*pieces, piece] if piece else pieces
