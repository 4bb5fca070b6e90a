"""Pictures as a reader meets them: with their label, behind a notice where one is due, without script too."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from generator.media.labels.code import codes_in
from generator.site.build import build
from tests.archives import COMPLETE, PUBLISHABLE, RECORD, make_archive
from tests.browser.conftest import DESKTOP, PHONE, fits
from tests.browser.test_reading import EVERY_KIND
from tests.conftest import SETTINGS, serving
from tests.media.examples import WITHOUT_NOTE
from tests.pages.examples import COMPLETE_ID, example_records

NOTED, PLAIN = COMPLETE_ID, "2024-03-03-costume-again"
ONE_SOURCE = PUBLISHABLE.removeprefix(RECORD)


@pytest.fixture(scope="session")
def pictured_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with two incidents that hold one picture, of which one is under a content note."""
    records = {identifier: text + ONE_SOURCE for identifier, text in example_records().items()}
    other_words = WITHOUT_NOTE.replace("Se hvem som kommer!", "En annen dag på torget.")
    again = other_words.replace("status/1", "status/2").replace("aliases: [2024-03-03-costume]\n", "")
    root = make_archive(tmp_path_factory.mktemp("pictured"), {**records, NOTED: COMPLETE, PLAIN: again})
    build(root, SETTINGS, lambda _step: None)
    return root / "site"


@pytest.fixture(scope="session")
def pictured(pictured_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(pictured_site, tmp_path_factory.mktemp("served")) as address:
        yield address


def opened(browser: Browser, address: str, *, phone: bool, dark: bool, script: bool = True) -> Page:
    size = PHONE if phone else DESKTOP
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
    )
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_a_picture_is_shown_whole_with_its_label_and_nothing_moves(
    browser: Browser, pictured: str, phone: bool
) -> None:
    page = opened(browser, f"{pictured}incidents/{PLAIN}/", phone=phone, dark=False)
    picture = page.locator(".gb-media img")
    expect(picture).to_have_attribute(
        "alt", "AI-GENERATED · FALSE: A woman in a red and yellow costume with bells."
    )
    kept_free = picture.bounding_box()
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.gb-media img').naturalWidth > 0")
    shown = picture.bounding_box()
    assert kept_free is not None
    assert shown is not None
    assert (shown["width"], shown["height"]) == (kept_free["width"], kept_free["height"])
    assert picture.evaluate("image => image.currentSrc").endswith(".webp")
    with Image.open(io.BytesIO(picture.screenshot())) as seen:
        assert codes_in(seen) == (f"{SETTINGS.site_url}incidents/{PLAIN}/",)
    assert fits(page)
    page.context.close()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_picture_under_a_content_note_is_shown_on_demand_only(
    browser: Browser, pictured: str, script: bool
) -> None:
    page = opened(browser, f"{pictured}incidents/{NOTED}/", phone=True, dark=True, script=script)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    notice = page.get_by_text("Content note: Slur. Show the picture")
    picture = page.locator(".gb-media img")
    notice.scroll_into_view_if_needed()
    expect(picture).to_be_hidden()
    assert not [url for url in asked if "costume" in url]
    notice.focus()
    page.keyboard.press("Enter")
    expect(picture).to_be_visible()
    assert fits(page)
    page.context.close()


def test_what_is_known_of_the_copy_is_told(browser: Browser, pictured: str) -> None:
    page = opened(browser, f"{pictured}incidents/{PLAIN}/", phone=False, dark=False, script=False)
    page.get_by_text("About this copy").click()
    told = page.locator(".gb-copy")
    expect(told).to_contain_text("1,200 × 900 pixels")
    expect(told).to_contain_text("signed by Example Labs")
    told.get_by_role("link", name="What the label says, and how to verify this picture").click()
    expect(page.locator("h1")).to_have_text("Pictures and their labels")
    page.context.close()


def test_the_same_picture_elsewhere_is_named(browser: Browser, pictured: str) -> None:
    page = opened(browser, f"{pictured}incidents/{PLAIN}/", phone=False, dark=False, script=False)
    expect(page.get_by_role("heading", name="Also seen in")).to_be_visible()
    expect(page.locator(f'article a[href="../../incidents/{NOTED}/"]').first).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("address", [f"incidents/{PLAIN}/", f"incidents/{NOTED}/"])
@pytest.mark.parametrize(("phone", "dark"), [(True, True), (True, False), (False, True), (False, False)])
def test_axe_finds_no_fault_with_everything_open(
    browser: Browser, pictured: str, address: str, phone: bool, dark: bool
) -> None:
    page = opened(browser, pictured + address, phone=phone, dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found] == []
    page.context.close()


def test_lists_show_no_pictures(pictured_site: Path) -> None:
    lists = [path for path in pictured_site.rglob("index.html") if path.parent.parent.name != "incidents"]
    shown = [path.parent.name for path in lists if "<img" in path.read_text()]
    assert len(lists) > 20
    assert set(shown) == {"contribute", "pictures", "speed"}  # which explain, and show no incident


def test_an_incident_has_a_preview_and_the_picture_is_not_on_it_under_a_note(pictured_site: Path) -> None:
    for identifier in (NOTED, PLAIN):
        page = (pictured_site / "incidents" / identifier / "index.html").read_text()
        address = f"{SETTINGS.site_url}media/{identifier}/card.jpg"
        assert f'<meta property="og:image" content="{address}">' in page
        assert '<meta name="twitter:card" content="summary_large_image">' in page
        with Image.open(pictured_site / "media" / identifier / "card.jpg") as card:
            assert card.size == (1200, 630)
            assert (b"dataDrivenMedia" in card.info["xmp"]) is (identifier == NOTED)


@pytest.mark.parametrize("address", [address for address in EVERY_KIND if not address.endswith(".html")])
def test_every_page_says_what_it_is_to_social_platforms(site: Path, address: str) -> None:
    head = (site / address / "index.html").read_text().split("</head>")[0]
    said = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', head))
    assert said["og:site_name"] == "Gegenbild"
    assert said["og:title"]
    assert said["og:description"]
    assert said["og:url"] == f"{SETTINGS.site_url}{address}"
    assert ("og:image" in said) is (said["twitter:card"] == "summary_large_image")


def test_what_is_under_a_content_note_stays_closed_on_paper(browser: Browser, pictured: str) -> None:
    """The theme opens every disclosure before printing."""
    page = opened(browser, f"{pictured}incidents/{NOTED}/", phone=False, dark=False)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    expect(page.locator(".gb-media img")).to_be_hidden()
    expect(page.get_by_text("Content note: Slur. Show the picture")).to_be_visible()
    page.context.close()


MARGINS = """(quoted) => { quoted.setAttribute("lang", "ar"); quoted.textContent = "نُشر خطاب مزيف.";
  const range = document.createRange(), box = quoted.getBoundingClientRect(); range.selectNodeContents(quoted);
  const words = range.getBoundingClientRect(); return [words.left - box.left, box.right - words.right]; }"""


def test_spoken_words_written_from_right_to_left_begin_at_the_right_as_the_posts_do(
    browser: Browser, pictured: str
) -> None:
    page = opened(browser, f"{pictured}incidents/{PLAIN}/", phone=False, dark=False)
    for quoted in (".gb-card__text", ".gb-media .gb-card__text"):
        left, right = page.locator(quoted).first.evaluate(MARGINS)
        assert right < left, quoted
    page.context.close()
