"""Pagefind's own files, put into the form that costs a reader little.

A page's file, its fragment, is named after the page's place in its part, so that a result tells which incident it
is. The files of words are cut anew: Pagefind makes them of some 25 KB and cuts between any two words. The browser
loads of each part the one file that has the word asked for, and knows the words that begin with it from this one
alone. So the files are smaller here, and words that begin with the same letters stay together.
"""

import base64
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import cbor2

from generator.records import many_files

ENTRY_FILE = "pagefind-entry.json"
PAGE_FOLDER = "fragment/"
SIGNATURE = b"pagefind_dcd"  # what each of Pagefind's compressed files begins with, inside
PAGES, WORDS = 1, 2  # places in the table of contents of [name of a fragment, words] and [first word, last, name]
TOGETHER = 3  # letters: words that begin with the same are in one file
LARGE = 8_000  # bytes, from which on a file of words takes no more
HEAVY = 6_000  # bytes of words that begin alike, which are often asked for, and so
LITTLE = 1_500  # bytes at most come before these in their file
DIGITS = 3  # of a digest in the name of a page's file; search-index.js takes them off
LEVEL = 5  # of compression: the next one takes half as long again, for 1 % fewer bytes
SHORT = 6  # digits of a digest in the name of a file of words; more where two would be the same
LAST = "\U0010ffff"  # comes after every letter
ADDRESS = re.compile(SIGNATURE + rb'{"url":"([^"\\]+)"')  # what a page's file begins with
ADDRESS_END = 300  # bytes, within which it ends
GZIP = zlib.MAX_WBITS | 16  # of zlib, for the format of gzip
# What is said of a value in its first byte (RFC 8949, 3), to which a number below 24 is added.
NUMBER, TEXT, LIST = 0x00, 0x60, 0x80
SHORTEST = 24
ENTRY = re.compile(rb"\x83[\x60-\x7b]")  # what an entry of a file of words begins with: a list of three, and a text


@dataclass
class _WordFile:
    """Entries that are written to one file, and what the first and the last of their words begin with."""

    first: str
    last: str = ""
    entries: list[bytes] = field(default_factory=list)
    size: int = 0


@dataclass(frozen=True)
class PartFiles:
    """What Pagefind's files of a part say: its entry, its table of contents, and by name its files of words."""

    entry: dict[str, Any]
    contents: list[Any]
    words: Mapping[str, bytes]

    @classmethod
    def read(cls, index: Path) -> "PartFiles":
        """Read the files in the folder `index`, whether they are in our form or not."""
        entry = json.loads((index / ENTRY_FILE).read_text(encoding="utf-8"))
        contents = cbor2.loads(_read(index / _contents_file(entry)))
        words = {name: _read(index / _word_file(name)) for _, _, name in contents[WORDS]}
        return cls(entry, contents, words)

    @property
    def entries(self) -> Iterator[tuple[str, bytes]]:
        """Yield each word in order, with its entry as it is written."""
        return (entry for content in self.words.values() for entry in entries_of(content))

    @property
    def names(self) -> set[str]:
        """Return the names of the files, but for the entry's, which is always the same."""
        return {
            _contents_file(self.entry),
            *(page_file(name) for name, _ in self.contents[PAGES]),
            *map(_word_file, self.words),
        }

    def with_pages(self, pages: Sequence[Sequence[Any]]) -> "PartFiles":
        """Return the files with other names of pages, each with its number of words."""
        contents = list(self.contents)
        contents[PAGES] = pages
        return PartFiles(self.entry, contents, self.words)

    def with_words(self, entries: Iterable[tuple[str, bytes]]) -> "PartFiles":
        """Return the files that say these words of the same pages, in our form."""
        words, ranges = _cut_words(entries)
        contents = list(self.contents)
        contents[WORDS] = ranges
        ((language, details),) = self.entry["languages"].items()
        name = f"{language}_{_digest(cbor2.dumps(contents))}"
        named = {**details, "page_count": len(contents[PAGES]), "hash": name}
        return PartFiles({**self.entry, "languages": {language: named}}, contents, words)

    def write(self, index: Path, before: Mapping[str, bytes]) -> None:
        """Write all but the pages' files to the folder `index`, and no file of words that is as `before`."""
        for name, content in self.words.items():
            if before.get(name) != content:
                _write(index / _word_file(name), content)
        _write(index / _contents_file(self.entry), cbor2.dumps(self.contents))
        text = json.dumps(self.entry, ensure_ascii=False, sort_keys=True)
        (index / ENTRY_FILE).write_text(text, encoding="utf-8")


def named_by_place(index: Path, part: str, places: Mapping[str, int]) -> PartFiles:
    """Rename the files of pages in the folder `index`, and take the others from there; return what these say.

    `places` are those of the pages by their addresses.
    """
    files = PartFiles.read(index)
    for name in files.names:
        if not name.startswith(PAGE_FOLDER):
            (index / name).unlink()
    for page in files.contents[PAGES]:
        file = f"{index}/{page_file(page[0])}"
        packed = many_files.content_of(file)
        page[0] = name_of_page(packed, part, places[_address_of(packed)])
        many_files.rename(file, f"{index}/{page_file(page[0])}")
    return files


