"""How much a reader waits for and loads until the first result: this archive's search beside Material's own.

Usage: python -m benchmarks.search [N ...], the numbers of incidents; 1000 and 10000 without. Both sites are built
of the same pages by MkDocs, served from loopback with gzip, and asked in headless Chromium with a cold cache. The
figures are medians over the words asked: the time from typing into a page at rest, and the bytes of the search
alone, with what it loads before.
"""

import gzip
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml
from playwright.sync_api import Browser, sync_playwright

from benchmarks.corpus import make_corpus
from generator.archive.loading import load_sound
from generator.pages.generate import page_files
from generator.pages.language import ENGLISH
from generator.pages.settings import Settings
from generator.pages.writing import write_files
from generator.site.commands import module, output_of
from generator.site.search_index import index_site
from tests.browser.find_browser import find_browser

WORDS = ("election", "picture of the mayor", "harbour tunnel", "Rundfunkgebühr", "fabricated voice")
OF_SEARCH = re.compile(r"/pagefind/|/search/search_index|/workers/")  # what is loaded for the search alone
ZIPPED = {".html", ".css", ".js", ".json", ".svg"}


@dataclass(frozen=True)
class Asked:
    """One question: seconds and bytes until the first result, and bytes until everything had answered."""

    seconds: float
    first: int
    whole: int


class _Server(ThreadingHTTPServer):
    """Counts the bytes that the search asks for; a browser's own count leaves out those for its workers."""

    sent = 0


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
            self.server.sent += len(content)

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[_Server]:
    """Serve a folder on loopback."""
    with _Server(("127.0.0.1", 0), partial(_Zipping, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def build_ours(root: Path, size: int) -> float:
    """Build the English incident pages and the search page, and index them; return the seconds of indexing."""
    make_corpus(root, size)
    loaded = load_sound(root)
    files = page_files(loaded.archive, loaded.incidents, Settings())
    wanted = {path: content for path, content in files if path.startswith(("incidents/2", "search/"))}
    write_files(root / "docs", wanted)
    output_of([*module("mkdocs"), "build", "--quiet"], root, {"NO_MKDOCS_2_WARNING": "1"})
    started = time.perf_counter()
    index_site(root / "site", [each.id for each in loaded.archive.published], [ENGLISH])
    return time.perf_counter() - started


def build_material(root: Path) -> None:
    """Build the same pages with the theme as it comes, and its own search."""
    plain = root / "material"
    shutil.copytree(root / "docs", plain / "docs")
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


def ask(browser: Browser, server: _Server, words: str, *, field: str, result: str, facets: bool) -> Asked:
    """Type the words into the page's field, and wait for the first result."""
    context = browser.new_context()
    page = context.new_page()
    before = server.sent
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/search/")
    page.wait_for_load_state("networkidle")
    started = time.perf_counter()
    if facets:
        page.locator("#gb-search-filters summary").click()
    page.evaluate(
        """([field, words]) => { const it = document.querySelector(field); it.focus(); it.value = words;
        for (const kind of ["input", "keyup"]) it.dispatchEvent(new Event(kind, {bubbles: true})) }""",
        [field, words],
    )
    page.locator(result).first.wait_for(state="attached", timeout=120_000)
    seconds, first = time.perf_counter() - started, server.sent - before
    if facets:
        page.locator("#gb-search-groups fieldset").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    whole = server.sent - before
    context.close()
    return Asked(seconds, first, whole)


def told(name: str, asked: list[Asked]) -> str:
    """Return a line of the table."""
    seconds = statistics.median(each.seconds for each in asked)
    first = statistics.median(each.first for each in asked) / 1000
    whole = statistics.median(each.whole for each in asked) / 1000
    return f"| {name} | {seconds:.2f} | {first:,.0f} | {whole:,.0f} |"


def main() -> None:
    """Build, ask, and print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or [1000, 10000]
    print("| | seconds to the first result | KB to it | KB in all |\n| --- | --- | --- | --- |")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            root = Path(folder)
            indexing = build_ours(root, size)
            build_material(root)
            browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
            with served(root / "site") as ours, served(root / "material/site") as theirs:
                own = partial(ask, browser, ours, field="#gb-search-field", result="#gb-search-results a")
                print(told(f"{size:,}: Gegenbild", [own(words, facets=False) for words in WORDS]))
                print(told(f"{size:,}: Gegenbild, filters open", [own(words, facets=True) for words in WORDS]))
                plain = partial(ask, browser, theirs, field=".md-search__input", result=".md-search-result__item")
                print(told(f"{size:,}: Material's own", [plain(words, facets=False) for words in WORDS]))
            browser.close()
        print(f"| {size:,}: indexing took {indexing:.1f} s | | | |", flush=True)


if __name__ == "__main__":
    main()
