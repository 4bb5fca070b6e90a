"""The search index: Pagefind over the built incident pages, for each language in parts of some years.

The browser loads the newest part for a first answer and merges the others in behind it; a part is made anew alone,
and no run of Pagefind holds more than one part. Pagefind finds words and nothing else: what narrows and orders its
results is another file's matter (generator/pages/views/filters.py), which counts incidents in the order of the
parts. So each fragment, Pagefind's file of one page, is named after its place in its part.
"""

import gzip
import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import cbor2

from generator.archive.addresses import incident_address
from generator.archive.parts import IndexPart, index_parts
from generator.pages.language import LANGUAGES, Language
from generator.records.parallel import in_processes
from generator.site.commands import module, output_of

FOLDER = "pagefind"
SIGNATURE = b"pagefind_dcd"  # what each of Pagefind's compressed files begins with, inside
UNUSED = "pagefind-*ui.*", "pagefind-highlight.js"  # Pagefind's own search pages; the archive has one of its own
PROGRAM = "pagefind.js", "pagefind-worker.js", "wasm.*"  # the newest part has them for all
SEARCHED, BLOCK, BLOCK_END = " data-pagefind-body>", "\n<div ", "\n</div>\n"
# What is written for others than the index: citations, which it leaves out, and attributes of no concern to it.
WITHOUT_MEANING = (
    re.compile("<sup [^>]*data-pagefind-ignore>.*?</sup>", re.DOTALL),
    *(re.compile(f' {name}="[^"]*"') for name in ("href", "title", "class", "rel", "hreflang")),
)
PAGES = 1  # the place in the index's table of contents of [name of the fragment, number of words]


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

    def address(self, identifier: str) -> str:
        """Return the place of an incident's page in the part's language."""
        return f"{self.language.prefix}{incident_address(identifier)}"


def parts_of(identifiers: Sequence[str], languages: Sequence[Language] = LANGUAGES) -> Iterator[Part]:
    """Yield the parts that some published incidents make."""
    parts = index_parts(identifiers)
    for language in languages:
        for part in parts:
            yield Part(language, part, is_newest=part is parts[0])


def index_site(site: Path, identifiers: Sequence[str], languages: Sequence[Language] = LANGUAGES) -> None:
    """Write the index of the built pages of published incidents to `site`/pagefind/."""
    index_parts_of(site, (site,), list(parts_of(identifiers, languages)))


def index_parts_of(target: Path, sites: Sequence[Path], parts: Sequence[Part]) -> None:
    """Write some parts of the index to `target`, side by side; a page is taken from the first site that has it."""
    largest_first = sorted(parts, key=lambda part: -len(part.part.incidents))
    in_processes(partial(_index_part, target, sites), largest_first, worthwhile=2)


def _index_part(target: Path, sites: Sequence[Path], part: Part) -> None:
    index = target / part.folder
    with tempfile.TemporaryDirectory() as folder:
        for identifier in part.part.incidents:
            _write_lean(Path(folder), sites, part, part.address(identifier))
        options = ["--site", folder, "--output-path", str(index), "--force-language", part.language.code]
        output_of([*module("pagefind_bin"), *options], target)
    for pattern in UNUSED if part.is_newest else (*UNUSED, *PROGRAM):
        for path in index.glob(pattern):
            path.unlink()
    for path in index.glob("wasm.*"):
        if path.name != f"wasm.{part.language.code}.pagefind":
            path.unlink()
    put_in_order(index, part)


def _write_lean(folder: Path, sites: Sequence[Path], part: Part, address: str) -> None:
    page = f"{address}index.html"
    found = next(site / page for site in sites if (site / page).is_file())
    place = folder / page
    place.parent.mkdir(parents=True)
    place.write_text(lean(found.read_text(encoding="utf-8"), part.language.code), encoding="utf-8")


def lean(page: str, language: str) -> str:
    """Return of a built incident page what the index takes from it: Pagefind reads that in half of the time."""
    blocks = list(_searched(page))
    if not blocks or any(block.count("<div") != block.count("</div") for block in blocks):
        return page
    text = "".join(blocks)
    for pattern in WITHOUT_MEANING:
        text = pattern.sub("", text)
    return f'<html lang="{language}">{text}</html>'


def _searched(page: str) -> Iterator[str]:
    """Yield the blocks of a page that are marked for the index."""
    end = 0
    while (mark := page.find(SEARCHED, end)) >= 0:
        start = page.rfind(BLOCK, end, mark) + 1
        end = page.find(BLOCK_END, mark) + len(BLOCK_END) - 1
        yield page[start:end]


def put_in_order(index: Path, part: Part) -> None:
    """Name each fragment of the index in the folder `index` after its place in the part."""
    entry_path = index / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text(encoding="utf-8"))
    ((language, details),) = entry["languages"].items()
    contents_path = index / f"pagefind.{details['hash']}.pf_meta"
    contents = _read(contents_path)
    places = {f"/{part.address(identifier)}": place for place, identifier in enumerate(part.part.incidents)}
    for page in contents[PAGES]:
        page[0] = _name_fragment(index / "fragment" / f"{page[0]}.pf_fragment", part.part.name, places)
    name = _write_named(contents_path, contents, f"pagefind.{language}_", ".pf_meta")
    details["hash"] = name.removeprefix("pagefind.")
    entry_path.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _name_fragment(path: Path, part: str, places: Mapping[str, int]) -> str:
    """Rename a page's file to part, place and a little of its digest, for browsers keep files; return the name."""
    content = gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE)
    digest = hashlib.sha256(content).hexdigest()[:3]
    name = f"{part}_{places[json.loads(content)['url']]}_{digest}"
    path.rename(path.with_stem(name))
    return name


def _read(path: Path) -> Any:
    content = gzip.decompress(path.read_bytes())
    return cbor2.loads(content.removeprefix(SIGNATURE))


def _write_named(path: Path, data: object, prefix: str, ending: str) -> str:
    """Write `data` in the place of `path`, under a name made of its content; return the name without its ending."""
    content = SIGNATURE + cbor2.dumps(data)
    name = prefix + hashlib.sha256(content).hexdigest()[:10]
    path.unlink()
    (path.parent / f"{name}{ending}").write_bytes(gzip.compress(content, mtime=0))
    return name
