"""The search index: Pagefind over the built incident pages, for each language of texts in parts of some years.

An incident is indexed once, from its page in the language of its text (generator/pages/searched.py), with what its
other pages say in other words. The browser loads the newest part for a first answer and merges the others in behind
it; a part is made anew alone, and no run of Pagefind holds more than one. Pagefind finds words and nothing else:
what narrows and orders its results is another file's matter (generator/pages/views/filters.py), in which incidents
stand in the order of parts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pagefind_bin import get_executable

from generator.archive.addresses import incident_address
from generator.archive.parts import IndexPart, parts_by_language
from generator.pages.language import LANGUAGES, Language, by_code
from generator.records import many_files
from generator.records.parallel import in_processes
from generator.site.brief import brief_folder
from generator.site.commands import output_of
from generator.site.pagefind_files import PartFiles, named_by_place
from generator.site.pagefind_pages import Places, numbered_by_place, pages_of_words, put_pages

FOLDER = "pagefind"
# Pagefind's own search pages, for the archive has one of its own, and the same program once more for a worker.
UNUSED = "pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js"
PROGRAM = "pagefind.js", "wasm.*"  # the newest part has them for all
PAGE = "index.html"
PAGE_END = b"</html>"
SEARCHED, BLOCK, BLOCK_END = b" data-pagefind-body>", b"\n<div ", b"\n</div>\n"
OWN = rb'(?: (?!data-pagefind)[\w-]+="[^"]*")*'  # attributes that say nothing to Pagefind
TAG = re.compile(rb"<[^>]*>")
IGNORED = re.compile(rb"<(\w+)[^>]* data-pagefind-ignore[^>]*>.*?</\1>", re.DOTALL)
FIELD = re.compile(rb'<(\w+)[^>]* data-pagefind-meta="(\w+)[",][^>]*>(.*?)</\1>', re.DOTALL)
OTHER_WORDS = (  # the bar is a sign that what follows is not to be quoted
    b'<div data-pagefind-body><div data-pagefind-ignore>%b</div><p data-pagefind-weight="0.2">\xc2\xa6 %b</p></div>'
)
# What the index takes nothing from but the words in the group. Anchors are among it: results are whole pages.
WITHOUT_MEANING = (
    re.compile(rb"<nav" + OWN + rb" data-pagefind-ignore.*?</nav>", re.DOTALL),
    re.compile(rb"<(?:a|abbr|em|q|span|strong|time)" + OWN + rb">([^<]*)</\w+>"),
    re.compile(rb"<(?:p|span|sup)" + OWN + rb" data-pagefind-ignore>[^<]*</\w+>"),
    re.compile(rb' (?:aria-[\w-]+|class|href|hreflang|id|rel|title)="[^"]*"'),
)


@dataclass(frozen=True)
class Part:
    """A part of the index, of incidents whose texts are in one language."""

    language: Language
    part: IndexPart
    is_newest: bool

    @property
    def folder(self) -> str:
        """Return the part's place on the site."""
        return f"{FOLDER}/{self.language.code}/{self.part.name}"

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Return the place of each page in the part, by its address."""
        return {f"/{incident_address(each)}": place for place, each in enumerate(self.part.incidents)}


def parts_of(languages: Mapping[str, str]) -> Iterator[Part]:
    """Yield the parts that published incidents make, given with the codes of the languages they are searched in."""
    for code, parts in parts_by_language(languages).items():
        for part in parts:
            yield Part(by_code(code), part, is_newest=part is parts[0])


class Change(NamedTuple):
    """What a part was, and which of its incidents have come or have other pages; the others of before are gone."""

    before: Part
    arriving: Sequence[str]

    def departing(self, part: Part) -> Iterator[str]:
        """Yield the incidents of before whose pages are of the part no more as they were."""
        staying = {*part.part.incidents} - {*self.arriving}
        return (each for each in self.before.part.incidents if each not in staying)


def index_site(site: Path, languages: Mapping[str, str]) -> None:
    """Write the index of the built pages of published incidents, given as to `parts_of`, to `site`/pagefind/."""
    parts = largest_first(parts_of(languages))
    in_processes(partial(index_part, site, (site,)), parts, worthwhile=2)


def largest_first(parts: Iterable[Part]) -> list[Part]:
    """Return parts in the order in which to begin them, so that none that takes long is left to the end."""
    return sorted(parts, key=lambda part: -len(part.part.incidents))


def index_part(target: Path, sites: Sequence[Path], part: Part) -> None:
    """Write a part of the index to `target`; a page is taken from the first site that has it."""
    index = target / part.folder
    _run_pagefind(target.parent, index, part.language, _lean_pages(sites, part, part.part.incidents))
    for pattern in UNUSED if part.is_newest else (*UNUSED, *PROGRAM):
        for path in index.glob(pattern):
            path.unlink()
    for path in index.glob("wasm.*"):
        if path.name != f"wasm.{part.language.code}.pagefind":
            path.unlink()
    files = named_by_place(index, part.part.name, part.places)
    numbered_by_place(files, part.part.name).write(index, {})


def renew_part(target: Path, sites: Sequence[Path], part: Part, change: Change) -> set[str]:
    """Write to `target` what becomes different in a part on the last of the `sites` by a change of some pages.

    Returns the names of the part's files that are no longer wanted. Raises OtherPartError where all of it is to be
    made anew.
    """
    before = sites[-1] / part.folder
    files = PartFiles.read(before)
    places = Places(change.before.places, part.places)
    departing = {places.before[f"/{incident_address(each)}"] for each in change.departing(part)}
    root = target.parent
    with brief_folder(root) as name:
        fresh = Path(name)
        of_words = pages_of_words(before, files, part.part.name, departing)
        _run_pagefind(root, fresh, part.language, chain(_lean_pages(sites, part, change.arriving), of_words))
        return put_pages(before, files, fresh, target / part.folder, part.part.name, places)


def _run_pagefind(root: Path, index: Path, language: Language, pages: Iterable[tuple[str, bytes]]) -> None:
    """Index pages, given as their addresses and their HTML; their numbers are as Pagefind finds them, by chance."""
    with brief_folder(root) as folder:
        for address, page in pages:
            many_files.make_folder(f"{folder}/{address}")
            many_files.write(f"{folder}/{address}{PAGE}", page)
        options = ["--site", folder, "--output-path", str(index), "--force-language", language.code]
        output_of([str(get_executable()), *options], Path(folder))


def _lean_pages(sites: Sequence[Path], part: Part, identifiers: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    others = [language for language in LANGUAGES if language is not part.language]
    for identifier in identifiers:
        address = incident_address(identifier)
        page = _built(sites, f"{part.language.prefix}{address}")
        twins = {language.code: _built(sites, f"{language.prefix}{address}") for language in others}
        yield address, _with(lean(page), other_words(page, twins))


def _with(page: bytes, words: bytes) -> bytes:
    """Return a page with something at its end, behind which Pagefind takes nothing."""
    before, end, _ = page.rpartition(PAGE_END)
    return before + words + end if end else page + words


def _built(sites: Sequence[Path], address: str) -> bytes:
    """Return a page as the first site has it that has one."""
    *first, last = (f"{site}/{address}{PAGE}" for site in sites)
    for path in first:
        with suppress(FileNotFoundError):
            return many_files.content_of(path)
    return many_files.content_of(last)


def lean(page: bytes) -> bytes:
    """Return of a built incident page what the index takes from it, which is read in two thirds of the time."""
    blocks = list(_searched(page))
    if not blocks or any(block.count(b"<div") != block.count(b"</div") for block in blocks):
        return page
    text = b"".join(blocks)
    for pattern in WITHOUT_MEANING:
        text = b"".join(pattern.split(text))  # faster than sub, by far where a group is kept
    return b"<html>" + text + PAGE_END


def other_words(page: bytes, twins: Mapping[str, bytes]) -> bytes:
    """Return for the index what the same page in other languages, by their codes, says in other words.

    These are fields under names of their own, as `verdict-de`, and words behind a bar.
    """
    fields, words = _said(page)
    known = {*words}
    told, found = [], []
    for code, twin in twins.items():
        other_fields, others = _said(twin)
        own = {name: text for name, text in other_fields.items() if text != fields.get(name)}
        told += [b'<b data-pagefind-meta="%b-%b">%b</b>' % (name, code.encode(), own[name]) for name in own]
        found += [word for word in dict.fromkeys(others) if word not in known]
    return OTHER_WORDS % (b"".join(told), b" ".join(found))


def _said(page: bytes) -> tuple[dict[bytes, bytes], list[bytes]]:
    """Return the fields of a page whose value is a text, with that, and its words that are searched."""
    text = b"".join(_searched(page))
    fields = {name: b"".join(TAG.split(value)).strip() for _, name, value in FIELD.findall(text)}
    for pattern in (IGNORED, TAG):
        text = b" ".join(pattern.split(text)[:: pattern.groups + 1])
    return fields, text.split()


def _searched(page: bytes) -> Iterator[bytes]:
    """Yield the blocks of a page that are marked for the index; one that does not end goes to the page's end."""
    end = 0
    while (mark := page.find(SEARCHED, end)) >= 0:
        start = page.rfind(BLOCK, end, mark) + 1
        last = page.find(BLOCK_END, mark)
        end = last + len(BLOCK_END) - 1 if last >= 0 else len(page)
        yield page[start:end]
