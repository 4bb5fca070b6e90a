"""From the folder `incidents/` to the archive object, with every problem of every file in one run."""

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, partial
from pathlib import Path
from typing import Generic, TypeVar

from generator.archive.archive import Archive, Registry
from generator.archive.incident import Incident, content_digest
from generator.archive.references import Targets, unresolved
from generator.records import many_files
from generator.records.document import Document
from generator.records.editors import is_an_editors
from generator.records.fields import Key
from generator.records.parallel import in_processes
from generator.records.problem import Problem, ProblemsFoundError
from generator.records.reading import Parsed, Shape, parse_record, parse_registry
from generator.records.registry import Account, Person, Platform, Tool
from generator.records.text import decode, read_bytes, read_text

INCIDENTS = "incidents"
REGISTRY = f"{INCIDENTS}/registry"
YEAR = re.compile(f"{INCIDENTS}/[0-9][^/]*")  # the folder of a year

Judge = Callable[[Incident, Registry, Document], list[Problem]]
Kept = TypeVar("Kept")


@dataclass
class Loaded:
    """What could be read, and what could not; `incidents` are the sound ones, with their whole records."""

    incidents: Mapping[str, Incident]
    registry: Registry
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def archive(self) -> Archive:
        """Return the archive of the sound incidents."""
        return Archive.of(self.incidents, self.registry)


@dataclass
class Survey(Generic[Kept]):
    """What was kept of each incident that could be read, and all problems."""

    registry: Registry
    kept: list[Kept]
    problems: list[Problem]


def load(root: Path, paths: Iterable[Path] = (), judge: Judge | None = None) -> Loaded:
    """Read the registries and all records under `root`/incidents, or the records at `paths` alone, and join them.

    `judge` sees each incident while the places of its fields are at hand; what it returns is among the problems.
    """
    found = survey(root, _the_incident, paths, judge)
    return Loaded({incident.id: incident for incident in found.kept}, found.registry, found.problems)


def survey(
    root: Path, keep: Callable[[Incident, Registry], Kept], paths: Iterable[Path] = (), judge: Judge | None = None
) -> Survey[Kept]:
    """Read and judge as `load` does, but keep of each incident only what `keep` returns."""
    reader = Reader.of(root, judge)
    problems = list(reader.problems)
    files = [path.relative_to(root).as_posix() for path in list(paths) or record_files(root)]
    kept: list[Kept] = []
    for found, told in in_processes(partial(_kept, reader, keep), files):
        problems += told
        kept += found
    return Survey(reader.registry, kept, sorted(problems))


def _kept(
    reader: "Reader", keep: Callable[[Incident, Registry], Kept], path: str
) -> tuple[list[Kept], list[Problem]]:
    """Return what is kept of an incident, in a list that is empty where it cannot be read, and its problems."""
    incident, problems = reader.read(path)
    return [keep(incident, reader.registry)] if incident else [], problems


@dataclass(frozen=True)
class Reader:
    """Reads records one by one, against the registries; `problems` are those of the registries themselves."""

    root: Path
    registry: Registry
    targets: Targets
    judge: Judge | None
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, root: Path, judge: Judge | None = None) -> "Reader":
        """Read the registries under `root`/incidents."""
        problems: list[Problem] = []
        registry, targets = _read_registries(root, problems)
        return cls(root, registry, targets, judge, tuple(problems))

    @classmethod
    def knowing(cls, registry: Registry, root: Path, judge: Judge | None = None) -> "Reader":
        """Take registries that are known already, and to be sound."""
        registries = {each.name: getattr(registry, each.name) for each in fields(registry)}
        return cls(root, registry, _targets(root, registries), judge, ())

    def read(self, path: str) -> tuple[Incident | None, list[Problem]]:
        """Return the incident of a record's file, None where it cannot be read, and all that is wrong with it.

        The path is relative to `root`, with slashes: there are very many (see many_files.py).
        """
        try:
            content = read_bytes(f"{self.root}/{path}", path)
            parsed = parse_record(decode(content, path), path)
        except ProblemsFoundError as error:
            return None, error.problems
        incident = Incident(path.split("/")[-2], path, parsed.content, content_digest(content))
        problems = list(unresolved(parsed.content, parsed.document, self.targets))
        if self.judge:
            problems += self.judge(incident, self.registry, parsed.document)
        return incident, problems


