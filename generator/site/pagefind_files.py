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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import cbor2

SIGNATURE = b"pagefind_dcd"  # what each of Pagefind's compressed files begins with, inside
PAGES, WORDS = 1, 2  # places in the table of contents of [name of a fragment, words] and [first word, last, name]
TOGETHER = 3  # letters: words that begin with the same are in one file
LARGE = 8_000  # bytes, from which on a file of words takes no more
HEAVY = 6_000  # bytes of words that begin alike, which are often asked for, and so
LITTLE = 1_500  # bytes at most come before these in their file
DIGITS = 3  # of a digest in the name of a page's file; search-index.js takes them off
SHORT = 6  # digits of a digest in the name of a file of words; more where two would be the same
LAST = "\U0010ffff"  # comes after every letter
ENTRY = re.compile(rb"\x83[\x60-\x7b]")  # what an entry of a file of words begins with: a list of three, and a text


@dataclass
class _WordFile:
    """Entries that are written to one file, and what the first and the last of their words begin with."""

    first: str
    last: str = ""
    entries: list[bytes] = field(default_factory=list)
    size: int = 0


def put_in_form(index: Path, part: str, places: Mapping[str, int]) -> None:
    """Rename and cut the files of the index in the folder `index`; `places` are those of its pages by address."""
    entry_path = index / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text(encoding="utf-8"))
    ((language, details),) = entry["languages"].items()
    contents_path = index / f"pagefind.{details['hash']}.pf_meta"
    contents = cbor2.loads(_read(contents_path))
    contents_path.unlink()
    for page in contents[PAGES]:
        page[0] = _name_fragment(index / f"fragment/{page[0]}.pf_fragment", part, places)
    contents[WORDS] = _cut_words(index / "index", [name for _, _, name in contents[WORDS]])
    content = cbor2.dumps(contents)
    details["hash"] = f"{language}_{_digest(content)}"
    _write(index / f"pagefind.{details['hash']}.pf_meta", content)
    entry_path.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _name_fragment(path: Path, part: str, places: Mapping[str, int]) -> str:
    """Rename a page's file to part, place and a little of its digest, for browsers keep files; return the name."""
    content = _read(path)
    name = f"{part}_{places[json.loads(content)['url']]}{_digest(content)[:DIGITS]}"
    path.rename(path.with_stem(name))
    return name


def _cut_words(folder: Path, names: Sequence[str]) -> list[tuple[str, str, str]]:
    """Cut the files of words anew; return for each new one the range of words that it answers for, and its name."""
    paths = [folder / f"{name}.pf_index" for name in names]
    entries = [entry for path in paths for entry in entries_of(_read(path))]
    for path in paths:
        path.unlink()
    ranges = []
    for file in _grouped(entries):
        content = b"".join((b"\x81", _head_of_list(len(file.entries)), *file.entries))
        path = _free_path(folder, _digest(content))
        _write(path, content)
        ranges.append((file.first, _end_of(file.last), path.stem))
    return ranges


def _end_of(beginning: str) -> str:
    """Return what no word comes after that begins so; a shorter beginning is a word itself, and the only one."""
    return beginning + LAST if len(beginning) == TOGETHER else beginning


def _free_path(folder: Path, digest: str) -> Path:
    """Return the path of a new file of words, with as little of its digest as no other has."""
    paths = (folder / f"{digest[:length]}.pf_index" for length in range(SHORT, len(digest) + 1))
    return next(path for path in paths if not path.exists())


def _grouped(entries: Sequence[tuple[str, bytes]]) -> Iterator[_WordFile]:
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
    count, start = _number_of(content, 0x80)
    starts = [found.start() for found in ENTRY.finditer(content, start)]
    if len(starts) != count:
        (entries,) = cbor2.loads(content)
        return [(entry[0], cbor2.dumps(entry)) for entry in entries]
    pieces = [content[one:other] for one, other in zip(starts, [*starts[1:], len(content)], strict=True)]
    return [(_word_of(piece), piece) for piece in pieces]


def _word_of(entry: bytes) -> str:
    length, start = _number_of(entry, 0x60)
    return entry[start : start + length].decode()


def _number_of(content: bytes, kind: int) -> tuple[int, int]:
    """Return the length of the text or list whose head is the second byte, and where it begins (RFC 8949, 3)."""
    short = content[1] - kind
    if short < 24:
        return short, 2
    start = 2 + (1 << short - 24)
    return int.from_bytes(content[2:start], "big"), start


def _head_of_list(count: int) -> bytes:
    """Return what a list of so many begins with."""
    return cbor2.dumps([None] * count)[:-count]


def _digest(content: bytes) -> str:
    """Return a digest in letters and digits of one case, which say more than hexadecimal ones in as many bytes."""
    return base64.b32encode(hashlib.sha256(content).digest()).decode().lower()[:10]


def _read(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(gzip.compress(SIGNATURE + content, 6, mtime=0))
