"""Write N valid records in the shapes of the real ones, with all that a build needs, into a new folder."""

from pathlib import Path

from benchmarks.asked import amount, parser
from benchmarks.corpus import SEED, make_corpus

asked = parser("corpus", __doc__)
asked.add_argument("folder", metavar="FOLDER", type=Path)
asked.add_argument("size", metavar="N", type=amount)
asked.add_argument("seed", metavar="SEED", type=int, nargs="?", default=SEED, help="another one, other records")
given = asked.parse_args()
if given.folder.exists() and (not given.folder.is_dir() or any(given.folder.iterdir())):
    asked.error(f"{given.folder} is there already; name a folder that is not there, or empty")
make_corpus(given.folder, given.size, given.seed)
