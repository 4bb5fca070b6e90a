"""A picture of each page kind for review, in both languages, on a phone and a desktop, light and dark.

Usage: python -m tests.browser.screenshots [NAME ...], after `gegenbild build`; the pictures go to screenshots/.
"""

import sys
import tempfile
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.archives import PROJECT
from tests.browser.conftest import DESKTOP, PHONE, QUIET
from tests.browser.find_browser import find_browser
from tests.browser.page_kinds import LANGUAGE_FOLDERS, PAGE_KINDS
from tests.conftest import serving

FOLDER = PROJECT / "screenshots"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def take_all(browser: Browser, served: str, names: list[str]) -> None:
    """Write a picture for each page kind, language, width and colour scheme."""
    for (width, size), scheme in product((("phone", PHONE), ("desktop", DESKTOP)), SCHEMES):
        context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]}, color_scheme=scheme
        )
        page = context.new_page()
        for name, (language, folder) in product(names, LANGUAGE_FOLDERS.items()):
            page.goto(served + folder + PAGE_KINDS[name])
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / f"{name}-{language}-{width}-{scheme}.png", full_page=True)
        context.close()


def main() -> None:
    """Take the pictures of the page kinds that were named, or of all."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as mount,
        serving(PROJECT / "site", Path(mount)) as served,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        take_all(browser, served, sys.argv[1:] or list(PAGE_KINDS))
        browser.close()


if __name__ == "__main__":
    main()
