"""Which incidents a corpus has: day, language, shape, who takes part, and what it is called."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count

from benchmarks.corpus.days import days, written
from benchmarks.corpus.names import slug
from benchmarks.corpus.phrases import LANGUAGES, Teller, words_in
from benchmarks.corpus.registry import Account, Growing, Person, World
from benchmarks.corpus.shapes import Shape

LONGEST_SLUG = 40  # characters
LONGEST_TITLE = 120
OWN_LANGUAGE = 0.7  # how often a source is in the record's own language
FEWEST_SOURCES = 2  # of independent publishers, as a rule asks
CHAINED = 0.1  # share of incidents that another one answers
AGAIN = 0.5  # how often the answer is answered in its turn
NEAR = 12  # places in the order of time between an incident and its answer, at most
RELATED = 0.35  # share of incidents that name others


@dataclass(frozen=True)
class Publisher:
    """A newspaper, a broadcaster, an office of fact checkers."""

    name: str
    town: str
    language: str


@dataclass(frozen=True)
class Plan:
    """One incident, before it is told."""

    id: str
    title: str
    seed: str
    language: str
    shape: Shape
    day: date
    people: tuple[Person, ...]
    account: Account | None
    platform: str
    also_on: tuple[str, ...]
    speaker: str  # who is asked, or answers
    others: tuple[Account, ...]  # who posts before and after
    tools: tuple[str, ...]
    publishers: tuple[Publisher, ...]
    towns: tuple[str, ...]
    themes: dict[str, str]


@dataclass
class Links:
    """Where an incident's record points, by identifiers."""

    causes: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


def plans(world: World, size: int, patterns: tuple[Shape, ...], chance: random.Random, seed: int) -> list[Plan]:
    """Return the incidents in order of time."""
    press = {language: Growing(_publisher(world, language), chance) for language in LANGUAGES}
    taken: set[str] = set()
    return [
        _plan(world, press, chance.choice(patterns), day, chance, f"{seed} {number}", taken)
        for number, day in enumerate(days(size, chance))
    ]


def links(incidents: list[Plan], chance: random.Random) -> dict[str, Links]:
    """Return the links of each incident: chains of two or three in order of time, and related ones."""
    found = {plan.id: Links() for plan in incidents}
    for earlier, later in _answers(incidents, chance):
        told_by = chance.choice(("earlier", "later", "both"))
        if told_by != "later":
            found[earlier].answers = (later,)
        if told_by != "earlier":
            found[later].causes = (earlier,)
    by_person: defaultdict[str, list[str]] = defaultdict(list)
    for place, plan in enumerate(incidents):
        known = by_person[plan.people[0].key][-2:] or [each.id for each in incidents[max(place - 50, 0) : place]]
        if known and chance.random() < RELATED:
            found[plan.id].related = tuple(chance.sample(known, min(len(known), chance.randint(1, 3))))
        by_person[plan.people[0].key].append(plan.id)
    return found


def _answers(incidents: list[Plan], chance: random.Random) -> list[tuple[str, str]]:
    """Return pairs of an incident and the one that answers it; no incident is in two chains."""
    pairs: list[tuple[str, str]] = []
    chained: set[int] = set()
    for start in range(len(incidents)):
        place = start
        for likely in (CHAINED, AGAIN) if start not in chained else ():
            answer = _answer(incidents, place, chained, chance) if chance.random() < likely else None
            if answer is None:
                break
            chained |= {place, answer}
            pairs.append((incidents[place].id, incidents[answer].id))
            place = answer
    return pairs


def _answer(incidents: list[Plan], place: int, chained: set[int], chance: random.Random) -> int | None:
    """Return the place of an incident on a later day that can answer this one; both days must be known."""
    answer = place + chance.randint(1, NEAR)
    if answer >= len(incidents) or answer in chained:
        return None
    one, other = incidents[place], incidents[answer]
    return answer if one.shape.exact and other.shape.exact and one.day < other.day else None


