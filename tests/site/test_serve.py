"""The preview: served on loopback, rebuilt on change, the open page reloads; an error leaves the last good page."""

import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.site.commands import script
from tests.archives import PUBLISHABLE, make_archive, record_path

ID = "2024-05-06-speech"


class Preview:
    """A running `gegenbild serve`."""

    def __init__(self, root: Path) -> None:
        self.log = root / "serve.log"
        command = [script("gegenbild"), "serve", "--root", str(root), "--port", "0"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        self.address = self.wait_for(r"The archive is at (http://127\.0\.0\.1:\d+/)")

    def wait_for(self, pattern: str) -> str:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            found = re.search(pattern, self.log.read_text())
            if found:
                return found.group(found.lastindex or 0)
            time.sleep(0.05)
        raise AssertionError(f"{pattern} was not printed:\n{self.log.read_text()}")

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)

    def get(self, path: str = "") -> str:
        with urllib.request.urlopen(self.address + path, timeout=60) as response:
            return str(response.read().decode())


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    root = make_archive(tmp_path, {ID: PUBLISHABLE})
    running = Preview(root)
    yield running
    running.end()


def test_a_saved_record_is_rebuilt_and_the_page_is_told(preview: Preview, tmp_path: Path) -> None:
    page = f"incidents/{ID}/"
    assert "free beer" in preview.get(page)
    assert ".reload" in preview.get(page)
    time.sleep(0.5)  # the watcher is up once the address is printed; give the system's events a moment
    record_path(tmp_path, ID).write_text(PUBLISHABLE.replace("free beer", "free wine"))
    preview.wait_for(r"Built[\s\S]*Built")
    assert "free wine" in preview.get(page)


def test_an_error_is_printed_with_its_place_and_the_last_good_page_stays(preview: Preview, tmp_path: Path) -> None:
    time.sleep(0.5)
    record_path(tmp_path, ID).write_text(PUBLISHABLE.replace("fabricated", "fabricatd"))
    preview.wait_for(r"incident\.yaml:16:3: schema: `fabricatd`")
    preview.wait_for("The page that you see is the last good one")
    assert "free beer" in preview.get(f"incidents/{ID}/")


def test_an_unknown_address_gets_the_archives_own_page(preview: Preview) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        preview.get("nowhere/")
    with caught.value as answer:
        assert answer.code == 404
        assert "There is no page at this address" in answer.read().decode()


def test_nothing_outside_the_site_is_served(preview: Preview) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        preview.get("..%2f..%2fmkdocs.yml")
    with caught.value as answer:
        assert answer.code == 404
