"""How long does `gegenbild check` take: from cold, with nothing changed, for one record, beside a YAML loader?

Usage: python -m benchmarks.check [N [LINES]]    (10,000 records unless told; LINES: the longest pattern)
"""

import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from benchmarks.asked import amount, parser
from benchmarks.corpus import make_corpus
from generator.archive.loading import record_files
from generator.site.commands import script

RUNS = 3


def median_seconds(action: Callable[[], object], prepare: Callable[[], object] = lambda: None) -> float:
    """Return the median of a few runs; `prepare` runs before each and is not counted."""
    times = []
    for _ in range(RUNS):
        prepare()
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(size: int, longest: int) -> None:
    """Measure and print a table; the loader's line is the yardstick that moves with the machine."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_corpus(root, size, longest=longest)
        paths = list(record_files(root))
        texts = [path.read_text() for path in paths]

        def check(*arguments: str) -> None:
            command = [script("gegenbild"), "check", "--format", "json", "--root", str(root), *arguments]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=False)

        def forget() -> None:
            shutil.rmtree(root / ".cache", ignore_errors=True)

        loader = median_seconds(lambda: [yaml.load(text, yaml.CSafeLoader) for text in texts])
        cold = median_seconds(check, forget)
        unchanged = median_seconds(check)
        one = median_seconds(lambda: check(str(paths[0])))
    lines, characters = (sum(measure(text) for text in texts) // size for measure in (_lines, len))
    print(f"{size} records, {lines} lines and {characters} characters each")
    for name, seconds in (
        ("PyYAML's C safe loader alone, one process", loader),
        ("check, from cold", cold),
        ("check, nothing changed", unchanged),
        ("check, one record", one),
    ):
        print(f"{name:45} {seconds:8.2f} s   {seconds / loader:6.2f} of the loader")


def _lines(text: str) -> int:
    return text.count("\n")


if __name__ == "__main__":
    asked = parser("check", __doc__)
    asked.add_argument("size", metavar="N", type=amount, nargs="?", default=10_000)
    asked.add_argument("longest", metavar="LINES", type=amount, nargs="?", default=1000)
    given = asked.parse_args()
    main(given.size, given.longest)
