"""The group of commands, and what they share: the archive's root, and how failures are said."""

from __future__ import annotations

import shutil
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TextIO

    from generator.records.problem import Problem

PROBLEMS_FOUND = 1
RECORD = "incident.yaml"


def archive_root(_context: click.Context, _option: click.Parameter, given: Path | None) -> Path:
    """Return the archive's root: the folder given, or the nearest one upwards that holds incidents/."""
    try:
        start = (given or Path.cwd()).resolve()
    except FileNotFoundError:
        raise click.BadParameter("the folder that this was begun in is gone; go to another one") from None
    candidates = [start] if given else [start, *start.parents]
    for folder in candidates:
        if (folder / "incidents").is_dir() and (folder / "mkdocs.yml").is_file():
            return folder
    raise click.BadParameter(
        f"{start} holds no archive, which has incidents/ and mkdocs.yml; go to its folder, or name it with --root"
    )


root_option = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    callback=archive_root,
    help="The archive's folder. Default: the nearest one upwards from here.",
)


class Commands(click.Group):
    """A group that says in one line where a disk fails, whichever command meets it: files are printed to, too."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command, or print its help."""
        with disk_failures():
            return super().main(*args, **options)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="gegenbild")
def main() -> None:
    """Gegenbild: an archive of AI-made and manipulated political media.

    \b
    Example:
      gegenbild check && gegenbild build && gegenbild serve
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: what was begun is cleared away


def records_at(root: Path, paths: tuple[Path, ...]) -> list[Path]:
    """Return the records that the paths name: a record's file, its folder, or a folder of folders.

    Copies of records elsewhere, as in a built site, are none. Raises BadParameter for any other file, such as a
    registry, which is checked with every record.
    """
    records: dict[Path, None] = {}
    for path in paths:
        found = [path] if path.name == RECORD and path.is_file() else sorted(path.rglob(RECORD))
        places = [each.parent.resolve() / RECORD for each in found]  # a record that is a link is refused itself
        ours = [place for place in places if root / "incidents" in place.parent.parents]
        if not ours:
            raise click.BadParameter(
                f"{path} holds no record of the archive in {root}. A record is incidents/<year>/<its identifier>/"
                f"{RECORD}; what is wrong with other files, `gegenbild check` says without a path"
            )
        records.update(dict.fromkeys(ours))
    return list(records)


@contextmanager
def failures() -> Iterator[None]:
    """Print what is wrong, for people, and end with status 1."""
    from generator.pages.settings import AddressError
    from generator.records.parallel import StoppedError
    from generator.records.problem import ProblemsFoundError
    from generator.site.commands import SiteError

    try:
        with disk_failures():
            yield
    except ProblemsFoundError as error:
        say_problems(error.problems)
        sys.exit(PROBLEMS_FOUND)
    except (AddressError, SiteError, StoppedError) as error:
        click.echo(str(error), err=True)
        sys.exit(PROBLEMS_FOUND)


@contextmanager
def disk_failures() -> Iterator[None]:
    """Print where a disk fails, and end with status 1."""
    try:
        yield
    except BrokenPipeError:  # whoever read the output has read enough
        raise
    except OSError as error:
        click.echo(disk_failure(error), err=True)
        sys.exit(PROBLEMS_FOUND)


def leads_to_terminal(stream: TextIO | None) -> bool:
    """Say whether someone sees a stream, or writes it; one that was closed before the command began is None."""
    return stream is not None and stream.isatty()


def disk_failure(error: OSError) -> str:
    """Return what to say where a file cannot be read or written."""
    if type(error) is shutil.Error:  # of a folder that is copied: all of its files that failed, and each alike
        _source, _target, what = error.args[0][0]
    else:
        place = error.filename2 or error.filename or "The disk"  # of a copy, where it was to be
        what = f"{place}: {error.strerror or error}"
    return f"{what}; what was there before is unchanged"


def say_problems(problems: list[Problem]) -> None:
    """Print each problem and how many there are."""
    for problem in problems:
        click.echo(str(problem), err=True)
    click.echo(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}", err=True)
