"""What stands on a published picture: words, an address for readers and for machines, colour and pattern."""

from dataclasses import dataclass

from generator.archive.incident import Incident
from generator.archive.label_words import label_words
from generator.archive.pictures import ShownPicture
from generator.records.vocabulary import DigitalSourceType, Verdict

# Both figures hold on every ground below: white words have a contrast of at least 7:1 (WCAG 2.2, 1.4.6).
RED, VIOLET, BLUE, GREEN, BROWN = (134, 16, 16), (84, 38, 120), (12, 68, 110), (10, 86, 48), (94, 66, 8)
GREY = (72, 72, 72)
LONGEST_CODE = 106  # bytes: a QR code of version 5, whose modules are two pixels wide in the smallest band
RISING, FALLING, UPRIGHT = 1, -1, 0  # how the bars of the pattern lean, for those who cannot tell the colours


@dataclass(frozen=True)
class Label:
    """A label, ready to be drawn. `name` is what a person can look up; `code` is what a machine reads of it."""

    words: str
    name: str
    code: str
    colour: tuple[int, int, int]
    lean: int


LOOKS: dict[Verdict | None, tuple[tuple[int, int, int], int]] = {
    Verdict.FABRICATED: (RED, RISING),
    Verdict.ALTERED: (RED, RISING),
    Verdict.SELECTIVELY_EDITED: (RED, RISING),
    Verdict.OUT_OF_CONTEXT: (RED, RISING),
    Verdict.STAGED: (RED, RISING),
    Verdict.SATIRE: (VIOLET, FALLING),
    Verdict.DISCLOSED_SYNTHETIC: (BLUE, FALLING),
    Verdict.AUTHENTIC: (GREEN, UPRIGHT),
    Verdict.DISPUTED: (BROWN, UPRIGHT),
    Verdict.OPEN: (BROWN, UPRIGHT),
    None: (GREY, UPRIGHT),
}


def label_of_picture(shown: ShownPicture, site_url: str) -> Label:
    """Return the label of a picture that the site shows."""
    return label_of(shown.incident, shown.source_type, shown.verdict, site_url)


def label_of(
    incident: Incident, source_type: DigitalSourceType | None, verdict: Verdict | None, site_url: str
) -> Label:
    """Return the label of a picture of `incident` that came to be as `source_type` says and is what `verdict` says.

    The machine's part leads to the incident's page where the site's address is known and fits, and is its name
    otherwise.
    """
    colour, lean = LOOKS[verdict]
    name = f"gegenbild/{incident.id}"
    address = f"{site_url}incidents/{incident.id}/"
    code = address if site_url and len(address.encode()) <= LONGEST_CODE else name
    return Label(label_words(source_type, verdict, incident.record.language), name, code, colour, lean)
