"""Other site builders, given the same generated pages, to measure beside this archive's own.

Each peer has a module with two functions: `prepare(tree, work)` turns a generated tree (mkdocs.yml, theme/, docs/)
into the peer's own input, which is not timed, and `command(work, output)` is what builds the site from it. The
docstring of each says in what its output differs from ours, and `sameness.py` counts it. `measure.py` runs a
command and measures it.
"""

from benchmarks.peers import eleventy, gegenbild, hugo, material, zensical
from benchmarks.peers.peer import InTwoSteps, Peer

OWN = Peer("Gegenbild", gegenbild.DIFFERS, gegenbild.missing, gegenbild.prepare, gegenbild.command)
HUGO = Peer("Hugo", hugo.DIFFERS, hugo.missing, hugo.prepare, hugo.command)
MARKDOWN = Peer("records", "", gegenbild.missing, gegenbild.prepare, gegenbild.markdown_command)
HUGO_FROM_RECORDS = InTwoSteps("Hugo, from the records", hugo.FROM_RECORDS, HUGO, MARKDOWN)
PEERS = (
    HUGO,
    Peer("Eleventy", eleventy.DIFFERS, eleventy.missing, eleventy.prepare, eleventy.command),
    Peer("Zensical", zensical.DIFFERS, zensical.missing, zensical.prepare, zensical.command),
    Peer("MkDocs with Material", material.DIFFERS, material.missing, material.prepare, material.command),
)

__all__ = ["HUGO", "HUGO_FROM_RECORDS", "MARKDOWN", "OWN", "PEERS", "InTwoSteps", "Peer"]
