"""The known word that was probably meant by one that is not known."""

from collections.abc import Collection

SIMILAR = 60  # per cent of the letters of both, that stand in both in the same order


def closest(word: str, known: Collection[str]) -> str | None:
    """Return the known word that is most like `word`, the first by the alphabet of several; None where none is."""
    from rapidfuzz import fuzz, process  # here, for where all is well nothing needs it

    found = process.extract(word, known, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=None)
    return min(((-score, name) for name, score, _ in found), default=(0, None))[1]
