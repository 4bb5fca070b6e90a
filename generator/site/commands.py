"""Running the programs that the site is built with, and saying clearly when one of them fails."""

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path

# What Python prints of an error, up to the error itself; the last step is the place that it is about.
TRACEBACK = re.compile(
    r'^Traceback \(most.*\n(?:(?: .*|\^+)\n)* +File "(.+)", line (\d+).*\n(?:(?: .*|\^+)\n)*(?=\S)', re.MULTILINE
)


class SiteError(Exception):
    """The site cannot be built or checked; the message says why, for people."""


def output_of(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    accepted: tuple[int, ...] = (0,),
) -> str:
    """Run `command` in `folder` and return its output.

    Raises SiteError with all that it printed where its exit status is not among the `accepted`; of an error in
    Python only what it is, and where.
    """
    # Every caller gives a program that was installed with this one, and arguments that no record has a say in; the
    # paths among them are words of a list, which no shell takes apart.
    done = subprocess.run(  # noqa: S603
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        encoding="utf-8",  # whatever this machine's own is
        errors="backslashreplace",
        check=False,
    )
    if done.returncode not in accepted:
        printed = _in_short(f"{done.stdout}\n{done.stderr}", folder).strip()
        raise SiteError(f"`{Path(command[0]).name} {' '.join(command[1:3])}` failed:\n{printed}")
    return done.stdout


def _in_short(printed: str, folder: Path) -> str:
    """Return what was printed, with places as seen from the folder; before each error its own, not all steps."""
    shown = printed.replace(f"{folder.resolve()}/", "")
    return TRACEBACK.sub(lambda found: f"{found[1]}:{found[2]}: ", shown)


def script(name: str) -> str:
    """Return the path of a program that a package of this environment installed."""
    path = Path(sysconfig.get_path("scripts")) / name
    if not path.exists():
        raise SiteError(f"the program `{name}` is not installed here; run `make site`, which installs it")
    return str(path)


def module(name: str) -> list[str]:
    """Return the command that runs a module with this environment's Python."""
    return [sys.executable, "-m", name]
