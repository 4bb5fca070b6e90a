"""Perceptual hashes: near for pictures that look alike, far for others."""

import re
from io import BytesIO

import pytest
from PIL import Image

from generator.media.intake.hashing import hashes_of
from tests.media.intake.drawings import drawn, encoded


def distance(one: str | None, other: str | None) -> int:
    assert one
    assert other
    return (int(one, 16) ^ int(other, 16)).bit_count()


def test_the_hashes_have_the_form_that_a_record_wants() -> None:
    found = hashes_of(drawn())
    assert re.fullmatch("[0-9a-f]{16}", found.phash)
    assert re.fullmatch("[0-9a-f]{64}", found.pdq or "")


def test_a_copy_that_was_scaled_and_compressed_is_near() -> None:
    picture = drawn(800, 600)
    copy = Image.open(BytesIO(encoded(picture.resize((400, 300)), "JPEG", quality=60)))
    one, other = hashes_of(picture), hashes_of(copy)
    assert distance(one.phash, other.phash) <= 8
    assert distance(one.pdq, other.pdq) <= 32


def test_another_picture_is_far() -> None:
    one, other = hashes_of(drawn()), hashes_of(drawn().rotate(90))
    assert distance(one.phash, other.phash) > 16
    assert distance(one.pdq, other.pdq) > 64


@pytest.mark.parametrize("image", [Image.new("RGB", (300, 200), "navy"), Image.new("L", (1, 1))])
def test_a_picture_without_detail_has_no_pdq(image: Image.Image) -> None:
    found = hashes_of(image)
    assert found.pdq is None
    assert re.fullmatch("[0-9a-f]{16}", found.phash)


def test_the_picture_is_left_as_it_is() -> None:
    picture = drawn(1500, 1500)
    hashes_of(picture)
    assert picture.size == (1500, 1500)
