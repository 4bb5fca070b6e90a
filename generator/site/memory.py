"""What a build remembers for the next one: the gists, what is similar, and what each page was made of.

It is believed only where it is whole, of this program, and where docs/ and site/ are as it left them; whatever else
is found in its place is as good as nothing. Incidents lie in many drawers: for one of them a few are opened, and
those in which nothing has changed are written as they were.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator.archive.gist import Gist
from generator.archive.similar import Nearest, Neighbours
from generator.records.garbage import loading
from generator.records.replacing import replace_file
from generator.site.drawers import DamagedError, Drawers, Packed, file_of, packed

Value = TypeVar("Value")

FILE = ".cache/build.memory"
BASE, PAGES = "base", "pages"
DRAWERS = 256  # of incidents
KINDS = frozenset(
    {
        ("generator.site.memory", "Base"),
        ("generator.site.memory", "Pages"),
        ("generator.archive.labelling", "LabelFacts"),
        ("generator.archive.labelling", "Delay"),
        ("generator.records.dates", "_as_written"),
        ("generator.records.model", "HeldPicture"),
        ("generator.records.model", "ProvenanceMark"),
        ("generator.records.vocabulary", None),  # any of its terms
        ("datetime", "timedelta"),
    }
)


# The fields of a gist in which many are alike.
ALIKE = frozenset(
    ("state", "language", "platform", "also_on", "account", "tools", "people", "media_kinds", "languages", "reach")
) | frozenset(("regions", "topics", "labels", "posters"))
Columns = tuple[tuple[Any, ...], ...]  # of each field its values


class Base(NamedTuple):
    """What a build rested on.

    `common` and `docs` are the marks of what all pages rest on and of the hand-written files, `outputs` is that of
    what was written; `frame` is the frame's digest and `files` are its files, and `records` are the marks of the
    records by path. `searched` are the languages that those which are published are searched in, by path too.
    """

    common: str = ""
    docs: str = ""
    outputs: str = ""
    frame: str = ""
    records: Mapping[str, str] = {}
    searched: Mapping[str, str] = {}
    files: tuple[str, ...] = ()

    @property
    def published(self) -> dict[str, str]:
        """Return the published incidents with the languages that they are searched in."""
        return {path.split("/")[-2]: code for path, code in self.searched.items()}

    def doubting(self, records: Iterable[str]) -> "Base":
        """Return the same without the marks of some records, which are those of no file."""
        return self._replace(records={**self.records, **dict.fromkeys(self.records.keys() & {*records}, "")})


class Pages(NamedTuple):
    """What a build made: the digest of each page by its Markdown file, of each feed, of each part of the index."""

    sheets: Mapping[str, str] = {}
    feeds: Mapping[str, str] = {}
    parts: Mapping[str, str] = {}


class Known(NamedTuple):
    """What is known of an incident: its gist, what is similar, and the other incidents that its page shows."""

    gist: Gist
    near: Nearest
    shown: tuple[str, ...]


Incidents = Mapping[str, Known]  # by identifier


@dataclass
class Memory:
    """What is known of the last build; `drawers` are those of the incidents as they were written.

    Where `is_doubted`, files were written since that may say something else than what is known (see `doubting`).
    """

    base: Base = field(default_factory=Base)
    pages: Pages = field(default_factory=Pages)
    incidents: Incidents = field(default_factory=dict)
    drawers: Mapping[str, Packed] = field(default_factory=dict, compare=False, repr=False)
    is_doubted: bool = False

    @property
    def gists(self) -> dict[str, Gist]:
        """Return the gist of each record by its path."""
        return {known.gist.path: known.gist for known in self.incidents.values()}

    @property
    def neighbours(self) -> Neighbours:
        """Return what is similar to each published incident."""
        return {key: known.near for key, known in self.incidents.items() if known.gist.is_published}

    def doubting(self, records: Iterable[str], sheets: Iterable[str], feeds: Iterable[str]) -> "Memory":
        """Return the same without the marks of some records, and without the digests of some pages and feeds."""
        pages = self.pages._replace(
            sheets={**self.pages.sheets, **dict.fromkeys(sheets, "")},
            feeds={**self.pages.feeds, **dict.fromkeys(feeds, "")},
        )
        return replace(self, base=self.base.doubting(records), pages=pages, is_doubted=True)


class Glance(NamedTuple):
    """A look at what is remembered: what the last build rested on, and a way to ask for some incidents.

    What is given back may hold others too. Asking raises DamagedError.
    """

    base: Base
    incidents: Callable[[Iterable[str]], Incidents]


kept: dict[Path, tuple[tuple[int, int, int], Memory]] = {}  # what this program itself remembered, by file


def glance(root: Path) -> Glance:
    """Look at what the last build remembered. Raises OSError or DamagedError where that cannot be read."""
    if memory := _kept(root):
        return Glance(memory.base, lambda _: memory.incidents)
    drawers = Drawers.read(root / FILE, KINDS)
    return Glance(_of(Base, drawers.value(BASE)), partial(_incidents, drawers))


def recall(root: Path) -> Memory:
    """Return what the last build remembered, or an empty memory.

    A program that builds again and again reads back only what another one has written.
    """
    return _kept(root) or _read(root / FILE)


def remember(root: Path, memory: Memory, before: Memory) -> None:
    """Keep what a build knows; what it knew `before` of incidents is written as it was, where that is the same."""
    places = {key: _drawer(key) for key in memory.incidents.keys() | before.incidents.keys()}
    groups: defaultdict[str, dict[str, Known]] = defaultdict(dict)
    for key, known in memory.incidents.items():
        groups[places[key]][key] = known
    sizes = Counter(map(places.__getitem__, before.incidents))

    def is_as_before(name: str) -> bool:
        was = before.incidents
        is_same_size = name in before.drawers and len(groups[name]) == sizes[name]
        return is_same_size and all(known is was.get(key) for key, known in groups[name].items())

    drawers = {
        name: before.drawers[name] if is_as_before(name) else packed(_columns(group))
        for name, group in groups.items()
    }
    file = root / FILE
    replace_file(file, file_of({BASE: packed(memory.base), PAGES: packed(memory.pages), **drawers}))
    kept[file] = _mark(file), replace(memory, drawers=drawers)


def forget(root: Path) -> None:
    """Forget the last build: what is on the disk is about to be something else."""
    (root / FILE).unlink(missing_ok=True)


def _kept(root: Path) -> Memory | None:
    file = root / FILE
    known = kept.get(file)
    return known[1] if known and file.is_file() and known[0] == _mark(file) else None


def _mark(file: Path) -> tuple[int, int, int]:
    status = file.stat()
    return status.st_size, status.st_mtime_ns, status.st_ino


def _read(file: Path) -> Memory:
    try:
        with loading():
            drawers = Drawers.read(file, KINDS)
            groups = {name: drawers.packed(name) for name in sorted(drawers.places.keys() - {BASE, PAGES})}
            shared = _Shared()
            incidents = {
                key: known for each in groups.values() for key, known in shared.rows(drawers.unpacked(each))
            }
            return Memory(_of(Base, drawers.value(BASE)), _of(Pages, drawers.value(PAGES)), incidents, groups)
    except (OSError, DamagedError, AttributeError):
        return Memory()


def _incidents(drawers: Drawers, identifiers: Iterable[str]) -> Incidents:
    names = {_drawer(identifier) for identifier in identifiers} & drawers.places.keys()
    shared = _Shared()
    return {key: known for name in names for key, known in shared.rows(drawers.value(name))}


def _columns(group: Mapping[str, Known]) -> list[Columns]:
    """Return what is known of some incidents as it lies in a drawer: columns of gists, of neighbours, of others."""
    gists, near, shown = zip(*group.values(), strict=True)
    return [tuple(zip(*gists, strict=True)), tuple(zip(*near, strict=True)), (shown,)]


class _Shared:
    """Values that many gists have, each kept once: what lies close together is looked through in half the time."""

    def __init__(self) -> None:
        self.known: Mapping[int, dict[Any, Any]] = {Gist._fields.index(name): {} for name in ALIKE}

    def rows(self, columns: list[Columns]) -> list[tuple[str, Known]]:
        """Return the incidents of a drawer. Raises DamagedError where it holds something else."""
        try:
            of_gists, of_near, (shown,) = columns
            gists = map(Gist._make, zip(*map(self._once, count(), of_gists), strict=True))
            near = map(Nearest._make, zip(*of_near, strict=True))
            return [(known.gist.id, known) for known in map(Known._make, zip(gists, near, shown, strict=True))]
        except (TypeError, ValueError) as error:
            raise DamagedError from error

    def _once(self, field: int, column: tuple[Any, ...]) -> Iterable[Any]:
        known = self.known.get(field)
        return column if known is None else map(known.setdefault, column, column)


def _drawer(identifier: str) -> str:
    """Return the name of the drawer in which an incident lies, whatever others there are."""
    return f"incidents {zlib.crc32(identifier.encode()) % DRAWERS}"


def _of(kind: type[Value], value: object) -> Value:
    if not isinstance(value, kind):
        raise DamagedError
    return value
