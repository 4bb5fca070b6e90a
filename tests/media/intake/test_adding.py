"""`gegenbild media add`: a plain picture beside the record, what is known of it in the record, and nothing lost."""

import hashlib
import re
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import ExifTags, Image

from generator.checks.running import check
from generator.cli import main
from generator.media.intake import adding
from generator.records.formatting import canonical
from generator.records.model import HeldPicture, Media
from generator.records.picture_end import png_chunks
from generator.records.reading import parse_record
from generator.records.vocabulary import DigitalSourceType
from tests.archives import make_archive, record_path, write
from tests.checks.test_rules import ID, SOUND
from tests.media.intake.drawings import drawn, encoded, linear_profile, png_with
from tests.media.intake.signed import signed

OTHER_ID = "2024-05-06-another-speech"
RECORD = SOUND.replace(
    "    - kind: audio\n      description: A voice promises free beer.\n",
    "    # the poster\n"
    "    - kind: image\n"
    "      description: A minister on a horse.  # as the source says\n"
    "      # why it is held\n"
    "      rights: Quotation [@news].\n"
    "    # the recording\n"
    "    - kind: audio\n"
    "      description: A voice promises free beer.\n"
    "  # both of them\n",
)
TYPE = ("--source-type", "trainedAlgorithmicMedia")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "archive", {ID: RECORD})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "from a stranger.jpg", encoded(drawn(), "JPEG"))


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def add(root: Path, file: Path, *options: str, identifier: str = ID, typed: str | None = None) -> Result:
    result = CliRunner().invoke(
        main, ["media", "add", identifier, str(file), "--root", str(root), *options], input=typed
    )
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def media(root: Path, number: int = 0) -> Media:
    return parse_record(record_path(root, ID).read_text(), "").content.post.media[number]


def held(root: Path, number: int = 0) -> HeldPicture:
    found = media(root, number).picture
    assert found
    return found


def state(root: Path) -> dict[str, bytes]:
    """Return all files of the incident by name."""
    return {path.name: path.read_bytes() for path in record_path(root, ID).parent.iterdir()}


def taken(root: Path, tmp_path: Path, content: bytes) -> Image.Image:
    """Take a file in and return the picture that is held."""
    result = add(root, written(tmp_path / "given", content), *TYPE)
    assert result.exit_code == 0, result.output
    picture = record_path(root, ID).with_name("picture.png").read_bytes()
    assert {name for name, _ in png_chunks(picture)} == {b"IHDR", b"IDAT", b"IEND"}
    return Image.open(BytesIO(picture))


def test_a_picture_lies_beside_its_record_and_passes_every_check(root: Path, file: Path) -> None:
    result = add(root, file, *TYPE)
    assert result.exit_code == 0
    assert f"Wrote incidents/2024/{ID}/picture.png, 240 × 160 pixels" in result.output
    assert [problem for problem in check(root, [record_path(root, ID)]) if problem.rule != "source-archived"] == []
    assert set(state(root)) == {"incident.yaml", "picture.png"}


def test_the_record_says_what_is_known(root: Path, file: Path) -> None:
    add(root, file, *TYPE, "--rights", "Quotation for review [@news].", "--alt", "A minister rides a white horse.")
    found, picture = media(root), held(root)
    content = record_path(root, ID).with_name(picture.file).read_bytes()
    assert picture.sha256 == hashlib.sha256(content).hexdigest()
    assert picture.received_sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (picture.width, picture.height) == (240, 160)
    assert re.fullmatch("[0-9a-f]{16}", picture.phash)
    assert re.fullmatch("[0-9a-f]{64}", picture.pdq or "")
    assert found.digital_source_type is DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA
    assert found.description == "A minister rides a white horse."
    assert found.rights == "Quotation for review [@news]."


def test_the_record_is_canonical_and_keeps_its_comments_where_they_were(root: Path, file: Path) -> None:
    add(root, file, *TYPE)
    text = record_path(root, ID).read_text()
    assert canonical(text, "") == text
    following = dict(re.findall(r"^ *# (.*)\n *(\S.*)$", text, re.MULTILINE))
    assert following["the poster"] == "- kind: image"
    assert following["why it is held"] == "rights: Quotation [@news]."
    assert following["the recording"] == "- kind: audio"
    assert following["both of them"] == "sources: [news]"
    assert "description: A minister on a horse.  # as the source says\n" in text


