"""The chrome of one kind of page, taken from a specimen that MkDocs built, with open places for what differs."""

import html
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import escape

from generator.site.press.content import Leaf, read_leaf

MARK = "zqx"  # letters that stand together in no language
TEXTS = ("title", "description")  # which the theme may show escaped, or with their entities resolved
HEADINGS = 3  # of a specimen: what stands between two of them shows how the table of contents goes on
MANY = 40  # headings of a long specimen, and what its texts are longer by, in words
MORE = f" {MARK}more{MARK}"
# Whatever the theme may look for in a page.
LONG_CONTENT = (
    """
<table><tr><td>x</td></tr></table>
<figure><img alt=""><figcaption>x</figcaption></figure>
<details><summary>x</summary><pre><code>x</code></pre></details>
<ul><li>x</li></ul>"""
    + "\n<p><a>x</a> x</p>" * MANY
)
_SLOT = re.compile(
    rf"{MARK}(?P<text>title|description){MARK}(?P<form>&amp;amp;|&amp;|&){MARK}(?P=text){MARK}(?:{MORE})*"
    rf"|{MARK}(?P<name>card|feed|a\d|content|contents|first){MARK}(?:-variant-\d+)?"
)
SPECIMEN = re.compile(rf"{MARK}[a-z]+\d?{MARK}".encode())  # by which what was taken from a specimen is known
_FOLDERS = re.compile(r"(?:[a-z0-9-]+/)*")
_FORMS: dict[str, Callable[[str], str]] = {
    "&amp;": lambda text: text,
    "&": html.unescape,
    "&amp;amp;": lambda text: str(escape(text)),
}


class Kind(NamedTuple):
    """What the chrome of a page depends on: where it stands, what it names, which headings it has.

    `fixed` is the beginning of its address, from which links to other parts of the site go out; `open` is how many
    folders follow. The theme writes a title of its own above a page whose content has none.
    """

    fixed: str
    open: int
    meta: tuple[str, ...]
    has_headings: bool
    has_title: bool

    def folder(self, variant: int) -> str:
        """Return the address of the kind's specimen, one of several that stand at such addresses."""
        return self.fixed + "".join(f"{MARK}a{number}{MARK}-variant-{variant}/" for number in range(self.open))


class Specimen(NamedTuple):
    """A page that MkDocs builds to show the chrome of a kind: its address and its Markdown."""

    kind: Kind
    folder: str
    markdown: str


@dataclass(frozen=True)
class Mould:
    """The chrome of one kind of page: texts and, between them, the open places, each by name and form.

    In the table of contents stands `within` between a heading's anchor and its words, `between` before the next.
    """

    pieces: tuple[tuple[str, str, str], ...]  # text, then the name of the place that follows, and its form
    within: str
    between: str

    def pressed(self, leaf: Leaf, folders: tuple[str, ...]) -> bytes:
        """Return the whole page."""
        values = {
            **leaf.meta,
            **{f"a{number}": folder for number, folder in enumerate(folders)},
            "contents": self._contents(leaf),
            "first": leaf.headings[0][0] if leaf.headings else "",
            "": "",
        }
        page = [*self._texts]
        for (name, form), places in self._open.items():
            filling = leaf.content if name == "content" else _formed(values[name], form).encode()
            for place in places:
                page[place] = filling
        return b"".join(page)

    @cached_property
    def _texts(self) -> list[bytes]:
        """Return the texts, an empty one behind each, where its open place is."""
        return [part for text, _, _ in self.pieces for part in (text.encode(), b"")]

    @cached_property
    def _open(self) -> dict[tuple[str, str], list[int]]:
        """Return where among the texts each open place is, by name and form."""
        places: dict[tuple[str, str], list[int]] = {}
        for number, (_, name, form) in enumerate(self.pieces):
            places.setdefault((name, form), []).append(2 * number + 1)
        return places

    def _contents(self, leaf: Leaf) -> str:
        items = [f"{anchor}{self.within}{words}" for anchor, words in leaf.headings]
        return self.between.join(items)


def kind_of(path: str, leaf: Leaf, prefixes: tuple[str, ...]) -> tuple[Kind, tuple[str, ...]] | None:
    """Return the kind of the page at `path` (`de/platforms/x/`) and what fills the open folders of its address.

    None where a folder's name is none that stands in addresses as it is. `prefixes` are the languages' folders.
    """
    prefix = max([each for each in prefixes if path.startswith(each)], key=len)
    end = path.find("/", len(prefix)) + 1 or len(prefix)
    fixed, rest = path[:end], path[end:]
    if not _FOLDERS.fullmatch(rest) or MARK in rest:
        return None
    folders = tuple(rest.split("/")[:-1])
    return Kind(fixed, len(folders), tuple(leaf.meta), bool(leaf.headings), b"<h1" in leaf.content), folders


