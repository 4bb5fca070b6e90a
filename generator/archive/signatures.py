"""How alike many texts are: the products of their signatures (see telling.py), of which very many are made."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from generator.archive.telling import LENGTH

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

MANY = 64  # signatures compared with all at a time, from which on it pays to put all into pairs
ROOM = 1 << 12  # for a product in a number that holds two: whole numbers are exact below 2^24


class Signatures:
    """The signatures of some texts, in their order. Products of two are whole numbers below 2^24, and so exact."""

    def __init__(self, signatures: Iterable[bytes]) -> None:
        """Take the signatures; that of a text without words may be empty."""
        import numpy

        joined = b"".join(signature or bytes(LENGTH) for signature in signatures)
        self.rows: NDArray[numpy.float32] = (
            numpy.frombuffer(joined, numpy.int8).reshape(-1, LENGTH).astype(numpy.float32)
        )

    @cached_property
    def lengths(self) -> "NDArray[numpy.float32]":
        """Return the length of each as a vector, at least 1."""
        import numpy

        squares = numpy.einsum("ij,ij->i", self.rows, self.rows)
        lengths: NDArray[numpy.float32] = numpy.sqrt(numpy.maximum(squares, 1))
        return lengths

    def products(self, places: Sequence[int]) -> "NDArray[numpy.float32]":
        """Return the products of those at some places with all: a row for each place.

        They are small where texts are short. Then a number has room for two: for the product with a text, and
        behind it for that with one of the second half. For a few it does not pay to put these together.
        """
        import numpy

        ours = self.rows[places]
        largest = self.lengths.max() ** 2  # no product is larger, nor any sum on the way to it
        if largest > ROOM / 2 - 1 or len(places) < MANY:
            return ours @ self.rows.T
        half = len(self._in_pairs)
        products = numpy.empty((len(places), 2 * half), numpy.float32)
        first, second = products[:, :half], products[:, half:]
        numpy.matmul(ours, self._in_pairs.T, out=first)
        numpy.rint(first / ROOM, out=second)
        first -= second * ROOM
        return products[:, : len(self.rows)]

    @cached_property
    def _in_pairs(self) -> "NDArray[numpy.float32]":
        """Return the signatures of the first half, each with one of the second half behind it."""
        half = -(-len(self.rows) // 2)
        pairs: NDArray[numpy.float32] = self.rows[:half].copy()
        pairs[: len(self.rows) - half] += self.rows[half:] * ROOM
        return pairs
