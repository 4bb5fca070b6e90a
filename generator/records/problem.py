"""A problem in a file, said so that the person who wrote the file can mend it."""

import re
from dataclasses import dataclass
from enum import StrEnum

# A file's name may hold it, and a text that is quoted: a terminal would obey it, and some of it is no text at all.
UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong, where, and how to mend it.

    `path` is relative to the archive's root; `line` and `column` count from 1, a column is a character. What cannot
    be shown is escaped, in the message but for line breaks.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        """Have nothing in it that cannot be shown."""
        if not (self.path.isprintable() and self.message.isprintable()):
            object.__setattr__(self, "path", showable(self.path))
            object.__setattr__(self, "message", "\n".join(map(showable, self.message.split("\n"))))

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


def showable(text: str) -> str:
    """Return a text with what cannot be shown escaped."""
    return UNSHOWN.sub(lambda found: ascii(found.group())[1:-1], text)
