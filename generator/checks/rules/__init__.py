"""The rules, by what they are about; importing this package registers them all."""

from generator.checks.rule import RULES
from generator.checks.rules import (
    addresses,
    dates,
    exchange,
    fact_check,
    files,
    identity,
    labels,
    language,
    likeness,
    lists,
    media,
    people,
    pictures,
    registry,
    sources,
    state,
)

__all__ = [
    "RULES",
    "addresses",
    "dates",
    "exchange",
    "fact_check",
    "files",
    "identity",
    "labels",
    "language",
    "likeness",
    "lists",
    "media",
    "people",
    "pictures",
    "registry",
    "sources",
    "state",
]