def _plan(
    world: World,
    press: dict[str, Growing[Publisher]],
    shape: Shape,
    day: date,
    chance: random.Random,
    seed: str,
    taken: set[str],
) -> Plan:
    (language,) = chance.choices(list(LANGUAGES), list(LANGUAGES.values()))
    account = world.accounts.drawn() if shape.has_account else None
    platform = account.platform if account else world.platform()
    people = _shown(world, max(media.depicts for media in shape.media), account)
    themes = _themes(language, written(day, exact=shape.exact), chance, taken)
    title = _title(language, people[0], themes, chance)
    return Plan(
        id=_identifier(day, shape, title, taken),
        title=title,
        seed=seed,
        language=language,
        shape=shape,
        day=day,
        people=people,
        account=account,
        platform=platform,
        also_on=_further(world, platform, shape.also_on),
        speaker=world.speakers.drawn(),
        others=world.accounts.several(sum(item.kind == "posting" for item in (*shape.trigger, *shape.response))),
        tools=tuple(world.tool() for media in shape.media for _ in media.tools),
        publishers=_sources(press, language, max(shape.sources, FEWEST_SOURCES), chance),
        towns=tuple(world.towns.drawn() for _ in range(3)),
        themes=themes,
    )


def _themes(language: str, day: str, chance: random.Random, taken: set[str]) -> dict[str, str]:
    """Return what an incident is about.

    Its place is none of another one's of that day while there are others: else two posts may say nearly the same.
    """
    lists = words_in(language).lists
    themes = {name: chance.choice(lists[name]) for name in ("with", "where", "theme", "slogan")}
    free = [place for place in lists["where"] if f"{day} {place}" not in taken]
    if free and themes["where"] not in free:
        themes["where"] = chance.choice(free)
    taken.add(f"{day} {themes['where']}")
    return themes


def _shown(world: World, number: int, account: Account | None) -> tuple[Person, ...]:
    """Return persons who are shown; never the one whose account it is."""
    while True:
        people = world.people.several(number)
        if account is None or account.person not in [person.key for person in people]:
            return people


def _further(world: World, platform: str, number: int) -> tuple[str, ...]:
    """Return other platforms than this one."""
    found: list[str] = []
    while len(found) < number:
        other = world.platform()
        if other not in (platform, *found):
            found.append(other)
    return tuple(found)


def _title(language: str, person: Person, themes: dict[str, str], chance: random.Random) -> str:
    words = words_in(language)
    while True:
        title = Teller(words, chance, {**themes, "person": person.name}).say("title")
        if len(title) <= LONGEST_TITLE:
            return title


def _identifier(day: date, shape: Shape, title: str, taken: set[str]) -> str:
    """Return the date and the telling words of the title; with a number where that is taken."""
    words = [word for word in slug(title).split("-") if len(word) > 3]
    while len("-".join(words)) > LONGEST_SLUG:
        words.pop()
    plain = f"{written(day, exact=shape.exact)}-{'-'.join(words)}"
    names = (plain if number == 1 else f"{plain}-{number}" for number in count(1))
    identifier = next(name for name in names if name not in taken)
    taken.add(identifier)
    return identifier


def _sources(
    press: dict[str, Growing[Publisher]], language: str, number: int, chance: random.Random
) -> tuple[Publisher, ...]:
    found: dict[str, Publisher] = {}
    while len(found) < number:
        spoken = language if chance.random() < OWN_LANGUAGE else chance.choice(list(LANGUAGES))
        publisher = press[spoken].drawn()
        found.setdefault(publisher.name.casefold(), publisher)
    return tuple(found.values())


def _publisher(world: World, language: str) -> Callable[[], Publisher]:
    def make() -> Publisher:
        town = world.towns.drawn()
        name = str(world.chance.choice(words_in(language).lists["newspapers"]))
        return Publisher(name.format(town=town), town, language)

    return make
