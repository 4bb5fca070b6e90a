"""The social preview: labelled like every picture, and without the picture where a content note warns of it."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from generator.archive.incident import Incident
from generator.archive.label_words import stamp_words
from generator.archive.loading import Loaded
from generator.media.card import card, card_description, card_label, drawn_card, pictured
from generator.media.labels.code import codes_in
from generator.media.labels.keys import made_credentials
from generator.media.labels.signing import Original, read_signed
from generator.pages.language import LANGUAGES, Language
from generator.pages.speaking import words_of
from generator.records.vocabulary import DigitalSourceType, LabelStatus, Verdict
from tests.archives import COMPLETE, PROJECT
from tests.media.examples import SITE, archive_at
from tests.pages.examples import COMPLETE_ID

ORIGINAL = Original("costume.png", (PROJECT / "tests/data/costume.png").read_bytes(), "png")
SIGNER = made_credentials()


def incident_of(archive: Loaded, **changed: object) -> Incident:
    incident = archive.incidents[COMPLETE_ID]
    return Incident(incident.id, incident.path, incident.record.model_copy(update=changed))


def darkest(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """The darkest grey in a part of the picture, from 0 to 255."""
    return min(picture.crop(box).convert("L").tobytes())


def test_it_is_labelled_described_and_signed(tmp_path: Path) -> None:
    content = card(archive_at(tmp_path).incidents[COMPLETE_ID], tmp_path, SITE, SIGNER)
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (1200, 630)
        assert codes_in(picture) == (f"{SITE}incidents/{COMPLETE_ID}/",)
        assert b"trainedAlgorithmicMedia" in picture.info["xmp"]
    signed = read_signed(content, "jpg")
    assert signed is not None
    assert signed.state == "Valid"


def test_a_picture_under_a_content_note_is_never_on_it(tmp_path: Path) -> None:
    noted = archive_at(tmp_path, COMPLETE).incidents[COMPLETE_ID]
    assert noted.record.content_notes
    assert pictured(noted) is None
    assert card_description(noted, card_label(noted, SITE)).source_type.endswith("dataDrivenMedia")
    with Image.open(io.BytesIO(card(noted, tmp_path, SITE, SIGNER))) as drawn:
        assert darkest(drawn, (900, 300, 1200, 400)) > 200  # paper alone


def test_a_picture_without_a_note_is_on_it_and_carries_the_mark(tmp_path: Path) -> None:
    incident = archive_at(tmp_path).incidents[COMPLETE_ID]
    label = card_label(incident, SITE)
    with_picture = drawn_card(incident, label, ORIGINAL)
    area = (900, 300, 1200, 400)
    assert darkest(with_picture, area) < 150
    other = drawn_card(incident, replace(label, words="OTHER WORDS"), ORIGINAL)
    assert ImageChops.difference(with_picture.crop(area), other.crop(area)).getbbox() is not None


def test_its_label_says_what_its_picture_is_and_not_what_another_media_is(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    post = archive.incidents[COMPLETE_ID].record.post
    real = post.media[0].model_copy(
        update={"picture": None, "digital_source_type": DigitalSourceType.DIGITAL_CAPTURE}
    )
    first_not_held = incident_of(archive, post=post.model_copy(update={"media": (real, *post.media)}))
    assert pictured(first_not_held) is not None
    assert card_label(first_not_held, SITE).words == "AI-GENERATED · FALSE"
    described_alone = incident_of(archive, post=post.model_copy(update={"media": (real,)}))
    assert card_label(described_alone, SITE).words == "REAL PHOTOGRAPH · FALSE"


def test_it_is_the_same_each_time_and_tells_incidents_apart(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    incident = incident_of(archive)
    label = card_label(incident, SITE)
    drawn = drawn_card(incident, label, None)
    assert drawn.tobytes() == drawn_card(incident, label, None).tobytes()
    other = drawn_card(incident_of(archive, title="Another title"), label, None)
    assert ImageChops.difference(drawn, other).getbbox() is not None


def test_its_stamps_and_what_it_says_of_itself_speak_the_records_language(tmp_path: Path) -> None:
    archive = archive_at(tmp_path, COMPLETE)
    german = incident_of(archive, language="de")
    label = card_label(german, SITE)
    drawn, english = (drawn_card(each, label, None) for each in (german, incident_of(archive)))
    stamps = (0, 376, 1200, 450)
    assert ImageChops.difference(drawn.crop(stamps), english.crop(stamps)).getbbox() is not None
    assert card_description(german, label).caption == "Karte des Vorfalls: A minister in a carnival costume"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_its_stamps_say_what_they_say_on_the_pages(language: Language) -> None:
    for term in (*Verdict, *LabelStatus):
        assert stamp_words(term, language.code) == words_of(language).term(term)


def test_a_title_that_the_font_cannot_write_gives_way_to_the_identifier(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    label = card_label(incident_of(archive), SITE)
    named = drawn_card(incident_of(archive, title=COMPLETE_ID), label, None)
    assert drawn_card(incident_of(archive, title="選挙の偽画像"), label, None).tobytes() == named.tobytes()


def test_the_longest_title_stays_on_the_card(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    incident = incident_of(archive, title="Wahlkampfveranstaltungsteilnehmer " * 3 + "und mehr")
    drawn = drawn_card(incident, card_label(incident, SITE), None)
    assert darkest(drawn, (1170, 0, 1200, 460)) > 200
