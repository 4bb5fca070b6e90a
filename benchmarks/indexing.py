"""The search index alone, of pages that are there: in which languages they are searched a build knows from records.

Usage: python -m benchmarks.indexing SITE LANGUAGES. The second is a file with an incident and its language on each
line.
"""

import re
import sys
from pathlib import Path

from generator.pages.searched import index_language
from generator.site.search_index import index_site

LANGUAGE = re.compile(rb'<h1 lang="([^"]+)"')


def languages_of(site: Path) -> dict[str, str]:
    """Return the languages that the incidents of a built site are searched in."""
    pages = {path.parent.name: path.read_bytes() for path in sorted((site / "incidents").glob("2*/index.html"))}
    found = {name: LANGUAGE.search(page) for name, page in pages.items() if b" data-pagefind-body>" in page}
    return {name: index_language(language[1].decode()).code for name, language in found.items() if language}


if __name__ == "__main__":
    lines = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
    index_site(Path(sys.argv[1]).resolve(), dict(line.split() for line in lines))
