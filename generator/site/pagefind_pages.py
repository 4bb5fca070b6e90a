"""Some pages of a part of the index put in place of what it says of them: far less work than indexing all anew.

What comes of it is, byte for byte, what Pagefind makes of all pages of the part; a test says so.
"""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2
from markupsafe import escape

from generator.site.pagefind_files import (
    PAGES,
    WORDS,
    PartFiles,
    name_of_page,
    page_file,
    place_of,
    told_of,
)

FIELDS = 5  # the place in the table of contents of the names of the pages' fields
TEXT, META = "text-before", "fields-before"  # the folders of pages that have the words of others
ITSELF = ""  # stands for a word as it is written without accents

Pages = dict[int, Sequence[Any]]  # by number in the part: the places of a word in the text, and in the fields
Forms = dict[str, Pages]  # a word's pages as it is, and by each way to write it with accents


class OtherPartError(ValueError):
    """The pages cannot be put into the part, for what it says of all pages would change."""


def pages_of_words(
    index: Path, files: PartFiles, part: str, places: Collection[int]
) -> Iterator[tuple[str, bytes]]:
    """Yield pages with the words that some pages have in the index, each with its address.

    When they are indexed with what comes in their place, it is known which words may stand on them no more: to ask
    every word of the part takes longer than all else.
    """
    for name, _ in files.contents[PAGES]:
        place = place_of(name, part)
        if place in places:
            told = told_of(index / page_file(name))
            for kind, text in ((TEXT, told["content"]), (META, " ".join(told["meta"].values()))):
                page = f"<html><body data-pagefind-body><p>{escape(text)}</p></body></html>"
                yield f"{kind}/{place}/", page.encode()


def put_pages(
    before: Path, files: PartFiles, fresh: Path, target: Path, part: str, places: Mapping[str, int]
) -> set[str]:
    """Write to `target` what becomes different in a part by the pages that are indexed in `fresh`.

    The part lies in the folder `before`, `files` are its own, `places` those of its pages by address. It has
    a page for each of the fresh ones, among which are also the `pages_of_words` of those that they replace. Returns
    the names of the files that are no longer of the part. Raises OtherPartError where a page has other fields than
    before, or the part was made in another way.
    """
    new = PartFiles.read(fresh)
    if _of_all_pages(files) != _of_all_pages(new):
        raise OtherPartError
    for folder in ("index", "fragment"):
        (target / folder).mkdir(parents=True)
    numbers = {place_of(name, part): number for number, (name, _) in enumerate(files.contents[PAGES])}
    pages = [*files.contents[PAGES]]
    moved: dict[int, int] = {}  # from the numbers of the new pages to those that they have in the part
    is_known = True  # which words the old pages have
    for fresh_number, (name, words) in enumerate(new.contents[PAGES]):
        path = fresh / page_file(name)
        told = told_of(path)
        _, kind, old_place, *_ = told["url"].split("/")
        if kind == TEXT:
            is_known &= words == files.contents[PAGES][numbers[int(old_place)]][1]
        elif kind != META:
            place = places[told["url"]]
            number = moved[fresh_number] = numbers[place]
            if told["meta"].keys() != told_of(before / page_file(pages[number][0]))["meta"].keys():
                raise OtherPartError
            pages[number] = [name_of_page(path.read_bytes(), part, place), words]
            shutil.move(path, target / page_file(pages[number][0]))
    fields = [files.contents[FIELDS].index(field) for field in new.contents[FIELDS]]
    forms = {word: _forms(cbor2.loads(entry)) for word, entry in new.entries}
    arriving = {word: _moved(each, moved, fields) for word, each in forms.items()}
    entries = dict(files.entries)
    leaving = forms.keys() if is_known else entries.keys()
    made = files.with_pages(pages).with_words(_replaced(entries, arriving, leaving, set(moved.values())))
    made.write(target, files.words)
    return files.names - made.names


def _of_all_pages(files: PartFiles) -> list[object]:
    """Return what is said of all pages at once: Pagefind's version, the letters of words, filters and orders."""
    entry = {**files.entry, "languages": list(files.entry["languages"])}
    return [entry, *(said for place, said in enumerate(files.contents) if place not in (PAGES, WORDS, FIELDS))]


def _replaced(
    entries: Mapping[str, bytes], arriving: Mapping[str, Forms], leaving: Collection[str], changed: Collection[int]
) -> Iterator[tuple[str, bytes]]:
    """Yield the entries in order with what arrives; those of words `leaving` say no more of the changed pages."""
    for word in sorted(entries.keys() | arriving.keys()):
        if word not in leaving and not arriving.get(word):
            yield word, entries[word]
            continue
        entry = cbor2.loads(entries[word]) if word in entries else [word, [], []]
        if not arriving.get(word) and not _names_any(entry, changed):
            yield word, entries[word]
        elif any((merged := _merged(_forms(entry), arriving.get(word, {}), changed)).values()):
            yield word, cbor2.dumps(_entry(word, merged))


def _names_any(entry: Sequence[Any], pages: Collection[int]) -> bool:
    """Say whether a word stands on any of some pages; an entry counts the pages from one to the next."""
    _, itself, others = entry
    return any(number in pages for each in (itself, *(form[1] for form in others)) for number in _numbers(each))


def _numbers(pages: Iterable[Sequence[Any]]) -> Iterator[int]:
    return accumulate(page[0] for page in pages)


def _forms(entry: Sequence[Any]) -> Forms:
    """Return the pages of an entry by their numbers."""
    _, itself, others = entry
    return {
        form: {number: page[1:] for number, page in zip(_numbers(pages), pages, strict=True)}
        for form, pages in ((ITSELF, itself), *others)
    }


def _moved(forms: Forms, numbers: Mapping[int, int], fields: Sequence[int]) -> Forms:
    """Return what is said of the new pages, with the numbers that they and their fields have in the part."""
    moved: Forms = {
        form: {
            numbers[page]: [places, [_field(each, fields) for each in in_fields]]
            for page, (places, in_fields) in pages.items()
            if page in numbers
        }
        for form, pages in forms.items()
    }
    return {form: pages for form, pages in moved.items() if pages}


def _field(number: int, fields: Sequence[int]) -> int:
    """Return what stands before the places in a field, -1 for the first, in the part's count; a place as it is."""
    return number if number >= 0 else -1 - fields[-1 - number]


def _merged(old: Forms, arriving: Forms, changed: Collection[int]) -> Forms:
    """Return the forms with the pages that are kept and those that arrive, in Pagefind's order.

    This is the order in which it first meets the forms; on the page where two are first met, that page's.
    """
    forms: Forms = {}
    for form in dict.fromkeys((ITSELF, *old, *arriving)):
        pages = {number: said for number, said in old.get(form, {}).items() if number not in changed}
        pages.update(arriving.get(form, {}))
        if pages or form == ITSELF:
            forms[form] = dict(sorted(pages.items()))
    before, now = list(old), list(arriving)

    def met(form: str) -> tuple[int, int]:
        first = next(iter(forms[form]))
        return first, (now if first in changed else before).index(form)

    others = sorted((form for form in forms if form != ITSELF), key=met)
    return {form: forms[form] for form in (ITSELF, *others)}


def _entry(word: str, forms: Forms) -> list[object]:
    itself, *others = ((form, _counted(pages)) for form, pages in forms.items())
    return [word, itself[1], others]


def _counted(pages: Pages) -> list[object]:
    return [[number - before, *said] for (number, said), before in zip(pages.items(), (0, *pages), strict=False)]
