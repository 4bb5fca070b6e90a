"""Some pages of a part of the index put into it, or taken out: far less work than indexing all anew.

What comes of it is, byte for byte, what Pagefind makes of all pages of the part; a test says so.
"""

import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, repeat
from operator import sub
from pathlib import Path
from typing import NamedTuple

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
    moved_page,
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


def numbered_by_place(files: PartFiles, part: str) -> PartFiles:
    """Return the files of a part in our form, with the newest page as the first one, the same on every machine.

    Pagefind numbers pages as their folder lists them: on most systems that have a folder in memory the newest comes
    first, on some the oldest, and on a disk they come by chance.
    """
    pages = sorted(_pages_of(files), key=lambda page: place_of(page.name, part), reverse=True)
    numbers = {page.number: number for number, page in enumerate(pages)}
    entries = files.entries
    if any(number != before for before, number in numbers.items()):
        found = dict(entries)
        entries = _replaced(found, {}, found.keys(), numbers)
    return files.with_pages([(page.name, page.words) for page in pages]).with_words(entries)


class Places(NamedTuple):
    """The place of each page in a part by its address: as it was, and as it is."""

    before: Mapping[str, int]
    now: Mapping[str, int]


class _Page(NamedTuple):
    """A page of an index: its number there, the name of its file, and how many words it has."""

    number: int
    name: str
    words: int


class _Fresh(NamedTuple):
    """What is indexed afresh: `pages` that are new or have changed by address, the `fields` that they tell.

    `counted` says how many words the old pages had, by place.
    """

    pages: Mapping[str, _Page]
    fields: Collection[str]
    counted: Mapping[int, int]


class _LaidOut(NamedTuple):
    """The pages of a part; and by the numbers that they had, those of the `fresh` ones and of the `kept` ones."""

    pages: Collection[_Page]
    fresh: Mapping[int, int]
    kept: Mapping[int, int]


def put_pages(before: Path, files: PartFiles, fresh: Path, target: Path, part: str, places: Places) -> set[str]:
    """Write to `target` what becomes different in a part by the pages that are indexed in `fresh`.

    The part lies in the folder `before`, and `files` are its own. Among the fresh pages are those that are new or
    have changed, and the `pages_of_words` of those that they replace or that are gone. Returns the names of the
    files that are no longer of the part. Raises OtherPartError where its pages tell other fields than before, or
    where it was made in another way.
    """
    new = PartFiles.read(fresh)
    if _of_all_pages(files) != _of_all_pages(new):
        raise OtherPartError
    for folder in ("index", "fragment"):
        (target / folder).mkdir(parents=True)
    arriving = _read_fresh(fresh, new)
    old = {place_of(page.name, part): page for page in _pages_of(files)}
    laid_out = _lay_out(before, fresh, target, part, places, old, arriving.pages)
    _refuse_other_fields(before, files, arriving.fields, laid_out.kept)
    fields = [files.contents[FIELDS].index(field) for field in new.contents[FIELDS]]
    words = {word: _moved(entry, laid_out.fresh, fields) for word, entry in new.entries}
    entries = dict(files.entries)
    is_known = all(old[place].words == count for place, count in arriving.counted.items())  # which words they had
    is_shifted = any(number != old_number for old_number, number in laid_out.kept.items())
    leaving = words.keys() if is_known and not is_shifted else entries.keys()
    replaced = _replaced(entries, words, leaving, laid_out.kept)
    pages = [(page.name, page.words) for page in sorted(laid_out.pages)]
    made = files.with_pages(pages).with_words(replaced)
    made.write(target, files.words)
    return files.names - made.names


