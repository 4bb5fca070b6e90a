"""The preview as a contributor has it open: a saved record shows, an error is said over the page, which stays."""

from pathlib import Path

from playwright.sync_api import Browser, expect

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
