"""Files from anyone: a sound picture is decoded, anything else gets one clear message, and never a traceback."""

import os
import time
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.records.picture import LARGEST_FILE, decode, read_picture, rehearse
from generator.records.problem import ProblemsFoundError
from tests.media.intake.drawings import drawn, encoded, png_claiming, png_with

PICTURE = drawn()
FILES = {form: encoded(PICTURE, form) for form in ("PNG", "JPEG", "WEBP", "AVIF")}
FRAMES = {"save_all": True, "append_images": [drawn(240, 160).rotate(90)]}
ZIP = b"PK\x03\x04\x14\x00\x00\x00\x08\x00"
TELEPHONE = encoded(PICTURE, "MPO", save_all=True, append_images=[drawn(60, 40)])


def message(content: bytes) -> str:
    """Return what is said of the bytes, here and in a process of its own; nothing where they are taken."""
    said = []
    for attempt in (decode, rehearse):
        try:
            attempt(content, "poster.png")
            said.append("")
        except ProblemsFoundError as error:
            said.append(str(error).removeprefix("poster.png:1:1: picture: "))
    assert said[0] == said[1]
    return said[0]


@pytest.mark.parametrize("form", FILES)
def test_a_sound_picture_is_decoded(form: str) -> None:
    assert message(FILES[form]) == ""
    assert decode(FILES[form], "").size == PICTURE.size


@pytest.mark.parametrize(
    "content",
    [
        encoded(PICTURE, "JPEG", progressive=True),
        encoded(PICTURE.convert("CMYK"), "JPEG"),
        encoded(PICTURE.quantize(16), "PNG"),
        encoded(Image.new("I;16", (8, 8), 40_000), "PNG"),
        encoded(PICTURE, "WEBP", lossless=True),
        TELEPHONE,
    ],
    ids=["progressive", "CMYK", "palette", "16 bits", "lossless WebP", "two pictures of a telephone"],
)
def test_less_common_pictures_are_decoded(content: bytes) -> None:
    assert message(content) == ""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00\x03" + bytes(100),
        b"<!doctype html><title>x</title>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        ZIP,
        encoded(PICTURE, "GIF"),
        encoded(PICTURE, "GIF", **FRAMES),
        encoded(PICTURE, "TIFF"),
        encoded(PICTURE, "BMP"),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n",
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1",
        ZIP + FILES["PNG"],
    ],
    ids=[
        "empty",
        "exe",
        "HTML",
        "SVG",
        "PDF",
        "ZIP",
        "GIF",
        "animated GIF",
        "TIFF",
        "BMP",
        "EPS",
        "HEIC",
        "ZIP first",
    ],
)
def test_what_is_no_picture_of_these_formats_is_refused(content: bytes) -> None:
    assert message(content).startswith("this is no PNG, JPEG, WebP or AVIF; if an image editor shows it, export")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            png_claiming(100_000, 100_000),
            "the picture has too many pixels (far more); scale it down to at most 40 million",
        ),
        (png_claiming(8_000, 8_000), "the picture has too many pixels (8000 × 8000); scale it down"),
        (png_claiming(20_000, 2), "a side has 20000 pixels; scale it down to at most 12000"),
        (encoded(Image.new("1", (9_000, 9_000)), "PNG"), "the picture has too many pixels (9000 × 9000)"),
    ],
)
def test_a_bomb_is_not_decoded(content: bytes, said: str) -> None:
    start = time.monotonic()
    assert message(content).startswith(said)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("form", ["PNG", "WEBP", "AVIF"])
def test_an_animation_is_refused(form: str) -> None:
    said = "this is an animation; export the frame that matters as PNG"
    assert message(encoded(PICTURE, form, **FRAMES)) == said


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_short_is_refused(form: str, share: float) -> None:
    said = message(FILES[form][: int(len(FILES[form]) * share)])
    assert "cut short" in said or said.startswith("this is no PNG")


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("hidden", [ZIP, b"Rar!\x1a\x07", b"<script>alert(1)</script>", b"\0", FILES["PNG"]])
def test_a_file_that_goes_on_behind_the_picture_is_refused(form: str, hidden: bytes) -> None:
    assert "something else stands behind its end in the file; open it in an image editor" in message(
        FILES[form] + hidden
    )


def test_what_stands_behind_the_second_picture_of_a_telephone_is_refused() -> None:
    assert "something else stands behind its end" in message(TELEPHONE + ZIP)


def test_a_text_that_unpacks_to_gigabytes_is_refused() -> None:
    zipped = zlib.compress(bytes(64 << 20))
    assert "damaged" in message(png_with(FILES["PNG"], b"zTXt", b"parameters\0\0" + zipped))


def test_a_picture_that_is_drawn_over_and_over_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes of a progressive JPEG go over all pixels; repeated, they keep a computer busy for days."""
    content = encoded(Image.new("RGB", (6_000, 6_000)), "JPEG", progressive=True)
    last_scan = content[content.rfind(b"\xff\xda") : -2]
    monkeypatch.setattr("generator.records.picture.LONGEST_DECODING", 2)
    start = time.monotonic()
    with pytest.raises(ProblemsFoundError, match="takes longer than 2 seconds to decode; open it in an image"):
        rehearse(content[:-2] + last_scan * 5_000 + content[-2:], "")
    assert time.monotonic() - start < 10


def test_only_a_regular_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "poster.png"
    file.write_bytes(FILES["PNG"])
    assert read_picture(file, "poster.png") == FILES["PNG"]
    link, pipe = tmp_path / "link.png", tmp_path / "pipe.png"
    link.symlink_to(file)
    os.mkfifo(pipe)
    with pytest.raises(ProblemsFoundError, match="there is no such file"):
        read_picture(tmp_path / "none.png", "")
    for path in (link, pipe, tmp_path, Path("/dev/zero")):
        with pytest.raises(ProblemsFoundError, match="this is no regular file"):
            read_picture(path, "")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "poster.png"
    with file.open("wb") as opened:
        opened.truncate(LARGEST_FILE + 1)
    with pytest.raises(ProblemsFoundError, match="the file is larger than 50 MiB; scale the picture down"):
        read_picture(file, "")


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Return a valid file with some bytes changed, cut out, doubled or put in."""
    content = bytearray(FILES[draw(st.sampled_from(sorted(FILES)))])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, min(len(content), 300)) | st.integers(0, len(content)))
        length = draw(st.sampled_from([1, 1, 1, 4, 50]))
        match draw(st.sampled_from(["change", "cut", "double", "insert"])):
            case "change":
                content[at : at + length] = draw(st.binary(min_size=length, max_size=length))
            case "cut":
                del content[at : at + length]
            case "double":
                content[at:at] = content[at : at + length]
            case _:
                content[at:at] = draw(st.binary(max_size=20))
    return bytes(content)


@given(mutated() | st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_picture_or_are_refused(content: bytes) -> None:
    try:
        image = decode(content, "")
    except ProblemsFoundError:
        return
    assert encoded(image.convert("RGB"), "PNG")
    assert Image.open(BytesIO(content)).size == image.size
