"""Invented names of persons and places, made of syllables so that they are plainly nobody's."""

import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import yaml

from generator.checks.rules.registry import ALIKE

FILE = Path(__file__).with_name("words") / "names.yaml"
PARTS: dict[str, list[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


class Names:
    """Makes names of which no two look alike, as the registries ask of their keys."""

    def __init__(self, chance: random.Random) -> None:
        """Start with no name taken."""
        self.chance = chance
        self.taken: set[str] = set()

    def person(self) -> str:
        """Return a name such as Hedda Galmarquist."""
        return self._new(lambda: f"{self.chance.choice(PARTS['first'])} {self._made_up('person_endings')}")

    def place(self) -> str:
        """Return a name such as Vendoriville."""
        return self._new(lambda: self._made_up("place_endings"))

    def _made_up(self, endings: str) -> str:
        syllables = self.chance.choices(PARTS["syllables"], k=self.chance.choice((1, 2, 2)))
        return "".join(syllables).capitalize() + self.chance.choice(PARTS[endings])

    def _new(self, make: Callable[[], str]) -> str:
        while True:
            name = make()
            look = slug(name).translate(ALIKE).replace("rn", "m")
            if look not in self.taken:
                self.taken.add(look)
                return name


def slug(text: str) -> str:
    """Return the text's words in plain small letters, with hyphens between them."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))
