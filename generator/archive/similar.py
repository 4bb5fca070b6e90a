"""Which incidents are similar, and why: the same claim or fact check, persons, tools, account, or texts alike.

The likeness of two incidents depends on these two alone: no word weighs by how rare it is in the archive, so that a
new incident changes nothing between others. It is the cosine of their texts' signatures (see telling.py) and what
each thing adds that they share, in thousandths. All are compared with all, as products of
matrices; where some changed, these alone are compared anew.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from generator.archive.gist import Gist
from generator.archive.telling import LENGTH

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

MOST = 8  # that are kept of each incident: more than a page offers, for it names some already, or for no reason
ENOUGH = 150  # likeness from which on two incidents may be similar: a shared tool or account, or texts so like
ALIKE = 100  # cosine, in thousandths, from which on texts are a reason: below, they share what all such news shares
TELLING = 2  # words that both must use, for one alone is chance: a signature's error is as large as what it adds
NEARLY_ENOUGH = (ENOUGH - 1) / 1000  # cosine below which texts alone are surely not enough, however it is rounded
ROWS = 128  # incidents compared with all others at a time
MANY = 64  # of these, from which on it pays to put signatures into pairs
ROOM = 1 << 12  # for a product of signatures in a number that holds two: whole numbers are exact below 2^24


class Kind(StrEnum):
    """What two incidents have in common."""

    PERSON = "person"
    TOOL = "tool"
    ACCOUNT = "account"
    TEXT = "text"
    CLAIM = "claim"
    REVIEW = "review"


# What a shared one adds to the likeness.
SHARES = {Kind.CLAIM: 300, Kind.REVIEW: 300, Kind.PERSON: 300, Kind.TOOL: 150, Kind.ACCOUNT: 150}


class Reason(NamedTuple):
    """What two incidents share: keys of a registry, telling words, or addresses of fact checks."""

    kind: Kind
    shared: tuple[str, ...]


class Near(NamedTuple):
    """An incident near another one, how alike the two are in all, and how alike their texts are, in thousandths."""

    id: str
    likeness: int
    of_texts: int


class Nearest(NamedTuple):
    """The incidents near one, the nearest first, as lists of what each `Near` holds: read back in half the time."""

    ids: tuple[str, ...] = ()
    likeness: tuple[int, ...] = ()
    of_texts: tuple[int, ...] = ()

    @classmethod
    def of(cls, each: Iterable[Near]) -> "Nearest":
        """Return some as lists."""
        return cls(*zip(*each, strict=True))

    @property
    def each(self) -> tuple[Near, ...]:
        """Return them one by one."""
        return tuple(map(Near, *self))


Neighbours = Mapping[str, Nearest]  # of each incident
NOTHING_NEAR = Nearest()


class Likeness:
    """Compares incidents, which come newest first: of equally near ones the newer is the nearer."""

    def __init__(self, incidents: Sequence[Gist]) -> None:
        """Remember the incidents."""
        self.incidents = incidents
        self.places = {incident.id: place for place, incident in enumerate(incidents)}

    def of(self, identifiers: Iterable[str]) -> Neighbours:
        """Return the nearest neighbours of some incidents among all."""
        return self._nearest_of(self._compared([self.places[identifier] for identifier in identifiers]))

    def renewed(self, known: Neighbours, changed: Iterable[str]) -> Neighbours:
        """Return all neighbours where those of before are `known` and some incidents are new or `changed`.

        An incident that is gone needs no word: it is not among the incidents any more.
        """
        fresh = {identifier for identifier in changed if identifier in self.places}
        fresh |= self.places.keys() - known.keys()
        if not fresh and self.places.keys() == known.keys():
            return known
        if len(fresh) == len(self.places):
            return self.of(self.places)
        places = [self.places[identifier] for identifier in sorted(fresh)]
        ours = list(self._compared(places))
        arriving = self._arriving(ours)
        departed = fresh | (known.keys() - self.places.keys())
        found: dict[str, Nearest] = {}
        lacking = []
        for key in self.places.keys() - fresh:
            before = known[key]
            if key not in arriving and departed.isdisjoint(before.ids):
                found[key] = before
                continue
            kept = [near for near in before.each if near.id not in departed]
            if len(kept) < len(before.ids) == MOST:
                lacking.append(key)  # one that was left out before may be among the nearest now
            else:
                found[key] = Nearest.of(sorted((*kept, *arriving.get(key, ())), key=self._order)[:MOST])
        return {**found, **self._nearest_of(ours), **self.of(lacking)}

    def _arriving(self, found: Iterable["_Compared"]) -> dict[str, list[Near]]:
        """Return for each incident which of some compared ones are near enough to it."""
        arriving: defaultdict[str, list[Near]] = defaultdict(list)
        for one in found:
            identifier = self.incidents[one.place].id
            for other, *alike in zip(
                one.others.tolist(), one.likeness.tolist(), one.of_texts.tolist(), strict=True
            ):
                arriving[self.incidents[other].id].append(Near(identifier, *alike))
        return arriving

    def _order(self, near: Near) -> tuple[int, int]:
        return -near.likeness, self.places[near.id]

    def _compared(self, places: Sequence[int]) -> Iterator["_Compared"]:
        """Compare the incidents at some places with all; yield of each the others that are near enough."""
        import numpy

        having = self._having(places)
        added = numpy.zeros(len(self.incidents), numpy.int32)  # by what is shared, for one incident after the other
        for start in range(0, len(places), ROWS):
            rows = list(places[start : start + ROWS])
            for place, product in zip(rows, self._products(rows), strict=True):
                length = self._lengths[place]
                may_be_near = product >= self._lengths * (length * NEARLY_ENOUGH)
                shared = list(self._shared(place, having))
                for others, much in shared:
                    added[others] += much
                    may_be_near[others] = True
                may_be_near[place] = False
                others = numpy.flatnonzero(may_be_near)
                cosines = product[others] / (length * self._lengths[others])  # the same from either side
                of_texts = numpy.maximum(numpy.rint(cosines * 1000), 0).astype(numpy.int32)
                likeness = of_texts + added[others]
                near = likeness >= ENOUGH
                yield _Compared(place, others[near], likeness[near], of_texts[near])
                for others, _ in shared:
                    added[others] = 0

    def _shared(self, place: int, having: "_Having") -> Iterator[tuple["NDArray[numpy.intp]", int]]:
        """Yield the places of those that share something with the incident at `place`, and how much that adds."""
        for kind, keys in KEYS.items():
            for key in keys(self.incidents[place]):
                yield having.sharing[kind][key], SHARES[kind]
        yield self._claiming(place, having), SHARES[Kind.CLAIM]

    def _claiming(self, place: int, having: "_Having") -> "NDArray[numpy.intp]":
        """Return the places of the incidents of the same claim as the one at `place`, itself left out."""
        import numpy

        one = self.incidents[place]
        words = [having.claims[word] for word in _claim(one)]
        likely: list[int] = []
        if len(words) >= TELLING:
            counts = numpy.bincount(numpy.concatenate(words), minlength=len(self.incidents))
            likely = numpy.flatnonzero(counts >= _needed(len(words))).tolist()
        same = [other for other in likely if other != place and _same_claim(one, self.incidents[other])]
        return numpy.array(same, numpy.intp)

    def _nearest_of(self, found: Iterable["_Compared"]) -> Neighbours:
        """Return the nearest neighbours of some compared incidents."""
        return {self.incidents[one.place].id: self._nearest(one) for one in found}

    def _nearest(self, one: "_Compared") -> Nearest:
        import numpy

        ranks = one.likeness.astype(numpy.int64) * len(self.incidents) - one.others  # the newer of equals first
        best = numpy.argpartition(-ranks, MOST - 1)[:MOST] if len(ranks) > MOST else numpy.arange(len(ranks))
        ordered = best[numpy.argsort(-ranks[best])]
        ids = (self.incidents[each].id for each in one.others[ordered].tolist())
        return Nearest(tuple(ids), tuple(one.likeness[ordered].tolist()), tuple(one.of_texts[ordered].tolist()))

    def _products(self, rows: Sequence[int]) -> "NDArray[numpy.float32]":
        """Return the products of some signatures with all, as whole numbers.

        They are small where texts are short. Then a number has room for two: for the product with an incident, and
        behind it for that with one of the second half. For a few it does not pay to put these together.
        """
        import numpy

        ours = self._signatures[rows]
        largest = self._lengths.max() ** 2  # no product is larger, nor any sum on the way to it
        if largest > ROOM / 2 - 1 or len(rows) < MANY:
            return ours @ self._signatures.T
        half = len(self._in_pairs)
        products = numpy.empty((len(rows), 2 * half), numpy.float32)
        first, second = products[:, :half], products[:, half:]
        numpy.matmul(ours, self._in_pairs.T, out=first)
        numpy.rint(first / ROOM, out=second)
        first -= second * ROOM
        return products[:, : len(self.incidents)]

    @cached_property
    def _in_pairs(self) -> "NDArray[numpy.float32]":
        """Return the signatures of the first half, each with one of the second half behind it."""
        import numpy

        half = -(-len(self.incidents) // 2)
        pairs: NDArray[numpy.float32] = self._signatures[:half].copy()
        pairs[: len(self.incidents) - half] += self._signatures[half:] * ROOM
        return pairs

    @cached_property
    def _signatures(self) -> "NDArray[numpy.float32]":
        """Return the signatures as rows; their products are whole numbers below 2^24, and so exact."""
        import numpy

        joined = b"".join(incident.signature or bytes(LENGTH) for incident in self.incidents)
        return numpy.frombuffer(joined, numpy.int8).reshape(-1, LENGTH).astype(numpy.float32)

    @cached_property
    def _lengths(self) -> "NDArray[numpy.float32]":
        import numpy

        squares = numpy.einsum("ij,ij->i", self._signatures, self._signatures)
        lengths: NDArray[numpy.float32] = numpy.sqrt(numpy.maximum(squares, 1))
        return lengths

    def _having(self, places: Iterable[int]) -> "_Having":
        """Return which incidents have what those at some places have."""
        ours = [self.incidents[place] for place in places]
        sharing = {
            kind: self._places_of({key for one in ours for key in keys(one)}, keys) for kind, keys in KEYS.items()
        }
        return _Having(sharing, self._places_of({word for one in ours for word in _claim(one)}, _claim))

    def _places_of(
        self, wanted: Collection[str], of: Callable[[Gist], Iterable[str]]
    ) -> dict[str, "NDArray[numpy.intp]"]:
        """Return the places of the incidents that have each of what is wanted."""
        import numpy

        places: dict[str, list[int]] = {key: [] for key in wanted}
        for place, incident in enumerate(self.incidents) if places else ():
            for key in of(incident):
                if key in places:
                    places[key].append(place)
        return {key: numpy.array(found) for key, found in places.items()}


class _Compared(NamedTuple):
    """An incident's place, the others that are near enough, and how alike they are, in all and by their texts."""

    place: int
    others: "NDArray[numpy.intp]"
    likeness: "NDArray[numpy.int32]"
    of_texts: "NDArray[numpy.int32]"


