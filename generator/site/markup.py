"""What a page, a vector drawing or a style sheet shows that is no file of the site: embedded or foreign media."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

_PICTURES = ("img", "image", "feimage", "use", "source", "set", "animate")  # the last two move a picture
SHOWING = frozenset((*_PICTURES, "video", "audio", "track", "iframe", "frame", "embed", "object"))
# What is shown, or says where that is looked for, by one attribute alone; `background` shows a picture anywhere.
SHOWING_ATTRIBUTES = frozenset((("input", "src"), ("base", "href")))
SHOWING_LINKS = re.compile(r"stylesheet|icon", re.IGNORECASE)  # a link to a page is none
# Attributes whose value is words for people or for scripts, and no address.
WORDS = re.compile(r"alt|title|content|lang|class|id|datetime|placeholder|aria-.*|data-.*")
# As browsers read addresses: white space within is dropped, and so are control characters before.
DROPPED = re.compile(r"[\t\r\n\f]|^[\x00-\x20]+")
EMBEDDED = re.compile(r"(?:^|[\s(,\"'])(data:[^,\s]{0,60})", re.IGNORECASE)
_OTHER_HOST = r"https?:[/\\]*|[/\\]{2}"  # as browsers read it, which is content with any slashes, or none
ELSEWHERE = re.compile(rf"(?:^|[\s(,;\"'])((?:{_OTHER_HOST})[^\s;\"')]+)", re.IGNORECASE)
CSS_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\([^0-9a-f\n])", re.IGNORECASE)
_CSS_GAP = r"(?:\s|/\*(?:[^*]|\*(?!/))*\*/)*"  # each comment in one way alone: else many take for ever
_CSS_FIRST = r"image-set\((?:[^()]|\([^()]*\))*?"  # of several pictures, each may be the one that is shown
CSS_ADDRESS = re.compile(
    rf"(?:url\(|@import|{_CSS_FIRST}(?<=[(,\s/])|src\(){_CSS_GAP}(?:[\"']\s*)?((?:data:|{_OTHER_HOST})[^,\s\"')]*)",
    re.IGNORECASE | re.DOTALL,
)
# Without one of these, an attribute holds no such address: no scheme, no other host, no escape of CSS.
TELLING = re.compile(r":|//|\\")
IN_SCRIPTS = re.compile(r"data:(?:image|video|audio)/[\w.+-]+", re.IGNORECASE)  # what a script makes is not seen
# The one kind of embedded picture that our style sheets may have: a drawing that is written out and can be read.
PLAIN_DRAWING = "data:image/svg+xml;charset=utf-8"
IN_STYLE_SHEETS = re.compile(rf"url\(\s*([\"']?){re.escape(PLAIN_DRAWING)},(.*?)\1\)", re.IGNORECASE | re.DOTALL)


def shown_from_outside(name: str, text: str) -> Iterator[str]:
    """Yield the beginning of each address by which a text named `name` shows what is no file of the site."""
    if name.endswith(".js"):
        yield from IN_SCRIPTS.findall(text)
        return
    if name.endswith(".css"):
        yield from _in_style_sheet(text)
        return
    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        yield "<!ENTITY"  # by which an XML text can write anything as something else
    yield from _in_markup(text)


def html_parser() -> etree.HTMLParser:
    """Return what reads a page, however large it is."""
    return etree.HTMLParser(encoding="utf-8", huge_tree=True)


def elements_of(text: str, parser: etree.HTMLParser) -> Iterator[etree._Element]:
    """Return the elements of a page as a browser reads it, if there are any; the parser knows what is amiss."""
    root = etree.fromstring(text.encode(), parser) if text.strip() else None
    return root.iter(etree.Element) if root is not None else iter(())


def _in_markup(text: str) -> Iterator[str]:
    """Yield the addresses of embedded and foreign media; a vector drawing is read as HTML reads one."""
    parser = html_parser()
    elements = elements_of(text, parser)
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        yield "markup that cannot be read to its end"
    for element in elements:
        tag = str(element.tag)
        for name, value in ((str(name), str(value)) for name, value in element.items()):
            if (TELLING.search(value) or name == "style") and not WORDS.fullmatch(name):
                yield from _in_attribute(name, DROPPED.sub("", value), is_shown=_is_shown(element, name))
        if tag == "style":
            yield from _in_style_sheet("".join(map(str, element.itertext())))


def _is_shown(element: etree._Element, name: str) -> bool:
    """Say whether an attribute of this name says what a page shows, or where that is looked for."""
    tag = str(element.tag)
    if tag == "link":
        return bool(SHOWING_LINKS.search(str(element.get("rel", ""))))
    return tag in SHOWING or name == "background" or (tag, name) in SHOWING_ATTRIBUTES


def _in_attribute(name: str, value: str, *, is_shown: bool) -> Iterator[str]:
    if name == "style" or "(" in value:
        yield from _in_style_sheet(value)
    yield from EMBEDDED.findall(value)
    if is_shown:
        yield from ELSEWHERE.findall(value)


def _in_style_sheet(text: str) -> list[str]:
    drawings = [unquote(drawing) for _, drawing in IN_STYLE_SHEETS.findall(text)]
    within = [address for drawing in drawings for address in shown_from_outside("drawing.svg", drawing)]
    plain = CSS_ESCAPE.sub(_unescaped, IN_STYLE_SHEETS.sub("", text))
    return [*within, *CSS_ADDRESS.findall(plain)]


def _unescaped(found: re.Match[str]) -> str:
    """Return the character that a CSS escape stands for (https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point)."""
    code = int(found[1], 16) if found[1] else 0
    return found[2] or (chr(code) if 0 < code < 0x110000 else "\ufffd")
