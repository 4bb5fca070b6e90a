"""Commands that write draft records: new, from-issue."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

from generator.cli.main import PROBLEMS_FOUND, failures, main, root_option, say_problems

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

    from generator.drafts.draft import Answers
    from generator.records.problem import Problem


class _Date(click.ParamType[str]):
    """A date as records write it, asked again where it is none: what was answered before is not lost."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from generator.records.dates import When

        try:
            return str(When.parse(value.strip()))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class _Address(click.ParamType[str]):
    """A web address as records take it, or none, asked again as a date is."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from generator.records.fields import web_address

        try:
            return value.strip() and web_address(value.strip())
        except ValueError as error:
            self.fail(str(error), param, ctx)


@main.command()
@root_option
@click.option(
    "--post-url",
    type=_Address(),
    prompt="Address of the post (empty if not known)",
    default="",
    help="Address of the post.",
)
@click.option(
    "--date",
    type=_Date(),
    prompt="Date of the post (2024-09-02, 2024-09 or 2024)",
    help="As exact as it is known.",
)
@click.option(
    "--account", prompt="Who posted it (@handle or name, empty if not known)", default="", help="Who posted."
)
@click.option("--platform", default="", help="The platform, where the address does not tell it.")
@click.option("--shows", prompt="What it shows or says, in one sentence", help="Also the first alt text.")
@click.option("--claim", prompt="What is claimed, in one sentence", help="The claim to be reviewed.")
@click.option("--source-url", type=_Address(), prompt="Address of one source", help="Address of one source.")
@click.option("--source-publisher", prompt="Its publisher", help="Publisher of the source.")
@click.option("--source-title", prompt="Its title", help="Title of the source.")
@click.option("--source-language", default="en", show_default=True, help="Language of the source.")
@click.option("--media", type=click.Choice(["image", "video", "audio", "text"]), default="image", show_default=True)
@click.option("--tool", default="", help="The tool it was made with, if a source says so.")
@click.option("--region", default="US", show_default=True, help="Country whose public it was aimed at.")
@click.option("--topic", default="election", show_default=True, help="A topic of the codebook.")
@click.option("--id", "identifier", default="", help="The identifier; by default it is suggested from the answers.")
def new(root: Path, media: str, **answers: str) -> None:
    """Ask a few questions, or take the answers as options, and write a draft record that passes the checks.

    Works without network. What the record still lacks is said at the end.

    \b
    Example:
      gegenbild new --post-url https://x.com/party/status/1 --date 2024-05-06 --account @party
    """
    from generator.drafts.draft import Answers
    from generator.records.vocabulary import MediaKind

    _write_draft(root, lambda: Answers(media=MediaKind.of(media), **answers))


@main.command("from-issue")
@root_option
@click.argument("body", type=click.File("rb"))
def from_issue(root: Path, body: BinaryIO) -> None:
    """Turn the body of a filled "Report an incident" form into a draft record; BODY is a file, or - for input.

    \b
    Example:
      gegenbild from-issue issue.md
    """
    from generator.drafts.issue_form import answers_of
    from generator.records.text import in_utf8

    _write_draft(root, lambda: answers_of(in_utf8(body.read(), body.name)))


def _write_draft(root: Path, ask: Callable[[], Answers]) -> None:
    """Write a draft of the answers, check it, and say what it lacks; an unusable draft is taken back."""
    from generator.archive.loading import load
    from generator.checks.running import check as check_archive
    from generator.checks.running import refuse_errors
    from generator.drafts.draft import draft, still_missing, write
    from generator.records.problem import ProblemsFoundError

    with failures():
        try:
            made = draft(ask(), load(root).archive.registry)
            path = write(made, root, lambda written: refuse_errors(check_archive(root, [written])))
        except (ValueError, FileExistsError) as error:
            raise click.UsageError(str(error)) from None
        except ProblemsFoundError as error:
            _refuse(error.problems)
    click.echo(f"Wrote {path.relative_to(root).as_posix()}, a draft. It still needs:")
    for missing in still_missing(made):
        click.echo(f"  - {missing}")
    for name, entries in made.entries.items():
        click.echo(f"New in registry/{name}.yaml, please complete: {', '.join(entries)}")


def _refuse(problems: list[Problem]) -> NoReturn:
    """Say what is wrong with a draft that was not written, and end."""
    say_problems(problems)
    click.echo("Nothing was written: mend these answers and try again.", err=True)
    sys.exit(PROBLEMS_FOUND)
