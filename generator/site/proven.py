"""What the proof found to be labelled: each picture by its name and content, so that it is examined once.

A label is a matter of the file's bytes and of the program that reads them; both are in what is remembered. That
memory lies in .cache/, which no build publishes. Git ignores it, but a pull request can bring it along all the
same: so the file bears a time that tells of its content, for what git brings is as old as the checkout.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from generator.media.program import program_digest
from generator.records.replacing import replace_file

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
            content = (root / FILE).read_bytes()
            if int((root / FILE).stat().st_mtime) != time_of(content):
                return cls({})
            told = json.loads(content)
            return cls({str(name): str(digest) for name, digest in told.items()})
        except (OSError, ValueError, AttributeError):
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
            content = json.dumps(self.digests).encode()
            replace_file(root / FILE, content)
            os.utime(root / FILE, (time_of(content),) * 2)


def time_of(content: bytes) -> int:
    """Return a time before the year 2005, in seconds, that tells of this content."""
    return int.from_bytes(hashlib.sha256(content).digest()[:4]) >> 2


def forget(root: Path) -> None:
    """Forget what was found under `root`, so that every picture is examined anew."""
    (root / FILE).unlink(missing_ok=True)
