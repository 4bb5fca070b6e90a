"""What a page, a vector drawing or a style sheet shows that is no file of the site: embedded or foreign media."""

import html
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from lxml import etree

_PICTURES = ("img", "image", "feimage", "use", "source", "set", "animate")  # the last two move a picture
# A script of another host may show anything, and another thing tomorrow.
SHOWING = frozenset((*_PICTURES, "video", "audio", "track", "iframe", "frame", "embed", "object", "script"))
# What is shown, or says where that is looked for, by one attribute alone; `background` shows a picture anywhere.
SHOWING_ATTRIBUTES = frozenset((("input", "src"), ("base", "href")))
SHOWING_LINKS = re.compile(r"stylesheet|icon", re.IGNORECASE)  # a link to a page is none
# Attributes whose value is words for people or for scripts, and no address.
WORDS = re.compile(r"alt|title|content|lang|class|id|datetime|placeholder|aria-.*|data-.*")
# As browsers read addresses: white space within is dropped, and so are control characters before.
DROPPED = re.compile(r"[\t\r\n\f]|^[\x00-\x20]+")
EMBEDDED = re.compile(r"(?:^|[\s(,;\"'])(data:[^,\s]{0,60})", re.IGNORECASE)
_OTHER_HOST = r"https?:[/\\]*|[/\\]{2}"  # as browsers read it, which is content with any slashes, or none
ELSEWHERE = re.compile(rf"(?:^|[\s(,;\"'])((?:{_OTHER_HOST})[^\s;\"')]+)", re.IGNORECASE)
# What a browser makes of text in CSS: a character that is escaped, a line that goes on; and gaps within addresses.
CSS_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})(?:\r\n|\s)?|(?:\r\n|[\n\r\f])|(.))|[\t\n\r\f]+", re.IGNORECASE)
# The one kind of embedded picture that our style sheets may have: a drawing that is written out and can be read.
PLAIN_DRAWING = "data:image/svg+xml;charset=utf-8,"
NAMESPACE = r"http://www\.w3\.org/(?:2000/svg|1999/xlink)[\"']"  # a name, which leads nowhere
# Any text in quotation marks may be an address, by way of `image-set()`, `@import` or a variable.
CSS_ADDRESS = re.compile(
    rf"(?:url\([\x00-\x20]*+[\"']?|[\"'])[\x00-\x20]*+(?!(?-i:{re.escape(PLAIN_DRAWING)}|{NAMESPACE}))"
    rf"((?:data:|{_OTHER_HOST})[^,\s\"')]*)",
    re.IGNORECASE,
)
# Without one of these, an attribute holds no such address: no scheme, no other host, no escape of CSS.
TELLING = re.compile(r":|/[\t\r\n\f]*/|\\")
IN_SCRIPTS = re.compile(r"data:(?:image|video|audio)/[\w.+-]+", re.IGNORECASE)  # what a script makes is not seen
# Elements whose content is text to one reader and markup to another: to a browser that runs scripts, to one that
# does not, within a drawing. All read them alike where nothing in them could be the one or the other.
_TEXT_OR_MARKUP = "title|style|script|textarea|xmp|iframe|noembed|noframes|noscript|plaintext"
_ATTRIBUTES = r"(?:\s+[\w:-]+(?:=(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=`]+))?)*\s*"
_TAG = rf"</?(?!noscript)[a-z][a-z0-9-]*{_ATTRIBUTES}/?>"
TEXT_OR_MARKUP = re.compile(rf"<(?:{_TEXT_OR_MARKUP})(?![a-z0-9-])")
READ_ALIKE = re.compile(
    rf"<(?!plaintext)({_TEXT_OR_MARKUP}){_ATTRIBUTES}>[^<]*</\1\s*>|"
    rf"<noscript{_ATTRIBUTES}>(?:[^<]|{_TAG})*</noscript\s*>"
)
READ_IN_WAYS = re.compile(r"<(?:svg|math|noscript)\b")
# What a browser adds to the one that it has already, and a section that is a comment outside a drawing.
ADDED = re.compile(r"<(?:html|body)(?=[\s/>])|<!\[cdata\[")
INSTRUCTION = re.compile(r"<!ENTITY|<\?xml-stylesheet", re.IGNORECASE)


