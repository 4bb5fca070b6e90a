"""A generated page's Markdown to its content and table of contents, as Python-Markdown and MkDocs make them.

Generated pages are of one form: front matter, then blocks of HTML, each a `<div>`, and headings of the second
level, with blank lines between. Python-Markdown passes such blocks through as they are. A page of any other form
is not read here: it is left to MkDocs.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.pages.together import ENCODED_MARK, ENCODED_RULE, Content

FRONT_MATTER = re.compile(rb"---\n((?:[a-z]+: [^\n]*\n)+)---\n")
# What JSON and YAML read alike. An empty text is not among them: for that, the theme shows another one.
QUOTED = re.compile(r'"(?:[^"\\]++|\\["\\])++"')
PLAIN = re.compile(r"[a-z0-9./-]*[a-z][a-z0-9./-]*")  # what YAML takes for a text, unquoted
# Plain words alone, one blank apart, in which Markdown finds nothing to mark up; `{: #anchor }` is of the extension
# attr_list.
HEADING = re.compile(
    r"## (?!.*  )(?P<words>[^\W_](?:[^\W_]|[ ,.:()/-])*?)(?<! )(?: \{: #(?P<anchor>[a-z][a-z0-9-]*) \})?\n?"
)
BEFORE, BEHIND = b"\n<div", b"</div>\n\n"  # of the blocks after a heading and before the next
BLANK_LINE = re.compile(rb"\n[ %b]*\n" % ENCODED_MARK)  # or one that may be blank in some language
DIVIDING = (b"\n", b"\t", b"div", ENCODED_RULE)  # what may part lines, blocks or sections
TAB = 4  # columns, as Python-Markdown counts them


class Leaf(NamedTuple):
    """A page to press: its front matter, its content as HTML, and its headings as anchor and words."""

    meta: Mapping[str, str]
    content: bytes
    headings: tuple[tuple[str, str], ...]


def read_leaf(page: bytes) -> Leaf | None:
    """Read a page's Markdown file; return None where it is not of the known form."""
    front = _front(page)
    if front is None:
        return None
    meta, body = front
    chunks = list(_chunks(_normal(body)))
    headings = _headings(tuple(chunk for chunk in chunks if not _is_block(chunk)))
    if headings is None:
        return None
    written = map(_written, headings)
    content = b"".join([chunk + b"\n\n" if _is_block(chunk) else next(written) + b"\n" for chunk in chunks])
    return Leaf(meta, content.strip(), headings)


def read_in_languages(page: Content) -> list[Leaf | None]:
    """Read a page's Markdown file in each of its languages, of which is known where its headings stand."""
    is_whole = _is_whole_in_each(page)
    return [
        (_read(sections, is_whole=is_whole) if len(sections) > 1 else None) or read_leaf(text)
        for text, sections in zip(page.parted, page.sections, strict=True)
    ]


def _is_whole_in_each(page: Content) -> bool:
    """Say whether what all languages have in common shows already that there are whole blocks between headings.

    No tag is begun in what they share and ended in what they do not: templates alone write tags, and whole ones.
    """
    differing, sections = page.differing, page.common
    front = FRONT_MATTER.match(sections[0])
    if front is None or len(sections) == 1 or any(each in differing for each in DIVIDING):
        return False
    sections[0] = sections[0][front.end() :]
    sections[-1] = _ended(sections[-1])
    return all(map(_is_whole, sections[::2]))


def _read(sections: Sequence[bytes], *, is_whole: bool) -> Leaf | None:
    """Read a page that has whole blocks alone between its headings; return None for any other."""
    front = _front(sections[0])
    headings = _headings(tuple(sections[1::2]))
    if front is None or headings is None:
        return None
    meta, first = front
    content = [first, *sections[1:]]
    content[1::2] = map(_written, headings)
    content[-1] = _ended(content[-1])
    if not is_whole and not all(map(_is_whole, content[::2])):
        return None
    return Leaf(meta, b"".join(content).strip(), headings)


def _front(page: bytes) -> tuple[Mapping[str, str], bytes] | None:
    """Return the front matter's texts and what stands behind it; None where there is none of the known form."""
    front = FRONT_MATTER.match(page)
    meta = _meta(front[1]) if front else None
    return (meta, page[front.end() :]) if front and meta else None


@lru_cache(maxsize=1)  # an incident's are the same in the next language
def _meta(lines: bytes) -> dict[str, str] | None:
    """Return the front matter's texts, or None where one is not written as the generator writes it."""
    meta = {}
    for line in lines.decode().splitlines():
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


def _ended(section: bytes) -> bytes:
    """Return the last section as one that others follow ends."""
    return section.rstrip(b"\n") + b"\n\n"


def _is_block(chunk: bytes) -> bool:
    return chunk.startswith(b"<div") and chunk.endswith(b"</div>")


def _is_whole(section: bytes) -> bool:
    """Say whether what stands between two headings is blocks alone, each ended, with blank lines between only."""
    if not section.startswith(BEFORE) or not section.endswith(BEHIND) or b"\t" in section:
        return False
    inside = section[1:-2]
    blocks = BLANK_LINE.split(inside)
    return all(map(_is_ended, blocks)) and b"\n\n".join(blocks) == inside


def _is_ended(block: bytes) -> bool:
    return _is_block(block) and block.count(b"<div") == block.count(b"</div")


@lru_cache(maxsize=1 << 10)
def _written(heading: tuple[str, str]) -> bytes:
    """Return a heading as HTML, of which anchor and words are given."""
    return '<h2 id="{}">{}</h2>'.format(*heading).encode()


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


@lru_cache(maxsize=1 << 10)  # for many pages have the same
def _headings(lines: tuple[bytes, ...]) -> tuple[tuple[str, str], ...] | None:
    """Return anchor and words of each heading, or None where one is none.

    One without an anchor gets the one that Python-Markdown gives it.
    """
    found = [HEADING.fullmatch(line.decode()) for line in lines]
    headings = [heading for heading in found if heading]
    if len(headings) < len(found):
        return None
    taken = {heading["anchor"] for heading in headings if heading["anchor"]}
    return tuple((heading["anchor"] or _anchor(heading["words"], taken), heading["words"]) for heading in headings)


def _anchor(words: str, taken: set[str]) -> str:
    from markdown.extensions.toc import (  # here, for it takes a while, and an incident's page has all
        slugify,
        unique,
    )

    return unique(slugify(words, "-"), taken)
