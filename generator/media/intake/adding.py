"""Taking a picture in: writing it beside a record, and what is known of it into the record.

Nothing is written before all is ready, and the record is written last: where anything fails, both are as they were.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.archive.likeness import Match, like
from generator.archive.loading import load, record_files
from generator.archive.pictures import media_of
from generator.media.intake.hashing import hashes_of
from generator.media.intake.plain import png_bytes
from generator.media.intake.receiving import Received
from generator.records.closest import closest
from generator.records.document import Location
from generator.records.formatting import with_fields
from generator.records.model import HeldPicture, Media, Record
from generator.records.picture import LARGEST_FILE
from generator.records.reading import parse_record
from generator.records.text import decode, read_text
from generator.records.vocabulary import DigitalSourceType, MediaKind


@dataclass(frozen=True)
class Place:
    """Where a picture goes: a record (file, text, content), and which media of its post, counted from 0."""

    path: Path
    shown_path: str
    text: str
    record: Record
    number: int

    @property
    def location(self) -> Location:
        """Return the location of the media in the record."""
        return ("post", "media", self.number)

    @property
    def media(self) -> Media:
        """Return the media that the picture belongs to."""
        return self.record.post.media[self.number]

    @property
    def file(self) -> str:
        """Return the name that the picture gets."""
        return "picture.png" if self.number == 0 else f"picture-{self.number + 1}.png"


@dataclass(frozen=True)
class Answers:
    """What only a person can say of a picture; what is None stays as the record has it."""

    source_type: DigitalSourceType | None = None
    description: str | None = None
    rights: str | None = None

    def fields(self) -> dict[str, str]:
        """Return what was answered, by the names of the record's fields.

        Raises ProblemsFoundError where an answer holds characters that a record refuses.
        """
        named = {"description": self.description, "digital_source_type": self.source_type, "rights": self.rights}
        answers = {name: str(answer) for name, answer in named.items() if answer is not None}
        return {name: decode(answer.encode(errors="surrogateescape"), name) for name, answer in answers.items()}


def record_of(root: Path, identifier: str) -> Path:
    """Return an incident's record. Raises ValueError, for people, where there is no such incident."""
    records = {path.parent.name: path for path in record_files(root)}
    if identifier not in records:
        meant = closest(identifier, records.keys())
        advice = f"; did you mean `{meant}`?" if meant else ""
        raise ValueError(f"there is no incident `{identifier}`{advice}")
    return records[identifier]


def place_for(
    root: Path, path: Path, received: Received, number: int | None = None, *, may_replace: bool = False
) -> Place:
    """Find the media that the picture belongs to: the `number`th of the post, counted from 1, or the next without.

    Raises ProblemsFoundError where the record cannot be read, and ValueError, for people, where there is no such
    media, or it has another picture that may not be replaced.
    """
    shown_path = path.relative_to(root).as_posix()
    text = read_text(path, shown_path)
    record = parse_record(text, shown_path).content
    number = _number(record.post.media, received, number, may_replace=may_replace)
    place = Place(path, shown_path, text, record, number)
    held = place.media.picture
    if held and held.received_sha256 != received.sha256 and not may_replace:
        message = f"media {place.number + 1} has a picture, `{held.file}`; --replace puts this one in its place"
        raise ValueError(message)
    return place


