"""German patterns read in one go are those that pyphen reads."""

from pyphen import LANGUAGES, HyphDict

from generator.pages.hyphenation import GERMAN, GermanHyphenation


def test_the_patterns_are_pyphens() -> None:
    theirs, ours = HyphDict(LANGUAGES[GERMAN]), GermanHyphenation()
    assert {key: (start, tuple(values)) for key, (start, values) in ours.patterns.items()} == theirs.patterns
    assert ours.maxlen == theirs.maxlen


def test_words_are_parted_as_pyphen_parts_them() -> None:
    theirs, ours = HyphDict(LANGUAGES[GERMAN]), GermanHyphenation()
    for word in ("wahlkampflüge", "parteitagsrede", "desinformationskampagne", "straßenschlacht", "ab", ""):
        assert list(map(int, ours.positions(word))) == list(map(int, theirs.positions(word)))
