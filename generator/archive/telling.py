"""The words that say what an incident is about, and the numbers by which two such texts are compared quickly.

A signature is a vector of small whole numbers: each word adds its count, or takes it away, at a place that a
checksum of the word chooses ("the hashing trick", Weinberger et al., 2009, https://arxiv.org/abs/0902.2206). The
cosine of two signatures is that of the texts' word counts, but for an error of about 0.04. Whole numbers give the
same sums in any order, so that one incident compared alone and ten thousand at once come to the same result.
"""

import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

from generator.records.fields import CITATION
from generator.records.model import Record

LENGTH = 512  # numbers of a signature
LARGEST = 127  # that one of them may be, so that it fits a byte
WORD = re.compile(r"[^\W\d_]{4,}")
# Words of more than three letters that say nothing of what an incident is about.
STOP_WORDS = frozenset(Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8").split())


def telling_words(record: Record, names: Collection[str] = ()) -> str:
    """Return the words of title (twice), summary, claim and descriptions, in lower case, without accents.

    Who is shown is compared by itself, so that `names` of persons are left out.
    """
    descriptions = [each.description for each in record.post.media]
    parts = (record.title, record.title, CITATION.sub("", record.summary), record.fact_check.claim, *descriptions)
    return " ".join([word for word in _words("\n".join(parts)) if word not in names])


def claimed_words(record: Record, names: Collection[str]) -> tuple[str, str]:
    """Return the words of the claim, each once and in order: those that tell, and the `names` of persons."""
    words = sorted(set(_words(record.fact_check.claim)))
    told, named = [word for word in words if word not in names], [word for word in words if word in names]
    return " ".join(told), " ".join(named)


def signature_of(words: str) -> bytes:
    """Return the signature of a text of words: `LENGTH` signed bytes."""
    numbers: defaultdict[int, int] = defaultdict(int)
    for word, count in counted(words).items():
        place, sign = _place(word)
        numbers[place] += sign * count
    signature = bytearray(LENGTH)
    for place, number in numbers.items():
        is_small = -LARGEST <= number <= LARGEST  # as nearly all are
        signature[place] = (number if is_small else max(-LARGEST, min(LARGEST, number))) & 0xFF
    return bytes(signature)


@lru_cache(maxsize=1 << 14)  # asked for again where words are a reason for which two are similar
def counted(words: str) -> Mapping[str, int]:
    """Return how often each word of a text stands in it."""
    return dict(Counter(words.split()))


def _words(text: str) -> list[str]:
    return [
        plain
        for word in WORD.findall(text.lower())
        if (plain := word if word.isascii() else _plain(word)) not in STOP_WORDS
    ]


@lru_cache(maxsize=1 << 16)
def _place(word: str) -> tuple[int, int]:
    checksum = zlib.crc32(word.encode())
    return checksum % LENGTH, 1 if checksum & 0x8000_0000 else -1


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    """Return a word without its accents: `simecka` for `šimečka`."""
    return "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))
