"""Commands that look at records: check, fmt, schema, stats."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.main import (
    PROBLEMS_FOUND,
    failures,
    leads_to_terminal,
    main,
    records_at,
    root_option,
    say_problems,
)

if TYPE_CHECKING:
    from generator.records.problem import Problem


@main.command()
@root_option
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option("--fix", is_flag=True, help="Mend what can be mended mechanically, then check.")
def check(root: Path, paths: tuple[Path, ...], form: str, strict: bool, fix: bool) -> None:
    """Check records, registries and media: all of them, or the records at PATHS.

    Exit status: 0 fine, 1 problems found, 2 wrong use.

    \b
    Example:
      gegenbild check incidents/2024/2024-09-02-musk-harris-communist-uniform
      gegenbild check --format sarif > problems.sarif
    """
    from generator.checks.formats import FORMATS, as_text
    from generator.checks.memory import remembered
    from generator.pages.settings import Settings
    from generator.records.problem import Severity, showable

    records = records_at(root, paths)
    with failures():
        if fix:
            from generator.checks.fixing import fix as mend

            for path in mend(root, records):
                click.echo(f"mended {showable(path)}", err=True)
        problems = _check(root, records) if records else remembered(root, lambda: _check(root, []))
        site_url = Settings.from_environment().site_url
    if form == "text":
        colours = leads_to_terminal(sys.stdout) and not os.environ.get("NO_COLOR")
        click.echo(as_text(problems, root, site_url, colours=colours))
    else:
        click.echo(FORMATS[form](problems, root, site_url))
    if any(strict or problem.severity is Severity.ERROR for problem in problems):
        sys.exit(PROBLEMS_FOUND)


def _check(root: Path, records: list[Path]) -> list[Problem]:
    from generator.checks.running import check as check_archive

    return check_archive(root, records)


@main.command()
@root_option
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; fail where a record would change.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change.")
def fmt(root: Path, paths: tuple[Path, ...], only_check: bool, diff: bool) -> None:
    """Rewrite records in canonical order and style; comments are kept, and no value changes.

    \b
    Example:
      gegenbild fmt --diff incidents/2024
    """
    from generator.archive.loading import record_files
    from generator.records.formatting import difference, formatted
    from generator.records.problem import ProblemsFoundError, showable
    from generator.records.replacing import replace_file

    changed, problems = 0, []
    records = records_at(root, paths)
    with failures():
        for path in records or record_files(root):
            shown = showable(path.relative_to(root).as_posix())
            try:
                before, after = formatted(path, shown)
            except ProblemsFoundError as error:
                problems += error.problems
                continue
            if before == after:
                continue
            changed += 1
            if diff:
                click.echo(difference(before, after, shown), nl=False)
            elif only_check:
                click.echo(f"{shown} is not in canonical form; run: gegenbild fmt {shown}")
            else:
                replace_file(path, after.encode())
                click.echo(f"rewrote {shown}")
    if problems:
        say_problems(problems)
    if problems or (changed and (only_check or diff)):
        sys.exit(PROBLEMS_FOUND)


@main.command()
def schema() -> None:
    """Print the JSON Schema of a record, which editors complete and explain fields with.

    \b
    Example:
      gegenbild schema > schema/incident.schema.json
    """
    from generator.records.schema import schema_text

    click.echo(schema_text(), nl=False)


@main.command()
@root_option
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def stats(root: Path, as_json: bool) -> None:
    """Print the archive's figures: incidents by year, platform, verdict, label status and more.

    \b
    Example:
      gegenbild stats --json
    """
    from generator.archive.loading import load_sound

    with failures():
        archive = load_sound(root).archive
    figures = {name: {key: len(group) for key, group in index.items()} for name, index in archive.by.items()}
    if as_json:
        click.echo(json.dumps({"incidents": len(archive.published), **figures}, indent=2))
        return
    click.echo(f"{len(archive.published)} incidents")
    for name, counts in figures.items():
        click.echo(f"{name}: " + ", ".join(f"{key} {count}" for key, count in counts.items()))
