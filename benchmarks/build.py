"""How long do all pages take from cold, beside the same pages by other builders?

Usage: python -m benchmarks.build [--all] [N ...]    (100, 1,000 and 10,000 incidents unless told)

Everything lies on a file system in memory. Ours and Hugo take turns, Hugo with and without what it costs to make
the Markdown files of the records, and each of the other builders has one turn in between; those only up to 1,000
incidents unless `--all` is given. Beyond 10,000 ours is measured alone, once, and on the disk, for the memory may
not hold what it writes. The results are written to benchmarks/results/, and into the page on speed.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from benchmarks.asked import amount, parser
from benchmarks.corpus import make_corpus
from benchmarks.peers import HUGO, HUGO_FROM_RECORDS, OWN, PEERS, InTwoSteps, Peer
from benchmarks.peers.measure import CommandError, Measured, medians
from benchmarks.peers.peer import FAST
from benchmarks.reporting import Measurement, Report
from benchmarks.speed_page import RESULTS, renew_page

SIZES = (100, 1000, 10_000)
LARGEST_OF_ALL = 1000  # incidents, beyond which a slow builder takes minutes
LARGEST_OF_HUGO = 10_000
ROUNDS = 3
TITLE = "How long all pages take, from cold"


Builder = Peer | InTwoSteps
OFTEN: tuple[Builder, ...] = (OWN, HUGO, HUGO_FROM_RECORDS)  # who take turns


def main(sizes: Sequence[int], *, everyone: bool) -> None:
    """Measure, print and write the report."""
    taken: list[Measurement] = []
    for size in sizes:
        taken += compared(size, contestants(size, everyone=everyone))
        report = Report.of(TITLE, OWN.name, taken)
        report.write(RESULTS, "build")  # each time, for the largest take long and may fail
        renew_page()
    print(report.markdown("build"))


def contestants(size: int, *, everyone: bool) -> list[Builder]:
    """Return who builds so many incidents: ours first, then those that can be used here."""
    others = [peer for peer in PEERS if peer is not HUGO] if everyone or size <= LARGEST_OF_ALL else []
    wanted: tuple[Builder, ...] = (HUGO, HUGO_FROM_RECORDS, *others)
    usable: list[Builder] = [OWN]
    for peer in wanted if size <= LARGEST_OF_HUGO else ():
        if reason := peer.missing():
            print(f"{peer.name} is left out: {reason}")
        else:
            usable.append(peer)
    return usable


def turns(peers: Sequence[Builder]) -> Iterator[Builder]:
    """Yield whose turn it is: the machine's speed changes, and so what is compared is measured side by side."""
    often = [peer for peer in peers if peer in OFTEN]
    others = [peer for peer in peers if peer not in often]
    for _, other in zip_longest(range(ROUNDS if len(peers) > 1 else 1), others):
        yield from often
        if other:
            yield other


def compared(size: int, peers: Sequence[Builder]) -> list[Measurement]:
    """Measure some builders over one corpus; there is no picture in it, for none of them would make it."""
    with tempfile.TemporaryDirectory(dir=FAST if size <= LARGEST_OF_HUGO else None) as folder:
        root = Path(folder)
        make_corpus(root / "corpus", size, one_in=0)
        OWN.prepare(root / "corpus", root / "tree")
        if len(peers) > 1:  # not counted: it makes the Markdown that the others begin with
            OWN.build(root / "tree", root / "output")
        for peer in peers:
            (root / peer.name).mkdir()
            peer.prepare(root / "tree", root / peer.name)
        found: dict[Builder, list[Measured]] = {peer: [] for peer in peers}
        for peer in turns(peers):
            found[peer] += tried(peer, root / peer.name, root / "output", size)
    taken = {peer: medians(runs) for peer, runs in found.items() if runs}
    return [
        Measurement(peer.name, size, each.seconds, each.megabytes, peer.differs) for peer, each in taken.items()
    ]


def tried(peer: Builder, work: Path, output: Path, size: int) -> Iterator[Measured]:
    """Yield what a build took; where it fails, say so, for what the others took is worth keeping."""
    shutil.rmtree(output, ignore_errors=True)
    try:
        taken = peer.build(work, output)
    except CommandError as error:
        print(f"{peer.name} failed at {size:,}: {error}")
        return
    pages = sum(1 for _ in output.rglob("*.html"))
    told = f"{size:7,} {peer.name:22} {pages:7,} pages {taken.seconds:8.2f} s {taken.megabytes:8.0f} MB"
    print(told, flush=True)
    yield taken


if __name__ == "__main__":
    asked = parser("build", __doc__)
    asked.add_argument("sizes", metavar="N", type=amount, nargs="*", default=SIZES)
    asked.add_argument("--all", action="store_true", help="measure every builder at every size")
    given = asked.parse_args()
    main(given.sizes, everyone=given.all)
