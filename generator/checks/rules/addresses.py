"""Web addresses in one form: without what tracks a reader, and on the host that readers know."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from generator.archive.archive import Registry
from generator.archive.incident import Incident
from generator.checks.rule import Finding, record_rule
from generator.records.fields import AddressMarker
from generator.records.walking import marked

# Parameters that say where a reader came from and nothing of the page. `utm_…` is Google Analytics' convention,
# fbclid Facebook's, gclid Google Ads', igsh(id) Instagram's, ref_src and s and t (on x.com) X's.
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|igshid|igsh|mc_cid|mc_eid|ref_src|ref_url|cmpid|_ga")
TRACKING_BY_HOST = {"x.com": {"s", "t"}, "youtube.com": {"si", "feature"}, "www.youtube.com": {"si", "feature"}}
HOSTS = {
    "twitter.com": "x.com",
    "www.twitter.com": "x.com",
    "mobile.twitter.com": "x.com",
    "mobile.x.com": "x.com",
    "www.x.com": "x.com",
    "m.facebook.com": "www.facebook.com",
    "facebook.com": "www.facebook.com",
    "m.youtube.com": "www.youtube.com",
    "youtube.com": "www.youtube.com",
    "m.tiktok.com": "www.tiktok.com",
}
# What web.archive.org and archive.today show at an address: a copy of a page; or else a list of copies, the newest
# of them at the time, or a form that makes one.
WAYBACK_COPY = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?P<page>.+)")
NO_COPY = re.compile(
    r"https?://(web\.archive\.org/(?!web/\d)|archive\.(today|ph|is|li|md|vn|fo)/(newest/|submit|https?:|$))"
)


def normalised(address: str) -> str:
    """Return the address on the host that readers know, without parameters that only track."""
    written = address.partition("//")[2].partition("/")[0]
    if "?" not in address and written not in HOSTS and written.islower():
        return address
    parts = urlsplit(address)
    host = HOSTS.get(parts.netloc.lower(), parts.netloc.lower())
    surplus = TRACKING_BY_HOST.get(host, set())
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if name not in surplus and not TRACKING.fullmatch(name)]
    query = parts.query if kept == pairs else urlencode(kept)
    return urlunsplit((parts.scheme, host, parts.path, query, parts.fragment))


@record_rule("address-normalised")
def address_normalised(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """An address carries nothing that tracks a reader, and names the host that readers know.

    So one post or page has one address. `gegenbild check --fix` mends it. Addresses of archived copies are left
    as they are, for they contain the original.

    Passes:

        post:
          platform: x
          url: https://x.com/party/status/1
          media: [{kind: audio, description: A voice.}]
          sources: [news]

    Fails:

        post:
          platform: x
          url: https://mobile.twitter.com/party/status/1?s=20
          media: [{kind: audio, description: A voice.}]
          sources: [news]
    """
    for location, address, _ in marked(incident.record, AddressMarker):
        if location[-1] != "archived" and normalised(address) != address:
            better = normalised(address)
            yield Finding(location, f"write `{better}`, the same address without tracking", replacement=better)


@record_rule("archived-copy")
def archived_copy(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """The page's own address is in `url`, and in `archived` that of a saved copy of the same page.

    Passes:

        sources:
          - id: news
            publisher: News
            title: No free beer
            url: https://news.example.org/beer
            archived: https://web.archive.org/web/20240506120000/https://news.example.org/beer
            language: en

    Fails:

        sources:
          - id: news
            publisher: News
            title: No free beer
            url: https://news.example.org/beer
            archived: https://news.example.org/beer
            language: en
    """
    addresses = {location: address for location, address, _ in marked(incident.record, AddressMarker)}
    for location, address in addresses.items():
        if location[-1] == "url" and WAYBACK_COPY.match(address):
            yield Finding(location, "this is a copy; give it in `archived`, and in `url` the page's own address")
        if location[-1] != "archived":
            continue
        page = addresses.get((*location[:-1], "url"), "")
        copied = WAYBACK_COPY.match(address)
        if address == page:
            yield Finding(location, "this is the page itself; save a copy, or leave `archived` out")
        elif NO_COPY.match(address):
            yield Finding(
                location, "no saved copy has this address; open the copy, and give what its address is then"
            )
        elif page and copied and _host(copied["page"]) != _host(page):
            yield Finding(
                location, f"this is a copy from `{_host(copied['page'])}`, and `url` is at `{_host(page)}`"
            )


def _host(address: str) -> str:
    """Return the host of an address, which may lack its beginning."""
    whole = address if "//" in address else f"https://{address}"
    return (urlsplit(normalised(whole)).hostname or "").removeprefix("www.")
