"""Some pages of a part of the index put in place of what it says of them: far less work than indexing all anew.

What comes of it is, byte for byte, what Pagefind makes of all pages of the part; a test says so.
"""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2

from generator.site.pagefind_files import DIGITS, PAGES, WORDS, PartFiles, metadata_of, name_of_page, page_file

FIELDS = 5  # the place in the table of contents of the names of the pages' fields
ITSELF = ""  # stands for a word as it is written without accents

Pages = dict[int, Sequence[Any]]  # by number in the part: the places of a word in the text, and in the fields
Forms = dict[str, Pages]  # a word's pages as it is, and by each way to write it with accents


class OtherPartError(ValueError):
    """The pages cannot be put into the part, for what it says of all pages would change."""


def put_pages(before: Path, fresh: Path, target: Path, part: str, places: Mapping[str, int]) -> set[str]:
    """Write to `target` what becomes different in the part in the folder `before` by the pages indexed in `fresh`.

    It has had a page of each of these addresses; `places` are those of all its pages. Returns the names of the
    files that are no longer of the part. Raises OtherPartError where a page has other fields than before, or the
    part was made in another way.
    """
    old, new = PartFiles.read(before), PartFiles.read(fresh)
    if _of_all_pages(old) != _of_all_pages(new):
        raise OtherPartError
    for folder in ("index", "fragment"):
        (target / folder).mkdir(parents=True)
    numbers = {_place(name, part): number for number, (name, _) in enumerate(old.contents[PAGES])}
    contents = [*old.contents]
    contents[PAGES] = [*old.contents[PAGES]]
    changed = []
    for name, words in new.contents[PAGES]:
        path = fresh / page_file(name)
        name_in_part = name_of_page(path, part, places)
        number = numbers[_place(name_in_part, part)]
        if metadata_of(path) != metadata_of(before / page_file(contents[PAGES][number][0])):
            raise OtherPartError
        shutil.move(path, target / page_file(name_in_part))
        contents[PAGES][number] = [name_in_part, words]
        changed.append(number)
    fields = [old.contents[FIELDS].index(field) for field in new.contents[FIELDS]]
    arriving = {word: _moved(_forms(cbor2.loads(entry)), changed, fields) for word, entry in new.entries}
    made = PartFiles(old.entry, contents, {}).with_words(_replaced(dict(old.entries), arriving, set(changed)))
    made.write(target, old.words)
    return old.names - made.names


def _of_all_pages(files: PartFiles) -> list[object]:
    """Return what is said of all pages at once: Pagefind's version, the letters of words, filters and orders."""
    entry = {**files.entry, "languages": list(files.entry["languages"])}
    return [entry, *(said for place, said in enumerate(files.contents) if place not in (PAGES, WORDS, FIELDS))]


def _place(name: str, part: str) -> int:
    return int(name.removeprefix(f"{part}_")[:-DIGITS])


def _replaced(
    entries: Mapping[str, bytes], arriving: Mapping[str, Forms], changed: Collection[int]
) -> Iterator[tuple[str, bytes]]:
    """Yield the entries in order, without what they say of the changed pages, and with what arrives of these."""
    for word in sorted(entries.keys() | arriving.keys()):
        entry = cbor2.loads(entries[word]) if word in entries else [word, [], []]
        if word not in arriving and not _names_any(entry, changed):
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


def _moved(forms: Forms, numbers: Sequence[int], fields: Sequence[int]) -> Forms:
    """Return the same with the numbers that the pages and the fields have in the part."""
    return {
        form: {
            numbers[page]: [places, [_field(each, fields) for each in in_fields]]
            for page, (places, in_fields) in pages.items()
        }
        for form, pages in forms.items()
    }


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
