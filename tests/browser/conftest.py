"""A real browser, as a reader has one; whatever goes wrong on a page fails the test."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.browser.find_browser import find_browser

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

OpenPage = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    assert path, "there is no browser; run `make test`, which gets one, or tests/browser/find_browser.py"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, served: str) -> OpenPage:
    """Open a page of the site; at the end no console error, no failed request, no other host was met."""

    @contextmanager
    def opened(
        address: str = "",
        *,
        width: Literal["phone", "desktop"] = "desktop",
        script: bool = True,
        colours: Literal["light", "dark"] = "light",
        status: int = 200,
    ) -> Iterator[Page]:
        size = PHONE if width == "phone" else DESKTOP
        context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            java_script_enabled=script,
            color_scheme=colours,
        )
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}") if lost(request) else None)
        host = urlsplit(served).netloc
        page.on("request", lambda asked: faults.append(asked.url) if urlsplit(asked.url).netloc != host else None)
        response = page.goto(served + address)
        assert response is not None
        assert response.status == status
        yield page
        context.close()
        assert faults == []

    return opened


def lost(request: Request) -> bool:
    """Say whether a request got no answer; one that was dropped because the reader went on is not lost."""
    return request.failure != "net::ERR_ABORTED"


def fits(page: Page) -> bool:
    """Say whether nothing on the page is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