def _lay_out(
    before: Path,
    fresh: Path,
    target: Path,
    part: str,
    places: Places,
    old: Mapping[int, _Page],
    arriving: Mapping[str, _Page],
) -> _LaidOut:
    """Give each page its number and its name, and put the files of those that get another name into `target`."""
    numbers = _numbers_of([*old], places)
    laid_out: list[_Page] = []
    moved: dict[int, int] = {}
    kept: dict[int, int] = {}
    for address, place in places.now.items():
        number = numbers[place]
        if page := arriving.get(address):
            moved[page.number] = number
            path = fresh / page_file(page.name)
            name = name_of_page(path.read_bytes(), part, place)
            shutil.move(path, target / page_file(name))
        else:
            page = old[places.before[address]]
            kept[page.number] = number
            name = moved_page(page.name, part, place)
            if name != page.name:
                shutil.copyfile(before / page_file(page.name), target / page_file(name))
        laid_out.append(_Page(number, name, page.words))
    return _LaidOut(laid_out, moved, kept)


def _pages_of(index: PartFiles) -> Iterator[_Page]:
    return (_Page(number, name, words) for number, (name, words) in enumerate(index.contents[PAGES]))


def _numbers_of(old_places: list[int], places: Places) -> Mapping[int, int]:
    """Return the number of the page at each place, where the old ones are given in the order of their numbers.

    Raises OtherPartError where these are not those of our form (see `numbered_by_place`).
    """
    if old_places != sorted(old_places, reverse=True):
        raise OtherPartError
    return {place: number for number, place in enumerate(sorted(places.now.values(), reverse=True))}


def _read_fresh(fresh: Path, index: PartFiles) -> _Fresh:
    pages: dict[str, _Page] = {}
    fields: set[str] = set()
    counted: dict[int, int] = {}
    for page in _pages_of(index):
        told = told_of(fresh / page_file(page.name))
        _, kind, old_place, *_ = told["url"].split("/")
        if kind == BODY:
            counted[int(old_place)] = page.words
        elif kind != META:
            pages[told["url"]] = page
            fields |= told["meta"].keys()
    return _Fresh(pages, fields, counted)


def _refuse_other_fields(before: Path, files: PartFiles, fields: Collection[str], kept: Iterable[int]) -> None:
    """Raise OtherPartError where a fresh page tells a field that none told, or none tells one any more."""
    known = set(files.contents[FIELDS])
    told = set(fields)
    others = (told_of(before / page_file(files.contents[PAGES][number][0]))["meta"] for number in kept)
    while known - told:
        page = next(others, None)
        if page is None:
            raise OtherPartError
        told |= page.keys()
    if told != known:
        raise OtherPartError


def _of_all_pages(files: PartFiles) -> list[object]:
    """Return what is said of all pages at once: Pagefind's version, the letters of words, filters and orders."""
    entry = {**files.entry, "languages": list(files.entry["languages"])}
    return [entry, *(said for place, said in enumerate(files.contents) if place not in (PAGES, WORDS, FIELDS))]


def _replaced(
    entries: Mapping[str, bytes],
    arriving: Mapping[str, Forms],
    leaving: Collection[str],
    kept: Mapping[int, int],
) -> Iterator[tuple[str, bytes]]:
    """Yield the entries in order with what arrives.

    Those of words `leaving` say no more of other pages than are `kept`, and these by the numbers they have now.
    """
    for word in sorted(entries.keys() | arriving.keys()):
        if word not in leaving and not arriving.get(word):
            yield word, entries[word]
            continue
        forms = forms_of(entries[word]) if word in entries else {}
        staying = {
            form: {kept[number]: said for number, said in pages.items() if number in kept}
            for form, pages in forms.items()
        }
        if staying == forms and not arriving.get(word):
            yield word, entries[word]
        elif any((merged := _merged(staying, arriving.get(word, {}))).values()):
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


def _merged(staying: Forms, arriving: Forms) -> Forms:
    """Return the forms with the pages that stay and those that arrive, in Pagefind's order.

    This is the order of the pages on which it first meets the forms; on the same page, the order of their letters.
    """
    forms: Forms = {}
    for form in sorted({ITSELF, *staying, *arriving}):  # itself comes first, for it is empty
        pages = {**staying.get(form, {}), **arriving.get(form, {})}
        if pages or form == ITSELF:
            forms[form] = dict(sorted(pages.items()))
    others = sorted((form for form in forms if form != ITSELF), key=lambda form: next(iter(forms[form])))
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
