"""The pages alone, from the records to HTML, without pictures, search index and link check: what other builders do.

Usage: python -m benchmarks.pages ROOT [OUT]. The Markdown goes under ROOT/docs, the pages into OUT; without it, the
Markdown alone is made. The settings are taken from the environment, as by `gegenbild build`.
"""

import os
import sys
from pathlib import Path

from generator.media.published import Published
from generator.pages.settings import Settings
from generator.records.garbage import rarely
from generator.site import output
from generator.site.commands import SiteError
from generator.site.crew import crew
from generator.site.work import Work


def main(root: Path, target: Path | None = None) -> None:
    """Read and check all records, and write all pages, as if there had never been a build."""
    rarely()  # as the command does
    work = Work.anew(root, Settings.from_environment())
    with crew(work.share, os.cpu_count() or 1) as members:
        work.read(members)
        made = output.write(work, members, target, pictures=lambda: Published(0, 0, 0))
        if target and made.frame is None:
            raise SiteError("the theme cannot be split, and so the fast path cannot be measured")


if __name__ == "__main__":
    main(*(Path(each).resolve() for each in sys.argv[1:]))
