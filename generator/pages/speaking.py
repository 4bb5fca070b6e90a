"""Who speaks on a page: the words of one language, or those of all languages at once (see together.py)."""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from markupsafe import Markup

from generator.pages.compiling import shown
from generator.pages.language import ENGLISH, EVERY, LANGUAGES, Language
from generator.pages.together import MARK, Text, parted, together
from generator.pages.wording import Words
from generator.records.dates import When

PLACE = re.compile(r"(%\(\w+\)s)")  # of a message, open for a value


class _AllWords(Words):
    """The words of all languages at once: what is said is said in each, as one text (see together.py)."""

    def __init__(self) -> None:
        self.language = EVERY
        self.each = tuple(words_of(language) for language in LANGUAGES)
        self._said: dict[str, str] = {}

    def say(self, words: str, /, **values: object) -> str:
        said = self._said.get(words)
        if said is None:
            said = self._said[words] = together([each.say(words) for each in self.each])
        return self._filled(said, values) if values else said

    def markup(self, message: str, /, **values: object) -> Markup:
        return Markup(self._filled(self.say(message), {name: shown(value) for name, value in values.items()}))

    def say_count(self, one: str, many: str, count: int, **values: object) -> str:
        return self._filled(self.plural(one, many, count), {"count": self.number(count), **values})

    def plural(self, one: str, many: str, count: int) -> str:
        return together([each.plural(one, many, count) for each in self.each])

    def in_each(self, make: Callable[..., Text], *texts: str) -> Text:
        if not any(MARK in text for text in texts):
            return make(*texts)
        return together([make(*own) for own in zip(*map(self._parted, texts), strict=True)])

    @property
    def root(self) -> str:
        return together([each.root for each in self.each])

    def foreign(self, code: str) -> str:
        return _in_all(Words.foreign, code)

    def date(self, when: When) -> str:
        return _in_all(Words.date, when)

    def span(self, first: When, last: When) -> str:
        return _in_all(Words.span, first, last)

    def month(self, key: str) -> str:
        return _in_all(Words.month, key)

    def short_month(self, key: str) -> str:
        return _in_all(Words.short_month, key)

    def number(self, value: int) -> str:
        return _in_all(Words.number, value)

    def share(self, share: float) -> str:
        return _in_all(Words.share, share)

    def language_name(self, code: str) -> str:
        return _in_all(Words.language_name, code)

    def region_name(self, code: str) -> str:
        return _in_all(Words.region_name, code)

    def listed(self, things: tuple[str, ...]) -> str:
        parts = [self._parted(thing) for thing in things]
        return together([each.listed(tuple(part[place] for part in parts)) for place, each in enumerate(self.each)])

    def _filled(self, said: str, values: Mapping[str, object]) -> str:
        """Put values into a message, which may hold several languages themselves."""
        woven = _woven(said)
        if woven is not None:
            return woven % values
        texts = _texts_of(said)
        filling: list[dict[str, object]] = [{} for _ in texts]
        for name, value in values.items():
            own = self._parted(value) if isinstance(value, str) else [value] * len(texts)
            for place, each in enumerate(own):
                filling[place][name] = each
        return together([text % each for text, each in zip(texts, filling, strict=True)])

    def _parted(self, text: Text) -> list[Text]:
        return parted(text, len(self.each))


@cache
def words_of(language: Language = ENGLISH) -> Words:
    """Return the words of a language, or of all at once."""
    return _AllWords() if language is EVERY else Words(language)


@lru_cache(maxsize=1 << 10)
def _woven(message: str) -> str | None:
    """Return a message with its open places between what languages say, not within; None where their order differs.

    So what is put there may hold several languages itself.
    """
    texts, *others = (PLACE.split(text) for text in _texts_of(message))
    if any(other[1::2] != texts[1::2] for other in others):
        return None
    texts[::2] = map(together, zip(texts[::2], *(other[::2] for other in others), strict=True))
    return "".join(texts)


@lru_cache(maxsize=1 << 10)
def _texts_of(message: str) -> list[str]:
    return parted(message, len(LANGUAGES))


@lru_cache(maxsize=1 << 14)
def _in_all(say: Callable[..., str], *about: object) -> str:
    return together([say(words_of(language), *about) for language in LANGUAGES])