def _the_incident(incident: Incident, _registry: Registry) -> Incident:
    return incident


def load_sound(root: Path) -> Loaded:
    """Return the whole archive, or raise ProblemsFoundError with all that is wrong in it."""
    loaded = load(root)
    if loaded.problems:
        raise ProblemsFoundError(loaded.problems)
    return loaded


def record_files(root: Path) -> Iterator[Path]:
    """Yield the path of each record in order of its identifier, and of each link in a record's place."""
    folders = (root / INCIDENTS).glob("[0-9]*/*/")
    yield from sorted(path for path in (folder / "incident.yaml" for folder in folders) if os.path.lexists(path))


def misplaced(root: Path) -> Iterator[Problem]:
    """Yield a problem for each file under incidents/ that nobody would ever read or show, and for linked folders.

    What changes behind such a link would not be seen to change.
    """
    message = "nothing is read from here; a record is `incidents/<year>/<its identifier>/incident.yaml`"
    registries = {f"{REGISTRY}/{each.name}.yaml" for each in fields(Registry)}
    for folder, folders, names in os.walk(root / INCIDENTS):
        shown = Path(folder).relative_to(root)
        if "incident.yaml" in names and YEAR.fullmatch(shown.parent.as_posix()):
            folders.clear()  # what lies beside a record is judged with it
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in sorted(folders):
            if Path(folder, name).is_symlink():
                yield Problem((shown / name).as_posix(), 1, 1, "file", "this is a link; put the folder itself here")
        for name in sorted(names):
            path = (shown / name).as_posix()
            if path not in registries and not name.startswith(".") and not is_an_editors(name):
                yield Problem(path, 1, 1, "file", message)


@dataclass(frozen=True)
class IncidentFolders(Collection[str]):
    """The identifiers of all incidents, asked of the folders: to find one, not all are listed."""

    root: Path

    def __contains__(self, identifier: object) -> bool:
        """Say whether there is a record of this identifier, readable or not."""
        name = str(identifier)
        return many_files.is_file(f"{self.root}/{INCIDENTS}/{name[:4]}/{name}/incident.yaml")

    def __iter__(self) -> Iterator[str]:
        """Yield every identifier."""
        return (path.parent.name for path in record_files(self.root))

    def __len__(self) -> int:
        """Count the incidents."""
        return sum(1 for _ in self)


def _read_registries(root: Path, problems: list[Problem]) -> tuple[Registry, Targets]:
    """Read the registries; references between them are judged too."""
    accounts = _read_registry(root, "accounts", dict[Key, Account], problems)
    platforms = _read_registry(root, "platforms", dict[Key, Platform], problems)
    tools = _read_registry(root, "tools", dict[Key, Tool], problems)
    people = _read_registry(root, "people", dict[Key, Person], problems)
    read = {"accounts": accounts, "platforms": platforms, "tools": tools, "people": people}
    targets = _targets(root, {name: parsed.content for name, parsed in read.items() if parsed})
    if accounts:
        for key, account in accounts.content.items():
            problems += unresolved(account, accounts.document, targets, start=(key,))
    registry = Registry(
        accounts.content if accounts else {},
        platforms.content if platforms else {},
        tools.content if tools else {},
        people.content if people else {},
    )
    return registry, targets


def _targets(root: Path, registries: Mapping[str, Collection[str]]) -> Targets:
    keys = {name: frozenset(entries) for name, entries in registries.items()}
    return Targets({**keys, "incidents": IncidentFolders(root)})


def _read_registry(root: Path, name: str, shape: type[Shape], problems: list[Problem]) -> Parsed[Shape] | None:
    path = root / REGISTRY / f"{name}.yaml"
    shown = path.relative_to(root).as_posix()
    if not path.exists():
        problems.append(Problem(shown, 1, 1, "file", "this registry is missing; create the file, empty if need be"))
        return None
    try:
        return parse_registry(read_text(path, shown), shown, shape)
    except ProblemsFoundError as error:
        problems += error.problems
        return None
