"""What two incidents have in common, as a reason why they are similar; each thing that they share counts as much.

It is what has a key (a fact check, a person, a tool, an account), the same claim, or words that both texts use.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from generator.archive.gist import Gist
from generator.archive.telling import counted

ALIKE = 100  # cosine, in thousandths, from which on texts are a reason: below, they share what all such news shares
TELLING = 2  # words that both must use, for one alone is chance: a signature's error is as large as what it adds


class Kind(StrEnum):
    """What two incidents have in common."""

    PERSON = "person"
    TOOL = "tool"
    ACCOUNT = "account"
    TEXT = "text"
    CLAIM = "claim"
    REVIEW = "review"


# What a shared one adds to the likeness.
SHARES = {Kind.CLAIM: 300, Kind.REVIEW: 300, Kind.PERSON: 300, Kind.TOOL: 150, Kind.ACCOUNT: 150}


class Reason(NamedTuple):
    """What two incidents share: keys of a registry, telling words, or addresses of fact checks."""

    kind: Kind
    shared: tuple[str, ...]


def reasons(one: Gist, other: Gist, added: int, of_texts: int) -> tuple[Reason, ...]:
    """Say what two incidents share.

    `added` is what that adds to their likeness, `of_texts` how alike their texts are, both in thousandths.
    """
    told: list[Reason] = []
    if added >= SHARES[Kind.CLAIM] and same_claim(one, other):
        told.append(Reason(Kind.CLAIM, tuple(sorted(_both_claim(one, other)))))
    for kind, keys in KEYS.items() if added else ():
        theirs = keys(other)
        if shared := [key for key in keys(one) if key in theirs]:
            told.append(Reason(kind, tuple(sorted(shared))))
    if of_texts >= ALIKE and (words := _both_tell(one, other)):
        told.append(Reason(Kind.TEXT, words))
    return tuple(told)


def _both_tell(one: Gist, other: Gist) -> tuple[str, ...]:
    """Return the words that both texts use most, at most three; nothing where they share too few to tell."""
    first, second = counted(one.telling), counted(other.telling)
    shared = [(-min(first[word], second[word]), word) for word in first.keys() & second.keys()]
    return tuple(word for _, word in sorted(shared)[:3]) if len(shared) >= TELLING else ()


def same_claim(one: Gist, other: Gist) -> bool:
    """Say whether two claims are the same in nearly the same words.

    Most of the longer one's words must stand in the other, names too: that somebody else did it is another claim.
    Names alone make no claim.
    """
    if len(_both_claim(one, other)) < TELLING:
        return False
    first, second = claim_words(one), claim_words(other)
    return len(set(first) & set(second)) >= words_needed(max(len(first), len(second)))


def _both_claim(one: Gist, other: Gist) -> frozenset[str]:
    """Return the words of both claims that are no names."""
    return _words_of(one.claim) & _words_of(other.claim)


@lru_cache(maxsize=1 << 14)
def _words_of(claim: str) -> frozenset[str]:
    return frozenset(claim.split())


def words_needed(words: int) -> int:
    """Return how many words of a claim another one must have: two thirds."""
    return -(-2 * words // 3)


def claim_words(incident: Gist) -> list[str]:
    """Return the words of an incident's claim, those that are no names first."""
    return f"{incident.claim} {incident.claim_names}".split()


def _account(incident: Gist) -> tuple[str, ...]:
    return (incident.account,) if incident.account else ()


# What two incidents may share by its key, and where it stands; in the order of the reasons.
KEYS: Mapping[Kind, Callable[[Gist], tuple[str, ...]]] = {
    Kind.REVIEW: attrgetter("reviews"),
    Kind.PERSON: attrgetter("people"),
    Kind.TOOL: attrgetter("tools"),
    Kind.ACCOUNT: _account,
}
