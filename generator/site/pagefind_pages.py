"""Some pages of a part of the index put in place of what it says of them: far less work than indexing all anew.

What comes of it is, byte for byte, what Pagefind makes of all pages of the part; a test says so.
"""

import re
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, repeat
from operator import sub
from pathlib import Path

import cbor2
from markupsafe import escape

from generator.site.pagefind_files import (
    LIST,
    NUMBER,
    PAGES,
    TEXT,
    WORDS,
    PartFiles,
    head,
    name_of_page,
    number_at,
    page_file,
    place_of,
    text_at,
    told_of,
)

FIELDS = 5  # the place in the table of contents of the names of the pages' fields
BODY, META = "text-before", "fields-before"  # the folders of pages that have the words of others
ITSELF = ""  # stands for a word as it is written without accents
# A page in an entry: a list of three, the page's number less that of the one before it, and two lists of numbers.
# To read and write thousands of them as values takes four times as long as to find them and leave them as they are.
LIST_OF_THREE, LIST_OF_TWO = head(LIST, 3), head(LIST, 2)
POSITIVE = rb"(?:[\x00-\x17]|\x18.|\x19..|\x1a.{4})"
NUMBERS = rb"(?:[\x80-\x97]|\x98.|\x99..)(?:[\x18\x38].|[\x00-\x17\x20-\x37]|[\x19\x39]..|[\x1a\x3a].{4})*+"
PAGE_OF_WORD = re.compile(LIST_OF_THREE + rb"(" + POSITIVE + rb")(" + NUMBERS * 2 + rb")", re.DOTALL)

Pages = dict[int, bytes]  # by number in the part: the places of a word in the text and in the fields, as written
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
            for kind, text in ((BODY, told["content"]), (META, " ".join(told["meta"].values()))):
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
        if kind == BODY:
            is_known &= words == files.contents[PAGES][numbers[int(old_place)]][1]
        elif kind != META:
            place = places[told["url"]]
            number = moved[fresh_number] = numbers[place]
            if told["meta"].keys() != told_of(before / page_file(pages[number][0]))["meta"].keys():
                raise OtherPartError
            pages[number] = [name_of_page(path.read_bytes(), part, place), words]
            shutil.move(path, target / page_file(pages[number][0]))
    fields = [files.contents[FIELDS].index(field) for field in new.contents[FIELDS]]
    arriving = {word: _moved(entry, moved, fields) for word, entry in new.entries}
    entries = dict(files.entries)
    leaving = arriving.keys() if is_known else entries.keys()
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
        forms = forms_of(entries[word]) if word in entries else {}
        if not arriving.get(word) and not any(number in pages for pages in forms.values() for number in changed):
            yield word, entries[word]
        elif any((merged := _merged(forms, arriving.get(word, {}), changed)).values()):
            yield word, entry_of(word, merged)


def forms_of(entry: bytes) -> Forms:
    """Return the pages of an entry by their numbers. Raises OtherPartError where it is written in another way."""
    _, place = text_at(entry, 1)
    forms: Forms = {}
    forms[ITSELF], place = _pages_at(entry, place)
    others, place = number_at(entry, place, LIST)
    for _ in range(others):
        form, place = text_at(entry, place + len(LIST_OF_TWO))
        forms[form], place = _pages_at(entry, place)
    if place != len(entry):
        raise OtherPartError
    return forms


def _pages_at(entry: bytes, place: int) -> tuple[Pages, int]:
    """Return the pages in the list that begins at a place, and where it ends."""
    count, begin = number_at(entry, place, LIST)
    found = PAGE_OF_WORD.findall(entry, begin)[:count]
    if len(found) < count:
        raise OtherPartError
    if not found:
        return {}, begin
    steps, pages = zip(*found, strict=True)
    length = len(found) * len(LIST_OF_THREE) + sum(map(len, steps)) + sum(map(len, pages))
    return dict(zip(accumulate(map(_number, steps)), pages, strict=True)), begin + length


@lru_cache
def _number(written: bytes) -> int:
    number, _ = number_at(written, 0, NUMBER)
    return number


@lru_cache
def _written(number: int) -> bytes:
    return head(NUMBER, number)


def _moved(entry: bytes, numbers: Mapping[int, int], fields: Sequence[int]) -> Forms:
    """Return what an entry says of the new pages, with the numbers that they and their fields have in the part."""
    _, itself, others = cbor2.loads(entry)
    moved: Forms = {}
    for form, pages in ((ITSELF, itself), *others):
        for number, (_, places, in_fields) in zip(accumulate(page[0] for page in pages), pages, strict=True):
            if number in numbers:
                said = cbor2.dumps(places) + cbor2.dumps([_field(each, fields) for each in in_fields])
                moved.setdefault(form, {})[numbers[number]] = said
    return moved


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


def entry_of(word: str, forms: Forms) -> bytes:
    """Return what is written of a word, whose first form is the word itself."""
    itself, *others = forms.items()
    written = (LIST_OF_TWO + _text(form) + _list(pages) for form, pages in others)
    return b"".join((LIST_OF_THREE, _text(word), _list(itself[1]), head(LIST, len(others)), *written))


def _text(text: str) -> bytes:
    content = text.encode()
    return head(TEXT, len(content)) + content


def _list(pages: Pages) -> bytes:
    steps = map(_written, map(sub, pages, (0, *pages)))
    written = zip(repeat(LIST_OF_THREE), steps, pages.values(), strict=False)
    return head(LIST, len(pages)) + b"".join(chain.from_iterable(written))
