"""A generated page's Markdown to its content and table of contents, as Python-Markdown and MkDocs make them.

Generated pages are of one form: front matter, then blocks of HTML, each a `<div>`, and headings of the second
level, with blank lines between. Python-Markdown passes such blocks through as they are. A page of any other form
is not read here: it is left to MkDocs.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.pages.together import ENCODED_MARK, Content, parted, parted_content, together

FRONT_MATTER = re.compile(rb"---\n((?:[a-z]+: [^\n]*\n)+)---\n")
QUOTED = re.compile(r'"(?:[^"\\]++|\\["\\])*+"')  # what JSON and YAML read alike
PLAIN = re.compile(r"[a-z0-9./-]*[a-z][a-z0-9./-]*")  # what YAML takes for a text, unquoted
# Plain words alone, one blank apart, in which Markdown finds nothing to mark up; `{: #anchor }` is of the extension
# attr_list.
HEADING = re.compile(
    r"## (?!.*  )(?P<words>[^\W_](?:[^\W_]|[ ,.:()/-])*?)(?<! )(?: \{: #(?P<anchor>[a-z][a-z0-9-]*) \})?"
)
OWN_LINE = re.compile(rb"\n *%b[^\n]*%b(?=\n)" % (ENCODED_MARK, ENCODED_MARK))  # of which all may be own words
TAB = 4  # columns, as Python-Markdown counts them


@dataclass(frozen=True)
class Leaf:
    """A page to press: its front matter, its content as HTML, and its headings as anchor and words."""

    meta: Mapping[str, str]
    content: bytes
    headings: tuple[tuple[str, str], ...]


def read_leaf(page: bytes) -> Leaf | None:
    """Read a page's Markdown file; return None where it is not of the known form."""
    leaves = _read(page, 1, _normal)
    return leaves[0] if leaves else None


def read_leaves(page: Content) -> Sequence[Leaf | None]:
    """Read the Markdown files of a page in some languages, which are one text, at once."""
    if not _is_alike(page):
        return [read_leaf(each) for each in page.parted]
    return _read(page.content, page.languages, lambda body: body) or [None] * page.languages


def _is_alike(page: Content) -> bool:
    """Say whether blocks and blank lines stand alike in all languages, whose own words stand in no tag's name."""
    own = page.own
    lines = (parted_content(line, page.languages) for line in OWN_LINE.findall(page.content))
    return (
        _normal(page.content) is page.content
        and not any(mark in own for mark in (b"\n", b"<div", b"</div"))
        and all(each.strip() for line in lines for each in line)
    )


def _read(page: bytes, languages: int, normal: Callable[[bytes], bytes]) -> list[Leaf] | None:
    front = FRONT_MATTER.match(page)
    if front is None:
        return None
    metas = [_meta(lines) for lines in parted(front[1].decode(), languages)]
    chunks = list(_chunks(normal(page[front.end() :])))
    found = [_heading(chunk, languages) for chunk in chunks if not _is_block(chunk)]
    if not all(metas) or not all(found):
        return None
    headings = [_headings(each) for each in zip(*found, strict=True)] or [()] * languages
    written = map(_written, *headings)
    content = b"".join([chunk + b"\n\n" if _is_block(chunk) else next(written) for chunk in chunks])
    contents = parted_content(content, languages)
    return [Leaf(meta, own.strip(), its) for meta, own, its in zip(metas, contents, headings, strict=True) if meta]


def _meta(lines: str) -> dict[str, str] | None:
    """Return the front matter's texts, or None where one is not written as the generator writes it."""
    meta = {}
    for line in lines.splitlines():
        name, _, value = line.partition(": ")
        if QUOTED.fullmatch(value) and value.isprintable():
            meta[name] = str(json.loads(value)) if "\\" in value else value[1:-1]
        elif PLAIN.fullmatch(value):
            meta[name] = value
        else:
            return None
    return meta


def _normal(body: bytes) -> bytes:
    """Return a body with tabs spread and blank lines empty, as Python-Markdown's first step leaves it."""
    if b"\t" not in body and b" \n" not in body:
        return body
    return re.sub(r"(?<=\n) +\n", "\n", body.decode().expandtabs(TAB)).encode()


def _is_block(chunk: bytes) -> bool:
    return chunk.startswith(b"<div") and chunk.endswith(b"</div>")


@lru_cache(maxsize=1 << 10)  # for many pages have the same
def _heading(chunk: bytes, languages: int) -> "tuple[re.Match[str], ...]":
    """Return a heading in each language; nothing where it is none."""
    found = [HEADING.fullmatch(each.decode()) for each in parted_content(chunk, languages)]
    return tuple(each for each in found if each) if all(found) else ()


@lru_cache(maxsize=1 << 10)
def _written(*heading: tuple[str, str]) -> bytes:
    """Return a heading as HTML, of which anchor and words are given for each language."""
    return together(['<h2 id="{}">{}</h2>\n'.format(*each) for each in heading]).encode()


def _chunks(body: bytes) -> Iterator[bytes]:
    """Yield what blank lines part, but for those within a block: there a `<div` is still open."""
    gathered: list[bytes] = []
    depth = 0
    for chunk in body.strip(b"\n").split(b"\n\n"):
        depth += chunk.count(b"<div") - chunk.count(b"</div")
        gathered.append(chunk)
        if depth == 0:
            joined = b"\n\n".join(gathered).strip(b"\n")
            if joined:
                yield joined
            gathered = []
    if gathered:
        yield b""  # a block that does not end


def _headings(found: Sequence["re.Match[str]"]) -> tuple[tuple[str, str], ...]:
    """Return anchor and words of each heading; one without an anchor gets the one that Python-Markdown gives it."""
    taken = {heading["anchor"] for heading in found if heading["anchor"]}
    return tuple((heading["anchor"] or _anchor(heading["words"], taken), heading["words"]) for heading in found)


def _anchor(words: str, taken: set[str]) -> str:
    from markdown.extensions.toc import (  # here, for it takes a while, and an incident's page has all
        slugify,
        unique,
    )

    return unique(slugify(words, "-"), taken)
