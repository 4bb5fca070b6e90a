"""What several tests share: one built site of the real archive, and a server on loopback."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import hypothesis
import pytest

from generator.archive import parts, periods
from generator.data import feeds
from generator.pages.settings import Settings
from generator.site.build import build
from tests.archives import real_archive

hypothesis.settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of what is tested
hypothesis.settings.load_profile("untimed")

SETTINGS = Settings(site_url="https://gegenbild.example.org/archive/")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = ("SITE_URL", "REPOSITORY", "SIGNING_KEY", "SIGNING_CERT")
    for name in (f"GEGENBILD_{setting}" for setting in settings):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut lists, feeds and the search index of a few incidents as those of very many are."""
    for name, number in (("ENOUGH", 2), ("MANY", 3), ("FEW", 1)):
        monkeypatch.setattr(periods, name, number)
    for name, number in (("ENOUGH", 3), ("MANY", 6)):
        monkeypatch.setattr(parts, name, number)
    monkeypatch.setattr(feeds, "NEWEST", 2)


@pytest.fixture(scope="session")
def built_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's archive, generated and built; tests read it and change nothing."""
    root = real_archive(tmp_path_factory.mktemp("real"))
    build(root, SETTINGS, lambda _step: None)
    return root


@pytest.fixture(scope="session")
def site(built_root: Path) -> Path:
    """The built site's folder."""
    return built_root / "site"


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def handle(self) -> None:
        with suppress(ConnectionError):  # a browser that leaves a page takes no more of it
            super().handle()

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture(scope="session")
def served(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site, served on loopback under the sub-path /archive/."""
    with serving(site, tmp_path_factory.mktemp("served")) as address:
        yield address


@contextmanager
def serving(site: Path, mount: Path) -> Iterator[str]:
    """Serve a site on loopback under the sub-path /archive/, and give its address."""
    (mount / "archive").symlink_to(site, target_is_directory=True)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(mount))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/archive/"
        server.shutdown()
