"""What is published of a held picture: its sizes, the same bytes each time, metadata that others can read."""

import io
import json
import subprocess
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from generator.archive.incident import Incident
from generator.archive.loading import Loaded
from generator.archive.pictures import ShownPicture, shown_pictures
from generator.media.card import pictured
from generator.media.derivatives import derivatives, description_of, labelled, unsigned
from generator.media.labels.keys import made_credentials
from generator.media.labels.label import label_of_picture
from generator.media.labels.signing import read_signed
from generator.records.model import Media, PostingItem
from generator.records.vocabulary import DigitalSourceType
from tests.archives import PROJECT
from tests.media.examples import SITE, archive_at, example_picture
from tests.media.manifests import without_manifest
from tests.pages.examples import COMPLETE_ID

START = {"jpg": b"\xff\xda", "webp": b"VP8"}  # where the pixels begin
AI = DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA.identifier
CREDENTIALS = made_credentials()
ORIGINAL = (PROJECT / "tests/data/costume.png").read_bytes()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return archive_at(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("published")
    return dict(derivatives(example_picture(archive_at(root)), root, SITE, CREDENTIALS))


def test_a_picture_that_two_media_call_differently_is_not_published(tmp_path: Path) -> None:
    """One file has one label, which for one of the two would say what the picture is not."""
    incident = archive_at(tmp_path).incidents[COMPLETE_ID]
    post = incident.record.post
    real = post.media[0].model_copy(update={"digital_source_type": DigitalSourceType.DIGITAL_CAPTURE})

    def shown_with(*media: Media) -> tuple[ShownPicture, ...]:
        record = incident.record.model_copy(update={"post": post.model_copy(update={"media": media})})
        return shown_pictures(Incident(incident.id, incident.path, record))

    assert len(shown_with(real)) == 1
    assert len(shown_with(*post.media, *post.media)) == 1
    assert shown_with(*post.media, real) == ()


def test_a_picture_of_the_trigger_bears_no_finding_and_is_not_on_the_card(tmp_path: Path) -> None:
    """The fact check is of the post: a real photograph that provoked it would be called false."""
    incident = archive_at(tmp_path).incidents[COMPLETE_ID]
    record = incident.record
    photograph = record.post.media[0].model_copy(update={"digital_source_type": DigitalSourceType.DIGITAL_CAPTURE})
    posting = next(item for item in record.trigger if isinstance(item, PostingItem))
    trigger = (posting.model_copy(update={"media": (photograph,)}),)
    post = record.post.model_copy(update={"media": (photograph.model_copy(update={"picture": None}),)})
    provoked = record.model_copy(update={"trigger": trigger, "post": post})
    (shown,) = shown_pictures(changed := Incident(incident.id, incident.path, provoked))
    assert label_of_picture(shown, SITE).words == "REAL PHOTOGRAPH"
    assert pictured(changed) is None


def of_width(width: int, shown: ShownPicture) -> ShownPicture:
    """The same picture as if it were held `width` pixels wide and 300 high."""
    picture = shown.picture.model_copy(update={"width": width, "height": 300})
    return ShownPicture(shown.incident, shown.media, picture, shown.source_type)


def test_three_widths_in_two_forms(published: dict[str, bytes]) -> None:
    folder = f"media/{COMPLETE_ID}"
    assert sorted(published) == sorted(
        f"{folder}/costume-{width}.{form}" for width in (400, 800, 1200) for form in ("jpg", "webp")
    )


def test_files_are_as_large_as_the_pages_say(archive: Loaded, published: dict[str, bytes]) -> None:
    shown = example_picture(archive)
    for width in shown.widths:
        for form in ("jpg", "webp"):
            said = shown.derivative(width, form)
            with Image.open(io.BytesIO(published[said.address])) as picture:
                assert picture.size == (said.width, said.height)


@pytest.mark.parametrize(
    ("width", "widths", "content"),
    [(300, (400,), 300), (400, (400,), 400), (1000, (400, 800), 800), (5000, (400, 800, 1200), 1200)],
)
def test_a_picture_is_never_enlarged(archive: Loaded, width: int, widths: tuple[int, ...], content: int) -> None:
    shown = of_width(width, example_picture(archive))
    assert shown.widths == widths
    assert shown.content_size(widths[-1])[0] == content


def test_a_tall_picture_stands_whole_and_its_label_is_not_lost_below(archive: Loaded) -> None:
    shown = of_width(300, example_picture(archive))
    picture = shown.picture.model_copy(update={"height": 3000})
    tall = ShownPicture(shown.incident, shown.media, picture, shown.source_type)
    assert tall.content_size(400) == (100, 1000)


def test_a_narrow_picture_stands_whole_on_a_ground_that_has_room_for_the_label(archive: Loaded) -> None:
    held = Image.new("RGB", (120, 300), (10, 200, 30))
    written = io.BytesIO()
    held.save(written, "PNG")
    shown = of_width(120, example_picture(archive))
    label = label_of_picture(shown, SITE)
    ((_, content), _) = unsigned(shown, written.getvalue(), label, description_of(shown, label))
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (400, 300 + 100)


def test_the_same_input_gives_the_same_bytes_before_they_are_signed(
    archive: Loaded, published: dict[str, bytes]
) -> None:
    shown = example_picture(archive)
    label = label_of_picture(shown, SITE)
    make = partial(unsigned, shown, ORIGINAL, label, description_of(shown, label))
    first = dict(make())
    assert first == dict(make())
    assert first == {address: without_manifest(content) for address, content in published.items()}


def test_every_file_is_signed_and_a_change_of_one_pixel_is_found(published: dict[str, bytes]) -> None:
    for address, content in published.items():
        form = address.rsplit(".", 1)[-1]
        signed = read_signed(content, form)
        assert signed is not None
        assert (signed.state, signed.generator, set(signed.source_types)) == ("Valid", "Gegenbild", {AI})
        changed = bytearray(content)
        changed[content.index(START[form]) + 800] ^= 1
        tampered = read_signed(bytes(changed), form)
        assert tampered is not None
        assert tampered.state == "Invalid"


def test_no_unlabelled_picture_hides_in_a_file(published: dict[str, bytes]) -> None:
    """Neither the original nor a thumbnail, which C2PA's library makes unless it is told not to."""
    for content in published.values():
        assert b"thumbnail" not in content
        assert ORIGINAL[100:200] not in content
        assert content.count(b"\xff\xd8\xff") + content.count(b"WEBPVP8") == 1


def test_the_words_of_the_label_repeat_over_the_picture_at_every_width(archive: Loaded) -> None:
    shown = example_picture(archive)
    label = label_of_picture(shown, SITE)
    one, other = (dict(labelled(shown, ORIGINAL, each)) for each in (label, replace(label, words="OTHER WORDS")))
    assert sorted(one) == [400, 800, 1200]
    for width, picture in one.items():
        picture_alone = (0, 0, *shown.content_size(width))
        assert ImageChops.difference(picture.crop(picture_alone), other[width].crop(picture_alone)).getbbox()


def exiftool(content: bytes, form: str, folder: Path) -> dict[str, str]:
    file = folder / f"picture.{form}"
    file.write_bytes(content)
    done = subprocess.run(["exiftool", "-json", "-G1", "-struct", str(file)], capture_output=True, check=True)
    (found,) = json.loads(done.stdout)
    return {str(name): value for name, value in found.items()}


@pytest.mark.parametrize("form", ["jpg", "webp"])
def test_exiftool_reads_what_the_picture_is(published: dict[str, bytes], form: str, tmp_path: Path) -> None:
    read = exiftool(published[f"media/{COMPLETE_ID}/costume-400.{form}"], form, tmp_path)
    assert read["XMP-iptcExt:DigitalSourceType"] == AI
    assert read["XMP-photoshop:Credit"] == "Gegenbild"
    assert read["XMP-dc:Identifier"] == f"{SITE}incidents/{COMPLETE_ID}/"
    assert read["XMP-xmpRights:WebStatement"] == f"{SITE}incidents/{COMPLETE_ID}/"
    assert "GPS" not in "".join(read)


@pytest.mark.parametrize("form", ["jpg", "webp"])
def test_each_text_of_a_file_that_may_be_shown_alone_tells_what_was_found(
    published: dict[str, bytes], form: str, tmp_path: Path
) -> None:
    content = published[f"media/{COMPLETE_ID}/costume-400.{form}"]
    read = exiftool(content, form, tmp_path)
    seen = "AI-GENERATED · FALSE: A woman in a red and yellow costume with bells."
    assert read["XMP-dc:Description"] == read["XMP-iptcCore:AltTextAccessibility"] == seen
    assert read["XMP-dc:Description-en"] == read["XMP-iptcCore:AltTextAccessibility-en"] == seen
    assert read["XMP-photoshop:Instructions"] == "Show only with its label: AI-GENERATED · FALSE"
    assert read["XMP-photoshop:Headline"] == "Fabricated: A minister in a carnival costume"
    assert read["XMP-photoshop:Headline"].encode() in content.split(b"c2pa", 1)[1]  # the manifest's title


def test_exiftool_finds_the_manifest_and_the_incident_in_it(published: dict[str, bytes], tmp_path: Path) -> None:
    read = exiftool(published[f"media/{COMPLETE_ID}/costume-400.jpg"], "jpg", tmp_path)
    said = json.dumps(read)
    assert "c2pa.opened" in said
    assert "c2pa.resized" in said
    assert "Marked: AI-GENERATED" in said
    assert read["CBOR:Dcidentifier"] == f"{SITE}incidents/{COMPLETE_ID}/"
