"""Problems in the forms that people and machines read: text, JSON, GitHub annotations, SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.records.problem import Problem, Severity

if TYPE_CHECKING:
    from generator.checks.rule import Rule

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
RULES_PAGE = "rules/"
COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}
LONGEST_LINE = 240  # characters; of a longer one, not all is shown again for each problem
AROUND = 80
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def help_address(rule: str, site_url: str = "") -> str:
    """Return the address of a rule's section on the site's rules page."""
    return f"{site_url or '/'}{RULES_PAGE}#{rule}"


def as_text(problems: Sequence[Problem], root: Path, site_url: str, *, colours: bool = False) -> str:
    """Return each problem with the line that it is about, its place in it, and where its rule is explained."""
    lines_of = lru_cache(maxsize=1)(_lines)  # problems of one file stand together
    blocks = [_block(problem, lines_of(root / problem.path), site_url, colours=colours) for problem in problems]
    return "\n".join([*blocks, summary(problems)])


def as_json(problems: Sequence[Problem], _root: Path, site_url: str) -> str:
    """Return the problems as a JSON list."""
    listed = [{**asdict(problem), "help": help_address(problem.rule, site_url)} for problem in problems]
    return json.dumps(listed, indent=2, ensure_ascii=False)


def as_github(problems: Sequence[Problem], _root: Path, _site_url: str) -> str:
    """Return GitHub's workflow commands, which annotate the lines of a pull request.

    https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
    """
    lines = [
        f"::{problem.severity} file={_property(problem.path)},line={problem.line},col={problem.column},"
        f"title={_property(problem.rule)}::{_data(problem.message)}"
        for problem in problems
    ]
    return "\n".join([*lines, summary(problems)])


def as_sarif(problems: Sequence[Problem], _root: Path, site_url: str) -> str:
    """Return a SARIF 2.1.0 log (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)."""
    from importlib.metadata import version  # these two here alone: the other forms start faster without them

    from generator.checks.rules import RULES

    names = sorted({*RULES, *(problem.rule for problem in problems)})
    rules = [_sarif_rule(name, RULES.get(name), site_url) for name in names]
    results = [_sarif_result(problem, names.index(problem.rule)) for problem in problems]
    driver = {"name": "gegenbild", "semanticVersion": version("gegenbild"), "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False)


FORMATS: dict[str, Callable[[Sequence[Problem], Path, str], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def summary(problems: Sequence[Problem]) -> str:
    """Return how many errors and warnings there are."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    counted = [
        f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in ((errors, "error"), (warnings, "warning"))
    ]
    return ", ".join(counted) if problems else "No problems found."


def _block(problem: Problem, lines: Sequence[str], site_url: str, *, colours: bool) -> str:
    paint, bold, plain = (COLOURS[problem.severity], BOLD, PLAIN) if colours else ("", "", "")
    place = f"{problem.path}:{problem.line}:{problem.column}"
    head = f"{bold}{place}{plain}: {paint}{problem.severity}{plain}: {problem.rule}: {problem.message}"
    line, column = _excerpt(lines[problem.line - 1] if problem.line <= len(lines) else "", problem.column)
    mark = " " * (column - 1) + f"{paint}^{plain}"
    shown = f"\n  {line}\n  {mark}" if line.strip() else ""
    return f"{head}{shown}\n  see {help_address(problem.rule, site_url)}\n"


def _excerpt(line: str, column: int) -> tuple[str, int]:
    """Return a line as it can be shown, of a very long one what is around the column, and the column in that."""
    start, end = (0, len(line)) if len(line) <= LONGEST_LINE else (max(0, column - AROUND), column + AROUND)
    before, after = "…" if start else "", "…" if end < len(line) else ""
    shown = "".join(letter if letter.isprintable() else "�" for letter in line[start:end])
    return f"{before}{shown}{after}", column - start + len(before)


def _lines(path: Path) -> list[str]:
    try:
        if not path.is_file() or path.is_symlink() or path.stat().st_size > 1 << 20:
            return []
        return path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:  # which the problem says, perhaps
        return []


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _sarif_rule(name: str, rule: Rule | None, site_url: str) -> dict[str, object]:
    described: dict[str, object] = {"id": name}
    if rule:
        described["shortDescription"] = {"text": rule.purpose.splitlines()[0]}
        described["defaultConfiguration"] = {"level": rule.severity.value}
    if site_url:
        described["helpUri"] = help_address(name, site_url)
    return described


def _sarif_result(problem: Problem, index: int) -> dict[str, object]:
    region = {"startLine": problem.line, "startColumn": problem.column}
    location = {"artifactLocation": {"uri": quote(problem.path)}, "region": region}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.severity.value,
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": location}],
    }
