"""What a rule is: a name, a scope, a severity, a function, and the documentation that is its docstring.

A rule's docstring says what the rule is for; then, under `Passes:` and `Fails:`, come fields of a record that it
accepts and fields that it refuses. The rules page is made of it, and a test runs both snippets.
"""

import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.archive.archive import Registry
from generator.archive.gist import Gist
from generator.archive.incident import Incident
from generator.records.document import Location
from generator.records.problem import Severity


class Scope(StrEnum):
    """What a rule looks at: one record with the registries, its folder, or the whole archive."""

    RECORD = "record"
    FOLDER = "folder"
    ARCHIVE = "archive"


@dataclass(frozen=True)
class Finding:
    """Something that a rule objects to.

    `location` is the field in the file; `path` names the file where a rule of the archive finds it. `replacement`
    is the value that mends it where that can be said mechanically.
    """

    location: Location
    message: str
    path: str = ""
    replacement: str | None = None


FolderCheck = Callable[[Incident, Path], Iterator[Finding]]
RecordCheck = Callable[[Incident, Registry], Iterator[Finding]]
ArchiveCheck = Callable[[Sequence[Gist], Registry], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A rule; exactly one of its checks is set, as its scope says.

    From one that `is_firm` no record is an exception: addresses, citations or labels rest on it.
    """

    name: str
    severity: Severity
    documentation: str
    record_check: RecordCheck | None = None
    folder_check: FolderCheck | None = None
    archive_check: ArchiveCheck | None = None
    is_firm: bool = False

    @property
    def scope(self) -> Scope:
        """Return what the rule looks at."""
        if self.record_check:
            return Scope.RECORD
        return Scope.FOLDER if self.folder_check else Scope.ARCHIVE

    @property
    def purpose(self) -> str:
        """Return what the rule is for, without the snippets."""
        return re.split(r"^Passes:", self.documentation, flags=re.MULTILINE)[0].strip()

    @property
    def passing(self) -> str:
        """Return the fields that the rule accepts, as YAML."""
        return self._snippet("Passes")

    @property
    def failing(self) -> str:
        """Return the fields that the rule refuses, as YAML."""
        return self._snippet("Fails")

    def _snippet(self, heading: str) -> str:
        found = re.search(rf"^{heading}:\n\n((?:    .*\n|\n)+)", self.documentation + "\n", re.MULTILINE)
        return textwrap.dedent(found[1]).strip("\n") + "\n" if found else ""


RULES: dict[str, Rule] = {}


def record_rule(
    name: str, severity: Severity = Severity.ERROR, *, is_firm: bool = False
) -> Callable[[RecordCheck], RecordCheck]:
    """Register a function as a rule for single records."""

    def register(check: RecordCheck) -> RecordCheck:
        RULES[name] = Rule(name, severity, inspect.getdoc(check) or "", record_check=check, is_firm=is_firm)
        return check

    return register


def folder_rule(
    name: str, severity: Severity = Severity.ERROR, *, is_firm: bool = False
) -> Callable[[FolderCheck], FolderCheck]:
    """Register a function as a rule for the files beside a record; it gets the record's folder."""

    def register(check: FolderCheck) -> FolderCheck:
        RULES[name] = Rule(name, severity, inspect.getdoc(check) or "", folder_check=check, is_firm=is_firm)
        return check

    return register


def archive_rule(
    name: str, severity: Severity = Severity.ERROR, *, is_firm: bool = False
) -> Callable[[ArchiveCheck], ArchiveCheck]:
    """Register a function as a rule for the whole archive."""

    def register(check: ArchiveCheck) -> ArchiveCheck:
        RULES[name] = Rule(name, severity, inspect.getdoc(check) or "", archive_check=check, is_firm=is_firm)
        return check

    return register
