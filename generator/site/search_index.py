"""The search index: Pagefind over the built incident pages, for each language in parts of some years.

The browser loads the newest part for a first answer and merges the others in behind it; a part is made anew alone,
and no run of Pagefind holds more than one part.

Pagefind writes its filters in the random order of a hash map, so that two runs over the same pages differ
(https://github.com/Pagefind/pagefind/issues/638). Each index is put into a fixed order afterwards: filters,
their values and sorts are sorted, and the files that are named after their content get their names anew.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import cbor2

from generator.archive.addresses import INCIDENTS
from generator.archive.parts import IndexPart, index_parts
from generator.pages.language import LANGUAGES, Language
from generator.site.commands import module, output_of

FOLDER = "pagefind"
SIGNATURE = b"pagefind_dcd"  # what each of Pagefind's compressed files begins with, inside
UNUSED = "pagefind-*ui.*", "pagefind-highlight.js"  # Pagefind's own search pages; the archive has one of its own
PROGRAM = "pagefind.js", "pagefind-worker.js", "wasm.*"  # the newest part has them for all
FILTERS, SORTS = 3, 4  # the places in the index's table of contents of [name, file] and [name, order of the pages]


@dataclass(frozen=True)
class Part:
    """A part of the index in one language."""

    language: Language
    part: IndexPart
    is_newest: bool

    @property
    def folder(self) -> str:
        """Return the part's place on the site."""
        return f"{FOLDER}/{self.language.code}/{self.part.name}"

    @property
    def pages(self) -> str:
        """Return the pattern of the part's pages."""
        return f"{self.language.prefix}{INCIDENTS}{{{','.join(self.part.years)}}}-*/index.html"


def index_site(site: Path, languages: Sequence[Language] = LANGUAGES) -> None:
    """Write the index of the built pages to `site`/pagefind/, the parts in parallel."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(partial(index_part, site), parts_of(site, languages)))


def parts_of(site: Path, languages: Sequence[Language]) -> Iterator[Part]:
    """Yield the parts that the built pages make."""
    published = (site / INCIDENTS).glob("*/incident.yaml")  # a page without its record is empty or leads on
    parts = index_parts(record.parent.name for record in published)
    for language in languages:
        for part in parts:
            yield Part(language, part, is_newest=part is parts[0])


def index_part(site: Path, part: Part) -> None:
    """Write one part of the index."""
    index = site / part.folder
    options = ["--site", str(site), "--glob", part.pages, "--output-path", str(index)]
    output_of([*module("pagefind_bin"), *options, "--force-language", part.language.code], site)
    for pattern in UNUSED if part.is_newest else (*UNUSED, *PROGRAM):
        for path in index.glob(pattern):
            path.unlink()
    for path in index.glob("wasm.*"):
        if path.name != f"wasm.{part.language.code}.pagefind":
            path.unlink()
    put_in_order(index)


def put_in_order(index: Path) -> None:
    """Give the index in the folder `index` the same bytes that any other run over the same pages gives it."""
    entry_path = index / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text(encoding="utf-8"))
    for language, details in sorted(entry["languages"].items()):
        contents_path = index / f"pagefind.{details['hash']}.pf_meta"
        contents = _read(contents_path)
        contents[FILTERS] = sorted([name, _sort_filter(index, file)] for name, file in contents[FILTERS])
        contents[SORTS] = sorted(contents[SORTS])
        details["hash"] = _rename(contents_path, contents, f"pagefind.{language}_", ".pf_meta").removeprefix(
            "pagefind."
        )
    entry_path.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _sort_filter(index: Path, file: str) -> str:
    """Sort a filter's values and return the file's new name, without its ending."""
    path = index / "filter" / f"{file}.pf_filter"
    name, values = _read(path)
    return _rename(path, [name, sorted(values)], f"{file.split('_')[0]}_", ".pf_filter")


def _read(path: Path) -> Any:
    content = gzip.decompress(path.read_bytes())
    return cbor2.loads(content.removeprefix(SIGNATURE))


def _rename(path: Path, data: object, prefix: str, ending: str) -> str:
    """Write `data` in the place of `path`, under a name made of its content; return the name without its ending."""
    content = SIGNATURE + cbor2.dumps(data)
    name = prefix + hashlib.sha256(content).hexdigest()[:10]
    path.unlink()
    (path.parent / f"{name}{ending}").write_bytes(gzip.compress(content, mtime=0))
    return name
