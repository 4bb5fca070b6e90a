"""The preview, running as people run it, for tests and benchmarks."""

import os
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from generator.site.commands import script


class Preview:
    """A running `gegenbild serve`."""

    def __init__(self, root: Path, environment: Mapping[str, str] | None = None) -> None:
        self.log = root / "serve.log"
        command = [script("gegenbild"), "serve", "--root", str(root), "--port", "0"]
        surroundings = {**os.environ, **(environment or {})}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=surroundings)
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
