"""What the proof found to be labelled: each picture by its name and content, so that it is examined once.

A label is a matter of the file's bytes and of the program that reads them; both are in what is remembered.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from generator.media.program import program_digest
from generator.site.unforged import read_unforged, write_unforged

FILE = ".cache/labelled.json"
READERS = ("site/proof.py", "media/labels/*.py")  # the code that says whether a picture is labelled


class Proven:
    """The pictures that were labelled whole when they were last looked at."""

    def __init__(self, known: Mapping[str, str]) -> None:
        """Begin with the digest of each picture that is known, by its name."""
        self.program = program_digest(*READERS)
        self.known = known
        self.digests = dict(known)

    @classmethod
    def recalled(cls, root: Path) -> "Proven":
        """Return what is remembered under `root`; nothing where that cannot be read."""
        try:
            told = json.loads(read_unforged(root / FILE))
            return cls({str(name): str(digest) for name, digest in told.items()})
        except (OSError, ValueError, AttributeError, RecursionError):
            return cls({})

    def holds(self, name: str, content: bytes) -> bool:
        """Say whether exactly this picture was found labelled under this name, by the program that runs now."""
        return self.digests.get(name) == self.digest(name, content)

    def digest(self, name: str, content: bytes) -> str:
        """Return what stands for a picture, its name and the program that examines it."""
        parts = (self.program.encode(), name.encode(), hashlib.sha256(content).digest())
        return hashlib.sha256(b"\0".join(parts)).hexdigest()

    def remember(self, root: Path) -> None:
        """Keep under `root` what is known by now."""
        if self.digests != self.known:
            write_unforged(root / FILE, json.dumps(self.digests).encode())


def forget(root: Path) -> None:
    """Forget what was found under `root`, so that every picture is examined anew."""
    (root / FILE).unlink(missing_ok=True)
