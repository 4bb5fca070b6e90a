"""A preview server on loopback whose open pages reload themselves, and what tells that a file has changed."""

import http.server
import re
import stat
import threading
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

from watchfiles import Change, DefaultFilter, watch

from generator.records.replacing import BESIDE

WATCHED = ("incidents", "docs", "theme", "generator", "mkdocs.yml", "interface-images.yaml")
RELOAD = "/.reload"  # answered only when the next build is in place
NOWHERE = "\0"  # the path of no file
WAITING = 25.0  # seconds until the page asks again
LOOKING = 100  # milliseconds for which changes are waited for at a time
# Asks whether there is something newer than the page, and shows what is wrong over it, while it stays. A page that
# nobody sees asks when it is seen again: a browser waits for a few answers of a server at a time, of all its tabs.
SCRIPT = b"""<script>
(async function wait(seen) {
  const asking = new AbortController();
  const turned = new Promise((turn) => document.addEventListener("visibilitychange", turn, { once: true }));
  turned.then(() => asking.abort());
  if (document.hidden) return turned.then(() => wait(seen));
  try {
    const answer = await fetch("/.reload?" + seen, { cache: "no-store", signal: asking.signal });
    if (answer.status === 200) return location.reload();
    if (answer.status === 409) {
      const shown = document.getElementById("gegenbild-error") || document.createElement("pre");
      shown.id = "gegenbild-error";
      shown.setAttribute("role", "alert");
      shown.style.cssText = "position: fixed; inset: auto 0 0 0; z-index: 9; margin: 0; padding: 1rem; " +
        "max-height: 50vh; font-size: 15px; overflow: auto; white-space: pre-wrap; background: #711; color: #fff";
      shown.textContent = await answer.text();
      document.body.append(shown);
      seen = answer.headers.get("X-Build");
    }
    wait(seen);
  } catch { setTimeout(() => wait(seen), 1000); }
})("%d")
</script>"""


class PreviewServer(http.server.ThreadingHTTPServer):
    """Serves a folder and tells waiting pages when it has changed."""

    daemon_threads = True

    def __init__(self, site: Path, port: int) -> None:
        """Listen on loopback; port 0 takes any free one."""
        self.changed = threading.Condition()
        self.builds = time.time_ns()  # counted from a number that no page has of a server before this one
        self.error = ""
        super().__init__(("127.0.0.1", port), partial(_Handler, directory=str(site)))

    @property
    def address(self) -> str:
        """Return the address to open in a browser."""
        return f"http://127.0.0.1:{self.server_address[1]}/"

    @property
    def shown(self) -> int:
        """Return the build that a page shows which is read from now on; what is wrong it does not show yet."""
        with self.changed:
            return self.builds - bool(self.error)

    def reload(self) -> None:
        """Have every open page reload itself."""
        self._tell("")

    def show_error(self, error: str) -> None:
        """Have every open page say what is wrong, until the next build that succeeds."""
        self._tell(error)

    def start(self) -> None:
        """Serve in a thread of its own."""
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def _tell(self, error: str) -> None:
        with self.changed:
            self.builds += 1
            self.error = error
            self.changed.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a reader who closes the page while it loads."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        if self.path.partition("?")[0] == RELOAD:
            self._wait_for_build()
            return
        script = SCRIPT % self.server.shown  # asked before the page is read: of what is built meanwhile it is told
        page = self._asked_for()
        if page.suffix == ".html" and page.is_file():
            self._send(200, page.read_bytes() + script)
        elif not page.exists():
            missing = Path(self.directory) / "404.html"
            self._send(404, (missing.read_bytes() if missing.is_file() else b"Not found") + script)
        else:
            super().do_GET()

    def _asked_for(self) -> Path:
        """Return the file or the folder that is asked for, whether it is there or not."""
        path = Path(self.translate_path(self.path))
        try:
            is_page = path.is_dir() and self.path.split("?")[0].endswith("/")
        except OSError:  # the name is longer than any file's
            return Path(NOWHERE)
        return path / "index.html" if is_page else path

    def _wait_for_build(self) -> None:
        """Answer once there is a newer build than the one seen; to a new page, at once if an error stands."""
        server, seen = self.server, self.path.partition("?")[2]
        known = int(seen) if seen.isdecimal() else server.shown
        with server.changed:
            rebuilt = server.changed.wait_for(lambda: server.builds != known, timeout=WAITING)
            error, build = server.error, server.builds
        self._send(
            409 if rebuilt and error else 200 if rebuilt else 204, error.encode(errors="backslashreplace"), build
        )

    def _send(self, status: int, content: bytes, build: int = 0) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("X-Build", str(build))
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        """Have no browser keep a style or a picture: a page that reloads itself would show the old one."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        pass


def changes(root: Path) -> Iterator[None]:
    """Yield once the files that people write are watched, and then after each change to them.

    What the generator writes itself into docs/ is no change that matters: its source has been seen already. What is
    watched is one file or folder: where another one is put in its place, as many an editor saves, that is watched.
    """
    while True:
        watched = _standing(root)
        with closing(_looked_at(watched, _Written(root))) as looks:
            next(looks)  # from here on nothing is missed
            yield
            for has_changed in looks:
                if _standing(root) != watched:
                    break
                if has_changed:
                    yield


def _looked_at(paths: Iterable[Path], written: "_Written") -> Generator[bool, None, None]:
    """Yield again and again whether something has changed; end where its name is no text."""
    try:
        for found in watch(
            *paths,
            watch_filter=written,
            debounce=100,
            step=20,
            rust_timeout=LOOKING,
            yield_on_timeout=True,
            ignore_permission_denied=True,  # the build says which folder cannot be read
        ):
            yield bool(found)
    except RuntimeError as error:
        if "decode path" not in str(error):
            raise
        yield True


def _standing(root: Path) -> dict[Path, tuple[int, ...]]:
    """Return what is to be watched, and what tells a folder from another, and a file from what it was before."""
    found = {}
    for path in (root / name for name in WATCHED):
        with suppress(OSError):
            status = path.stat()
            is_folder = stat.S_ISDIR(status.st_mode)
            written = () if is_folder else (status.st_size, status.st_mtime_ns)
            found[path] = (status.st_dev, status.st_ino, *written)
    return found


class _Written(DefaultFilter):
    """Passes changes to files that people write, which those are not that a build is about to put in place."""

    def __init__(self, root: Path) -> None:
        from generator.archive.pictures import FOLDER
        from generator.pages.owned import OWNED_FILES, OWNED_FOLDERS

        names = "|".join(map(re.escape, (*OWNED_FOLDERS, *OWNED_FILES, FOLDER.rstrip("/"))))
        self.root = str(root)
        self.owned = re.compile(f"/docs/({names})(/.*)?", re.DOTALL)
        super().__init__(ignore_entity_patterns=(*self.ignore_entity_patterns, f"^{BESIDE}$"))

    def __call__(self, change: Change, path: str) -> bool:
        """Say whether a change is to be passed on, wherever the archive itself lies."""
        place = path.removeprefix(self.root)
        return not self.owned.fullmatch(place) and super().__call__(change, place)
