"""How well do PDQ and pHash find a picture again, and from how many different bits on do they confuse pictures?

Usage: python -m benchmarks.likeness    (prints the tables and writes them to benchmarks/results/likeness.md)
"""

import io
import multiprocessing
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageOps

from benchmarks.drawings import CONFUSED, Drawing, caption, drawings
from generator.archive.likeness import PDQ_LIMIT, PHASH_LIMIT
from generator.media.intake.hashing import LEAST_QUALITY, Hashes, hashes_of

OF_EACH_KIND, CONFUSING = 40, 20  # drawings of each kind with a layout of their own; pairs of each kind with one
WANTED = 0.99  # precision
RELIABLE = 0.75  # recall
RESULTS = Path(__file__).parent / "results/likeness.md"

LIMITS = {"PDQ": (16, 24, 32, 40, 48, 56, 64, 72, 80), "pHash": (2, 4, 6, 8, 10, 12, 14, 16)}  # bits

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Change = Callable[[Image.Image, random.Random], Image.Image]


def main() -> None:
    """Measure, print, and write the results."""
    chosen = drawings(OF_EACH_KIND, CONFUSING)
    with multiprocessing.Pool(2) as pool:
        measured = pool.map(hashed, chosen, chunksize=4)
    text = "\n".join(report(measured))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text + "\n")
    print(text)


def hashed(drawing: Drawing) -> list[Hashes]:
    """Draw a picture and return its hashes, then those of its variants."""
    image = drawing.drawn()
    chance = random.Random(f"variants of {drawing}")
    variants = (saved(change(image, chance), quality) for change, quality in VARIANTS.values())
    return [hashes_of(image), *map(hashes_of, variants)]


def saved(image: Image.Image, quality: int) -> Image.Image:
    """Return the picture as it is after having been saved as JPEG."""
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return Image.open(file).convert("RGB")


def resized(width: float, height: float) -> Change:
    """Return the change to so much of the width and of the height."""
    return lambda image, _: image.resize((int(image.width * width), int(image.height * height)))


def cropped(part: float) -> Change:
    """Return the change that cuts this part of the width and of the height off, here and there."""

    def change(image: Image.Image, chance: random.Random) -> Image.Image:
        width, height = image.width * (1 - part), image.height * (1 - part)
        x, y = chance.uniform(0, image.width - width), chance.uniform(0, image.height - height)
        return image.crop((int(x), int(y), int(x + width), int(y + height)))

    return change


def lit(brightness: float, contrast: float) -> Change:
    """Return the change of brightness and contrast by these factors."""
    return lambda image, _: ImageEnhance.Contrast(ImageEnhance.Brightness(image).enhance(brightness)).enhance(
        contrast
    )