def shown_from_outside(name: str, text: str) -> Iterator[str]:
    """Yield the beginning of each address by which a text named `name` shows what is no file of the site."""
    if name.endswith(".js"):
        yield from IN_SCRIPTS.findall(text)
    elif name.endswith(".css"):
        yield from _in_style_sheet(text)
    elif name.endswith(".html"):
        yield from _in_page(text)
    else:
        yield from _in_xml(text)


def html_parser() -> etree.HTMLParser:
    """Return what reads a page, however large it is."""
    return etree.HTMLParser(encoding="utf-8", huge_tree=True)


def elements_of(text: str, parser: etree.HTMLParser) -> Iterator[etree._Element]:
    """Return the elements of a page as a browser reads it, if there are any; the parser knows what is amiss."""
    root = etree.fromstring(text.encode(), parser) if text.strip() else None
    return root.iter(etree.Element) if root is not None else iter(())


def _in_page(text: str) -> Iterator[str]:
    parser = html_parser()
    elements = elements_of(text, parser)
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        yield "markup that cannot be read to its end"
    yield from _read_in_ways(text)
    yield from _in_elements(elements)


def _read_in_ways(text: str) -> Iterator[str]:
    """Yield what a browser may read otherwise than it is read here, and so could show anything."""
    text = text.lower()
    added = ADDED.findall(text)
    yield from (found for found in {*added} if found.endswith("[") or added.count(found) > 1)
    if READ_IN_WAYS.search(text):
        for found in TEXT_OR_MARKUP.finditer(text):
            if not READ_ALIKE.match(text, found.start()):
                yield found[0]


def _in_xml(text: str) -> Iterator[str]:
    """Yield what a drawing or a feed shows, read as XML as browsers do, up to where it is none."""
    if told := INSTRUCTION.findall(text):  # by which it can write anything as something else, or be shown so
        yield from told
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    root = etree.fromstring(text.encode(), parser) if text.strip() else None
    yield from _in_elements(root.iter(etree.Element) if root is not None else ())


def _in_elements(elements: Iterable[etree._Element]) -> Iterator[str]:
    """Yield the addresses of embedded and foreign media."""
    for element in elements:
        tag = _local(element.tag)
        for name, value in ((_local(name), str(value)) for name, value in element.items()):
            if name == "srcdoc":
                yield from _in_page(value)
            elif (TELLING.search(value) or name == "style") and not WORDS.fullmatch(name):
                if name == "style" or ("(" in value and name != "href"):
                    yield from _in_style_sheet(value)
                address = DROPPED.sub("", value)
                yield from EMBEDDED.findall(address)
                if _is_shown(element, name):
                    yield from ELSEWHERE.findall(address)
        if tag == "style":
            written = "".join(map(str, element.itertext()))
            yield from _in_style_sheet(f"{written}\n{html.unescape(written)}")  # the latter within a drawing


def _local(name: object) -> str:
    """Return an element's or an attribute's name without its namespace, and without the prefix of one."""
    return str(name).rpartition("}")[2].rpartition(":")[2]


def _is_shown(element: etree._Element, name: str) -> bool:
    """Say whether an attribute of this name says what a page shows, or where that is looked for."""
    tag = _local(element.tag)
    if tag == "link":
        return bool(SHOWING_LINKS.search(str(element.get("rel", ""))))
    return tag in SHOWING or name == "background" or (tag, name) in SHOWING_ATTRIBUTES


def _in_style_sheet(text: str) -> Iterator[str]:
    plain = CSS_ESCAPE.sub(_unescaped, text)
    yield from CSS_ADDRESS.findall(plain)
    for drawing in plain.split(PLAIN_DRAWING)[1:]:
        yield from _in_xml(unquote(drawing))


def _unescaped(found: re.Match[str]) -> str:
    """Return the character that a CSS escape stands for (https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point)."""
    if not found[1]:
        return found[2] or ""
    code = int(found[1], 16)
    return DROPPED.sub("", chr(code)) if 0 < code < 0x110000 else "\ufffd"
