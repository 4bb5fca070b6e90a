"""Pictures that look alike: found by their hashes, mirrored too, the same way one by one and all at once."""

import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageOps

from generator.archive.likeness import PDQ_LIMIT, PHASH_LIMIT, Match, Pair, alike, like
from generator.media.intake.hashing import hashes_of
from generator.records.model import HeldPicture


def held(phash: int = 0, pdq: int | None = None) -> HeldPicture:
    fields = {"file": "a.png", "sha256": "0" * 64, "width": "1", "height": "1", "phash": f"{phash:016x}"}
    return HeldPicture.model_validate(fields if pdq is None else {**fields, "pdq": f"{pdq:064x}"})


def of(image: Image.Image) -> HeldPicture:
    hashes = hashes_of(image)
    return held(int(hashes.phash, 16), int(hashes.pdq, 16) if hashes.pdq else None)


# Hashes of few bits, and the like mirrored: most pairs are near a limit, on either side of it.
FEW_BITS = st.sets(st.integers(0, 63), max_size=PHASH_LIMIT + 1).map(lambda places: sum(1 << at for at in places))
MANY_BITS = st.sets(st.integers(0, 255), min_size=PDQ_LIMIT // 3, max_size=PDQ_LIMIT).map(
    lambda places: sum(1 << at for at in places)
)
TURNED = {64: 0x5555_5555_5555_5555, 256: int("5" * 64, 16)}
PHASHES = st.builds(int.__xor__, FEW_BITS, st.sampled_from((0, TURNED[64])))
PDQS = st.builds(int.__xor__, MANY_BITS, st.sampled_from((0, TURNED[256])))
PICTURES = st.builds(held, PHASHES, st.none() | PDQS)


@settings(deadline=None)  # the first time, numpy is loaded
@given(PICTURES)
def test_a_picture_is_like_itself(picture: HeldPicture) -> None:
    assert like(picture, [("a", picture)]) == [Match("a", 0, mirrored=False)]
    assert alike([picture, picture]) == [Pair(0, 1, 0, mirrored=False)]


@given(PICTURES, PICTURES)
def test_likeness_is_mutual(one: HeldPicture, other: HeldPicture) -> None:
    assert like(one, [("a", other)]) == like(other, [("a", one)])


@given(PICTURES, st.lists(st.tuples(st.sampled_from("abc"), PICTURES)))
def test_the_order_of_the_others_does_not_matter(
    picture: HeldPicture, others: list[tuple[str, HeldPicture]]
) -> None:
    found = like(picture, others)
    assert like(picture, others[::-1]) == found
    assert [match.distance for match in found] == sorted(match.distance for match in found)
    assert len({match.incident for match in found}) == len(found)


@settings(deadline=None)  # the first time, numpy is loaded
@given(st.lists(PICTURES, max_size=8))
def test_all_at_once_are_compared_as_one_by_one(pictures: list[HeldPicture]) -> None:
    one_by_one = [
        Pair(first, second, match.distance, match.mirrored)
        for first, second in combinations(range(len(pictures)), 2)
        for match in like(pictures[first], [("", pictures[second])])
    ]
    assert alike(pictures) == one_by_one


def test_the_nearest_comes_first_and_each_incident_once() -> None:
    others = [
        ("far", held(pdq=0b111)),
        ("near", held(pdq=0b11)),
        ("near", held(pdq=0b1)),
        ("no", held(pdq=2**128 - 1)),
    ]
    assert like(held(pdq=0), others) == [Match("near", 1, mirrored=False), Match("far", 3, mirrored=False)]


def test_the_limit_itself_is_alike_and_one_bit_more_is_not() -> None:
    within, beyond = 2**PDQ_LIMIT - 1, 2 ** (PDQ_LIMIT + 1) - 1
    assert like(held(pdq=0), [("a", held(pdq=within))])
    assert not like(held(pdq=0), [("a", held(pdq=beyond))])


def test_phash_counts_only_where_a_picture_has_no_pdq_and_then_in_256ths() -> None:
    assert not like(held(0, pdq=0), [("a", held(0, pdq=2**128 - 1))])
    assert like(held(0, pdq=0), [("a", held(0b11))]) == [Match("a", 8, mirrored=False)]


def drawn() -> Image.Image:
    """Draw discs of many sizes on a soft ground: enough detail for PDQ, and no two sides alike."""
    image = Image.radial_gradient("L").resize((600, 450)).convert("RGB")
    draw = ImageDraw.Draw(image)
    for number in range(11):
        x, y, size = number * 137 % 520, number * 211 % 400, 20 + number * 29 % 90
        draw.ellipse((x, y, x + size, y + size / 2), fill=(number * 53 % 256, number * 97 % 256, number * 31 % 256))
    return image


@pytest.mark.parametrize("without", [{}, {"pdq": None}], ids=["PDQ", "pHash"])
def test_a_mirrored_picture_is_found(without: dict[str, None]) -> None:
    """Here the order of the bits is tested, against the libraries: in any other the two would be far apart."""
    images = (drawn(), ImageOps.mirror(drawn()), ImageOps.flip(drawn()))
    pictures = [of(image) for image in images]
    assert all(picture.pdq for picture in pictures)
    (found,) = alike([picture.model_copy(update=without) for picture in pictures])
    assert (found.first, found.second, found.mirrored) == (0, 1, True)


def test_a_smaller_copy_is_found_and_is_not_mirrored() -> None:
    (found,) = like(of(drawn()), [("a", of(drawn().resize((300, 225))))])
    assert not found.mirrored


def test_numpy_is_not_loaded_where_there_is_nothing_to_compare() -> None:
    """It takes longer to load than a small archive to check."""
    program = (
        "import sys; from generator.checks import running; from generator.archive.likeness import alike; "
        "alike([]); print('numpy' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
