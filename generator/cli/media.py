"""Commands for held media: media add."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.main import failures, leads_to_terminal, main, root_option

if TYPE_CHECKING:
    from generator.media.intake.adding import Answers, Place
    from generator.media.intake.receiving import Received
    from generator.records.model import HeldPicture
    from generator.records.vocabulary import DigitalSourceType


@main.group()
def media() -> None:
    """Take in the pictures that the archive holds.

    \b
    Example:
      gegenbild media add 2024-05-06-speech ~/Downloads/poster.jpg
    """


def source_type_named(
    _context: click.Context, _option: click.Parameter, given: str | None
) -> DigitalSourceType | None:
    """Return the digital source type of a key; a wrong one is wrong use, said with all that there are."""
    from generator.records.vocabulary import DigitalSourceType

    if given is None:
        return None
    try:
        return DigitalSourceType.of(given)
    except StopIteration:
        raise click.BadParameter(f"`{given}` is none of: {', '.join(DigitalSourceType)}") from None


def words(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    """Return the words given; what a record takes for nothing is wrong use."""
    if given is not None and given.strip() in ("", "null", "~"):
        raise click.BadParameter("there are no words in it; give some, or leave the option out")
    return given


@media.command()
@root_option
@click.argument("identifier", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source-type", metavar="KEY", callback=source_type_named, help="How it came to be (IPTC).")
@click.option("--alt", metavar="TEXT", callback=words, help="What it shows, for someone who cannot see it.")
@click.option("--rights", metavar="TEXT", callback=words, help="Why it may be shown.")
@click.option("--media", "number", type=int, metavar="N", help="Which media of the post. Default: the next.")
@click.option("--replace", "may_replace", is_flag=True, help="Put it in the place of the picture that is held.")
def add(
    root: Path,
    identifier: str,
    file: Path,
    source_type: DigitalSourceType | None,
    alt: str | None,
    rights: str | None,
    number: int | None,
    may_replace: bool,
) -> None:
    """Take a picture in: the FILE is checked, freed of private data, and put beside the record of the incident ID.

    What the file says of its own origin is read before and kept in the record. KEY is a digital source type of the
    codebook, such as trainedAlgorithmicMedia or composite. Works without network.

    \b
    Example:
      gegenbild media add 2024-05-06-speech poster.jpg --source-type trainedAlgorithmicMedia
    """
    from generator.media.intake.adding import Answers, place_for, record_of, take_in
    from generator.media.intake.receiving import receive

    with failures():
        try:
            path = record_of(root, identifier)
            received = receive(file)
            place = place_for(root, path, received, number, may_replace=may_replace)
            answers = _asked(place, received, Answers(source_type, alt, rights))
            held = take_in(place, received, answers, anew=may_replace)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        _say_what_came_of_it(root, place, held, answers)


def is_terminal() -> bool:
    """Say whether someone is there to answer."""
    return leads_to_terminal(sys.stdin)


def _asked(place: Place, received: Received, answers: Answers) -> Answers:
    """Ask what neither the options nor the record say; that needs a terminal."""
    source_type, description = answers.source_type, answers.description
    if not source_type and not place.media.digital_source_type:
        source_type = _source_type_asked(received)
    if description is None and is_terminal():
        click.echo(f"The record says of it: {place.media.description}")
        if not click.confirm("Is that what the picture shows?", default=True):
            description = click.prompt("What it shows, for someone who cannot see it")
    return replace(answers, source_type=source_type, description=description)


def _source_type_asked(received: Received) -> DigitalSourceType:
    from generator.records.vocabulary import DigitalSourceType

    if not is_terminal():
        message = f"say how the picture came to be with --source-type, one of: {', '.join(DigitalSourceType)}"
        raise click.UsageError(message)
    for term in DigitalSourceType:
        click.echo(f"  {term.value}: {term.label}")
    told = [mark.digital_source_type.value for mark in received.provenance if mark.digital_source_type]
    keys = click.Choice([term.value for term in DigitalSourceType])
    answer = click.prompt(
        "How the picture came to be", type=keys, show_choices=False, default=told[0] if told else None
    )
    return DigitalSourceType.of(answer)


def _changes(place: Place, answers: Answers) -> list[tuple[str, str, str]]:
    """Return each field of the record that had another value before: its name, what it was, what it is."""
    before = {name: getattr(place.media, name) for name in answers.fields()}
    return [(name, before[name], now) for name, now in answers.fields().items() if before[name] not in (None, now)]


def _say_what_came_of_it(root: Path, place: Place, held: HeldPicture, answers: Answers) -> None:
    """Say what was written, what contradicts it, which pictures are like it, and what the record still lacks."""
    from generator.checks.running import check
    from generator.media.intake.adding import look_alikes
    from generator.media.intake.provenance import disagreements

    file = place.path.with_name(held.file).relative_to(root).as_posix()
    if place.media.picture == held:
        click.echo(f"{file} was taken in before and is as it was.")
    else:
        click.echo(f"Wrote {file}, {held.width} × {held.height} pixels, and what is known of it into the record.")
    for name, was, now in _changes(place, answers):
        click.echo(f"Changed `{name}`, which was: {was} (now: {now})")
    for mark in held.provenance:
        click.echo(f"The file says ({mark.kind.label}): {mark.says}")
    source_type = answers.source_type or place.media.digital_source_type
    for contradiction in disagreements(held.provenance, source_type) if source_type else ():
        click.echo(f"Warning: {contradiction}", err=True)
    for match in look_alikes(root, place, held):
        mirrored = ", mirrored" if match.mirrored else ""
        click.echo(f"Warning: this looks like the picture of {match.incident}{mirrored}", err=True)
    problems = check(root, [place.path])
    if problems:
        click.echo("The record still needs:")
    for problem in sorted(problems, key=lambda each: each.severity):
        click.echo(f"  - {problem.severity}: {problem}")