def name_of_page(packed: bytes, part: str, place: int) -> str:
    """Return the name that a page's file gets: part, place and a little of its digest, for browsers keep files."""
    return _name_at(part, place, _digest(packed)[:DIGITS])


def moved_page(name: str, part: str, place: int) -> str:
    """Return the name that a page's file gets at another place of its part."""
    return _name_at(part, place, name[-DIGITS:])


def _name_at(part: str, place: int, digits: str) -> str:
    return f"{part}_{place}{digits}"


def place_of(name: str, part: str) -> int:
    """Return the place in its part of the page whose file has this name."""
    return int(name.removeprefix(f"{part}_")[:-DIGITS])


def told_of(path: Path) -> dict[str, Any]:
    """Return what a page's file says: its `url`, its `content` as text, its fields as `meta`."""
    return _told(path.read_bytes())


def page_file(name: str) -> str:
    """Return where a page's file of this name stands in the part's folder."""
    return f"{PAGE_FOLDER}{name}.pf_fragment"


def _told(packed: bytes) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_unpacked(packed))
    return told


def _address_of(packed: bytes) -> str:
    """Return the address of the page that a file is of: to read all that it says takes five times as long."""
    beginning = zlib.decompressobj(GZIP).decompress(packed, ADDRESS_END)
    found = ADDRESS.match(beginning)
    return found[1].decode() if found else str(_told(packed)["url"])


def _contents_file(entry: Mapping[str, Any]) -> str:
    ((_, details),) = entry["languages"].items()
    return f"pagefind.{details['hash']}.pf_meta"


def _word_file(name: str) -> str:
    return f"index/{name}.pf_index"


def _cut_words(entries: Iterable[tuple[str, bytes]]) -> tuple[dict[str, bytes], list[tuple[str, str, str]]]:
    """Return the files of words by name, and for each the range of words that it answers for, and its name."""
    files: dict[str, bytes] = {}
    ranges = []
    for file in _grouped(entries):
        content = b"".join((b"\x81", head(LIST, len(file.entries)), *file.entries))
        digest = _digest(content)
        name = next(digest[:length] for length in range(SHORT, len(digest) + 1) if digest[:length] not in files)
        files[name] = content
        ranges.append((file.first, _end_of(file.last), name))
    return files, ranges


def _end_of(beginning: str) -> str:
    """Return what no word comes after that begins so; a shorter beginning is a word itself, and the only one."""
    return beginning + LAST if len(beginning) == TOGETHER else beginning


def _grouped(entries: Iterable[tuple[str, bytes]]) -> Iterator[_WordFile]:
    """Yield the files that entries make; those whose words begin alike are in the same one."""
    file = None
    for beginning, group in groupby(entries, key=lambda entry: entry[0][:TOGETHER]):
        alike = [content for _, content in group]
        size = sum(map(len, alike))
        if file is None or file.size >= (LITTLE if size >= HEAVY else LARGE):
            if file:
                yield file
            file = _WordFile(beginning)
        file.last = beginning
        file.entries += alike
        file.size += size
    if file:
        yield file


def entries_of(content: bytes) -> list[tuple[str, bytes]]:
    """Return each word of a file of words with its entry as it is written.

    Reading all takes half as long as Pagefind itself, and only the words are needed. So beginnings of entries are
    looked for; none is missed, and where something else looks like one (the ă in Chișinău), there are more than the
    list is long, and all is read after all.
    """
    count, start = number_at(content, 1, LIST)
    starts = [found.start() for found in ENTRY.finditer(content, start)]
    if len(starts) != count:
        (entries,) = cbor2.loads(content)
        return [(entry[0], cbor2.dumps(entry)) for entry in entries]
    pieces = [content[one:other] for one, other in zip(starts, [*starts[1:], len(content)], strict=True)]
    return [(_word_of(piece), piece) for piece in pieces]


def _word_of(entry: bytes) -> str:
    word, _ = text_at(entry, 1)
    return word


def text_at(content: bytes, place: int) -> tuple[str, int]:
    """Return the text that begins at a place, and where it ends."""
    length, start = number_at(content, place, TEXT)
    return content[start : start + length].decode(), start + length


def number_at(content: bytes, place: int, kind: int) -> tuple[int, int]:
    """Return the number in the head that stands at a place, and where the head ends (RFC 8949, 3)."""
    short = content[place] - kind
    if short < SHORTEST:
        return short, place + 1
    end = place + 1 + (1 << short - SHORTEST)
    return int.from_bytes(content[place + 1 : end], "big"), end


def head(kind: int, number: int) -> bytes:
    """Return the head of a number, of a text of so many bytes, or of a list of so many things (RFC 8949, 3)."""
    if number < SHORTEST:
        return bytes([kind + number])
    power = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([kind + SHORTEST + power]) + number.to_bytes(1 << power, "big")


def _digest(content: bytes) -> str:
    """Return a digest in letters and digits of one case, which say more than hexadecimal ones in as many bytes."""
    return base64.b32encode(hashlib.sha256(content).digest()).decode().lower()[:10]


def _read(path: Path) -> bytes:
    return _unpacked(path.read_bytes())


def _unpacked(packed: bytes) -> bytes:
    return gzip.decompress(packed).removeprefix(SIGNATURE)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(gzip.compress(SIGNATURE + content, LEVEL, mtime=0))
