"""Commands that make the site and look at it: generate, build, serve, links."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from generator.cli.main import PROBLEMS_FOUND, failures, main, root_option

if TYPE_CHECKING:
    from pathlib import Path

    from generator.site.build import Built


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
def build(root: Path) -> None:
    """Build the whole site into site/: pages, search index, link check. A failure leaves the last good site.

    \b
    Example:
      gegenbild build
    """
    from generator.pages.settings import Settings
    from generator.site.build import build as build_site

    with failures():
        _say_built(build_site(root, Settings.from_environment(), _progress))
        click.echo("The site is in site/.")


@main.command()
@root_option
@click.option("--port", default=8000, show_default=True, help="The port on this machine; 0 takes any free one.")
def serve(root: Path, port: int) -> None:
    """Build the site, show it on this machine, and rebuild and reload when a file changes.

    \b
    Example:
      gegenbild serve --port 8080
    """
    import threading

    from generator.pages.settings import Settings
    from generator.site.build import SITE
    from generator.site.build import build as build_site
    from generator.site.serve import PreviewServer, rebuild_on_change

    def rebuild() -> None:
        try:
            with failures():
                build_site(root, Settings.from_environment(), _progress)
        except SystemExit:
            click.echo("The page that you see is the last good one.", err=True)
            return
        server.reload()
        click.echo(f"Built. {server.address}")

    try:
        server = PreviewServer(root / SITE, port)
    except OSError as error:
        raise click.BadParameter(f"port {port} cannot be used: {error.strerror}; try --port 0") from None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    rebuild()
    click.echo(f"The archive is at {server.address} (Ctrl-C ends this)")
    rebuild_on_change(root, rebuild)


@main.command()
@root_option
@click.option("--json", "as_json", is_flag=True, help="Print the broken links as JSON.")
def links(root: Path, as_json: bool) -> None:
    """Check every internal link, anchor, picture and script of the built site.

    \b
    Example:
      gegenbild links --json
    """
    from dataclasses import asdict

    from generator.pages.settings import Settings
    from generator.site.build import SITE
    from generator.site.links import broken_links

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


def _say_built(built: Built) -> None:
    pages, pictures = built.pages, built.pictures
    click.echo(
        f"{built.incidents} incidents; "
        f"pages: {pages.written} written, {pages.unchanged} unchanged, {pages.removed} removed; "
        f"pictures: {pictures.made} made, {pictures.unchanged} unchanged, {pictures.removed} removed"
    )


def _progress(step: str) -> None:
    click.echo(f"{step} …", err=True)
