"""Where German words may be hyphenated: by pyphen, but its patterns are read in one go, and kept as they are used.

Each process that makes a page with German text needs them, and they are many: pyphen takes half a second for them.
"""

import re
from contextlib import suppress
from pathlib import Path

from pyphen import LANGUAGES, HyphDict, ignored

from generator.archive.incident import content_digest
from generator.pages.compiled import folder
from generator.records.replacing import replace_file

Patterns = dict[str, tuple[int, bytes]]  # by letters: from which of them on there are numbers, and these

GERMAN = "de_DE"
DIGITS = b"0123456789"
NO_PATTERN = tuple(each.encode() for each in ignored)
# A letter that has no digit before it has the number 0.
NUMBERS = bytes(byte - ord("0") if byte in DIGITS else byte if byte == ord("\n") else 0 for byte in range(256))
_BEHIND_NUMBER = re.compile(rb"(?<=[0-9])[^0-9\n]")


# pyphen comes without types, and so its classes are Any to mypy, which warns of every subclass of Any. It offers no
# other way to give it patterns that are read already.
class GermanHyphenation(HyphDict):  # type: ignore[misc]
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
    file = kept / f"hyphenation-{content_digest(content + Path(__file__).read_bytes())}.patterns"
    with suppress(OSError, ValueError):
        digest, told = file.read_bytes().split(b"\n", 1)
        if digest.decode() == content_digest(told):
            return _unpacked(told)
    patterns = _read(content)
    told = _packed(patterns)
    with suppress(OSError):
        replace_file(file, f"{content_digest(told)}\n".encode() + told)
    return patterns


def _packed(patterns: Patterns) -> bytes:
    """Return patterns as bytes: all letters, where numbers begin, all numbers, of which none is a line's end."""
    starts, numbers = zip(*patterns.values(), strict=True)
    return b"".join(("\n".join(patterns).encode(), b"\n\n", bytes(starts), b"\n".join(numbers)))


def _unpacked(content: bytes) -> Patterns:
    letters, _, rest = content.partition(b"\n\n")
    keys = letters.decode().split("\n")
    return dict(zip(keys, zip(rest[: len(keys)], rest[len(keys) :].split(b"\n"), strict=True), strict=True))


def _read(content: bytes) -> Patterns:
    """Return the patterns, letters with a number before each: what pyphen reads of them, one by one.

    The file's encoding has one byte for a letter.
    """
    encoding, *lines = content.split(b"\n")
    patterns = b"\n".join(line for line in map(bytes.strip, lines) if line and not line.startswith(NO_PATTERN))
    letters = patterns.translate(None, DIGITS).decode(encoding.decode()).split("\n")
    numbers = _BEHIND_NUMBER.sub(b"", patterns).translate(NUMBERS).split(b"\n")
    return {
        key: (len(values) - len(values.lstrip(b"\0")), values.strip(b"\0"))
        for key, values in zip(letters, numbers, strict=True)
        if any(values)
    }