def test_the_same_file_again_changes_nothing(root: Path, file: Path) -> None:
    add(root, file, *TYPE)
    before = state(root)
    assert add(root, file).exit_code == 0
    assert add(root, file, "--media", "1").exit_code == 0
    assert add(root, file, "--replace", "--media", "1").exit_code == 0
    assert state(root) == before


def test_the_same_file_again_is_no_picture_of_another_media(root: Path, file: Path) -> None:
    path = record_path(root, ID)
    path.write_text(path.read_text().replace("kind: audio", "kind: image"))
    add(root, file, *TYPE)
    assert "was taken in before and is as it was" in add(root, file).output
    assert media(root, 1).picture is None


def test_the_same_file_again_mends_a_picture_that_is_lost(root: Path, file: Path) -> None:
    add(root, file, *TYPE)
    before = state(root)
    record_path(root, ID).with_name("picture.png").unlink()
    assert add(root, file).exit_code == 0
    assert state(root) == before


def test_a_picture_that_was_made_otherwise_of_the_same_file_is_replaced_where_that_is_asked_for(
    root: Path, file: Path
) -> None:
    """As by a former version of this program, whose mistake is mended since."""
    add(root, file, *TYPE)
    now, path = state(root), record_path(root, ID)
    former = encoded(drawn().rotate(180), "PNG")
    path.with_name("picture.png").write_bytes(former)
    path.write_text(path.read_text().replace(held(root).sha256, hashlib.sha256(former).hexdigest()))
    before = state(root)
    assert "was taken in before and is as it was" in add(root, file).output
    assert state(root) == before
    assert add(root, file, "--replace", "--media", "1").exit_code == 0
    assert state(root) == now


def test_another_picture_needs_leave_to_replace_the_first(root: Path, file: Path, tmp_path: Path) -> None:
    add(root, file, *TYPE)
    before = state(root)
    other = written(tmp_path / "other.png", encoded(drawn(100, 90).rotate(90), "PNG"))
    refused = add(root, other, *TYPE, "--media", "1")
    assert refused.exit_code == 2
    assert "media 1 has a picture, `picture.png`; --replace puts this one in its place" in refused.output
    assert (
        "each media of the post has a picture; --media N --replace says which to replace"
        in add(root, other, *TYPE).output
    )
    assert state(root) == before
    assert add(root, other, "--media", "1", "--replace").exit_code == 0
    assert held(root).width == 100
    assert set(state(root)) == {"incident.yaml", "picture.png"}


def test_which_of_several_pictures_is_replaced_must_be_said(root: Path, file: Path, tmp_path: Path) -> None:
    add(root, file, *TYPE)
    add(root, file, *TYPE, "--media", "2")
    before = state(root)
    refused = add(root, written(tmp_path / "other.png", encoded(drawn(100, 90), "PNG")), "--replace")
    assert refused.exit_code == 2
    assert "--media N --replace says which to replace" in refused.output
    assert state(root) == before


def test_a_replaced_picture_of_another_name_goes(root: Path, file: Path, tmp_path: Path) -> None:
    add(root, file, *TYPE)
    path = record_path(root, ID)
    path.with_name("picture.png").rename(path.with_name("poster.png"))
    path.write_text(path.read_text().replace("picture.png", "poster.png"))
    other = written(tmp_path / "other.png", encoded(drawn(100, 90), "PNG"))
    assert add(root, other, "--media", "1", "--replace").exit_code == 0
    assert set(state(root)) == {"incident.yaml", "picture.png"}


@pytest.mark.parametrize(("name", "code"), [("poster.png", 0), ("picture.png", 2)])
def test_a_picture_that_other_media_hold_too_is_not_lost(
    root: Path, file: Path, tmp_path: Path, name: str, code: int
) -> None:
    add(root, file, *TYPE)
    add(root, file, *TYPE, "--media", "2")
    path = record_path(root, ID)
    content = path.with_name("picture.png").read_bytes()
    for held_by_one in ("picture.png", "picture-2.png"):
        path.with_name(held_by_one).unlink()
        path.write_text(path.read_text().replace(held_by_one, name))
    path.with_name(name).write_bytes(content)
    other = written(tmp_path / "other.png", encoded(drawn(100, 90), "PNG"))
    assert add(root, other, "--media", "1", "--replace").exit_code == code
    assert held(root, 1).file == name
    assert path.with_name(name).read_bytes() == content


def test_the_second_media_has_a_picture_of_its_own(root: Path, file: Path) -> None:
    assert add(root, file, *TYPE, "--media", "2").exit_code == 0
    assert held(root, 1).file == "picture-2.png"
    assert media(root).picture is None


