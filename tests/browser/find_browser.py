"""Find a Chromium for the browser tests, or get one; remember where it is.

In this order: GEGENBILD_BROWSER, a Chromium or Chrome that is installed, the distribution's package where it can be
installed, the browser that Playwright fetches. `make test` runs this first; it fails where there is none to be had.
"""

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from tests.packages import install_package

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)


def find_browser() -> str | None:
    """Return the path of an installed browser, or None."""
    named = os.environ.get("GEGENBILD_BROWSER")
    if named:
        return named if Path(named).is_file() else None
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or next((str(path) for path in APPLICATIONS if path.is_file()), None) or fetched_browser()


def fetched_browser() -> str | None:
    """Return the path of the browser that Playwright fetched earlier, or None."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def fetch_with_playwright() -> None:
    """Have Playwright fetch its own Chromium."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, stdout=sys.stderr, check=False)


def main() -> int:
    """Make sure that there is a browser, and say which."""
    for attempt in (None, partial(install_package, "chromium"), fetch_with_playwright):
        if attempt:
            attempt()
        browser = find_browser()
        if browser:
            print(f"Browser for the tests: {browser}")
            return 0
    print(
        "There is no Chromium or Chrome here, none could be installed and none fetched.\n"
        "Install one (on Debian: apt-get install chromium), or say where it is: GEGENBILD_BROWSER=/path/to/chrome",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
