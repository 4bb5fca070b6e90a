"""A file of named drawers that hold plain values: each is opened alone, and is believed only where it is whole.

The table at the beginning says where each drawer is, with a digest of what it holds. Nothing that is read back can
run: only values of the kinds that the reader names come out of a drawer.
"""

import hashlib
import io
import pickle
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple

FORM = b"gegenbild drawers 1\n"
DIGEST = 16  # bytes
SIZE = 8  # bytes that say how long the table is
HEAD = len(FORM) + SIZE + DIGEST

Kinds = frozenset[tuple[str, str | None]]  # module and name of each kind; without a name, all of the module


class DamagedError(ValueError):
    """The file is not whole, or none of ours."""


class Packed(NamedTuple):
    """What a drawer holds as it is written, and a digest of it."""

    content: bytes | memoryview
    digest: bytes


class Drawers:
    """A file of drawers; whatever is wrong with what is asked of it raises DamagedError."""

    def __init__(self, content: memoryview, kinds: Kinds) -> None:
        """Read the table of a file of this content."""
        self.kinds = kinds
        size = int.from_bytes(content[len(FORM) : len(FORM) + SIZE], "big")
        self.content = content[HEAD + size :]
        table = content[HEAD : HEAD + size]
        if content[: len(FORM)] != FORM or _digest(table) != content[HEAD - DIGEST : HEAD]:
            raise DamagedError
        self.places: Mapping[str, tuple[int, int, bytes]] = _value(
            table, frozenset()
        )  # begin, end and digest by name

    @classmethod
    def read(cls, path: Path, kinds: Kinds) -> "Drawers":
        """Read the table of a file, and of the rest what is asked for. Raises OSError too."""
        with path.open("rb") as file:
            if not path.stat().st_size:  # which cannot be mapped
                raise DamagedError
            return cls(memoryview(mmap(file.fileno(), 0, access=ACCESS_READ)), kinds)

    def packed(self, name: str) -> Packed:
        """Return what a drawer holds as it is written."""
        try:
            begin, end, digest = self.places[name]
            content = self.content[begin:end]
        except (KeyError, TypeError, ValueError):  # as where another program has drawers of other names
            raise DamagedError from None
        if _digest(content) != digest:
            raise DamagedError
        return Packed(content, digest)

    def unpacked(self, drawer: Packed) -> Any:
        """Return what one of these drawers holds."""
        return _value(drawer.content, self.kinds)

    def value(self, name: str) -> Any:
        """Return what the drawer of this name holds."""
        return self.unpacked(self.packed(name))


def packed(value: object) -> Packed:
    """Return a value as a drawer holds it."""
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return Packed(content, _digest(content))


def file_of(drawers: Mapping[str, Packed]) -> bytes:
    """Return a file of some drawers."""
    places, end = {}, 0
    for name, drawer in drawers.items():
        places[name] = end, end + len(drawer.content), drawer.digest
        end += len(drawer.content)
    table = packed(places)
    head = FORM, len(table.content).to_bytes(SIZE, "big"), table.digest
    return b"".join((*head, table.content, *(drawer.content for drawer in drawers.values())))


def _digest(content: bytes | memoryview) -> bytes:
    return hashlib.blake2b(content, digest_size=DIGEST).digest()


class _Reading(pickle.Unpickler):
    """Reads values of some kinds, and nothing that could run."""

    def __init__(self, content: bytes | memoryview, kinds: Kinds) -> None:
        super().__init__(io.BytesIO(content))
        self.kinds = kinds

    def find_class(self, module: str, name: str) -> Any:
        return _kind(module, name, self.kinds)


@lru_cache
def _kind(module: str, name: str, kinds: Kinds) -> Any:
    if (module, name) in kinds or ((module, None) in kinds and "." not in name):
        return getattr(import_module(module), name)
    raise pickle.UnpicklingError(f"{module}.{name} is none of the kinds of values here")


def _value(content: bytes | memoryview, kinds: Kinds) -> Any:
    try:
        return _Reading(content, kinds).load()
    except Exception as error:  # whatever is wrong with it, it is of no use
        raise DamagedError from error
