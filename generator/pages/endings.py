"""What German compounds end in, so that a search that matches beginnings finds `Wahlkampflüge` by `lüge`.

A compound may be parted only where it may be hyphenated (the patterns of pyphen); each of its ends from such a
place is offered to the search. Ends that are no words are asked for by nobody.
"""

import re
from functools import cache, lru_cache

from generator.pages.hyphenation import GermanHyphenation

SHORTEST_COMPOUND = 8  # letters
SHORTEST_BEGINNING = 3
SHORTEST_ENDING = 4
_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST_COMPOUND},}}")


@lru_cache(maxsize=1 << 6)  # for the other languages of the same page
def endings(text: str) -> tuple[str, ...]:
    """Return the ends of the long words of a German text, in lower case, in order, each once."""
    found = (ending for word in _WORD.findall(text) for ending in _endings_of(word.lower()))
    return tuple(dict.fromkeys(found))


def _endings_of(word: str) -> list[str]:
    places = _german().positions(word)
    return [word[place:] for place in places if SHORTEST_BEGINNING <= place <= len(word) - SHORTEST_ENDING]


@cache
def _german() -> GermanHyphenation:
    return GermanHyphenation()
