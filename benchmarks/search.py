"""How much a reader waits for and loads until the first result: this archive's search beside Material's own.

Usage: python -m benchmarks.search [--all] [N ...]    (1,000 and 10,000 incidents unless told)

Both sites have the same incident pages. They are served from loopback with gzip, and asked in headless Chromium
with a cold cache. Material's site takes long to build, and is asked up to 1,000 incidents unless `--all` is given.
The table is printed and written to benchmarks/results/search.md.
"""

import gzip
import re
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml
from playwright.sync_api import Browser, sync_playwright

from benchmarks.asked import amount, parser
from benchmarks.corpus import make_corpus
from benchmarks.indexing import languages_of
from benchmarks.peers import OWN
from benchmarks.peers.peer import FAST
from benchmarks.reporting import Machine
from benchmarks.speed_page import RESULTS
from generator.site.commands import module, output_of
from generator.site.search_index import index_site
from tests.browser.find_browser import find_browser

SIZES = (1000, 10_000)
LARGEST_OF_ALL = 1000  # incidents, beyond which Material takes many minutes
WORDS = (
    "election",
    "picture of the mayor",
    "harbour tunnel",
    "Rundfunkgebühr",
    "fabricated voice",
    "who made the video of the president",
    "was it marked as fake",
)
# What is loaded for the search alone.
OF_SEARCH = re.compile(r"/pagefind/|/search/(filter|search_index)|/workers/")
# Types the words into the field; gives back when, and when the first result stood there, in seconds since 1970.
ASK = """([field, words, result]) => new Promise((resolve) => {
    const started = Date.now() / 1000;
    const look = () => document.querySelector(result) && resolve([started, Date.now() / 1000]);
    new MutationObserver(look).observe(document, {childList: true, subtree: true});
    const it = document.querySelector(field);
    it.focus();
    it.value = words;
    for (const kind of ["input", "keyup"]) it.dispatchEvent(new Event(kind, {bubbles: true}));
})"""
ZIPPED = {".html", ".css", ".js", ".json", ".svg"}


@dataclass(frozen=True)
class Asked:
    """One question: seconds and bytes until the first result, and bytes until everything had answered."""

    seconds: float
    first: int
    whole: int


class _Server(ThreadingHTTPServer):
    """Counts the bytes that the search asks for; a browser's own count leaves out those for its workers."""

    def __init__(self, folder: Path) -> None:
        """Serve a folder on loopback."""
        super().__init__(("127.0.0.1", 0), partial(_Zipping, directory=str(folder)))
        self.sent: list[tuple[float, int]] = []  # when, and how many bytes

    def sent_until(self, when: float) -> int:
        """Return how many bytes the search had been sent."""
        return sum(size for sent, size in self.sent if sent <= when)


class _Zipping(SimpleHTTPRequestHandler):
    """Serves texts as a web server does, compressed."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in ZIPPED:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        if OF_SEARCH.search(self.path):
            self.server.sent.append((time.time(), len(content)))

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[_Server]:
    """Serve a folder on loopback."""
    with _Server(site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def build_ours(root: Path, size: int) -> float:
    """Build the site without pictures, and index its English incident pages; return the seconds of indexing."""
    make_corpus(root / "corpus", size, one_in=0)
    OWN.prepare(root / "corpus", root / "tree")
    OWN.build(root / "tree", root / "site")
    languages = languages_of(root / "site")
    started = time.perf_counter()
    index_site(root / "site", languages)
    return time.perf_counter() - started


def build_material(root: Path) -> None:
    """Build the same pages with the theme as it comes, and its own search."""
    plain, docs = root / "material", root / "tree/docs"
    for page in (docs / "search/index.md", *docs.glob("incidents/2*/index.md")):
        folder = page.parent.relative_to(docs)
        shutil.copytree(docs / folder, plain / "docs" / folder)
    config = {
        "site_name": "Plain",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "nav": [{"Search": "search/index.md"}],
        "not_in_nav": "/*",
        "use_directory_urls": True,
    }
    (plain / "mkdocs.yml").write_text(yaml.safe_dump(config))
    output_of([*module("mkdocs"), "build", "--quiet"], plain, {"NO_MKDOCS_2_WARNING": "1"})


def ask(browser: Browser, server: _Server, words: str, *, field: str, result: str, with_filters: bool) -> Asked:
    """Type the words into the page's field, and wait for the first result."""
    context = browser.new_context()
    page = context.new_page()
    server.sent.clear()
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/search/")
    page.wait_for_load_state("networkidle")
    if with_filters:
        page.evaluate("document.querySelector('#gb-search-filters').open = true")
    started, found = page.evaluate(ASK, [field, words, result])
    if with_filters:
        page.locator("#gb-search-groups fieldset").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    context.close()
    return Asked(found - started, server.sent_until(found), server.sent_until(time.time()))