class _Having(NamedTuple):
    """The places of the incidents that have a person, tool, account or fact check; and a word in their claim."""

    sharing: Mapping[Kind, Mapping[str, "NDArray[numpy.intp]"]]
    claims: Mapping[str, "NDArray[numpy.intp]"]


def compared(incident: Gist) -> tuple[object, ...]:
    """Return all of an incident by which it is compared: where that is the same, its neighbours are."""
    shared = (keys(incident) for keys in KEYS.values())
    return incident.signature, incident.claim, incident.claim_names, *shared, incident.order, incident.is_published


def reasons(one: Gist, other: Gist, near: Near) -> tuple[Reason, ...]:
    """Say what two incidents share, of which `near` tells how alike they are."""
    told: list[Reason] = []
    added = near.likeness - near.of_texts  # by what is shared
    if added >= SHARES[Kind.CLAIM] and _same_claim(one, other):
        told.append(Reason(Kind.CLAIM, tuple(sorted(_both_claim(one, other)))))
    for kind, keys in KEYS.items() if added else ():
        theirs = keys(other)
        if shared := [key for key in keys(one) if key in theirs]:
            told.append(Reason(kind, tuple(sorted(shared))))
    if near.of_texts >= ALIKE and (words := _both_tell(one, other)):
        told.append(Reason(Kind.TEXT, words))
    return tuple(told)


