"""Where German words may be hyphenated: by pyphen, but its patterns are read in one go, in a quarter of the time.

Each process that makes a page with German text needs them, and they are many.
"""

import re

from pyphen import LANGUAGES, HyphDict, ignored

GERMAN = "de_DE"
DIGITS = b"0123456789"
NO_PATTERN = tuple(each.encode() for each in ignored)
# A letter that has no digit before it has the number 0.
NUMBERS = bytes(byte - ord("0") if byte in DIGITS else byte if byte == ord("\n") else 0 for byte in range(256))
_WITH_NUMBER = re.compile(rb"([0-9])[^0-9\n]")


class GermanHyphenation(HyphDict):  # type: ignore[misc]  # pyphen has no types
    """pyphen's German dictionary."""

    def __init__(self) -> None:
        """Read the patterns, letters with a number before each: what pyphen reads of them, one by one.

        The file's encoding has one byte for a letter.
        """
        encoding, *lines = LANGUAGES[GERMAN].read_bytes().split(b"\n")
        patterns = b"\n".join(line for line in map(bytes.strip, lines) if line and not line.startswith(NO_PATTERN))
        letters = patterns.translate(None, DIGITS).decode(encoding.decode()).split("\n")
        numbers = _WITH_NUMBER.sub(rb"\1", patterns).translate(NUMBERS).split(b"\n")
        self.patterns = {
            key: (len(values) - len(values.lstrip(b"\0")), values.strip(b"\0"))
            for key, values in zip(letters, numbers, strict=True)
            if any(values)
        }
        self.cache: dict[str, list[int]] = {}
        self.maxlen = max(map(len, self.patterns))
