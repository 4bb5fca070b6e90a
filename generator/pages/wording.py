"""Messages, dates, figures, names and durations in a language's words, by the rules of the Unicode CLDR (Babel)."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_interval, get_month_names
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from generator.archive.labelling import Delay
from generator.pages.language import Language, translations
from generator.pages.together import Text
from generator.records.dates import When
from generator.records.model import Reach
from generator.records.vocabulary import Term


class Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        """Read the language's catalogue."""
        self.language = language
        self.locale = language.locale
        self._translations = translations(language)

    def say(self, words: str, /, **values: object) -> str:
        """Return a message in this language, with `values` in the places that it names as `%(name)s`."""
        said = self._translations.get(words) or words
        said = said if isinstance(said, str) else said[0]
        return said % values if values else said

    def markup(self, message: str, /, **values: object) -> Markup:
        """Return a message in this language as HTML: it is safe, and what is put into it is escaped."""
        return Markup(self.say(message)) % values

    def say_count(self, one: str, many: str, count: int, **values: object) -> str:
        """Return a message that counts: in the form that the count asks for, with `%(count)s` written out."""
        said = self.plural(one, many, count)
        return said % {"count": self.number(count), **values}

    def plural(self, one: str, many: str, count: int) -> str:
        """Return the form of a counted message, with its places open."""
        forms = self._translations.get(one) or (one, many)
        forms = (forms, forms) if isinstance(forms, str) else forms
        return forms[0 if count == 1 else 1]

    def in_each(self, make: Callable[..., Text], *texts: str) -> Text:
        """Return what `make` makes of texts of this language, which may be of another form than in others."""
        return make(*texts)

    @property
    def root(self) -> str:
        """Return the way from the part of the site that is in this language up to the site's root."""
        return "../" * self.language.prefix.count("/")

    def foreign(self, code: str) -> str:
        """Return the code of a language, and nothing where it is this one."""
        return "" if code == self.language.code else code

    def term(self, term: Term) -> str:
        """Return the name of a vocabulary's term."""
        return self.say(term.label)

    def date(self, when: When) -> str:
        """Return a date as precise as it is known: `2 September 2024`, `September 2024`, `2024`."""
        return _date(self.language, when)

    def span(self, first: When, last: When) -> str:
        """Return the time between two dates, as exact as the exacter one: `2014–2016`, `3–21 Sept 2018`."""
        return self.date(first) if first == last else _span(self.language, first, last)

    def date_or_nothing(self, when: When | None) -> str:
        """Return a date in words, or nothing where there is none."""
        return self.date(when) if when else ""

    def month(self, key: str) -> str:
        """Return a month in words: `September 2024` for `2024-09`; a year alone stays as it is."""
        year, _, month = key.partition("-")
        names = get_month_names("wide", context="stand-alone", locale=self.locale)
        return f"{names[int(month)]} {year}" if month else year

    def short_month(self, key: str) -> str:
        """Return the shortest name of a month that stands alone: `Sep` for `2024-09`."""
        names = get_month_names("abbreviated", context="stand-alone", locale=self.locale)
        return str(names[int(key.split("-")[1])]).rstrip(".")

    def number(self, value: int) -> str:
        """Return a whole number with its groups of digits separated."""
        return _number(self.locale, value)

    def share(self, share: float) -> str:
        """Return a share as whole per cent."""
        return format_percent(share, locale=self.locale)

    def figure(self, reach: Reach) -> str:
        """Return a figure of reach: `nearly 60,000,000 views`."""
        parts = (self.say(reach.qualifier.label), self.number(reach.value), self.say(reach.metric.label))
        return " ".join(part for part in parts if part)

    def language_name(self, code: str) -> str:
        """Return the name of a language: `Slovak` for `sk`."""
        return _language_name(self.locale, code)

    def region_name(self, code: str) -> str:
        """Return the name of a country: `Slovakia` for `SK`."""
        return str(self.locale.territories.get(code, code))

    def listed(self, things: tuple[str, ...]) -> str:
        """Return things as a list in a sentence: `a, b and c`."""
        from babel.lists import format_list

        return format_list(things, locale=self.locale)

    def delay(self, delay: Delay) -> str:
        """Return how long a label took, no more exactly than is known."""
        if delay.longest == timedelta(0):
            return self.say("at posting")
        if delay.longest <= timedelta(days=1):
            return self.say("within a day") if delay.shortest != delay.longest else self._hours(delay.longest)
        shortest, longest = delay.shortest // timedelta(days=1), -(-delay.longest // timedelta(days=1))
        if longest <= 2 and not shortest:
            same = longest == 2 and delay.shortest
            return self.say("on the same day or the day after") if same else self.say("within two days")
        if longest - shortest <= 2:
            return self.say_count(
                "after about %(count)s day", "after about %(count)s days", (shortest + longest) // 2
            )
        if not shortest:
            return self.say("within %(many)s days", many=self.number(longest))
        return self.say("after %(few)s to %(many)s days", few=self.number(shortest), many=self.number(longest))

    def _hours(self, delay: timedelta) -> str:
        return self.say_count("after %(count)s hour", "after %(count)s hours", -(-delay // timedelta(hours=1)))


@lru_cache(maxsize=1 << 10)
def _language_name(locale: Locale, code: str) -> str:
    return Locale.parse(code, sep="-").get_display_name(locale) or code


@lru_cache(maxsize=1 << 13)
def _number(locale: Locale, value: int) -> str:
    return format_decimal(value, locale=locale)


@lru_cache(maxsize=1 << 13)
def _span(language: Language, first: When, last: When) -> str:
    skeleton = {4: "y", 7: "yMMMM"}.get(max(len(first.written), len(last.written)), "yMMMd")
    return format_interval(first.earliest.date(), last.latest.date(), skeleton, locale=language.locale)


@lru_cache(maxsize=1 << 13)
def _date(language: Language, when: When) -> str:
    if when.is_instant:
        instant = when.earliest
        return f"{_day(language, instant.date())}, {instant:%H:%M} UTC"
    if len(when.written) > len("2024-09"):
        return _day(language, when.earliest.date())
    return format_date(when.earliest.date(), "MMMM y" if "-" in when.written else "y", locale=language.locale)


def _day(language: Language, day: date) -> str:
    return _in_month(language, day.month).format(day=day.day, year=day.year)


@cache
def _in_month(language: Language, month: int) -> str:
    """Return how the days of a month are written, day and year left open: Babel writes all of them alike."""
    example = date(3333, month, 22)
    written = format_date(example, language.day, locale=language.locale)
    return written.replace("22", "{day}").replace("3333", "{year}")