def screenshot(image: Image.Image, _chance: random.Random) -> Image.Image:
    """Show the picture on a phone: a thin dark border, a bar above and one below."""
    border, bar = image.width // 40, image.height // 10
    framed = ImageOps.expand(image, (border, bar, border, bar), fill=(12, 12, 14))
    framed.paste((45, 45, 50), (0, 0, framed.width, bar // 2))
    framed.paste(
        (235, 235, 240), (framed.width // 3, framed.height - bar // 2, framed.width * 2 // 3, framed.height)
    )
    return framed


def captioned(image: Image.Image, chance: random.Random) -> Image.Image:
    """Write a caption across the picture."""
    image = image.copy()
    caption(image, chance)
    return image


def unchanged(image: Image.Image, _chance: random.Random) -> Image.Image:
    """Return the picture as it is."""
    return image


VARIANTS: dict[str, tuple[Change, int]] = {  # the change, and the quality of JPEG that it is saved with
    "recompressed, JPEG 60": (unchanged, 60),
    "recompressed, JPEG 30": (unchanged, 30),
    "resized to 50 %": (resized(0.5, 0.5), 85),
    "resized to 25 %": (resized(0.25, 0.25), 85),
    "stretched by 5 %": (resized(1.05, 1), 85),
    "cropped by 5 %": (cropped(0.05), 85),
    "cropped by 10 %": (cropped(0.1), 85),
    "cropped by 20 %": (cropped(0.2), 85),
    "screenshot with frame": (screenshot, 85),
    "mirrored": (lambda image, _: ImageOps.mirror(image), 85),
    "brighter, more contrast": (lit(1.25, 1.25), 85),
    "darker, less contrast": (lit(0.75, 0.75), 85),
    "caption added": (captioned, 85),
}


@dataclass(frozen=True)
class Distances:
    """In how many bits each variant of each picture differs from each picture, or from its mirror image.

    The axes are variant, picture that was changed, picture that it is compared with; `known` says where both have
    the hash.
    """

    name: str
    bits: Numbers
    known: Flags

    def counts(self, limit: int) -> Numbers:
        """Return, for each variant, how many are found again, how many should be, how many others are found."""
        own = np.eye(self.bits.shape[1], dtype=bool)
        found = self.known & (self.bits <= limit)
        return np.array(
            [(each & side).sum((1, 2)) for each, side in ((found, own), (self.known, own), (found, ~own))]
        )

    def recommended(self) -> int:
        """Return the limit of the highest recall whose precision over all variants is as wanted."""
        good = [limit for limit in range(1, max(LIMITS[self.name])) if precision(self.counts(limit)) >= WANTED]
        return max(good, key=lambda limit: (recall(self.counts(limit)), -limit))


def distances(name: str, hashes: Sequence[Sequence[str]], known: Flags) -> Distances:
    """Compare all variants with all pictures; each row has the hash of a picture, then those of its variants."""
    octets = np.array([[list(bytes.fromhex(each)) for each in row] for row in hashes], np.uint8)
    signs = np.unpackbits(octets, axis=2).astype(np.float32) * 2 - 1
    variants, pictures = signs[:, 1:].swapaxes(0, 1), signs[:, 0]
    first, second = (variants[..., place::2] @ pictures[:, place::2].T for place in (0, 1))
    nearest = first + np.abs(second)  # as generator/archive/likeness.py turns every second bit over
    return Distances(name, ((signs.shape[2] - nearest) / 2).astype(np.int64), known)


def recall(counts: Numbers) -> float:
    """Return which part of what should be found is found."""
    found, wanted, _ = counts.reshape(3, -1).sum(1)
    return float(found / wanted)


def precision(counts: Numbers) -> float:
    """Return which part of what is found is right."""
    found, _, wrong = counts.reshape(3, -1).sum(1)
    return float(found / (found + wrong)) if found else 1.0


def report(measured: Sequence[Sequence[Hashes]]) -> Iterator[str]:
    """Yield the lines of the results."""
    detailed = np.array([[each.pdq is not None for each in row] for row in measured])
    both = detailed[:, 1:].T[:, :, None] & detailed[:, 0]
    pdq = distances("PDQ", [[each.pdq or "0" * 64 for each in row] for row in measured], both)
    phashes = [[each.phash for each in row] for row in measured]
    phash = distances("pHash", phashes, np.ones_like(both))
    yield introduction(len(measured), int(detailed[:, 0].sum()))
    yield from table(pdq)
    yield from table(phash)
    yield from in_use(pdq, distances("pHash", phashes, ~both))
    yield from mirrors((pdq, phash))


def introduction(pictures: int, detailed: int) -> str:
    """Say what was measured, when, and how the tables are read."""
    return f"""\
# How well a picture is found again

Measured on {datetime.now(UTC).date()} by `python -m benchmarks.likeness`.

{pictures} pictures that benchmarks/drawings.py draws, {2 * CONFUSING * len(CONFUSED)} of them in pairs of one
layout that are easily confused. Each was changed in {len(VARIANTS)} ways and saved as JPEG (quality 85 unless said
otherwise). Every variant was compared with every picture and with its mirror image. {detailed} of the pictures have
enough detail for PDQ (quality {LEAST_QUALITY} of 100 or more); its table is of these alone.

A column is the most bits that may differ. A cell is recall / precision: which part of the variants finds its
picture, and which part of all pictures found is the right one. The larger an archive is, the more there is to
confuse: the last line counts that. Drawings are no photographs; take the figures for an order of magnitude."""


def table(measured: Distances) -> Iterator[str]:
    """Yield the table of one hash and the limit that it recommends."""
    limits = LIMITS[measured.name]
    counts = {limit: measured.counts(limit) for limit in limits}
    yield from (
        "",
        f"## {measured.name}",
        "",
        f"| | {' | '.join(map(str, limits))} |",
        "| --- |" + " --- |" * len(limits),
    )
    for number, name in enumerate(VARIANTS):
        yield f"| {name} | {' | '.join(cell(counts[limit][:, number]) for limit in limits)} |"
    yield f"| **all** | {' | '.join(cell(counts[limit]) for limit in limits)} |"
    others = int(measured.known.sum()) - int(counts[limits[0]][1].sum())
    wrong = (f"{counts[limit][2].sum() / others * 1e6:.0f}" for limit in limits)
    yield f"| wrong, of a million pairs | {' | '.join(wrong)} |"
    yield from ("", f"Highest recall at a precision of at least {WANTED}: **{measured.recommended()} bits**.")


def in_use(pdq: Distances, plain: Distances) -> Iterator[str]:
    """Yield what the archive finds with its own limits: PDQ, and pHash where one picture has no PDQ."""
    parts = {"PDQ": pdq.counts(PDQ_LIMIT), "pHash in its stead": plain.counts(PHASH_LIMIT)}
    parts["together"] = parts["PDQ"] + parts["pHash in its stead"]
    yield from ("", "## As the archive compares", "")
    yield f"PDQ within {PDQ_LIMIT} bits; pHash within {PHASH_LIMIT} where a picture has too little detail for PDQ."
    yield from ("", f"| | {' | '.join(parts)} |", "| --- |" + " --- |" * len(parts))
    for number, name in enumerate(VARIANTS):
        yield f"| {name} | {' | '.join(cell(counts[:, number]) for counts in parts.values())} |"
    yield f"| **all** | {' | '.join(cell(counts) for counts in parts.values())} |"
    together = parts["together"]
    missed = [name for number, name in enumerate(VARIANTS) if recall(together[:, number]) < RELIABLE]
    yield from ("", f"Not to be relied on, for fewer than {RELIABLE:.0%} are found: {', '.join(missed)}.")


def mirrors(measured: Sequence[Distances]) -> Iterator[str]:
    """Yield how far the hash of a mirrored picture is from the one that is derived by turning every second bit."""
    yield from (
        "",
        "## Mirrored",
        "",
        "The hash of a mirrored picture, saved as JPEG, differs from the derived one in:",
        "",
    )
    for each in measured:
        variant = list(VARIANTS).index("mirrored")
        own = np.diagonal(each.bits[variant])[np.diagonal(each.known[variant])]
        middle, most = np.median(own), own.max()
        yield f"- {each.name}: {middle:.0f} bits in the median, {most} at most"


def cell(counts: Numbers) -> str:
    """Return recall and precision; a dash for the precision where nothing is found at all."""
    found, _, wrong = counts.reshape(3, -1).sum(1)
    return f"{recall(counts):.3f} / {precision(counts):.3f}" if found + wrong else f"{recall(counts):.3f} / –"


if __name__ == "__main__":
    main()
