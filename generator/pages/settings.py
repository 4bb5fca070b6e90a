"""What the pages need to know of the place where they will be published."""

import os
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Settings:
    """The published site's address and the repository's, each ending in a slash, or empty if not known."""

    site_url: str = ""
    repository: str = ""

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read GEGENBILD_SITE_URL, which mkdocs.yml reads too, and GEGENBILD_REPOSITORY."""
        return cls(
            site_url=_with_slash(os.environ.get("GEGENBILD_SITE_URL", "")),
            repository=_with_slash(os.environ.get("GEGENBILD_REPOSITORY", "")),
        )

    def address(self, path: str) -> str:
        """Return the permanent address of a path of the site; without a known site, the path alone."""
        return f"{self.site_url or '/'}{path}"

    def report_address(self, identifier: str) -> str | None:
        """Return the address at which a mistake in an incident is reported, or None without a repository."""
        if not self.repository:
            return None
        query = urlencode({"template": "mistake.yml", "title": f"Mistake in {identifier}", "incident": identifier})
        return f"{self.repository}issues/new?{query}"


def _with_slash(address: str) -> str:
    return f"{address.rstrip('/')}/" if address else ""