def line(size: int, name: str, asked: list[Asked]) -> str:
    """Return a line of the table."""
    seconds = median_and_worst([each.seconds for each in asked], ".2f")
    first = median_and_worst([each.first / 1000 for each in asked], ",.0f")
    whole = median_and_worst([each.whole / 1000 for each in asked], ",.0f")
    return f"| {size:,} | {name} | {seconds} | {first} | {whole} |"


def median_and_worst(numbers: Sequence[float], form: str) -> str:
    """Return the median of the questions, and in brackets what the worst of them takes."""
    return f"{statistics.median(numbers):{form}} ({max(numbers):{form}})"


def our_lines(browser: Browser, site: Path, size: int) -> Iterator[str]:
    """Ask our site, and yield its lines."""
    with served(site) as server:
        own = partial(ask, browser, server, field="#gb-search-field", result="#gb-search-results a")
        yield line(size, "**Gegenbild**", [own(words, with_filters=False) for words in WORDS])
        yield line(size, "**Gegenbild, filters open**", [own(words, with_filters=True) for words in WORDS])


def material_lines(browser: Browser, site: Path, size: int) -> Iterator[str]:
    """Ask Material's site, and yield its line."""
    with served(site) as server:
        plain = partial(ask, browser, server, field=".md-search__input", result=".md-search-result__item")
        yield line(size, "Material's own, without filters", [plain(words, with_filters=False) for words in WORDS])


def report(table: Sequence[str], indexing: Sequence[str]) -> str:
    """Return the page of results."""
    asked = ", ".join(f"*{words}*" for words in WORDS)
    return f"""\
# How long a reader waits for the first result

Measured on {datetime.now(UTC).date()} by `python -m benchmarks.search`: {Machine.this()}.

Medians over these questions, and in brackets the worst of them, each asked with a cold cache on a page at rest:
{asked}.
Seconds are from typing until the first result stands there. KB (1,000 bytes) are what the server sent for the
search, compressed: its program, its index and its files of pages, without the page and its script. *In all* is when
nothing is loaded any more: the older parts of the index have answered, and open filters have their counts.

| incidents | search | seconds to the first result | KB to the first result | KB in all |
| --- | --- | --- | --- | --- |
{"".join(f"{each}{chr(10)}" for each in table)}
Indexing all pages: {", ".join(indexing)}.
"""


def main(sizes: Sequence[int], *, everyone: bool) -> None:
    """Build, ask, print and write the table."""
    table: list[str] = []
    indexing: list[str] = []
    path = find_browser()  # asks Playwright too, which must not be running
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=FAST) as folder, sync_playwright() as playwright:
            root = Path(folder)
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            indexing.append(f"{size:,} in {build_ours(root, size):.1f} s")
            table += our_lines(browser, root / "site", size)
            if everyone or size <= LARGEST_OF_ALL:
                build_material(root)
                table += material_lines(browser, root / "material/site", size)
            browser.close()
        print("\n".join((*table, indexing[-1])), flush=True)
    (RESULTS / "search.md").write_text(report(table, indexing), encoding="utf-8")


if __name__ == "__main__":
    asked = parser("search", __doc__)
    asked.add_argument("sizes", metavar="N", type=amount, nargs="*", default=SIZES)
    asked.add_argument("--all", action="store_true", help="ask Material's own search at every size")
    given = asked.parse_args()
    main(given.sizes, everyone=given.all)
