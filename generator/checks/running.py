"""Running the rules: over a record, over the archive; exceptions taken into account, a failing rule kept apart."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.archive.archive import Registry
from generator.archive.gist import Gist, gist_of
from generator.archive.incident import Incident
from generator.archive.loading import misplaced, survey
from generator.checks.rule import Finding, Rule, Scope
from generator.checks.rules import RULES
from generator.records.document import Document, parse
from generator.records.problem import Problem, ProblemsFoundError, Severity
from generator.records.text import read_text

EXCEPTION = "exception-applies"


@dataclass(frozen=True)
class Objection:
    """A finding of a rule in a file."""

    rule: Rule
    path: str
    finding: Finding

    def placed(self, document: Document | None) -> Problem:
        """Return the objection as a problem at its line and column in `document`."""
        mark = document.mark(self.finding.location) if document else None
        line, column = (mark.line, mark.column) if mark else (1, 1)
        return Problem(self.path, line, column, self.rule.name, self.finding.message, self.rule.severity)


def check(root: Path, paths: Iterable[Path] = ()) -> list[Problem]:
    """Return all problems of the archive under `root`, or of the records at `paths` alone.

    Single records are checked against the registries and the other incidents' names; rules of the whole archive
    run only when the whole archive is checked.
    """
    chosen = list(paths)
    found = survey(
        root, lambda incident, _registry: gist_of(incident), chosen, judge=partial(record_problems, root)
    )
    if chosen:
        return found.problems
    return sorted([*found.problems, *misplaced(root), *archive_problems(found.kept, found.registry, root)])


def refuse_errors(problems: Iterable[Problem]) -> None:
    """Raise ProblemsFoundError with every error among the problems; warnings pass."""
    if errors := errors_among(problems):
        raise ProblemsFoundError(errors)


def errors_among(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that are errors."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def record_problems(root: Path, incident: Incident, registry: Registry, document: Document) -> list[Problem]:
    """Return what the rules of single records object to, but for the record's exceptions, and stale exceptions."""
    objections = list(record_objections(incident, registry, root))
    excepted = [exception.rule for exception in incident.record.exceptions]
    kept_away = _kept_away(excepted)
    placed = (objection.placed(document) for objection in objections if objection.rule.name not in kept_away)
    kept = [*dict.fromkeys(placed)]  # what is wrong in one way in one place is told once
    broken = {objection.rule.name for objection in objections}
    stale = _stale_exceptions(excepted, broken, of_archive=False)
    return kept + [document.problem(finding.location, EXCEPTION, finding.message) for finding in stale]


def record_objections(incident: Incident, registry: Registry, root: Path) -> Iterator[Objection]:
    """Run every rule of single records and of their folders over one incident."""
    folder = incident.folder(root)
    for rule in RULES.values():
        if rule.record_check:
            yield from _isolated(rule, incident.path, rule.record_check, incident, registry)
        elif rule.folder_check:
            yield from _isolated(rule, incident.path, rule.folder_check, incident, folder)


def archive_problems(gists: Sequence[Gist], registry: Registry, root: Path) -> list[Problem]:
    """Return what the rules of the whole archive object to, exceptions left out, and the stale exceptions."""
    objections = [
        objection
        for rule in RULES.values()
        if rule.archive_check
        for objection in _isolated(rule, "incidents", rule.archive_check, gists, registry)
    ]
    excepted = {(gist.path, rule) for gist in gists for rule in _kept_away(gist.exceptions)}
    broken = {(objection.path, objection.rule.name) for objection in objections}
    kept = [objection for objection in objections if (objection.path, objection.rule.name) not in excepted]
    for gist in gists:
        needed = {rule for rule in gist.exceptions if (gist.path, rule) in broken}
        stale = _stale_exceptions(gist.exceptions, needed, of_archive=True)
        kept += [Objection(_EXCEPTION_RULE, gist.path, finding) for finding in stale]
    return list(_placed(kept, root))


def _isolated(
    rule: Rule, path: str, check: Callable[..., Iterator[Finding]], *looked_at: object
) -> list[Objection]:
    """Return what a rule objects to; should it fail itself, that is one objection more, not the end of the run."""
    found: list[Objection] = []
    try:
        found.extend(Objection(rule, finding.path or path, finding) for finding in check(*looked_at))
    except Exception as error:
        message = f"the rule itself failed ({type(error).__name__}: {error}); please report this"
        found.append(Objection(rule, path, Finding((), message)))
    return found


def _kept_away(exceptions: Iterable[str]) -> set[str]:
    """Return those of the rules named in a record's exceptions from which there is one."""
    return {name for name in exceptions if name in RULES and not RULES[name].is_firm}


def _stale_exceptions(exceptions: Sequence[str], broken: set[str], *, of_archive: bool) -> Iterator[Finding]:
    """Object to exceptions from rules of the given scope that the record does not break, and from no rule."""
    for place, name in enumerate(exceptions):
        rule = RULES.get(name)
        if rule is None and not of_archive:
            message = f"there is no rule `{name}`; the rules are: {', '.join(sorted(RULES))}"
            yield Finding(("exceptions", place, "rule"), message)
        elif rule and rule.is_firm:
            if not of_archive:
                yield Finding(("exceptions", place, "rule"), f"`{name}` knows no exception; do as it says")
        elif rule and (rule.scope is Scope.ARCHIVE) == of_archive and name not in broken:
            message = f"the record does not break `{name}` any more; delete the exception"
            yield Finding(("exceptions", place, "rule"), message)


_EXCEPTION_RULE = Rule(EXCEPTION, Severity.ERROR, "An exception names a rule that the record breaks.")


def _placed(objections: Iterable[Objection], root: Path) -> Iterator[Problem]:
    """Turn objections into problems; only files that have one are read for their places."""
    documents: dict[str, Document | None] = {}
    for objection in objections:
        path = objection.path
        if path not in documents:
            file = root / path
            documents[path] = parse(read_text(file, path), path) if file.is_file() else None
        yield objection.placed(documents[path])
