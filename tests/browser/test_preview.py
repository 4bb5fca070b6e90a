"""The preview as a contributor has it open: a saved record shows, an error is said over the page, which stays."""

from pathlib import Path

from playwright.sync_api import Browser, Route, expect

from tests.archives import PUBLISHABLE, make_archive, record_path
from tests.preview import Preview
from tests.site.test_serve import ID


def test_the_open_page_shows_what_was_saved_and_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    preview = Preview(make_archive(tmp_path, {ID: PUBLISHABLE}))
    page = browser.new_page()
    try:
        page.goto(f"{preview.address}incidents/{ID}/")
        record = record_path(tmp_path, ID)
        page.wait_for_timeout(500)  # the watcher is up once the address is printed; the system needs a moment
        record.write_text(PUBLISHABLE.replace("free beer", "free wine"))
        expect(page.locator("article").first).to_contain_text("free wine", timeout=30_000)
        record.write_text(PUBLISHABLE.replace("fabricated", "fabricatd"))
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("incident.yaml:16:3: schema: `fabricatd`", timeout=30_000)
        expect(page.locator("article").first).to_contain_text("free wine")
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text("fabricatd", timeout=10_000)
        record.write_text(PUBLISHABLE)
        expect(page.locator("article").first).to_contain_text("free beer", timeout=30_000)
        expect(page.get_by_role("alert")).to_have_count(0)
    finally:
        page.close()
        preview.end()


def test_a_page_that_asks_late_is_told_of_what_was_built_meanwhile(browser: Browser, tmp_path: Path) -> None:
    """Between the moment when a page is read and that when it asks, a build may end."""
    preview = Preview(make_archive(tmp_path, {ID: PUBLISHABLE}))
    page = browser.new_page()
    try:
        asked: list[Route] = []
        page.route(lambda address: "/.reload" in address, lambda route: asked.append(route))
        page.goto(f"{preview.address}incidents/{ID}/")
        for _ in range(1000):  # what it asks is handed over only while something is waited for
            if asked:
                break
            page.wait_for_timeout(10)
        record_path(tmp_path, ID).write_text(PUBLISHABLE.replace("free beer", "free wine"))
        preview.wait_for(r"Built[\s\S]*Built")
        asked[0].continue_()
        page.unroute_all()
        expect(page.locator("article").first).to_contain_text("free wine", timeout=30_000)
    finally:
        page.close()
        preview.end()


def test_however_many_pages_are_open_one_more_loads_and_each_shows_what_was_saved(
    browser: Browser, tmp_path: Path
) -> None:
    """A browser waits for no more than six answers of a server at a time."""
    preview = Preview(make_archive(tmp_path, {ID: PUBLISHABLE}))
    unseen = browser.new_context()
    unseen.add_init_script("Object.defineProperty(document, 'hidden', { get: () => !window.seen })")
    try:
        pages = [unseen.new_page() for _ in range(8)]
        for page in pages:
            page.goto(f"{preview.address}incidents/{ID}/")
        record_path(tmp_path, ID).write_text(PUBLISHABLE.replace("free beer", "free wine"))
        preview.wait_for(r"Built[\s\S]*Built")
        for page in pages:
            page.evaluate("window.seen = true; document.dispatchEvent(new Event('visibilitychange'))")
            expect(page.locator("article").first).to_contain_text("free wine", timeout=30_000)
    finally:
        unseen.close()
        preview.end()
