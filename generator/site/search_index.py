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
import re
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import cbor2

from generator.archive.addresses import incident_address
from generator.archive.parts import IndexPart, index_parts
from generator.pages.language import LANGUAGES, Language
from generator.site.commands import module, output_of

FOLDER = "pagefind"
SIGNATURE = b"pagefind_dcd"  # what each of Pagefind's compressed files begins with, inside
UNUSED = "pagefind-*ui.*", "pagefind-highlight.js"  # Pagefind's own search pages; the archive has one of its own
PROGRAM = "pagefind.js", "pagefind-worker.js", "wasm.*"  # the newest part has them for all
SEARCHED = re.compile(r"^<div [^>]*data-pagefind-body>.*?^</div>$", re.DOTALL | re.MULTILINE)
# What is written for others than the index: citations, which it leaves out, and attributes of no concern to it.
WITHOUT_MEANING = re.compile(
    r'<sup [^>]*data-pagefind-ignore>.*?</sup>| (?:href|title|class|rel|hreflang)="[^"]*"', re.DOTALL
)
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

    def holds(self, identifier: str) -> bool:
        """Say whether an incident's page is of this part."""
        return identifier[:4] in self.part.years

    def page(self, identifier: str) -> str:
        """Return the place of an incident's page in the part's language."""
        return f"{self.language.prefix}{incident_address(identifier)}index.html"


def parts_of(identifiers: Sequence[str], languages: Sequence[Language] = LANGUAGES) -> Iterator[Part]:
    """Yield the parts that some published incidents make."""
    parts = index_parts(identifiers)
    for language in languages:
        for part in parts:
            yield Part(language, part, is_newest=part is parts[0])


def index_site(site: Path, identifiers: Sequence[str], languages: Sequence[Language] = LANGUAGES) -> None:
    """Write the index of the built pages of published incidents to `site`/pagefind/, the parts in parallel."""
    index_parts_of(site, (site,), identifiers, list(parts_of(identifiers, languages)))


def index_parts_of(target: Path, sites: Sequence[Path], identifiers: Sequence[str], parts: Sequence[Part]) -> None:
    """Write some parts of the index to `target`; a page is taken from the first of the `sites` that has it."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(partial(_index_part, target, sites, identifiers), parts))


def _index_part(target: Path, sites: Sequence[Path], identifiers: Sequence[str], part: Part) -> None:
    index = target / part.folder
    with tempfile.TemporaryDirectory() as folder:
        for identifier in identifiers:
            if part.holds(identifier):
                _write_lean(Path(folder), sites, part, part.page(identifier))
        options = ["--site", folder, "--output-path", str(index), "--force-language", part.language.code]
        output_of([*module("pagefind_bin"), *options], target)
    for pattern in UNUSED if part.is_newest else (*UNUSED, *PROGRAM):
        for path in index.glob(pattern):
            path.unlink()
    for path in index.glob("wasm.*"):
        if path.name != f"wasm.{part.language.code}.pagefind":
            path.unlink()
    put_in_order(index)


def _write_lean(folder: Path, sites: Sequence[Path], part: Part, page: str) -> None:
    found = next(site / page for site in sites if (site / page).is_file())
    place = folder / page
    place.parent.mkdir(parents=True)
    text = lean(found.read_text(encoding="utf-8"))
    place.write_text(f'<html lang="{part.language.code}">{text}</html>', encoding="utf-8")


def lean(page: str) -> str:
    """Return of a built incident page what the index takes from it: Pagefind reads that in half of the time."""
    blocks = [block[0] for block in SEARCHED.finditer(page)]
    if not blocks or any(block.count("<div") != block.count("</div") for block in blocks):
        return page
    return "".join(WITHOUT_MEANING.sub("", block) for block in blocks)


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
