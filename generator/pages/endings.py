"""What German compounds end in, so that a search that matches beginnings finds `Wahlkampflüge` by `lüge`.

A compound may be parted only where it may be hyphenated (the patterns of pyphen); each of its ends from such a
place is offered to the search. Ends that are no words are asked for by nobody.
"""

import re
from functools import cache, lru_cache
from itertools import chain

from generator.pages.hyphenation import GermanHyphenation

SHORTEST_COMPOUND = 8  # letters
SHORTEST_BEGINNING = 3
SHORTEST_ENDING = 4
_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST_COMPOUND},}}")


def endings(text: str) -> tuple[str, ...]:
    """Return the ends of the long words of a German text, in lower case, in order, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(map(_endings_of, _WORD.findall(text)))))


@lru_cache(maxsize=1 << 14)
def _endings_of(word: str) -> tuple[str, ...]:
    word = word.lower()
    last = len(word) - SHORTEST_ENDING
    return tuple(word[place:] for place in _german().positions(word) if SHORTEST_BEGINNING <= place <= last)


@cache
def _german() -> GermanHyphenation:
    return GermanHyphenation()
