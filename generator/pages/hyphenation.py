"""Where German words may be hyphenated: by pyphen, but its patterns are read in one go, and kept as they are used.

Each process that makes a page with German text needs them, and they are many: pyphen takes half a second for them.
"""

import hashlib
import marshal
import re
from contextlib import suppress
from pathlib import Path

from pyphen import LANGUAGES, HyphDict, ignored

from generator.pages.compiled import folder
from generator.records.replacing import replace_file

Patterns = dict[str, tuple[int, bytes]]  # by letters: from which of them on there are numbers, and these

GERMAN = "de_DE"
DIGITS = b"0123456789"
NO_PATTERN = tuple(each.encode() for each in ignored)
# A letter that has no digit before it has the number 0.
NUMBERS = bytes(byte - ord("0") if byte in DIGITS else byte if byte == ord("\n") else 0 for byte in range(256))
_WITH_NUMBER = re.compile(rb"([0-9])[^0-9\n]")


class GermanHyphenation(HyphDict):  # type: ignore[misc]  # pyphen has no types
    """pyphen's German dictionary."""

    def __init__(self) -> None:
        """Read the patterns."""
        self.patterns = _kept(LANGUAGES[GERMAN].read_bytes())
        self.cache: dict[str, list[int]] = {}
        self.maxlen = max(map(len, self.patterns))


def _kept(content: bytes) -> Patterns:
    """Return the patterns of a file of this content, as they were kept, or else read and kept."""
    kept = folder()
    if kept is None:
        return _read(content)
    digest = hashlib.blake2b(content + Path(__file__).read_bytes(), digest_size=16).hexdigest()
    file = kept / f"hyphenation-{digest}.marshal"
    try:
        patterns: Patterns = marshal.loads(file.read_bytes())  # noqa: S302  (trusted as Python's own modules are)
    except (OSError, ValueError, EOFError, TypeError):
        patterns = _read(content)
        with suppress(OSError):
            replace_file(file, marshal.dumps(patterns))
    return patterns


def _read(content: bytes) -> Patterns:
    """Return the patterns, letters with a number before each: what pyphen reads of them, one by one.

    The file's encoding has one byte for a letter.
    """
    encoding, *lines = content.split(b"\n")
    patterns = b"\n".join(line for line in map(bytes.strip, lines) if line and not line.startswith(NO_PATTERN))
    letters = patterns.translate(None, DIGITS).decode(encoding.decode()).split("\n")
    numbers = _WITH_NUMBER.sub(rb"\1", patterns).translate(NUMBERS).split(b"\n")
    return {
        key: (len(values) - len(values.lstrip(b"\0")), values.strip(b"\0"))
        for key, values in zip(letters, numbers, strict=True)
        if any(values)
    }
