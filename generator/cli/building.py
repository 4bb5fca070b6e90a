"""Commands that make the site and look at it: generate, build, serve, links."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.main import PROBLEMS_FOUND, disk_failure, failures, main, root_option
from generator.cli.progress import progress

if TYPE_CHECKING:
    from generator.site.build import Built
    from generator.site.serve import PreviewServer
    from generator.site.slices import Slice


@main.command()
@root_option
def generate(root: Path) -> None:
    """Write the Markdown pages under docs/, which `mkdocs build` turns into the site.

    \b
    Example:
      gegenbild generate && mkdocs build --strict
    """
    from generator.pages.settings import Settings
    from generator.site.build import generate as generate_pages

    with failures():
        _say_built(generate_pages(root, Settings.from_environment()))


@main.command()
@root_option
@click.option("--workers", type=click.IntRange(min=1), help="Processes to work with. Default: one for each core.")
@click.option("--anew", is_flag=True, help="Build everything, whatever an earlier build left behind.")
@click.option("--plain", is_flag=True, help="Leave all pages to MkDocs: slow, and the definition of what is right.")
@click.option("--part", help="Build one part of several, such as 2/4, into a folder of its own; see `join`.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def build(root: Path, workers: int | None, anew: bool, plain: bool, part: str | None, as_json: bool) -> None:
    """Build the site into site/, or what has changed of it: pages, search index, link check, labels.

    A failure leaves the last good site.

    \b
    Example:
      gegenbild build
      gegenbild build --part 2/4
    """
    from generator.pages.settings import Settings
    from generator.site.inputs import Marks
    from generator.site.unchanged import unchanged

    is_part = part is not None
    if is_part and (unfit := [name for name, given in (("--plain", plain), ("--json", as_json)) if given]):
        raise click.UsageError(f"no part can be built so; leave out {' and '.join(unfit)}")
    with failures():
        settings = Settings.from_environment()
        marks = Marks.now(root, settings)
    if not (anew or plain or is_part) and not as_json and (counts := unchanged(root, marks)):
        click.echo(
            f"{counts.incidents} incidents, {counts.pages} pages; nothing has changed. The site is in site/."
        )
        return
    from generator.records.garbage import loading, rarely

    rarely()
    with loading():
        from generator.site.build import build as build_site
        from generator.site.build import build_slice

    with failures(), progress() as told:
        if part is not None:
            folder = build_slice(root, settings, _slice(part), told, workers or 0, anew=anew)
            click.echo(f"Part {part} is in {folder.relative_to(root)}/.")
            return
        built = build_site(root, settings, told, workers or 0, anew=anew, plain=plain, marks=marks)
        if as_json:
            click.echo(json.dumps(asdict(built) | {"seconds": told.seconds}, default=sorted))
        else:
            _say_built(built)
            click.echo(f"The site is in site/. It took {told.total:.1f} s.")


@main.command()
@root_option
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
def join(root: Path, folders: tuple[Path, ...]) -> None:
    """Put the parts of a site together that `build --part` made, on one machine or on several.

    \b
    Example:
      gegenbild join site-part-*
    """
    from generator.pages.settings import Settings
    from generator.site.build import join as join_parts

    with failures(), progress() as told:
        join_parts(root, Settings.from_environment(), folders, told)
        click.echo("The site is in site/.")


@main.command()
@root_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port on this machine; 0 takes any free one.",
)
def serve(root: Path, port: int) -> None:
    """Build the site, show it on this machine, and rebuild and reload when a file changes.

    What is wrong with a record is said here and in the open page, which stays as it was.

    \b
    Example:
      gegenbild serve --port 8080
    """
    from generator.records.garbage import rarely
    from generator.records.problem import ProblemsFoundError
    from generator.site.inputs import program_mark
    from generator.site.serve import PreviewServer, changes
    from generator.site.swap import SITE

    rarely()
    with failures():
        program = program_mark()
    try:
        server = PreviewServer(root / SITE, port)
    except OSError as error:
        raise click.BadParameter(f"port {port} cannot be used: {error.strerror}; try --port 0") from None
    server.start()
    with suppress(KeyboardInterrupt):  # which is how this is to end
        for number, _ in enumerate(changes(root)):
            now = program
            with suppress(OSError, ProblemsFoundError):  # of which the build says what it is
                now = program_mark()
            if now != program:
                _begin_anew(root, server)
                continue
            _rebuild(root, server)
            if number == 0:
                click.echo(f"The archive is at {server.address} (Ctrl-C ends this)")


def _begin_anew(root: Path, server: PreviewServer) -> None:
    """Have the program that there is now take over: this one goes on as it was when it was loaded.

    Where that cannot be loaded or begun, say so, and wait until it is mended.
    """
    from generator.site.commands import SiteError, output_of, script

    port = server.server_address[1]  # which is free when the other program begins: no other inherits it
    command = [script("gegenbild"), "serve", "--root", str(root), "--port", str(port)]
    try:
        output_of([sys.executable, "-c", "import generator.cli.building, generator.site.build"], root)
        click.echo("The program has changed; it begins anew …", err=True)
        sys.stdout.flush()
        # This program under this interpreter: the root is a word of a list, which no shell takes apart.
        os.execv(sys.executable, [sys.executable, *command])  # noqa: S606
    except (SiteError, OSError) as error:
        click.echo(str(error), err=True)
        server.show_error(str(error))


def _rebuild(root: Path, server: PreviewServer) -> None:
    """Build what has changed, and have the open pages show it, or what is wrong."""
    from generator.pages.settings import Settings
    from generator.records.parallel import StoppedError
    from generator.records.problem import ProblemsFoundError
    from generator.site.build import FIRST, build_as_saved
    from generator.site.commands import SiteError
    from generator.site.swap import SITE

    def told(step: str) -> None:
        click.echo(f"{step} …", err=True)
        if step == FIRST:
            server.reload()

    try:
        with failures():
            try:
                build_as_saved(root, Settings.from_environment(), told)
            except (ProblemsFoundError, SiteError, StoppedError) as error:
                server.show_error(str(error))
                raise
            except OSError as error:
                server.show_error(disk_failure(error))
                raise
    except SystemExit:
        is_there = (root / SITE / "index.html").is_file()
        shown = (
            "The page that you see is the last good one" if is_there else "There is no page before this is mended"
        )
        click.echo(f"{shown}.", err=True)
        return
    server.reload()
    click.echo(f"Built. {server.address}")


@main.command()
@root_option
@click.option("--json", "as_json", is_flag=True, help="Print the broken links as JSON.")
def links(root: Path, as_json: bool) -> None:
    """Check every internal link, anchor, picture and script of the built site.

    \b
    Example:
      gegenbild links --json
    """
    from generator.pages.settings import Settings
    from generator.site.links import broken_links
    from generator.site.swap import SITE

    with failures():
        broken = broken_links(root / SITE, Settings.from_environment().site_url)
    if as_json:
        click.echo(json.dumps([asdict(link) for link in broken], indent=2))
    else:
        for link in broken:
            click.echo(str(link))
        click.echo(f"{len(broken)} broken links" if broken else "Every link of the site leads somewhere.")
    if broken:
        sys.exit(PROBLEMS_FOUND)


def _slice(written: str) -> Slice:
    from generator.site.slices import Slice

    try:
        return Slice.parse(written)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--part") from None


def _say_built(built: Built) -> None:
    pages, pictures = built.pages, built.pictures
    click.echo(
        f"{built.incidents} incidents; "
        f"pages: {pages.written} written, {pages.unchanged} unchanged, {pages.removed} removed; "
        f"pictures: {pictures.made} made, {pictures.unchanged} unchanged, {pictures.removed} removed"
    )
