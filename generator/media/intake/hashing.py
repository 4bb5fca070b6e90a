"""Perceptual hashes: pictures that look alike have hashes that differ in few bits."""

from dataclasses import dataclass

from PIL import Image

# Below this quality PDQ hashes are "too unreliable to match on": Meta's ThreatExchange,
# python-threatexchange/threatexchange/signal_type/pdq/signal.py.
LEAST_QUALITY = 50  # of 100
ENOUGH_FOR_PDQ = (1024, 1024)  # pixels; it looks at 64 by 64, and would need a gigabyte for the largest picture


@dataclass(frozen=True)
class Hashes:
    """A picture's pHash (64 bits) and PDQ hash (256 bits, None where it has too little detail), in hexadecimal."""

    phash: str
    pdq: str | None


def hashes_of(image: Image.Image) -> Hashes:
    """Return the perceptual hashes of a picture."""
    import imagehash  # here, for it loads SciPy

    return Hashes(str(imagehash.phash(image)), _pdq(image))


def _pdq(image: Image.Image) -> str | None:
    import numpy as np
    import pdqhash

    small = image.convert("RGB")
    small.thumbnail(ENOUGH_FOR_PDQ)
    bits, quality = pdqhash.compute(np.asarray(small))
    if quality < LEAST_QUALITY:
        return None
    return f"{int(''.join(str(int(bit)) for bit in bits), 2):064x}"
