"""A corpus of N valid records, invented by a seed in the shapes and lengths of the real ones.

`make_corpus` writes an archive: registries that grow with it, exchanges that go from record to record, records in
four languages, some pictures. The same seed gives the same bytes. Persons, places, newspapers and posts do not
exist; platforms and tools are the real ones.
"""

from benchmarks.corpus.making import SEED, make_corpus

__all__ = ["SEED", "make_corpus"]
