"""Which incidents are similar: of each, those with which it shares most (see sharing.py), or whose texts are alike.

The likeness of two incidents depends on these two alone: no word weighs by how rare it is in the archive, so that a
new incident changes nothing between others. It is the cosine of their texts' signatures (see telling.py) and what
each thing adds that they share, in thousandths. All are compared with all, as products of matrices; where some
changed, these alone are compared anew.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.archive.gist import Gist
from generator.archive.sharing import KEYS, SHARES, TELLING, Kind, claim_words, same_claim, words_needed
from generator.archive.signatures import Signatures

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

MOST = 8  # that are kept of each incident: more than a page offers, for it names some already, or for no reason
ENOUGH = 150  # likeness from which on two incidents may be similar: a shared tool or account, or texts so like
NEARLY_ENOUGH = (ENOUGH - 1) / 1000  # cosine below which texts alone are surely not enough, however it is rounded
ROWS = 128  # incidents compared with all others at a time


class Near(NamedTuple):
    """An incident near another one, how alike the two are in all, and how alike their texts are, in thousandths."""

    id: str
    likeness: int
    of_texts: int

    @property
    def added(self) -> int:
        """Return what that adds which the two share."""
        return self.likeness - self.of_texts


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
            lengths = self._signatures.lengths
            for place, product in zip(rows, self._signatures.products(rows), strict=True):
                length = lengths[place]
                may_be_near = product >= lengths * (length * NEARLY_ENOUGH)
                shared = list(self._shared(place, having))
                for others, much in shared:
                    added[others] += much
                    may_be_near[others] = True
                may_be_near[place] = False
                others = numpy.flatnonzero(may_be_near)
                cosines = product[others] / (length * lengths[others])  # the same from either side
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
        words = [having.claims[word] for word in claim_words(one)]
        likely: list[int] = []
        if len(words) >= TELLING:
            counts = numpy.bincount(numpy.concatenate(words), minlength=len(self.incidents))
            likely = numpy.flatnonzero(counts >= words_needed(len(words))).tolist()
        same = [other for other in likely if other != place and same_claim(one, self.incidents[other])]
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

    @cached_property
    def _signatures(self) -> Signatures:
        return Signatures(incident.signature for incident in self.incidents)

    def _having(self, places: Iterable[int]) -> "_Having":
        """Return which incidents have what those at some places have."""
        ours = [self.incidents[place] for place in places]
        sharing = {
            kind: self._places_of({key for one in ours for key in keys(one)}, keys) for kind, keys in KEYS.items()
        }
        return _Having(sharing, self._places_of({word for one in ours for word in claim_words(one)}, claim_words))

    def _places_of(self, wanted: set[str], of: Callable[[Gist], Iterable[str]]) -> dict[str, "NDArray[numpy.intp]"]:
        """Return the places of the incidents that have each of what is wanted."""
        import numpy

        places: dict[str, list[int]] = {key: [] for key in wanted}
        for place, incident in enumerate(self.incidents) if places else ():
            for key in wanted.intersection(of(incident)):
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