def test_a_foreign_file_is_not_overwritten(root: Path, file: Path) -> None:
    written(record_path(root, ID).with_name("picture.png"), b"someone's only copy")
    before = state(root)
    result = add(root, file, *TYPE)
    assert result.exit_code == 2
    assert "`picture.png` lies beside the record already and is another picture; rename it first" in result.output
    assert state(root) == before


def test_a_picture_that_takes_too_much_without_loss_is_refused(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "LARGEST_FILE", 1000)
    before = state(root)
    result = add(root, file, *TYPE)
    assert result.exit_code == 2
    assert "scale it down" in result.output
    assert state(root) == before


@pytest.mark.parametrize("fails", ["write_bytes", "replace"])
def test_nothing_is_lost_on_a_full_disk(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    original, before = getattr(Path, fails), state(root)

    def full(self: Path, *arguments: object) -> object:
        if "incident.yaml" in self.name or fails == "replace":
            raise OSError(28, "No space left on device", str(self))
        return original(self, *arguments)

    monkeypatch.setattr(Path, fails, full)
    result = add(root, file, *TYPE)
    assert result.exit_code == 1
    assert "No space left on device" in result.output
    assert state(root) == before


@pytest.mark.parametrize("identifier", ["../../etc", "/etc/passwd", "2024-05-06-speach", "", ".", "registry"])
def test_an_incident_that_does_not_exist_is_wrong_use(root: Path, file: Path, identifier: str) -> None:
    result = add(root, file, *TYPE, identifier=identifier)
    assert result.exit_code == 2
    assert f"there is no incident `{identifier}`" in result.output
    if identifier == "2024-05-06-speach":
        assert f"did you mean `{ID}`?" in result.output


def test_without_a_terminal_the_source_type_must_be_given(root: Path, file: Path) -> None:
    before = state(root)
    result = add(root, file)
    assert result.exit_code == 2
    assert "say how the picture came to be with --source-type, one of: trainedAlgorithmicMedia, " in result.output
    wrong = add(root, file, "--source-type", "ai")
    assert wrong.exit_code == 2
    assert "`ai` is none of: trainedAlgorithmicMedia, " in wrong.output
    assert state(root) == before


def test_on_a_terminal_what_is_missing_is_asked(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The default is what the file itself says."""
    file = written(tmp_path / "signed.png", signed(encoded(drawn(), "PNG"), "image/png"))
    monkeypatch.setattr("generator.cli.media.is_terminal", lambda: True)
    result = add(root, file, typed="\nn\nA red circle.\n")
    assert result.exit_code == 0, result.output
    assert "The record says of it: A minister on a horse." in result.output
    assert media(root).description == "A red circle."
    assert media(root).digital_source_type is DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA


def test_an_answer_that_no_record_may_hold_is_refused_before_anything_is_written(root: Path, file: Path) -> None:
    before = state(root)
    for nothing in (" ", "", "null", "~"):
        result = add(root, file, *TYPE, "--alt", nothing)
        assert result.exit_code == 2
        assert "'--alt': there are no words in it" in result.output
    assert add(root, file, *TYPE, "--alt", "A \u202eflag.").exit_code == 1
    assert state(root) == before


def test_an_answer_that_a_record_takes_for_none_is_refused_before_anything_is_written(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(root)
    monkeypatch.setattr("generator.cli.media.is_terminal", lambda: True)
    result = add(root, file, *TYPE, typed="n\n~\n")
    assert result.exit_code == 1
    assert "this field is empty" in result.output
    assert state(root) == before


@pytest.mark.parametrize("number", ["0", "3", "-1"])
def test_media_that_the_post_does_not_have_is_wrong_use(root: Path, file: Path, number: str) -> None:
    result = add(root, file, *TYPE, "--media", number)
    assert result.exit_code == 2
    assert f"there is no media {number}; the post has 2" in result.output


def test_a_record_that_cannot_be_read_is_left_alone(root: Path, file: Path) -> None:
    record_path(root, ID).write_text(RECORD.replace("fabricated", "fabricatd"))
    before = state(root)
    result = add(root, file, *TYPE)
    assert result.exit_code == 1
    assert "`fabricatd` is not in the vocabulary" in result.output
    assert state(root) == before


def test_a_file_that_is_no_picture_is_refused(root: Path, tmp_path: Path) -> None:
    before = state(root)
    file = written(tmp_path / "poster.png", b"<svg/>")
    result = add(root, file, *TYPE)
    assert result.exit_code == 1
    assert f"{file}:1:1: picture: this is no PNG, JPEG, WebP or AVIF" in result.output
    link = tmp_path / "link.png"
    link.symlink_to(written(tmp_path / "sound.png", encoded(drawn(), "PNG")))
    assert "this is no regular file" in add(root, link, *TYPE).output
    assert state(root) == before


def test_a_file_that_takes_too_long_to_decode_is_given_up(
    root: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.records.picture.LONGEST_DECODING", 0.001)
    assert "the picture takes longer than 0.001 seconds to decode" in add(root, file, *TYPE).output


def test_what_is_still_missing_is_said(root: Path, file: Path) -> None:
    record_path(root, ID).write_text(RECORD.replace("      rights: Quotation [@news].\n", ""))
    result = add(root, file, *TYPE)
    assert result.exit_code == 0
    assert "The record still needs:" in result.output
    assert "held-copy-complete: a held copy needs `rights`: why it may be shown" in result.output


def test_what_another_value_takes_the_place_of_is_said(root: Path, file: Path) -> None:
    result = add(root, file, *TYPE, "--alt", "A red circle.")
    assert "Changed `digital_source_type`" not in result.output  # it had none
    assert "Changed `description`, which was: A minister on a horse. (now: A red circle.)" in result.output
    again = add(root, file, *TYPE, "--alt", "A red circle.")
    assert "Changed" not in again.output
    assert "was taken in before and is as it was" in again.output


def test_where_the_file_contradicts_the_record_a_warning_says_so(root: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "signed.webp", signed(encoded(drawn(), "WEBP"), "image/webp"))
    result = add(root, file, "--source-type", "digitalCapture")
    assert result.exit_code == 0
    assert "The file says (C2PA manifest): c2pa.created; c2pa.edited: Cropped" in result.output
    assert "Warning: the record says `digitalCapture`, but the file says `trainedAlgorithmicMedia`" in result.output
    (mark,) = held(root).provenance
    assert (mark.signer, mark.generator) == ("Gegenbild (Development signer)", "Painter 2")


def test_a_picture_that_another_incident_holds_is_told(root: Path, file: Path, tmp_path: Path) -> None:
    write(record_path(root, OTHER_ID), RECORD)
    add(root, file, *TYPE, identifier=OTHER_ID)
    copy = written(tmp_path / "copy.webp", encoded(drawn().resize((200, 133)), "WEBP", quality=50))
    result = add(root, copy, *TYPE)
    assert f"Warning: this looks like the picture of {OTHER_ID}\n" in result.output
    other = written(tmp_path / "other.png", encoded(drawn().rotate(90), "PNG"))
    assert "looks like" not in add(root, other, "--media", "2", *TYPE).output
    twice = add(root, copy, "--media", "2", "--replace")
    assert f"Warning: this looks like the picture of {ID}\n" in twice.output


def test_where_someone_lives_is_not_kept(root: Path, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Artist] = "Telephone", "A. Person"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (59.0, 54.0, 41.0), 3: "E", 4: (10.0, 45.0, 8.0)})
    content = encoded(drawn(), "JPEG", exif=exif, comment=b"A. Person", xmp=b"<x/>", dpi=(72, 72))
    picture = taken(root, tmp_path, content)
    assert not picture.getexif()
    assert picture.info == {}
    assert b"Person" not in b"".join(state(root).values())


def test_a_picture_that_lies_on_its_side_is_put_upright(root: Path, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    picture = taken(root, tmp_path, encoded(drawn().rotate(90, expand=True), "JPEG", exif=exif, quality=95))
    assert picture.size == (240, 160)
    assert (held(root).width, held(root).height) == (240, 160)
    assert picture.crop((60, 60, 61, 61)).tobytes()[0] > 200  # the red circle is on the left


def test_a_picture_with_a_profile_of_its_own_is_held_without_it(root: Path, tmp_path: Path) -> None:
    content = encoded(Image.new("RGB", (8, 8), (100, 100, 100)), "PNG", icc_profile=linear_profile())
    assert taken(root, tmp_path, content).mode == "RGB"


def test_torn_exif_does_no_harm(root: Path, tmp_path: Path) -> None:
    torn = b"MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x01\x31\0\x02\xff\xff\xff\xff\xff\xff\xff\xff"
    file = written(tmp_path / "torn.png", png_with(encoded(drawn(), "PNG"), b"eXIf", torn))
    result = add(root, file, *TYPE)
    assert result.exit_code == 0 or "damaged" in result.output
