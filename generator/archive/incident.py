"""An incident: a record with its identifier and its place in the archive's folders."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from generator.archive.label_words import titled
from generator.records.model import Record
from generator.records.vocabulary import LabelStatus, State


@dataclass(frozen=True)
class Incident:
    """One incident.

    `path` is its record's file, relative to the archive's root, with forward slashes; `digest` is that of the file,
    where it was read from one.
    """

    id: str
    path: str
    record: Record
    digest: str = ""

    @property
    def is_published(self) -> bool:
        """Say whether the incident is shown and counted."""
        return self.record.state is State.PUBLISHED

    @property
    def has_page(self) -> bool:
        """Say whether the incident keeps an address on the site: published, or withdrawn with its reason."""
        return self.record.state is not State.DRAFT

    @property
    def label(self) -> LabelStatus:
        """Return the current label status: the last entry of the history."""
        return self.record.label_status.history[-1].status

    @property
    def told_title(self) -> str:
        """Return the title with the verdict, for where it is read alone."""
        record = self.record
        return titled(record.title, record.state, record.fact_check.verdict, record.language)

    def folder(self, root: Path) -> Path:
        """Return the folder that holds the record and its media."""
        return (root / self.path).parent


def content_digest(content: bytes) -> str:
    """Return the digest of a file's content."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()
