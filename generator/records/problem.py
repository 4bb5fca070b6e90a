"""A problem in a file, said so that the person who wrote the file can mend it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong, where, and how to mend it.

    `path` is relative to the archive's root; `line` and `column` count from 1, a column is a character.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Return the form that editors and terminals understand: `path:line:column: rule: message`."""
        return f"{self.path}:{self.line}:{self.column}: {self.rule}: {self.message}"


class ProblemsFoundError(Exception):
    """A file or an archive cannot be used; `problems` says why, all of it, in order of file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems sorted by place."""
        super().__init__(problems)  # of which it is made again in another process
        self.problems = sorted(problems)

    def __str__(self) -> str:
        """Return a line for each problem."""
        return "\n".join(map(str, self.problems))


class EditedMeanwhileError(ProblemsFoundError):
    """A file is another one than the one that the site is built of: it was saved while that was done."""
