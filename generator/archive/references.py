"""References between files: each key that a record or a registry entry names must lead somewhere."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from generator.records.closest import closest
from generator.records.document import Document, Location
from generator.records.fields import Reference
from generator.records.problem import Problem
from generator.records.walking import marked

RULE = "reference"


@dataclass(frozen=True)
class Targets:
    """What references may lead to: keys by registry, and the incidents' identifiers under `incidents`.

    A registry that could not be read is not among them, and what points there is not judged.
    """

    keys: Mapping[str, Collection[str]]


def unresolved(part: BaseModel, document: Document, targets: Targets, start: Location = ()) -> Iterator[Problem]:
    """Yield a problem for each reference of `part`, which stands at `start` in `document`, that leads nowhere."""
    listed = cache(lambda target: [*targets.keys[target]])  # once, for very many may lead nowhere
    for location, key, reference in marked(part, Reference):
        known = targets.keys.get(reference.target)
        if known is not None and key not in known:
            message = _message(key, reference.target, listed(reference.target))
            yield document.problem((*start, *location), RULE, message)


def _message(key: str, target: str, known: Collection[str]) -> str:
    place = "no incident of the archive" if target == "incidents" else f"not in registry/{target}.yaml"
    add = "create it first" if target == "incidents" else "add it there"
    meant = closest(key, known)
    advice = f"did you mean `{meant}`?" if meant else f"correct the key, or {add}"
    return f"`{key}` is {place}; {advice}"
