"""axe finds no fault on any page kind, in light and dark, on a phone and on a desk."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import OpenPage
from tests.browser.test_reading import EVERY_KIND, FOUNDING

Width = Literal["phone", "desktop"]
Colours = Literal["light", "dark"]


def faults(open_page: OpenPage, address: str, width: Width, colours: Colours) -> list[str]:
    with open_page(address, width=width, colours=colours) as page:
        found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {node['target']} {node['html'][:120]}" for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("address", EVERY_KIND)
def test_no_page_kind_has_a_fault(open_page: OpenPage, address: str) -> None:
    assert faults(open_page, address, "desktop", "light") == []
    assert faults(open_page, address, "phone", "dark") == []


@pytest.mark.parametrize(("width", "colours"), [("desktop", "dark"), ("phone", "light")])
def test_an_incident_has_no_fault_in_any_light_and_width(
    open_page: OpenPage, width: Width, colours: Colours
) -> None:
    assert faults(open_page, FOUNDING, width, colours) == []
