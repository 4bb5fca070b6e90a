"""The search index alone, of pages that are there: a build knows the incidents from the records.

Usage: python -m benchmarks.indexing SITE IDENTIFIERS. The second is a file with an incident on each line.
"""

import sys
from pathlib import Path

from generator.site.search_index import index_site

if __name__ == "__main__":
    index_site(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).read_text(encoding="utf-8").split())
