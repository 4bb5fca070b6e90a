"""Which incidents are similar, and why: shared persons and tools, the same account, and texts of the same words.

The likeness of two incidents depends on these two alone: no word weighs by how rare it is in the archive, so that a
new incident changes nothing between others. It is the sum of the cosine of their texts' words (scikit-learn's
HashingVectorizer) and of what each person, tool or account adds that they share; as one product of sparse matrices.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from generator.archive.archive import Archive
from generator.archive.incident import Incident
from generator.records.fields import CITATION

MOST = 4  # that are offered
ENOUGH = 0.3  # likeness from which on two incidents are called similar: a shared person, or a text as like as that
ALIKE = 0.1  # cosine from which on texts are a reason: below, they share what all political news shares
ROWS = 512  # incidents compared with all others at a time
WORD = r"(?u)\b[^\W\d_]{4,}\b"
# Words of more than three letters that say nothing of what an incident is about.
STOP_WORDS = Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8").split()


class Kind(StrEnum):
    """What two incidents have in common."""

    PERSON = "person"
    TOOL = "tool"
    ACCOUNT = "account"
    TEXT = "text"


SHARES = {Kind.PERSON: 0.3, Kind.TOOL: 0.15, Kind.ACCOUNT: 0.15}  # what a shared one adds to the likeness


@dataclass(frozen=True)
class Reason:
    """What two incidents share: keys of a registry, or telling words."""

    kind: Kind
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Similar:
    """An incident like another, and why."""

    incident: Incident
    reasons: tuple[Reason, ...]


def similar_incidents(archive: Archive) -> Mapping[str, tuple[Similar, ...]]:
    """Return for each published incident those that are most like it, the most alike first."""
    incidents = archive.published
    if len(incidents) < 2:
        return {}
    from scipy.sparse import hstack  # its import takes half a second

    named = frozenset(part for key in archive.registry.people for part in key.split("-"))
    texts = _texts(incidents, named)
    features = hstack([texts, _shares(incidents)], format="csr")
    found: dict[str, tuple[Similar, ...]] = {}
    for start in range(0, len(incidents), ROWS):
        block = (features[start : start + ROWS] @ features.T).tocsr()
        for place in range(start, start + block.shape[0]):
            near = _nearest(block.getrow(place - start), place)
            cosines = (texts[place] @ texts[near].T).toarray()[0] if near else ()
            found[incidents[place].id] = tuple(
                Similar(incidents[other], reasons(incidents[place], incidents[other], cosine, named))
                for other, cosine in zip(near, cosines, strict=True)
            )
    return found


def _nearest(row: Any, place: int) -> list[int]:
    """Return the places that are like enough, the most alike first, the newest of equals first."""
    import numpy

    rounded = row.data.round(6)  # sums of floating-point numbers differ in their last digits
    enough = numpy.flatnonzero((rounded >= ENOUGH) & (row.indices != place))
    scores, places = rounded[enough], row.indices[enough]
    return [int(places[each]) for each in numpy.lexsort((places, -scores))[:MOST]]


def reasons(one: Incident, other: Incident, cosine: float, named: frozenset[str]) -> tuple[Reason, ...]:
    """Say what two incidents share; `named` are the words that are names of persons."""
    shared = {kind: names & _keys(other)[kind] for kind, names in _keys(one).items()}
    told = [Reason(kind, tuple(sorted(names))) for kind, names in shared.items() if names]
    words = _telling(one, other, named) if cosine >= ALIKE else ()
    return (*told, Reason(Kind.TEXT, words)) if words else tuple(told)


def _telling(one: Incident, other: Incident, named: frozenset[str]) -> tuple[str, ...]:
    """Return the words that both texts use most, at most three."""
    first, second = (Counter(_text(each, named).split()) for each in (one, other))
    counts = {word: min(first[word], second[word]) for word in first.keys() & second.keys()}
    return tuple(word for _, word in sorted((-count, word) for word, count in counts.items())[:3])


def _keys(incident: Incident) -> dict[Kind, frozenset[str]]:
    media = incident.record.post.media
    account = incident.record.post.account
    return {
        Kind.PERSON: frozenset(person for each in media for person in each.depicts),
        Kind.TOOL: frozenset(use.tool for each in media for use in each.tools),
        Kind.ACCOUNT: frozenset([account] if account else []),
    }


def _shares(incidents: Sequence[Incident]) -> Any:
    """Return a row for each incident, a column for each key; a product of rows is what shared keys add."""
    from scipy.sparse import csr_matrix

    kinds = [(row, kind, keys) for row, each in enumerate(incidents) for kind, keys in _keys(each).items()]
    entries = [(row, kind, key) for row, kind, keys in kinds for key in sorted(keys)]
    columns = {pair: number for number, pair in enumerate(sorted({(kind, key) for _, kind, key in entries}))}
    rows = [row for row, _, _ in entries]
    weights = [SHARES[kind] ** 0.5 for _, kind, _ in entries]
    places = [columns[kind, key] for _, kind, key in entries]
    return csr_matrix((weights, (rows, places)), shape=(len(incidents), max(len(columns), 1)))


def _text(incident: Incident, named: frozenset[str]) -> str:
    """Return the words that say what the incident is about; who is shown is compared by itself."""
    record = incident.record
    descriptions = [each.description for each in record.post.media]
    parts = (record.title, record.title, CITATION.sub("", record.summary), record.fact_check.claim, *descriptions)
    return " ".join(word for word in _analyser()("\n".join(parts)) if word not in named)


@cache
def _analyser() -> Any:
    return _vectoriser().build_analyzer()


def _texts(incidents: Sequence[Incident], named: frozenset[str]) -> Any:
    """Return a row of length 1 for each incident, made of its words."""
    return _vectoriser().transform([_text(incident, named) for incident in incidents])


@cache
def _vectoriser() -> Any:
    from sklearn.feature_extraction.text import HashingVectorizer  # its import takes a second

    return HashingVectorizer(
        n_features=1 << 18, alternate_sign=False, strip_accents="unicode", stop_words=STOP_WORDS, token_pattern=WORD
    )
