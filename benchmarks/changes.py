"""How long does `gegenbild build` take with nothing changed, and with one record changed, beside one from nothing?

Usage: python -m benchmarks.changes [N ...]    (1,000 incidents unless told)

The command is run as people run it: its start, pictures, search index and all checks are in its time. And how long
does it take, while `gegenbild serve` runs, until the page of a record that was saved is shown anew?
"""

import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import count, islice
from pathlib import Path

from benchmarks.asked import amount, parser
from benchmarks.corpus import make_corpus
from benchmarks.peers.gegenbild import ENVIRONMENT
from benchmarks.peers.measure import Command, Measured, measured, median_of, medians
from benchmarks.peers.peer import FAST
from benchmarks.reporting import Measurement, Report
from benchmarks.speed_page import publish
from generator.archive.loading import record_files
from generator.site.commands import script
from tests.preview import Preview

UNCHANGED, CHANGED = 5, 3  # runs
NUMBERS = count(1)  # so that no two edits are the same
BETWEEN_LOOKS = 0.002  # seconds
TITLE = "How long a build takes after a change"
FROM_NOTHING = "From nothing"
NOTHING = "Nothing changed"
PAGE_THERE = "One record changed, until its page is there"
ALL_THERE = "One record changed, until all is there"
FACT_THERE = "One verdict changed, until its page is there"
FACT_ALL_THERE = "One verdict changed, until all is there"
ADDED = "One record added, until all is there"
SERVED = "One record saved, until `serve` shows it"
VERDICT = re.compile(r"^  verdict: (fabricated|altered)$", re.MULTILINE)
OTHER = {"fabricated": "altered", "altered": "fabricated"}
NAMED = re.compile(r"(?<![\w/-])\d{4}-[\w-]+")  # an identifier, not in an address
SHORT_TITLE = re.compile(r"^title: (\w.*)$", re.MULTILINE)  # on one line, without quotation marks


def main(sizes: Sequence[int]) -> None:
    """Measure, print and write the report."""
    report = Report.of(TITLE, FROM_NOTHING, [each for size in sizes for each in after_changes(size)])
    publish(report, "changes")


def after_changes(size: int) -> Iterator[Measurement]:
    """Yield what builds of one corpus took."""
    with tempfile.TemporaryDirectory(dir=FAST) as folder:
        root = Path(folder)
        make_corpus(root, size, one_in=0)
        yield told(FROM_NOTHING, size, measured(build(root)))
        yield told(NOTHING, size, median_of(partial(measured, build(root)), runs=UNCHANGED))
        records = list(editable(root))
        middle = iter(records[len(records) // 2 :])  # neither the newest ones nor the oldest
        for change, there, all_there in ((edit, PAGE_THERE, ALL_THERE), (judge, FACT_THERE, FACT_ALL_THERE)):
            runs = [edited(root, record, change) for record in islice(middle, CHANGED)]
            seen, ended = zip(*runs, strict=True)
            yield told(there, size, medians(seen))
            yield told(all_there, size, medians(ended))
        yield told(ADDED, size, medians([added(root, record) for record in islice(unnamed(root, middle), CHANGED)]))
        yield told(SERVED, size, served(root, list(islice(middle, CHANGED))))


def build(root: Path) -> Command:
    """Return the command."""
    return Command((script("gegenbild"), "build"), root, ENVIRONMENT)


def editable(root: Path) -> Iterator[Path]:
    """Yield the published records whose title and verdict are easily edited."""
    for path in record_files(root):
        text = path.read_text(encoding="utf-8")
        if "\nstate: published\n" in text and SHORT_TITLE.search(text) and VERDICT.search(text):
            yield path


def unnamed(root: Path, records: Iterable[Path]) -> Iterator[Path]:
    """Yield the records that no other one names, so that one can be taken away."""
    named = {key for path in record_files(root) for key in NAMED.findall(path.read_text(encoding="utf-8"))}
    return (record for record in records if record.parent.name not in named)


def edited(root: Path, record: Path, change: Callable[[Path], str]) -> tuple[Measured, Measured]:
    """Change a record and build; return what it took until the page was in site/, and until all was done."""
    mark = change(record)
    with ThreadPoolExecutor() as pool:
        running = pool.submit(measured, build(root))
        seen = _time_of(mark, root / "site/incidents" / record.parent.name / "index.html", running)
    ended = running.result()
    return Measured(seen - ended.started, ended.megabytes), ended


def added(root: Path, record: Path) -> Measured:
    """Build without a record, put it back, and return what it took to build with it."""
    folder, held = record.parent, root / "held"
    folder.rename(held)
    measured(build(root))
    held.rename(folder)
    return measured(build(root))


def edit(record: Path) -> str:
    """Add some words to a record's title, and return them."""
    mark = f"measured anew {next(NUMBERS)}"
    text = record.read_text(encoding="utf-8")
    record.write_text(SHORT_TITLE.sub(rf"title: \1, {mark}", text, count=1), encoding="utf-8")
    return mark


def judge(record: Path) -> str:
    """Change a record's verdict, by which incidents are counted; add words to its title, and return them."""
    text = record.read_text(encoding="utf-8")
    record.write_text(VERDICT.sub(lambda found: f"  verdict: {OTHER[found[1]]}", text), encoding="utf-8")
    return edit(record)


def served(root: Path, records: Sequence[Path]) -> Measured:
    """Save some records one after the other while the preview runs; return what it took until it showed each."""
    preview = Preview(root, build(root).environment)
    try:
        seconds = [shown(preview, record, builds) for builds, record in enumerate(records, start=2)]
    finally:
        preview.process.terminate()  # it would not heed Ctrl-C where a script started this in the background
        _, _, usage = os.wait4(preview.process.pid, 0)
    return Measured(statistics.median(seconds), usage.ru_maxrss / 1024)


def shown(preview: Preview, record: Path, builds: int) -> float:
    """Return the seconds until the preview shows a record that is saved, and let it end this one of its builds."""
    started = time.perf_counter()
    mark = edit(record)
    while mark not in preview.get(f"incidents/{record.parent.name}/"):
        preview.get(".reload")  # as the open page asks: it is answered when there is something new
    seconds = time.perf_counter() - started
    preview.wait_for(rf"(?s)(?:\nBuilt\..*?){{{builds}}}")
    return seconds


def told(name: str, size: int, taken: Measured) -> Measurement:
    """Print what was measured, for it takes minutes until the end, and return it."""
    print(f"{size:7,} {name:45} {taken.seconds:8.3f} s {taken.megabytes:8.0f} MB", flush=True)
    return Measurement(name, size, taken.seconds, taken.megabytes)


def _time_of(mark: str, page: Path, running: Future[Measured]) -> float:
    """Wait until a page holds the mark, and return when that was; the build's own end is the last chance."""
    while mark not in page.read_text(encoding="utf-8"):
        if running.done() and mark not in page.read_text(encoding="utf-8"):
            running.result()  # raises what went wrong
            raise AssertionError(f"{page} does not show what was edited")
        time.sleep(BETWEEN_LOOKS)
    return time.perf_counter()


if __name__ == "__main__":
    asked = parser("changes", __doc__)
    asked.add_argument("sizes", metavar="N", type=amount, nargs="*", default=[1000])
    main(asked.parse_args().sizes)