def specimens_of(kinds: Collection[Kind], anchors: Mapping[str, Collection[str]]) -> Iterator[Specimen]:
    """Yield a specimen of each kind, and a second, long one of each form of page.

    Where the theme asks how long a page or a text is, or what is in it, the two come out otherwise. `anchors` are
    those that others link to, by the page's file.
    """
    ordered = sorted(kinds)
    forms = {kind[2:]: kind for kind in ordered if kind.open}  # of one address there is but one page
    for variant, kind in enumerate((*ordered, *forms.values())):
        folder = kind.folder(variant)
        linked = anchors.get(f"{folder}index.md", ())
        yield Specimen(kind, folder, _specimen(kind, linked, is_long=variant >= len(ordered)))


def moulds_of(specimens: Iterable[Specimen], page_at: Callable[[str], str]) -> dict[Kind, Mould] | None:
    """Return the mould of each kind; None where a specimen is not as it must be, or two of a kind differ.

    `page_at` returns the page that was built at an address.
    """
    moulds: dict[Kind, Mould] = {}
    for kind, folder, markdown in specimens:
        mould = _mould_of(kind, markdown, page_at(folder))
        if mould is None or moulds.setdefault(kind, mould) != mould:
            return None
    return moulds


def _specimen(kind: Kind, anchors: Iterable[str], *, is_long: bool) -> str:
    """Return the Markdown of a kind's specimen."""
    more = MORE * MANY if is_long else ""
    meta = "".join(f'{name}: "{_marked(name)}{more if name in TEXTS else ""}"\n' for name in kind.meta)
    count = MANY if is_long else HEADINGS
    headings = [f"## {MARK}words{n}{MARK} {{: #{MARK}id{n}{MARK} }}" for n in range(count)]
    linked = "".join(f'<a id="{anchor}"></a>\n' for anchor in sorted(anchors))
    title = "<h1></h1>\n" if kind.has_title else ""
    block = f"<div>\n{title}{linked}{MARK}content{MARK}{LONG_CONTENT if is_long else ''}\n</div>"
    return f"---\n{meta}---\n\n" + "\n\n".join([block, *(headings if kind.has_headings else [])]) + "\n"


def _mould_of(kind: Kind, markdown: str, page: str) -> Mould | None:
    """Split a specimen as it was built of its Markdown; return None where it is not as it must be."""
    leaf = read_leaf(markdown.encode())
    content = leaf.content.decode() if leaf else ""
    if leaf is None or page.count(content) != 1:
        return None
    page = page.replace(content, f"{MARK}content{MARK}")
    within = between = ""
    if kind.has_headings:
        listed = _split_contents(page, len(leaf.headings))
        if listed is None:
            return None
        page, within, between = listed
    pieces, position = [], 0
    for slot in _SLOT.finditer(page):
        form = slot["form"] or "&amp;"
        pieces.append((page[position : slot.start()], slot["text"] or slot["name"], form))
        position = slot.end()
    pieces.append((page[position:], "", "&amp;"))
    known = {*kind.meta, "content", "contents", "first", "", *(f"a{number}" for number in range(kind.open))}
    is_whole = all(MARK not in text and name in known for text, name, _ in pieces)
    return Mould(tuple(pieces), within, between) if is_whole else None


def _split_contents(page: str, count: int) -> tuple[str, str, str] | None:
    """Return the page with its table of contents as one place, and what stands within and between the entries."""
    others = f"((?:(?!{MARK}).)*)"
    entries = [f"{MARK}id{n}{MARK}{others}{MARK}words{n}{MARK}" for n in range(count)]
    found = list(re.finditer(others.join(entries), page, re.DOTALL))
    if len(found) != 1:
        return None
    (listed,) = found
    within, between = {*listed.groups()[::2]}, {*listed.groups()[1::2]}
    page = f"{page[: listed.start()]}{MARK}contents{MARK}{page[listed.end() :]}"
    page = page.replace(f"{MARK}id0{MARK}", f"{MARK}first{MARK}")  # where the link leads that skips to the content
    return (page, within.pop(), between.pop()) if len(within) == len(between) == 1 else None


def _marked(name: str) -> str:
    return f"{MARK}{name}{MARK}&amp;{MARK}{name}{MARK}" if name in TEXTS else f"{MARK}{name}{MARK}"


def _formed(value: str, form: str) -> str:
    return value if form == "&amp;" else _FORMS[form](value)
