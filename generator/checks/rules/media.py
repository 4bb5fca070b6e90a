"""Media: described for those who cannot see or hear it, warned of where it may hurt, held lawfully."""

import re
from collections.abc import Iterator

from generator.archive.archive import Registry
from generator.archive.incident import Incident
from generator.archive.pictures import media_of
from generator.checks.rule import Finding, record_rule
from generator.records.vocabulary import ContentNote, DigitalSourceType, MediaKind

FILE_NAME = re.compile(r"\S+\.(jpe?g|png|webp|gif|mp4|mov|mp3|wav|heic|avif)", re.I)
EMPTY_BEGINNING = re.compile(
    r"\s*(an? |the |ein |eine |das |une? )?((ai|ki|ia)[- ]?(generated|generiertes|made) )?"
    r"(image|picture|photo|photograph|screenshot|graphic|bild|foto|imagen|obrázok)[ -](of|showing|von|de|z|with)\b",
    re.I,
)
HATE_SYMBOL = re.compile(
    r"\b(swastikas?|hakenkreuz\w*|ss[- ]runes?|ss-runen|hitler salute|nazi (uniform|flag|salute|symbol)s?|"
    r"nazi-(uniform|fahne|symbol)\w*|croix gammée|esvástica)\b",
    re.I,
)


@record_rule("alt-text")
def alt_text(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """A description says what is seen or heard; it is no file name and does not begin with "image of".

    A screen reader says by itself that it is a picture.

    Passes:

        post:
          platform: x
          media: [{kind: image, description: A woman in a red uniform.}]
          sources: [news]

    Fails:

        post:
          platform: x
          media: [{kind: image, description: Image of a woman in a red uniform.}]
          sources: [news]
    """
    for location, media in media_of(incident.record):
        if FILE_NAME.fullmatch(media.description):
            yield Finding((*location, "description"), "this is a file's name; say what is to be seen or heard")
        elif EMPTY_BEGINNING.match(media.description):
            message = "begin with what is to be seen, not with “image of”: a screen reader says that it is one"
            yield Finding((*location, "description"), message)


@record_rule("hate-symbols-noted")
def hate_symbols_noted(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """Media that shows hate symbols has a content note, so that nobody meets them unwarned.

    Passes:

        content_notes: [hate-symbols]
        post:
          platform: x
          media: [{kind: image, description: A man with a swastika armband.}]
          sources: [news]

    Fails:

        post:
          platform: x
          media: [{kind: image, description: A man with a swastika armband.}]
          sources: [news]
    """
    if ContentNote.HATE_SYMBOLS in incident.record.content_notes:
        return
    for location, media in media_of(incident.record):
        found = HATE_SYMBOL.search(media.description)
        if found:
            message = f"“{found[0]}” is a hate symbol; add `content_notes: [hate-symbols]`"
            yield Finding((*location, "description"), message)


@record_rule("held-copy-complete", is_firm=True)
def held_copy_complete(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """A copy that is held comes with a reason why it may be shown, and a picture with its source type.

    Without `digital_source_type` the picture cannot be labelled, and what cannot be labelled is not published; nor
    can one that several media hold, of which each says another type. A clip belongs to a video or a recording.

    Passes:

        post:
          platform: x
          media: [{kind: audio, description: A voice.}]
          sources: [news]

    Fails:

        post:
          platform: x
          media:
            - kind: video
              description: A flag.
              clip: {file: flag.mp4, sha256: 0000000000000000000000000000000000000000000000000000000000000000}
          sources: [news]
    """
    types: dict[str, DigitalSourceType | None] = {}
    for location, media in media_of(incident.record):
        for name in media.held:
            if not media.rights:
                yield Finding((*location, name), "a held copy needs `rights`: why it may be shown")
        if media.picture and not media.digital_source_type:
            message = "a held picture needs `digital_source_type`: what it is must stand on it"
            yield Finding((*location, "picture"), message)
        elif media.picture:
            first = types.setdefault(media.picture.file, media.digital_source_type)
            if media.digital_source_type != first:
                message = (
                    f"`{media.picture.file}` is `{first}` in other media of this record; one picture is one thing"
                )
                yield Finding((*location, "digital_source_type"), message)
        if media.clip and media.kind not in (MediaKind.VIDEO, MediaKind.AUDIO):
            yield Finding((*location, "clip"), "only a video or a recording has a clip; use `picture`")
