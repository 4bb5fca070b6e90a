"""The files beside a record: those that it names, sound and unchanged, and no others."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.archive.incident import Incident
from generator.archive.pictures import media_of
from generator.checks.rule import Finding, folder_rule
from generator.records import many_files
from generator.records.editors import is_an_editors

LARGEST_MEDIA = 50 << 20  # bytes
KNOWN = {"incident.yaml"}


@folder_rule("held-file-sound", is_firm=True)
def held_file_sound(incident: Incident, folder: Path) -> Iterator[Finding]:
    """A file that a record names lies beside it, is a file and no link, and has the recorded checksum.

    Nothing else lies in the folder, but for what an editor keeps there while it is open (`.incident.yaml.swp`,
    `incident.yaml~`).

    Passes:

        post:
          platform: x
          media: [{kind: audio, description: A voice.}]
          sources: [news]

    Fails:

        post:
          platform: x
          media:
            - kind: audio
              description: A voice.
              clip: {file: missing.mp3, sha256: 0000000000000000000000000000000000000000000000000000000000000000}
          sources: [news]
    """
    held = [
        ((*location, field), copy)
        for location, media in media_of(incident.record)
        for field, copy in media.held.items()
    ]
    named = {copy.file for _, copy in held}
    digest_of = cache(_digest_of)  # a file is read once, however many media name it
    for location, copy in held:
        name = copy.file
        path = folder / name
        if path.is_symlink() or not path.is_file():
            yield Finding(
                (*location, "file"), f"`{name}` does not lie beside the record as a file of its own; add it"
            )
        elif not path.stat().st_size:
            yield Finding((*location, "file"), f"`{name}` is empty; get the file again")
        elif path.stat().st_size > LARGEST_MEDIA:
            yield Finding(
                (*location, "file"), f"`{name}` is larger than {LARGEST_MEDIA >> 20} MiB; hold a smaller copy"
            )
        elif digest_of(path) != copy.sha256:
            yield Finding(
                (*location, "sha256"), f"`{name}` has another checksum; is it the file that was reviewed?"
            )
    for name in sorted(many_files.names_in(str(folder))):
        if name not in KNOWN and name not in named and not is_an_editors(name):
            advice = "name it (for a picture, `gegenbild media add` does), or delete it"
            yield Finding((), f"the record does not name `{name}`, which lies beside it; {advice}")


def _digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
