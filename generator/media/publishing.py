"""All published pictures under docs/media/: made where something that they rest on has changed, else left alone.

What was made is remembered by a digest of all that goes into it: the original, the words, the keys, this program.
The memory is believed only where the file is as large and as old as it was left; a foreign one is not believed.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.archive.incident import Incident
from generator.archive.pictures import FOLDER, FORMS, card_address, shown_pictures
from generator.media.card import card, card_description, card_label, pictured
from generator.media.derivatives import derivatives, description_of
from generator.media.labels.keys import Credentials, credentials
from generator.media.labels.label import label_of_picture
from generator.media.program import program_digest
from generator.media.published import ForeignFileError, Mark, Memory, Published, Renewed
from generator.records.replacing import remove_file, replace_file

MEMORY = ".cache/media.json"
MAKERS = (
    "archive/incident.py",
    "archive/label_words.py",
    "archive/pictures.py",
    "media/card.py",
    "media/derivatives.py",
    "media/labels/**/*",
)  # of the files' bytes

OURS = re.compile(rf"{FOLDER}[a-z0-9-]+/\.?([a-z0-9_-]+-\d+|card)\.(jpg|webp)(\.\d+\.new)?")


@dataclass(frozen=True)
class Job:
    """Some files, the digest of all that goes into them, and what makes them."""

    addresses: tuple[str, ...]
    digest: str
    make: Callable[[], Iterable[tuple[str, bytes]]]


def publish(incidents: Iterable[Incident], root: Path, site_url: str) -> Published:
    """Make docs/media/ hold the derivatives and the cards of the published incidents, and nothing else.

    Raises SigningError where they cannot be signed, ForeignFileError where something lies there that was not made
    here, and OSError.
    """
    refuse_foreign_files(root)
    publication = Publication(root, site_url)
    published = [incident for incident in incidents if incident.is_published]
    return publication.ended([publication.renewed(published)])


def refuse_foreign_files(root: Path, untouched: Collection[str] = ()) -> None:
    """Refuse what does not look like ours, for it would be removed, and may be somebody's only copy.

    The folders of `untouched` incidents are left alone, and so not looked at. Raises ForeignFileError.
    """
    foreign = min((name for name in _files(root / "docs", untouched) if not OURS.fullmatch(name)), default="")
    if foreign:
        message = f"docs/{foreign} was not made by the generator: docs/{FOLDER} is its own; take the file away"
        raise ForeignFileError(message)


class Publication:
    """The pictures of a whole archive, which several processes may renew, each those of some incidents."""

    def __init__(self, root: Path, site_url: str) -> None:
        """Recall what was made before. Raises SigningError."""
        self.root = root
        self.docs = root / "docs"
        self.site_url = site_url
        self.memory = _recalled(root / MEMORY)
        self.signer = credentials(root)

    def renewed(self, incidents: Iterable[Incident]) -> Renewed:
        """Make what is not up to date of some published incidents."""
        wanted = list(jobs(incidents, self.root, self.site_url, self.signer))
        stale = [job for job in wanted if not all(self._is_fresh(job, address) for address in job.addresses)]
        made = {address: mark for job in stale for address, mark in _carry_out(self.docs, job)}
        addresses = (address for job in wanted for address in job.addresses if address not in made)
        return Renewed(made, {address: self.memory[address] for address in addresses})

    def ended(
        self, renewed: Iterable[Renewed], untouched: Collection[str] = (), site: Path | None = None
    ) -> Published:
        """Remove what nobody asked for, but for the files of the incidents that were left `untouched`; remember.

        What is `gone` is asked of the `site`: what was made before may be forgotten, or never have got there.
        """
        made: Memory = {}
        kept = {address: mark for address, mark in self.memory.items() if address.split("/")[1] in untouched}
        for each in renewed:
            made |= each.made
            kept |= each.kept
        removed = _remove_others(self.docs, {*made, *kept}, untouched)
        if (memory := {**kept, **made}) != self.memory:
            _remember(self.root / MEMORY, memory)
        gone = frozenset(_files(site, untouched) if site else ()) - made.keys() - kept.keys()
        return Published(len(made), len(kept), removed, gone)

    def _is_fresh(self, job: Job, address: str) -> bool:
        return _is_fresh(self.docs, self.memory, job, address)


def jobs(incidents: Iterable[Incident], root: Path, site_url: str, signer: Credentials) -> Iterator[Job]:
    """Yield what there is to make: for each held picture its derivatives, for each incident its card."""
    for incident in incidents:
        for shown in shown_pictures(incident):
            label = label_of_picture(shown, site_url)
            yield Job(
                tuple(shown.derivative(width, form).address for width in shown.widths for form in FORMS),
                _digest(shown.picture, label, description_of(shown, label), signer),
                partial(derivatives, shown, root, site_url, signer),
            )
        label = card_label(incident, site_url)
        shown_on_card = pictured(incident)
        facts = (  # beside the verdict, which is in the description's title
            incident.record.title,
            str(incident.record.date),
            incident.label,
            incident.label.label,
        )
        address = card_address(incident.id)
        yield Job(
            (address,),
            _digest(
                shown_on_card.picture if shown_on_card else "",
                label,
                card_description(incident, label),
                facts,
                signer,
            ),
            partial(_card_file, address, partial(card, incident, root, site_url, signer)),
        )


def _card_file(address: str, make: Callable[[], bytes]) -> list[tuple[str, bytes]]:
    return [(address, make())]


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr((program_digest(*MAKERS), parts)).encode()).hexdigest()


def _carry_out(docs: Path, job: Job) -> list[tuple[str, Mark]]:
    """Make the files of a job; a reader sees the old file or the new one, never half."""
    marks = []
    for address, content in job.make():
        path = docs / address
        replace_file(path, content)
        status = path.stat()
        marks.append((address, (job.digest, status.st_size, status.st_mtime_ns)))
    return marks


def _is_fresh(docs: Path, memory: Memory, job: Job, address: str) -> bool:
    known = memory.get(address)
    if known is None or known[0] != job.digest:
        return False
    try:
        status = (docs / address).stat(follow_symlinks=False)
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == known[1:]


def _remove_others(docs: Path, wanted: set[str], untouched: Collection[str]) -> int:
    stale = [name for name in _files(docs, untouched) if name not in wanted]
    for name in stale:
        remove_file(docs, name)
    return len(stale)


def _files(root: Path, untouched: Collection[str]) -> Iterator[str]:
    """Yield the files in `root`/media/, links too, but for those of `untouched` incidents; relative to `root`."""
    waiting = [FOLDER.rstrip("/")]
    while waiting:
        folder = waiting.pop()
        with suppress(FileNotFoundError), os.scandir(root / folder) as entries:
            for entry in entries:
                name = f"{folder}/{entry.name}"
                if not entry.is_dir(follow_symlinks=False):
                    yield name
                elif entry.name not in untouched:
                    waiting.append(name)


def _recalled(file: Path) -> Memory:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        marks = {address: (str(digest), int(size), int(time)) for address, (digest, size, time) in told.items()}
        return {address: mark for address, mark in marks.items() if address.startswith(FOLDER)}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return {}


def _remember(file: Path, memory: Memory) -> None:
    replace_file(file, json.dumps(memory).encode())
