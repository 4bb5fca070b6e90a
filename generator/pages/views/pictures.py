"""A held picture as the page shows it: its labelled derivatives, and what is known of the copy."""

from dataclasses import dataclass

from generator.archive.pictures import ShownPicture
from generator.pages import wording
from generator.pages.addresses import PICTURES, Page
from generator.records.model import HeldPicture, ProvenanceMark


@dataclass(frozen=True)
class PictureView:
    """A picture: its files, its largest size in pixels with the band, and what a reader is warned of first.

    `files` and `webp_files` are the values of `srcset`. `facts` are names and values that describe the copy;
    `explanation` is where labels are explained.
    """

    address: str
    files: str
    webp_files: str
    width: int
    height: int
    alternative: str
    content_notes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    explanation: str


def picture_view(page: Page, shown: ShownPicture) -> PictureView:
    """Compute how `page` shows a held picture."""
    usual, largest = (shown.derivative(width, "jpg") for width in (shown.widths[0], shown.widths[-1]))
    return PictureView(
        address=page.to(usual.address),
        files=_srcset(page, shown, "jpg"),
        webp_files=_srcset(page, shown, "webp"),
        width=largest.width,
        height=largest.height,
        alternative=shown.media.description,
        content_notes=tuple(note.label for note in shown.incident.record.content_notes),
        facts=tuple(_facts(shown.picture)),
        explanation=page.to(PICTURES),
    )


def _srcset(page: Page, shown: ShownPicture, form: str) -> str:
    files = [shown.derivative(width, form) for width in shown.widths]
    return ", ".join(f"{page.to(each.address)} {each.width}w" for each in files)


def _facts(picture: HeldPicture) -> list[tuple[str, str]]:
    size = f"{wording.number(picture.width)} × {wording.number(picture.height)} pixels"
    facts = [("Copy held", size), ("SHA-256", picture.sha256)]
    if picture.received_sha256:
        facts.append(("SHA-256 as received", picture.received_sha256))
    if picture.pdq:
        facts.append(("PDQ", picture.pdq))
    facts.append(("pHash", picture.phash))
    return facts + [(mark.kind.label, _said(mark)) for mark in picture.provenance]


def _said(mark: ProvenanceMark) -> str:
    """Return what the file said of its own origin when it was taken in, in one sentence."""
    parts = [f"“{mark.says}”"]
    if mark.generator:
        parts.append(f"made with {mark.generator}")
    if mark.digital_source_type:
        parts.append(mark.digital_source_type.label)
    if mark.signer:
        parts.append(f"signed by {mark.signer}")
    if mark.validation:
        parts.append(mark.validation.label)
    return "; ".join(parts)
