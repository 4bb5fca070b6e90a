"""What a build is told of the place where the site will stand."""

import os

import pytest

from generator.pages.settings import AddressError, Settings

GIVEN = {
    "": "",
    "https://example.org": "https://example.org/",
    "https://example.org/a/b//": "https://example.org/a/b/",
    "HTTP://localhost:8000/": "HTTP://localhost:8000/",
    "https://xn--bcher-kva.example/%C3%BC/": "https://xn--bcher-kva.example/%C3%BC/",
    "https://bücher.example/ü/": "https://bücher.example/ü/",
}


@pytest.mark.parametrize("given", GIVEN)
def test_an_address_ends_in_a_slash(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("GEGENBILD_SITE_URL", given)
    monkeypatch.setenv("GEGENBILD_REPOSITORY", given)
    assert Settings.from_environment() == Settings(GIVEN[given], GIVEN[given])


@pytest.mark.parametrize("name", ["GEGENBILD_SITE_URL", "GEGENBILD_REPOSITORY"])
@pytest.mark.parametrize(
    "given",
    [
        "example.org",
        "/archive/",
        "https://",
        "ftp://example.org/",
        "javascript:alert(1)",
        "https://user:word@example.org/",
        "https://example.org/?a=b",
        "https://example.org/#a",
        "https://example.org/a b/",
        "https://example.org//a/",
        'https://example.org/"><b>',
        "https://example.org/\udcff",
        " ",
    ],
)
def test_what_cannot_begin_an_address_is_refused_and_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, given: str
) -> None:
    monkeypatch.setitem(os.environ, name, given)
    with pytest.raises(AddressError, match=f"^{name}: `.*` is not the address of a site"):
        Settings.from_environment()
