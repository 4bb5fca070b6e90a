"""Labels: words in the language of the page, legible colours, a code that machines read, a mark that repeats."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from generator.archive.label_words import FINDINGS, ORIGINS, label_words
from generator.archive.pictures import WIDTHS, band_height
from generator.media.card import can_draw
from generator.media.labels.code import codes_in, drawn_code
from generator.media.labels.drawing import WHITE, banded, drawn_band, mark, set_in_band
from generator.media.labels.label import FALLING, LONGEST_CODE, LOOKS, RED, RISING, UPRIGHT, Label, label_of
from generator.media.labels.lettering import fitted
from generator.records.vocabulary import DigitalSourceType, Verdict
from tests.media.examples import WITHOUT_NOTE, archive_at
from tests.pages.examples import COMPLETE_ID

LABEL = Label(
    "AI-GENERATED · FALSE",
    "gegenbild/2024-09-02-musk-harris-communist-uniform",
    "https://archive.example.org/incidents/2024-09-02-musk-harris-communist-uniform/",
    RED,
    RISING,
)
AI = DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA


def luminance(colour: tuple[int, int, int]) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [each / 255 / 12.92 if each <= 10 else ((each / 255 + 0.055) / 1.055) ** 2.4 for each in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def gradient(width: int, height: int) -> Image.Image:
    return Image.merge(
        "RGB",
        [
            Image.linear_gradient("L").resize((width, height)),
            Image.radial_gradient("L").resize((width, height)),
            Image.linear_gradient("L").rotate(90).resize((width, height)),
        ],
    )


@pytest.mark.parametrize(
    ("verdict", "language", "words"),
    [
        (Verdict.FABRICATED, "en", "AI-GENERATED · FALSE"),
        (Verdict.FABRICATED, "de-CH", "KI-ERZEUGT · FALSCH"),
        (Verdict.SATIRE, "sk", "AI-GENERATED · SATIRE"),
    ],
)
def test_a_label_says_what_it_is_in_the_language_of_its_page(verdict: Verdict, language: str, words: str) -> None:
    assert label_words(AI, verdict, language) == words


def test_a_picture_is_labelled_in_the_language_of_its_record(tmp_path: Path) -> None:
    records = WITHOUT_NOTE.replace("\nlanguage: en\n", "\nlanguage: de\n")
    incident = archive_at(tmp_path, records).incidents[COMPLETE_ID]
    assert label_of(incident, AI, Verdict.FABRICATED, "").words == "KI-ERZEUGT · FALSCH"


def test_without_a_known_origin_the_finding_stands_alone() -> None:
    assert label_words(None, Verdict.OUT_OF_CONTEXT, "en") == "OUT OF CONTEXT"


def test_of_what_was_not_checked_the_origin_alone_is_said() -> None:
    assert label_words(DigitalSourceType.DIGITAL_CAPTURE, None, "en") == "REAL PHOTOGRAPH"


def test_every_finding_has_words_in_every_language_and_a_look() -> None:
    for findings in FINDINGS.values():
        assert set(findings) == set(Verdict)
    assert set(LOOKS) == {*Verdict, None}
    assert set(ORIGINS["de"]) == set(DigitalSourceType)
    assert set(ORIGINS) == set(FINDINGS)


def test_nothing_has_the_colour_of_what_is_authentic() -> None:
    green, _ = LOOKS[Verdict.AUTHENTIC]
    assert [verdict for verdict, (colour, _) in LOOKS.items() if colour == green] == [Verdict.AUTHENTIC]


@pytest.mark.parametrize("length", [30, LONGEST_CODE])
def test_an_address_that_is_too_long_for_a_code_gives_way_to_the_incidents_name(
    tmp_path: Path, length: int
) -> None:
    incident = archive_at(tmp_path).incidents[COMPLETE_ID]
    site = "https://example.org/".ljust(length, "x") + "/"
    made = label_of(incident, AI, Verdict.FABRICATED, site)
    assert made.code == (f"{site}incidents/{COMPLETE_ID}/" if length == 30 else f"gegenbild/{COMPLETE_ID}")
    assert codes_in(drawn_band(made, WIDTHS[0], band_height(WIDTHS[0]))) == (made.code,)


def test_white_words_have_a_contrast_of_seven_to_one_on_every_ground() -> None:
    for colour, _ in LOOKS.values():
        assert (1 + 0.05) / (luminance(colour) + 0.05) >= 7


def test_the_band_stands_below_the_picture_and_covers_nothing() -> None:
    content = gradient(400, 300)
    whole = banded(content, LABEL, 400, 100)
    assert whole.size == (400, 400)
    assert whole.crop((0, 0, 400, 300)).tobytes() == content.tobytes()


def test_colour_is_not_the_only_sign() -> None:
    drawn = {lean: drawn_band(Label("X", "x", "x", RED, lean), 400, 100) for lean in (RISING, FALLING, UPRIGHT)}
    strips = {lean: band.crop((0, 0, 400, 8)).tobytes() for lean, band in drawn.items()}
    assert len(set(strips.values())) == 3


def test_words_can_be_read_at_the_smallest_width() -> None:
    """The words' capitals are at least 12 pixels high, and white on the band's colour."""
    band = drawn_band(LABEL, 400, 100)
    right_of_code = band.crop((102, 12, 400, 50))
    white = right_of_code.convert("L").point(lambda value: 255 if value > 200 else 0).getbbox()
    assert white is not None
    assert white[3] - white[1] >= 12
    assert right_of_code.getpixel((290, 30)) in (RED, WHITE)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("form", "quality"), [("JPEG", 40), ("WEBP", 40)])
def test_the_code_survives_compression_at_every_width(width: int, form: str, quality: int) -> None:
    written = io.BytesIO()
    banded(gradient(width, width // 2), LABEL, width, band_height(width)).save(written, form, quality=quality)
    with Image.open(written) as picture:
        assert codes_in(picture) == (LABEL.code,)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("language", ["en", "de"])
def test_words_and_name_have_room_of_their_own(width: int, verdict: Verdict, language: str) -> None:
    """However long: the longest words of all origins, and the longest identifier that there may be."""
    longest = max((label_words(origin, verdict, language) for origin in DigitalSourceType), key=len)
    label = Label(longest, "gegenbild/2024-09-02-" + "x-communist-uniform-" * 3 + "at-the-end", "x", RED, RISING)
    words, name, room = set_in_band(label, width, band_height(width))
    assert words.height + name.height <= room
    assert "…" not in "".join((*words.lines, *name.lines))


@given(st.text(st.characters(categories=["L", "N", "Zs", "Pd"]), min_size=1, max_size=200), st.integers(60, 900))
def test_lettering_never_leaves_its_room(text: str, width: int) -> None:
    lettering = fitted(text, width, 200, 64, 20)
    assert lettering.height <= 200
    assert all(
        lettering.font.getlength(line) <= width + 20 for line in lettering.lines
    )  # but for the sign of a cut


def test_what_is_left_out_for_want_of_room_is_told() -> None:
    assert fitted("word " * 200, 200, 60, 20, 20).lines[-1].endswith("…")
    assert "…" not in "".join(fitted("word", 200, 60, 20, 20).lines)


def test_an_address_that_is_too_long_for_a_code_is_refused_rather_than_drawn_unreadably() -> None:
    with pytest.raises(ValueError, match="too long"):
        drawn_code("https://archive.example.org/" + "x" * 400, 80)


@pytest.mark.parametrize("ground", [(0, 0, 0), (255, 255, 255), (128, 128, 128), (200, 30, 30)])
def test_any_quarter_that_is_cut_out_still_carries_the_mark(ground: tuple[int, int, int]) -> None:
    plain = Image.new("RGB", (1200, 900), ground)
    marked = plain.copy()
    mark(marked, LABEL)
    quarters = ((0, 0, 600, 450), (600, 0, 1200, 450), (0, 450, 600, 900), (600, 450, 1200, 900))
    small = [(left, top, left + 200, top + 200) for left in range(0, 1001, 100) for top in range(0, 701, 100)]
    for box in quarters:
        difference = ImageChops.difference(plain.crop(box), marked.crop(box)).convert("L")
        assert sum(difference.histogram()[12:]) > 500
    assert all(ImageChops.difference(plain.crop(box), marked.crop(box)).getbbox() for box in small)


def test_the_mark_leaves_the_picture_to_be_seen() -> None:
    plain = gradient(1200, 900)
    marked = plain.copy()
    mark(marked, LABEL)
    largest = max(ImageChops.difference(plain, marked).tobytes())
    assert largest < 100


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Šimečka – „Lüge“", True),
        ("Зеленський: «Ні»", True),
        ("Ψηφοφορία", True),
        ("選挙", False),
        ("נתניהו", False),
    ],
)
def test_the_font_has_latin_cyrillic_and_greek(text: str, drawn: bool) -> None:
    assert can_draw(text) is drawn