def _both_tell(one: Gist, other: Gist) -> tuple[str, ...]:
    """Return the words that both texts use most, at most three; nothing where they share too few to tell."""
    first, second = _counted(one.telling), _counted(other.telling)
    shared = [(-min(first[word], second[word]), word) for word in first.keys() & second.keys()]
    return tuple(word for _, word in sorted(shared)[:3]) if len(shared) >= TELLING else ()


@lru_cache(maxsize=1 << 14)
def _counted(words: str) -> Mapping[str, int]:
    return dict(Counter(words.split()))


def _same_claim(one: Gist, other: Gist) -> bool:
    """Say whether two claims are the same in nearly the same words.

    Most of the longer one's words must stand in the other, names too: that somebody else did it is another claim.
    Names alone make no claim.
    """
    if len(_both_claim(one, other)) < TELLING:
        return False
    first, second = _claim(one), _claim(other)
    return len(set(first) & set(second)) >= _needed(max(len(first), len(second)))


def _both_claim(one: Gist, other: Gist) -> frozenset[str]:
    """Return the words of both claims that are no names."""
    return _words_of(one.claim) & _words_of(other.claim)


@lru_cache(maxsize=1 << 14)
def _words_of(claim: str) -> frozenset[str]:
    return frozenset(claim.split())


def _needed(words: int) -> int:
    """Return how many words of a claim another one must have: two thirds."""
    return -(-2 * words // 3)


def _claim(incident: Gist) -> list[str]:
    return [*incident.claim.split(), *incident.claim_names.split()]


def _account(incident: Gist) -> tuple[str, ...]:
    return (incident.account,) if incident.account else ()


# What two incidents may share by its key, and where it stands; in the order of the reasons.
KEYS: Mapping[Kind, Callable[[Gist], tuple[str, ...]]] = {
    Kind.REVIEW: attrgetter("reviews"),
    Kind.PERSON: attrgetter("people"),
    Kind.TOOL: attrgetter("tools"),
    Kind.ACCOUNT: _account,
}