def take_in(place: Place, received: Received, answers: Answers, *, anew: bool = False) -> HeldPicture:
    """Write the picture beside the record, and what is known of it into the record.

    The same file again changes nothing but the answers, unless the picture is to be written `anew`. Raises
    ProblemsFoundError where the answers do not fit a record, and ValueError, for people, where another file is in
    the way or the picture is too large; then nothing has been written.
    """
    former = place.media.picture
    if former and former.received_sha256 == received.sha256 and not anew and _is_unchanged(place, former):
        _write({place.path: _text_with(place, former, answers)})
        return former
    content = png_bytes(received.picture)
    if len(content) > LARGEST_FILE:
        raise ValueError(f"without loss the picture takes more than {LARGEST_FILE >> 20} MiB; scale it down")
    file = place.path.with_name(place.file)
    others = {*_other_files(place)}
    is_own = former and former.file == place.file and place.file not in others
    if file.exists() and file.read_bytes() != content and not is_own:
        raise ValueError(f"`{place.file}` lies beside the record already and is another picture; rename it first")
    held = _held(place.file, content, received)
    _write({file: content, place.path: _text_with(place, held, answers)})
    if former and former.file not in {held.file, *others}:
        place.path.with_name(former.file).unlink(missing_ok=True)
    return held


def look_alikes(root: Path, place: Place, held: HeldPicture) -> list[Match]:
    """Return the incidents that hold a picture like this one, nearest first; its own may be among them."""
    others = (
        (incident.id, media.picture)
        for incident in load(root).incidents.values()
        for location, media in media_of(incident.record)
        if media.picture and (incident.path, location) != (place.shown_path, place.location)
    )
    return like(held, others)


def _number(all_media: tuple[Media, ...], received: Received, number: int | None, *, may_replace: bool) -> int:
    """Return which media is meant, counted from 0: the one asked for, the one with this file, the first without.

    Where none is without, and it may be replaced, the only one that has a picture is meant.
    """
    if number is not None:
        if not 1 <= number <= len(all_media):
            raise ValueError(f"there is no media {number}; the post has {len(all_media)}")
        return number - 1
    same = [place for place, media in enumerate(all_media) if _received(media) == received.sha256]
    free = [
        place for place, media in enumerate(all_media) if not media.picture and media.kind is not MediaKind.AUDIO
    ]
    taken = [place for place, media in enumerate(all_media) if media.picture]
    if may_replace and not free and len(taken) == 1:
        same = taken
    if not same and not free:
        if taken:
            raise ValueError("each media of the post has a picture; --media N --replace says which to replace")
        raise ValueError("the post has audio only; if this is a still picture for it, say so with --media 1")
    return (same or free)[0]


def _received(media: Media) -> str | None:
    return media.picture.received_sha256 if media.picture else None


def _held(file: str, content: bytes, received: Received) -> HeldPicture:
    hashes = hashes_of(received.picture)
    return HeldPicture.model_validate(
        {
            "file": file,
            "sha256": hashlib.sha256(content).hexdigest(),
            "width": str(received.picture.width),
            "height": str(received.picture.height),
            "phash": hashes.phash,
            "pdq": hashes.pdq,
            "received_sha256": received.sha256,
            "provenance": received.provenance,
        }
    )


def _is_unchanged(place: Place, held: HeldPicture) -> bool:
    file = place.path.with_name(held.file)
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == held.sha256


def _text_with(place: Place, held: HeldPicture, answers: Answers) -> bytes:
    """Return the record with the picture and the answers in it. Raises ProblemsFoundError where they do not fit."""
    fields = held.model_dump(mode="json", exclude_defaults=True)
    picture = {name: str(value) if isinstance(value, int) else value for name, value in fields.items()}
    text = with_fields(place.text, place.shown_path, place.location, {**answers.fields(), "picture": picture})
    parse_record(text, place.shown_path)
    return text.encode()


def _other_files(place: Place) -> Iterator[str]:
    """Yield the files that the record names elsewhere than as the picture of this media."""
    for location, media in media_of(place.record):
        for name, copy in media.held.items():
            if (location, name) != (place.location, "picture"):
                yield copy.file


def _write(files: Mapping[Path, bytes]) -> None:
    """Put files in place in this order, all written beside their places before, so that a full disk harms none."""
    beside = {path: path.with_name(f".{path.name}.new") for path in files}
    try:
        for path, content in files.items():
            beside[path].write_bytes(content)
        for path, new in beside.items():
            new.replace(path)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)
