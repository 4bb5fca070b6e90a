"""The addresses of what the archive holds: of each incident, of each group of incidents, and of what hangs on them.

They end in a slash and are relative to the root of a language's part of the site; the root itself is empty. Pages
and data link by them.
"""

INCIDENTS = "incidents/"
FEED = "feed.xml"


def incident_address(identifier: str) -> str:
    """Return the permanent address of an incident."""
    return f"{INCIDENTS}{identifier}/"


def facet_address(facet: str, key: str = "") -> str:
    """Return the address of one group of a facet (`platforms/x/`), or without a key of the facet's own page.

    The address holds lower-case letters only, so that it is the same on every file system.
    """
    return f"{facet}/{key.lower()}/" if key else f"{facet}/"
