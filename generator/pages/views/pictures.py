"""A held picture as the page shows it: its labelled derivatives, and what is known of the copy."""

from typing import NamedTuple

from generator.archive.pictures import ShownPicture
from generator.pages.page import PICTURES, Page
from generator.pages.wording import Words
from generator.records.model import HeldPicture, ProvenanceMark


class PictureView(NamedTuple):
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
        address=page.to_file(usual.address),
        files=_srcset(page, shown, "jpg"),
        webp_files=_srcset(page, shown, "webp"),
        width=largest.width,
        height=largest.height,
        alternative=shown.alternative,
        content_notes=tuple(page.words.term(note) for note in shown.incident.record.content_notes),
        facts=tuple(_facts(page.words, shown.picture)),
        explanation=page.to(PICTURES),
    )


def _srcset(page: Page, shown: ShownPicture, form: str) -> str:
    files = [shown.derivative(width, form) for width in shown.widths]
    return ", ".join(f"{page.to_file(each.address)} {each.width}w" for each in files)


def _facts(words: Words, picture: HeldPicture) -> list[tuple[str, str]]:
    width, height = words.number(picture.width), words.number(picture.height)
    size = words.say("%(width)s × %(height)s pixels", width=width, height=height)
    facts = [(words.say("Copy held"), size), ("SHA-256", picture.sha256)]
    if picture.received_sha256:
        facts.append((words.say("SHA-256 as received"), picture.received_sha256))
    if picture.pdq:
        facts.append(("PDQ", picture.pdq))
    facts.append(("pHash", picture.phash))
    return facts + [(words.term(mark.kind), _said(words, mark)) for mark in picture.provenance]


def _said(words: Words, mark: ProvenanceMark) -> str:
    """Return what the file said of its own origin when it was taken in, in one sentence."""
    parts = [words.say("“%(quoted)s”", quoted=mark.says)]
    if mark.generator:
        parts.append(words.say("made with %(tool)s", tool=mark.generator))
    if mark.digital_source_type:
        parts.append(words.term(mark.digital_source_type))
    if mark.signer:
        parts.append(words.say("signed by %(signer)s", signer=mark.signer))
    if mark.validation:
        parts.append(words.term(mark.validation))
    return "; ".join(parts)
