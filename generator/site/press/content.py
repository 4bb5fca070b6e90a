"""A generated page's Markdown to its content and table of contents, as Python-Markdown and MkDocs make them.

Generated pages are of one form: front matter, then blocks of HTML, each a `<div>`, and headings of the second
level, with blank lines between. Python-Markdown passes such blocks through as they are. A page of any other form
is not read here: it is left to MkDocs.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

FRONT_MATTER = re.compile(rb"---\n((?:[a-z]+: [^\n]*\n)+)---\n")
QUOTED = re.compile(r'"(?:[^"\\]++|\\["\\])*+"')  # what JSON and YAML read alike
PLAIN = re.compile(r"[a-z0-9./-]*[a-z][a-z0-9./-]*")  # what YAML takes for a text, unquoted
# Plain words alone, one blank apart, in which Markdown finds nothing to mark up; `{: #anchor }` is of the extension
# attr_list.
HEADING = re.compile(
    r"## (?!.*  )(?P<words>[^\W_](?:[^\W_]|[ ,.:()/-])*?)(?<! )(?: \{: #(?P<anchor>[a-z][a-z0-9-]*) \})?"
)
TAB = 4  # columns, as Python-Markdown counts them


@dataclass(frozen=True)
class Leaf:
    """A page to press: its front matter, its content as HTML, and its headings as anchor and words."""

    meta: Mapping[str, str]
    content: bytes
    headings: tuple[tuple[str, str], ...]


def read_leaf(page: bytes) -> Leaf | None:
    """Read a page's Markdown file; return None where it is not of the known form."""
    front = FRONT_MATTER.match(page)
    meta = _meta(front[1].decode()) if front else None
    if front is None or meta is None:
        return None
    parts = list(_parts(_normal(page[front.end() :])))
    if not all(parts):
        return None
    headings = _headings([part for part in parts if isinstance(part, re.Match)])
    anchors = iter(headings)
    pieces = [
        part + b"\n\n" if isinstance(part, bytes) else '<h2 id="{}">{}</h2>\n'.format(*next(anchors)).encode()
        for part in parts
        if part
    ]
    return Leaf(meta, b"".join(pieces).strip(), headings)


def _meta(lines: str) -> dict[str, str] | None:
    """Return the front matter's texts, or None where one is not written as the generator writes it."""
    meta = {}
    for line in lines.splitlines():
        name, _, value = line.partition(": ")
        if QUOTED.fullmatch(value) and value.isprintable():
            meta[name] = str(json.loads(value))
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


def _parts(body: bytes) -> Iterator["bytes | re.Match[str] | None"]:
    """Yield the blocks and the headings of a body, in order; None for what is neither."""
    for chunk in _chunks(body):
        is_block = chunk.startswith(b"<div") and chunk.endswith(b"</div>")
        yield chunk if is_block else _heading(chunk)


@lru_cache(maxsize=1 << 10)  # for many pages have the same
def _heading(chunk: bytes) -> "re.Match[str] | None":
    return HEADING.fullmatch(chunk.decode())


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


def _headings(found: list["re.Match[str]"]) -> tuple[tuple[str, str], ...]:
    """Return anchor and words of each heading; one without an anchor gets the one that Python-Markdown gives it."""
    taken = {heading["anchor"] for heading in found if heading["anchor"]}
    return tuple((heading["anchor"] or _anchor(heading["words"], taken), heading["words"]) for heading in found)


def _anchor(words: str, taken: set[str]) -> str:
    from markdown.extensions.toc import (  # here, for it takes a while, and an incident's page has all
        slugify,
        unique,
    )

    return unique(slugify(words, "-"), taken)
