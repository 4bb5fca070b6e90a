"""Who posts, who is shown, who reports: entries that are used again the more often they were used before."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from benchmarks.corpus.days import LAST_DAY
from benchmarks.corpus.names import Names, slug
from benchmarks.corpus.shapes import PROJECT
from benchmarks.corpus.writing import HOST, Value, yaml_text
from generator.archive.loading import REGISTRY
from generator.records.vocabulary import AccountKind

Entry = TypeVar("Entry")

# A Pitman-Yor process: the number of entries grows with this power of how often one was asked for, and a few are
# used very often, as with words in texts. Both are near what the real registries have at 39 incidents.
POWER = 0.7
START = 10.0

ROLES = ("Mayor", "Minister of health", "Candidate", "Member of the council", "Bishop", "Judge", "Party leader")
PLATFORMS = {"x": 40, "facebook": 15, "tiktok": 12, "youtube": 8, "instagram": 8, "telegram": 6, "whatsapp": 4}
RARE = 1  # how often another platform comes, beside these
KINDS = [kind.value for kind in AccountKind]


class Growing(Generic[Entry]):
    """A growing number of entries; `make` makes a further one."""

    def __init__(self, make: Callable[[], Entry], chance: random.Random) -> None:
        """Start with none."""
        self.make, self.chance = make, chance
        self.uses: list[Entry] = []
        self.entries: list[Entry] = []

    def drawn(self) -> Entry:
        """Return an entry that was used before, or a new one."""
        new = (START + POWER * len(self.entries)) / (START + len(self.uses))
        if self.chance.random() < new:
            entry = self.make()
            self.entries.append(entry)
        else:
            entry = self.chance.choice(self.uses)
        self.uses.append(entry)
        return entry

    def several(self, number: int) -> tuple[Entry, ...]:
        """Return so many different entries."""
        found: list[Entry] = []
        while len(found) < number:
            entry = self.drawn()
            if entry not in found:
                found.append(entry)
        return tuple(found)


@dataclass(frozen=True)
class Person:
    """Someone who is shown."""

    key: str
    name: str
    role: str
    town: str


@dataclass(frozen=True)
class Account:
    """An account on a platform; `person` is whose own it is, where it is someone's."""

    key: str
    name: str
    platform: str
    kind: str
    person: str


@dataclass
class World:
    """All that the records of a corpus speak of."""

    chance: random.Random
    names: Names = field(init=False)
    people: Growing[Person] = field(init=False)
    accounts: Growing[Account] = field(init=False)
    towns: Growing[str] = field(init=False)
    speakers: Growing[str] = field(init=False)
    used: Counter[str] = field(default_factory=Counter)  # platforms and tools

    def __post_init__(self) -> None:
        """Start with nobody."""
        self.names = Names(self.chance)
        self._keys: set[str] = set()  # of accounts
        self.people = Growing(self._person, self.chance)
        self.accounts = Growing(self._account, self.chance)
        self.towns = Growing(self.names.place, self.chance)
        self.speakers = Growing(self.names.person, self.chance)
        platforms, self._tools = (list(entries(PROJECT, name)) for name in ("platforms", "tools"))
        self._platforms = [key for key in platforms for _ in range(PLATFORMS.get(key, RARE))]

    def platform(self) -> str:
        """Return a platform, the well-known ones more often."""
        return self._noted(self.chance.choice(self._platforms))

    def tool(self) -> str:
        """Return a tool."""
        return self._noted(self.chance.choice(self._tools))

    def _noted(self, key: str) -> str:
        self.used[key] += 1
        return key

    def _person(self) -> Person:
        name = self.names.person()
        return Person(slug(name), name, self.chance.choice(ROLES), self.towns.drawn())

    def _account(self) -> Account:
        kind, platform = self.chance.choice(KINDS), self.platform()
        person = self.people.drawn() if kind == "person" else None
        name = person.name if person else f"{self.names.place()} {self.chance.choice(('Voice', 'Now', 'Forum'))}"
        key = f"{slug(name)}-{platform}"
        if key in self._keys:
            return self._account()
        self._keys.add(key)
        return Account(key, name, platform, kind, person.key if person else "")

    def write(self, root: Path) -> None:
        """Write the registries: who was made up, and those platforms and tools that are used or state rules."""
        people: Value = {each.key: _described(each) for each in self.people.entries}
        accounts: Value = {each.key: _written(each) for each in self.accounts.entries}
        folder = root / REGISTRY
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "people.yaml").write_text(yaml_text(people))
        (folder / "accounts.yaml").write_text(yaml_text(accounts))
        for name in ("platforms", "tools"):
            kept = (text for key, text in entries(PROJECT, name).items() if self.used[key] or "\n  rules:" in text)
            (folder / f"{name}.yaml").write_text("".join(kept))


def entries(root: Path, name: str) -> dict[str, str]:
    """Return the text of each entry of a registry by key."""
    text = (root / REGISTRY / f"{name}.yaml").read_text()
    blocks = re.split(r"^(?=[a-z0-9-]+:)", text, flags=re.MULTILINE)
    return {block.partition(":")[0]: block for block in blocks if block.strip()}


def _described(person: Person) -> dict[str, Value]:
    source: dict[str, Value] = {
        "id": "courier",
        "publisher": f"{person.town} Courier",
        "title": f"A portrait of {person.name}",
        "url": f"https://{slug(person.town)}-courier.{HOST}/{person.key}",
        "language": "en",
        "accessed": LAST_DAY.isoformat(),
    }
    said = f"{person.role} in {person.town} in {LAST_DAY.year} [@courier]."
    return {"name": person.name, "description": said, "sources": [source]}


def _written(account: Account) -> dict[str, Value]:
    fields = {
        "name": account.name,
        "handle": "@" + account.key.removesuffix(f"-{account.platform}").replace("-", ""),
        "platform": account.platform,
        "kind": account.kind,
        "person": account.person,
    }
    return {name: value for name, value in fields.items() if value}
