"""Sentences in four languages, from the files in words/: patterns with gaps, and what may stand in each gap."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "words"
GAP = re.compile(r"\{(\w+)\}")
ELISION = re.compile(r"\b([dD]|[qQ]u)e (?=[aeiouéèêâAEIOUÉ])")  # d'un, qu'elle
LANGUAGES = {"en": 60, "de": 20, "fr": 10, "es": 10}  # how many of a hundred records are written in each
MOST_USED = 0.6  # how often a record comes back to its own theme, place and thing

Gaps = Mapping[str, str | Callable[[], str]]


class Words:
    """What one language has to say."""

    def __init__(self, language: str) -> None:
        """Read the language's file."""
        self.language = language
        self.lists: dict[str, Any] = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))

    def day(self, day: date, *, exact: bool) -> str:
        """Return a day or its month as a sentence begins with it: On 2 September 2024."""
        pattern: str = self.lists["on_day" if exact else "in_month"]
        return pattern.format(day=day.day, month=self.lists["months"][day.month - 1], year=day.year)

    def count(self, number: int) -> str:
        """Return a number with the language's separator of thousands."""
        return f"{number:,}".replace(",", self.lists["thousands"])


@cache
def words_in(language: str) -> Words:
    """Return the words of a language."""
    return Words(language)


@cache
def other_scripts() -> dict[str, list[str]]:
    """Return rows of words by languages that are not written in Latin letters."""
    read: dict[str, list[str]] = yaml.safe_load((FOLDER / "scripts.yaml").read_text(encoding="utf-8"))
    return read


class Teller:
    """Tells of one incident: fills the gaps with the incident's own names, and all others by chance."""

    def __init__(self, words: Words, chance: random.Random, gaps: Gaps) -> None:
        """Tell in the language of `words`; `gaps` come first, the language's lists after them."""
        self.words, self.chance = words, chance
        fixed = {name: chance.choice(words.lists[name]) for name in ("with", "where", "theme", "slogan")}
        self.own = {**fixed, **{name: gap for name, gap in gaps.items() if name in fixed}}
        self.gaps = {name: gap for name, gap in gaps.items() if name not in fixed}
        self.waiting: defaultdict[str, list[str]] = defaultdict(list)

    def say(self, kind: str) -> str:
        """Return a sentence of a kind; none comes twice before all others of the kind have come."""
        if not self.waiting[kind]:
            patterns = self.words.lists[kind]
            self.waiting[kind] = self.chance.sample(patterns, len(patterns))
        text = GAP.sub(lambda found: self._filled(found[1]), self.waiting[kind].pop())
        if self.words.language == "fr":
            text = ELISION.sub(r"\1'", text)
        return text[0].upper() + text[1:]

    def text(self, kind: str, length: int) -> str:
        """Return sentences of a kind, together about `length` characters long."""
        told = self.say(kind)
        while len(told) < length - 40:  # half a sentence
            told += f" {self.say(kind)}"
        return told

    def _filled(self, name: str) -> str:
        own = self.own.get(name)
        if own and self.chance.random() < MOST_USED:
            return str(own)
        gap = self.gaps.get(name)
        if gap is None:
            return str(self.chance.choice(self.words.lists[name]))
        return gap if isinstance(gap, str) else gap()
