"""Prose of one incident, in its language: every sentence cites one of its sources, and every source is cited."""

import random

from benchmarks.corpus.days import after
from benchmarks.corpus.names import slug
from benchmarks.corpus.phrases import Gaps, Teller, other_scripts, words_in
from benchmarks.corpus.planning import Plan
from benchmarks.corpus.writing import Value

OTHER_SCRIPT, OTHER_LANGUAGE = 0.1, 0.3  # how often a post is in another script, or in another of the languages
HALF_A_SENTENCE = 60  # characters, with its citation: prose ends where this is missing


class Narrator:
    """Tells of one incident and keeps account of what it cited."""

    def __init__(self, plan: Plan) -> None:
        """Take up a plan; the plan's seed decides all that follows."""
        self.plan, self.chance = plan, random.Random(plan.seed)
        self.when = after(plan.day, self.chance)  # on what day the thing happened that is being told
        self.ids = _source_ids(plan)
        self.cited: list[str] = []  # in the order of citing
        self._named: list[str] = []  # by the sentence that is being told
        self._tellers: dict[str, Teller] = {}

    def teller(self, language: str) -> Teller:
        """Return a teller of the same incident in any of the languages."""
        if language not in self._tellers:
            self._tellers[language] = Teller(words_in(language), self.chance, self._gaps(language))
        return self._tellers[language]

    def plain(self, kind: str, length: int = 0) -> str:
        """Return sentences of about `length` characters that cite nothing: a claim, what a picture shows."""
        return self.teller(self.plan.language).text(kind, length)

    def prose(self, kind: str, length: int) -> str:
        """Return sentences of about `length` characters, each with its sources before the full stop."""
        told = self.sentence(kind)
        while len(told) < length - HALF_A_SENTENCE:
            told += f" {self.sentence(kind)}"
        return told

    def sentence(self, kind: str) -> str:
        """Return one sentence with its sources."""
        self._named.clear()
        text = self.teller(self.plan.language).say(kind).removesuffix(".")
        sources = list(dict.fromkeys(self._named)) or [self.next_source()]
        self.cited += sources
        return f"{text} {' '.join(f'[@{source}]' for source in sources)}."

    def next_source(self) -> str:
        """Return a source that was not cited yet, or any."""
        return next((each for each in self.ids if each not in self.cited), None) or self.chance.choice(self.ids)

    def cite(self) -> str:
        """Return a source and take it for cited."""
        self.cited.append(self.next_source())
        return self.cited[-1]

    def posted(self, kind: str, length: int) -> dict[str, Value]:
        """Return the words of a post, and a translation where the record is in another language."""
        if not length:
            return {}
        own, drawn = self.plan.language, self.chance.random()
        if drawn < OTHER_SCRIPT:
            language = self.chance.choice(list(other_scripts()))
            original = self._row_of_words(language, length)
        else:
            foreign = drawn < OTHER_SCRIPT + OTHER_LANGUAGE
            language = self.chance.choice(("en", "de", "fr", "es")) if foreign else own
            original = self.teller(language).text(kind, length)
        text: dict[str, Value] = {"language": language, "original": original}
        if language != own:
            text["translations"] = [{"language": own, "text": self.plain(kind, length)}]
        return text

    def rating(self, source: str, kind: str) -> str:
        """Return a rating in a publisher's own words: of something `untrue`, `unclear`, or `other`."""
        language = self.plan.publishers[self.ids.index(source)].language
        return str(self.chance.choice(words_in(language).lists["ratings"][kind]))

    def _row_of_words(self, language: str, length: int) -> str:
        row = self.chance.choice(other_scripts()[language])
        while len(row) < length:
            row += f" {self.chance.choice(other_scripts()[language])}"
        return row

    def _gaps(self, language: str) -> Gaps:
        plan, words, kind = self.plan, words_in(language), self.plan.shape.media[0].kind
        return {
            **(plan.themes if language == plan.language else {}),
            "person": plan.people[0].name,
            "other": plan.speaker,
            "account": plan.account.name if plan.account else words.lists["nobody"],
            "platform": plan.platform.replace("-", " ").title(),
            "media": words.lists["media"][kind],
            "seen": words.lists["seen"][kind],
            "when": words.day(plan.day, exact=plan.shape.exact),
            "later": lambda: words.day(self.when, exact=True),
            "town": lambda: self.chance.choice(plan.towns),
            "count": lambda: words.count(int(10 ** self.chance.uniform(1, 6))),
            "publisher": self._publisher,
            "publisher2": self._publisher,
        }

    def _publisher(self) -> str:
        """Name a publisher, and note that its report is to be cited."""
        place = self.chance.randrange(len(self.ids))
        self._named.append(self.ids[place])
        return self.plan.publishers[place].name


def _source_ids(plan: Plan) -> list[str]:
    """Return a short name for each source: its town, with a number where two are from one."""
    found: list[str] = []
    for publisher in plan.publishers:
        town = slug(publisher.town)
        same = sum(each == town or each.startswith(f"{town}-") for each in found)
        found.append(f"{town}-{same + 1}" if same else town)
    return found
