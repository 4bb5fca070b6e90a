"""A picture that was put beside a record by other means than `gegenbild media add` is found out."""

import hashlib
import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from generator.checks.running import check
from generator.media.intake.plain import png_bytes
from tests.archives import make_archive, record_path
from tests.checks.test_rules import ID, SOUND
from tests.media.intake.drawings import drawn, encoded, png_with

CONTENT = png_bytes(drawn())


def problems(root: Path, content: bytes | None) -> list[str]:
    """Return what is said of a record whose picture has the recorded checksum, and size 240 × 160."""
    digest = hashlib.sha256(content or b"").hexdigest()
    picture = f"{{file: flag.png, sha256: {digest}, width: 240, height: 160, phash: {'0' * 16}}}"
    media = (
        f"kind: image\n      description: A flag.\n      digital_source_type: composite\n      picture: {picture}"
    )
    text = SOUND.replace(
        "kind: audio\n      description: A voice promises free beer.", f"{media}\n      rights: Quotation."
    )
    make_archive(root, {ID: text})
    if content is not None:
        record_path(root, ID).with_name("flag.png").write_bytes(content)
    found = check(root, [record_path(root, ID)])
    return [
        f"{each.line}:{each.column} {each.rule}: {each.message}" for each in found if each.rule != "source-archived"
    ]


def test_a_picture_as_it_is_taken_in_is_sound(tmp_path: Path) -> None:
    assert problems(tmp_path, CONTENT) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda _: encoded(drawn(100, 160), "PNG"),
            "14:107 held-picture-sound: `flag.png` has a width of 100 pixels",
        ),
        (
            lambda _: encoded(drawn(240, 90), "PNG"),
            "14:119 held-picture-sound: `flag.png` has a height of 90 pixels",
        ),
        (
            lambda png: png_with(png, b"tEXt", b"Author\0A"),
            "carries more than the picture (tEXt); take the picture in",
        ),
        (lambda png: png_with(png, b"eXIf", b"MM\0*\0\0\0\x08\0\0"), "carries more than the picture (eXIf)"),
        (
            lambda png: png_with(png, b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>"),
            "carries more than the picture (iTXt)",
        ),
        (lambda _: encoded(drawn().convert("RGBA"), "PNG"), "is not in RGB, without transparency"),
        (lambda _: encoded(drawn().convert("I;16"), "PNG"), "is not in RGB, without transparency"),
        (lambda _: encoded(drawn(), "JPEG"), "is not as it should be: this is no PNG"),
        (lambda png: png + b"PK\x03\x04", "something else stands behind its end"),
        (lambda png: png[:-40], "is not as it should be: the picture is damaged or cut short"),
    ],
    ids=["width", "height", "text", "EXIF", "XMP", "transparent", "16 bits", "JPEG", "polyglot", "cut short"],
)
def test_any_other_picture_is_refused(tmp_path: Path, change: Callable[[bytes], bytes], said: str) -> None:
    (found,) = problems(tmp_path, change(CONTENT))
    assert "held-picture-sound" in found
    assert said in found
    assert "take the picture in with `gegenbild media add`" in found


@pytest.mark.parametrize(("content", "said"), [(None, "does not lie beside the record"), (b"", "is empty")])
def test_a_picture_that_is_missing_or_empty_is_the_business_of_another_rule(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    (found,) = problems(tmp_path, content)
    assert f"held-file-sound: `flag.png` {said}" in found


def test_a_picture_is_decoded_once_however_many_media_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert problems(tmp_path, CONTENT) == []
    record = record_path(tmp_path, ID)
    media = re.search(r"    - kind: image\n(?:      .*\n)+", record.read_text())
    assert media
    record.write_text(record.read_text().replace(media[0], media[0] * 50))
    decoded: list[object] = []
    opening = Image.open

    def counted(file: io.BytesIO, **how: Any) -> Image.Image:
        decoded.append(file)
        return opening(file, **how)

    monkeypatch.setattr(Image, "open", counted)
    found = check(tmp_path, [record])
    assert [each.rule for each in found if each.rule != "source-archived"] == []
    assert len(decoded) == 1  # the largest that is allowed takes two seconds, and a record holds a thousand media


def test_where_no_picture_is_held_the_check_does_not_load_what_decodes_them(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {ID: SOUND})
    code = (
        "import pathlib, sys\nfrom generator.checks.running import check\n"
        f"check(pathlib.Path({str(root)!r}))\nassert not {{'PIL', 'numpy', 'c2pa'}} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
