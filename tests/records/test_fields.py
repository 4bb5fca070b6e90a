"""Single fields: what each takes and what it refuses."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.checks.rules.addresses import normalised
from generator.records.fields import Address, FileName, IncidentId, Length, Line, Region, Title, YesOrNo

ADDRESS: TypeAdapter[str] = TypeAdapter(Address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "https://example.org",
        "http://www.example.co.uk/a/b?c=d&e=%20#f",
        "https://example.org:8443/x",
        "https://müller.example/straße",
        "https://web.archive.org/web/2024/https://example.org/a",
        "https://8.8.8.8/",
    ],
)
def test_addresses_that_a_reader_can_open(address: str) -> None:
    assert ADDRESS.validate_python(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "example.org",
        "//example.org/",
        "ftp://example.org/",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https://localhost/",
        "https://a.localhost/",
        "https://printer.local/",
        "https://intranet/",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://me@example.org/",
        "https://example.org@evil.example/",
        "https://example.org/a b",
        'https://example.org/"x',
        "https://example.org:99999/",
        "https://exa mple.org/",
        "https://example.org/" + "a" * 2048,
    ],
)
def test_addresses_that_nobody_should_be_sent_to(address: str) -> None:
    with pytest.raises(ValidationError):
        ADDRESS.validate_python(address)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Line, "one\ntwo"),
        (Title, "x" * 121),
        (Region, "EU"),
        (Region, "ZZ"),
        (YesOrNo, "yes"),
        (IncidentId, "２０２４-speech"),
        (Length, "２:０５"),
        (FileName, "../flag.png"),
        (FileName, ".flag.png"),
    ],
)
def test_what_other_fields_do_not_take(kind: Any, written: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(written)


@pytest.mark.parametrize(
    ("address", "better"),
    [
        ("https://twitter.com/a/status/1", "https://x.com/a/status/1"),
        ("https://mobile.twitter.com/a/status/1?s=20&t=xyz", "https://x.com/a/status/1"),
        ("https://X.com/a/status/1", "https://x.com/a/status/1"),
        ("https://m.facebook.com/a/1?fbclid=z", "https://www.facebook.com/a/1"),
        ("https://www.youtube.com/watch?v=1&si=2", "https://www.youtube.com/watch?v=1"),
        ("https://news.example.org/a?utm_source=b&id=1", "https://news.example.org/a?id=1"),
        ("https://news.example.org/a?b=c%20d&e", "https://news.example.org/a?b=c%20d&e"),
        ("https://nottwitter.com/a", "https://nottwitter.com/a"),
        ("https://news.example.org/?u=https://twitter.com/a", "https://news.example.org/?u=https://twitter.com/a"),
    ],
)
def test_addresses_have_one_form(address: str, better: str) -> None:
    assert normalised(address) == better


paths = st.text(st.sampled_from("abcXY019-._~/%?=&#"), max_size=30)


@given(st.sampled_from(["x.com", "Twitter.com", "m.tiktok.com", "news.example.org", "WWW.example.org"]), paths)
def test_normalising_twice_is_normalising_once(host: str, path: str) -> None:
    once = normalised(f"https://{host}/{path}")
    assert normalised(once) == once
