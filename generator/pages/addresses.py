"""Where each page stands: its address on the site, its Markdown file, and links from one page to another.

Addresses end in a slash and are relative to the site's root (`incidents/`, the root itself is empty); links are
relative to the page that holds them, so that the site works under any sub-path and from a folder.
"""

import posixpath
from dataclasses import dataclass

HOME = ""
INCIDENTS = "incidents/"
CODEBOOK = "codebook/"
CONTRIBUTE = "contribute/"
PICTURES = "pictures/"
RULES = "rules/"
SEARCH = "search/"
SCHEMA = "schema/incident.schema.json"


def incident_address(identifier: str) -> str:
    """Return the permanent address of an incident."""
    return f"{INCIDENTS}{identifier}/"


def facet_address(facet: str, key: str = "") -> str:
    """Return the address of one group of a facet (`platforms/x/`), or without a key of the facet's own page.

    The address holds lower-case letters only, so that it is the same on every file system.
    """
    if facet == "years":
        return INCIDENTS
    return f"{facet}/{key.lower()}/" if key else f"{facet}/"


def markdown_file(address: str) -> str:
    """Return the Markdown file, relative to docs/, that the site's builder turns into the page at `address`.

    Each page is the index of a folder of its own: then a relative link means the same seen from the file, as
    Zensical reads the links of HTML blocks, and seen from the page, as MkDocs leaves them.
    """
    return f"{address}index.md"


@dataclass(frozen=True)
class Page:
    """The page that is being written; it knows how to link from itself to others."""

    address: str

    def to(self, address: str) -> str:
        """Return the relative link from this page to another page or file of the site."""
        start = self.address or "."
        relative = posixpath.relpath(address or ".", start)
        return f"{relative}/" if address.endswith("/") or not address else relative
