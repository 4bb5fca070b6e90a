"""Build a generated tree with every peer and print what it took.

Usage: python -m benchmarks.peers TREE [NAME ...]
"""

import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.peers import PEERS, Peer
from benchmarks.peers.measure import median_of
from benchmarks.peers.peer import FAST


def told(peer: Peer, tree: Path) -> str:
    """Return a line on one peer: its medians, or why it was not measured."""
    missing = peer.missing()
    if missing:
        return f"{peer.name:24} {missing}"
    with tempfile.TemporaryDirectory(dir=FAST) as folder:
        work, output = Path(folder) / "work", Path(folder) / "output"
        work.mkdir()
        peer.prepare(tree, work)
        found = median_of(partial(peer.build, work, output), lambda: shutil.rmtree(output, ignore_errors=True))
        pages = sum(1 for _ in output.rglob("*.html"))
    return f"{peer.name:24} {pages:6} pages {found.seconds:8.2f} s {found.megabytes:8.0f} MB"


if __name__ == "__main__":
    for peer in PEERS:
        if not sys.argv[2:] or peer.name in sys.argv[2:]:
            print(told(peer, Path(sys.argv[1])), flush=True)
