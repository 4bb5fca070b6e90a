"""Write a corpus. Usage: python -m benchmarks.corpus FOLDER N [SEED]."""

import sys
from pathlib import Path

from benchmarks.corpus import SEED, make_corpus

make_corpus(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else SEED)
