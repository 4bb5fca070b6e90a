"""Which held pictures look alike, by the perceptual hashes that their records keep.

A hash is a square of bits: each says whether one spatial frequency of the picture (a coefficient of its discrete
cosine transform) lies above the median of them all. PDQ has 16 rows of 16 ("The TMK+PDQF Video-Hashing Algorithm
and the PDQ Image-Hashing Algorithm", Meta, 2019), pHash 8 of 8 (the library imagehash). Small changes of a
picture turn few bits over; the hashes of two unrelated pictures differ in about half of them.

In a mirrored picture every second column of those coefficients has the opposite sign, the others the same. So its
hash is nearly the same one with every second bit turned over, and none needs to be kept for it. "Nearly", because
the median moves a little: in half of the cases by at most 10 bits of PDQ or 2 of pHash, by the same measurement
as the limits below.

Both hashes are written row by row, the highest bit first, as Meta's and imagehash's own hexadecimal forms are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.records.model import HeldPicture

# The most bits that may differ. By the measurement in benchmarks/results/likeness.md, 99 of 100 pictures found with
# both are the right ones. Crops, screenshots and half of the captions lie beyond, but so do other pictures.
PDQ_LIMIT = 44  # of 256
PHASH_LIMIT = 2  # of 64

PHASH_WEIGHT = 4  # a bit of pHash counts as so many bits of PDQ, which has four times as many
MIRROR = 0x5555_5555_5555_5555  # the second, fourth, … column of every row, in a row of 8 as in one of 16


@dataclass(frozen=True)
class Match:
    """An incident that holds a like picture; `distance` is the number of different bits, of 256."""

    incident: str
    distance: int
    mirrored: bool


@dataclass(frozen=True)
class Pair:
    """Two like pictures, by their places in a sequence (`first` < `second`); `distance` is of 256 bits."""

    first: int
    second: int
    distance: int
    mirrored: bool


def like(picture: HeldPicture, others: Iterable[tuple[str, HeldPicture]]) -> list[Match]:
    """Return the incidents that hold a picture like this one, nearest first, each once.

    `others` are incidents with each of their pictures. Two pictures are compared by PDQ if both have one, else by
    pHash. A picture that is as near to another as to its mirror image is not called mirrored.
    """
    nearest: dict[str, Match] = {}
    for incident, other in others:
        match = _match(picture, incident, other)
        if match:
            nearest[incident] = min(nearest.get(incident, match), match, key=_nearness)
    return sorted(nearest.values(), key=_nearness)


def alike(pictures: Sequence[HeldPicture]) -> list[Pair]:
    """Return all pairs of like pictures, as `like` finds them, in the order of their places."""
    if len(pictures) < 2:
        return []
    detailed = [place for place, picture in enumerate(pictures) if picture.pdq]
    plain = [place for place, picture in enumerate(pictures) if not picture.pdq]
    by_pdq = _near([pictures[place].pdq or "" for place in detailed], len(detailed), PDQ_LIMIT)
    by_phash = _near([pictures[place].phash for place in (*plain, *detailed)], len(plain), PHASH_LIMIT)
    pairs = [
        *(_pair(detailed, one, other, bits, turned) for one, other, bits, turned in by_pdq),
        *(
            _pair([*plain, *detailed], one, other, bits * PHASH_WEIGHT, turned)
            for one, other, bits, turned in by_phash
        ),
    ]
    return sorted(pairs, key=lambda pair: (pair.first, pair.second))


def _match(picture: HeldPicture, incident: str, other: HeldPicture) -> Match | None:
    if picture.pdq and other.pdq:
        distance, mirrored = _difference(picture.pdq, other.pdq)
        return Match(incident, distance, mirrored) if distance <= PDQ_LIMIT else None
    distance, mirrored = _difference(picture.phash, other.phash)
    return Match(incident, distance * PHASH_WEIGHT, mirrored) if distance <= PHASH_LIMIT else None


def _nearness(match: Match) -> tuple[int, bool, str]:
    return match.distance, match.mirrored, match.incident


def _difference(one: str, other: str) -> tuple[int, bool]:
    """Return in how many bits two hashes differ, and whether that is so with one of them mirrored."""
    different = int(one, 16) ^ int(other, 16)
    mirror = int(f"{MIRROR:x}" * (len(one) // 16), 16)
    straight, turned = different.bit_count(), (different ^ mirror).bit_count()
    return min(straight, turned), turned < straight


def _near(hashes: Sequence[str], rows: int, limit: int) -> Iterator[tuple[int, int, int, bool]]:
    """Compare each of the first `rows` hashes with all that follow it; yield two places, the bits, if mirrored."""
    if rows == 0:
        return
    import numpy as np  # here, for it takes a while, and most checks have nothing to compare

    # One row for each 64 bits of a hash, one column for each hash: numpy is quick along the long side.
    columns = np.frombuffer(bytes.fromhex("".join(hashes)), np.uint64).reshape(len(hashes), -1).T.copy()
    mirror = np.uint64(MIRROR)
    for one in range(rows):
        different = columns[:, one + 1 :] ^ columns[:, one : one + 1]
        straight = np.bitwise_count(different).sum(axis=0, dtype=np.uint16)
        turned = np.bitwise_count(different ^ mirror).sum(axis=0, dtype=np.uint16)
        nearest = np.minimum(straight, turned)
        for place in np.flatnonzero(nearest <= limit).tolist():
            yield one, one + 1 + place, int(nearest[place]), bool(turned[place] < straight[place])


def _pair(places: Sequence[int], one: int, other: int, distance: int, mirrored: bool) -> Pair:
    first, second = sorted((places[one], places[other]))
    return Pair(first, second, distance, mirrored)
