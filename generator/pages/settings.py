"""What the pages need to know of the place where they will be published."""

import os
import re
from dataclasses import dataclass
from urllib.parse import urlencode

# It begins other addresses, and stands in signed pictures for good: no user, question or part of a page is in it.
_PART = r"""[^\s/?#@"<>\\^`{|}\x00-\x1f\x7f\ud800-\udfff]+"""
ADDRESS = re.compile(rf"https?://{_PART}(?:/{_PART})*/*", re.IGNORECASE)


class AddressError(Exception):
    """An address that was given cannot be one; the message says why, for people."""


@dataclass(frozen=True)
class Settings:
    """The published site's address and the repository's, each ending in a slash, or empty if not known."""

    site_url: str = ""
    repository: str = ""

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read GEGENBILD_SITE_URL, which mkdocs.yml reads too, and GEGENBILD_REPOSITORY. Raises AddressError."""
        return cls(site_url=_given("GEGENBILD_SITE_URL"), repository=_given("GEGENBILD_REPOSITORY"))

    def address(self, path: str) -> str:
        """Return the permanent address of a path of the site; without a known site, the path alone."""
        return f"{self.site_url or '/'}{path}"

    def report_address(self, identifier: str) -> str | None:
        """Return the address at which a mistake in an incident is reported, or None without a repository."""
        if not self.repository:
            return None
        query = urlencode({"template": "mistake.yml", "title": f"Mistake in {identifier}", "incident": identifier})
        return f"{self.repository}issues/new?{query}"


def _given(name: str) -> str:
    """Return the address that a variable of the environment gives, with a slash at its end."""
    address = os.environ.get(name, "")
    if address and not ADDRESS.fullmatch(address):
        shown = ascii(address)[1:-1]
        raise AddressError(
            f"{name}: `{shown}` is not the address of a site; write it like `https://example.org/archive/`, "
            "without user, question mark, hash, blanks or doubled slashes"
        )
    return f"{address.rstrip('/')}/" if address else ""
