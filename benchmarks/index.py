"""How long does the search index of all incidents take, beside Pagefind over the same pages as they are?

Usage: python -m benchmarks.index [N ...]    (1,000 and 10,000 incidents unless told)

The pages are there, in both languages, on a file system in memory. Ours makes one lean page of the two of an
incident, which are the same but for words of the interface, has Pagefind index these by parts in parallel, and cuts
its files of words smaller; Pagefind alone reads all pages in one run, on as many cores. The two take turns.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pagefind_bin import get_executable

from benchmarks.asked import amount, parser
from benchmarks.corpus import make_corpus
from benchmarks.indexing import languages_of
from benchmarks.peers import OWN
from benchmarks.peers.gegenbild import ENVIRONMENT
from benchmarks.peers.measure import RUNS, Command, Measured, measured, medians
from benchmarks.peers.peer import FAST
from benchmarks.reporting import Measurement, Report
from benchmarks.speed_page import publish
from generator.site.commands import module
from generator.site.search_index import FOLDER

SIZES = (1000, 10_000)
TITLE = "How long the search index of all incidents takes, from cold"
PAGEFIND = "Pagefind in one run"
PAGES = "incidents/2*/index.html"
NOTES = {
    OWN.name: "each incident once for both languages, in parts of about a year, which a browser loads one after "
    "the other; without anchors within pages",
    PAGEFIND: "each incident once for each language, all of a language in one index, as Pagefind cuts it",
}


def main(sizes: Sequence[int]) -> None:
    """Measure, print and write the report."""
    report = Report.of(TITLE, OWN.name, [each for size in sizes for each in compared(size)])
    publish(report, "index")


def compared(size: int) -> Iterator[Measurement]:
    """Yield what each took for the pages of one corpus."""
    with tempfile.TemporaryDirectory(dir=FAST) as folder:
        root = Path(folder)
        make_corpus(root / "corpus", size, one_in=0)
        OWN.prepare(root / "corpus", root / "tree")
        OWN.build(root / "tree", root / "site")
        commands = {OWN.name: own(root), PAGEFIND: pagefind(root / "site")}
        found: Mapping[str, list[Measured]] = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, command in commands.items():
                shutil.rmtree(root / "site" / FOLDER, ignore_errors=True)
                found[name].append(measured(command))
                print(f"{size:7,} {name:22} {found[name][-1].seconds:8.2f} s", flush=True)
    for name, runs in found.items():
        taken = medians(runs)
        yield Measurement(name, size, taken.seconds, taken.megabytes, NOTES[name])


def own(root: Path) -> Command:
    """Return the command that indexes the site in the folder `root` by parts."""
    lines = "\n".join(map(" ".join, languages_of(root / "site").items()))
    (root / "languages").write_text(lines, encoding="utf-8")
    return Command((*module("benchmarks.indexing"), "site", "languages"), root, ENVIRONMENT)


def pagefind(site: Path) -> Command:
    """Return Pagefind's own command."""
    options = ("--site", str(site), "--output-path", str(site / FOLDER), "--glob", f"**/{PAGES}")
    return Command((str(get_executable()), *options), site)


if __name__ == "__main__":
    asked = parser("index", __doc__)
    asked.add_argument("sizes", metavar="N", type=amount, nargs="*", default=SIZES)
    main(asked.parse_args().sizes)
