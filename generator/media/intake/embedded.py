"""The texts that a picture's file carries beside its pixels, in PNG's own fields, in EXIF and in XMP.

Whoever made the file wrote them: they are cut to a length, and nothing in them is believed or followed.
"""

from collections.abc import Iterator
from contextlib import suppress
from xml.parsers.expat import ExpatError, ParserCreate

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngImageFile

LONGEST = 1 << 16  # characters; a generator names itself near the beginning
LONGEST_XMP = 1 << 20  # bytes
EXIF_TAGS = (
    ExifTags.Base.ImageDescription,
    ExifTags.Base.Make,
    ExifTags.Base.Model,
    ExifTags.Base.Software,
    ExifTags.Base.Artist,
)
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns# "
# XMP's properties: namespace and name, as the parser gives them.
XMP_PROPERTIES = {
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/ DigitalSourceType": "XMP DigitalSourceType",
    "http://ns.adobe.com/xap/1.0/ CreatorTool": "XMP CreatorTool",
    "http://ns.adobe.com/photoshop/1.0/ Credit": "XMP Credit",
    "http://purl.org/dc/elements/1.1/ description": "XMP description",
}


def texts_of(image: Image.Image) -> dict[str, str]:
    """Return the texts by the names of their fields: `PNG parameters`, `EXIF Software`, `XMP CreatorTool`."""
    named = dict(_exif_texts(image)) | xmp_texts(image.info.get("xmp"))
    if isinstance(image, PngImageFile):
        named |= {f"PNG {name}": str(text) for name, text in image.text.items()}
    return {name: text[:LONGEST] for name, text in named.items()}


def xmp_texts(packet: object) -> dict[str, str]:
    """Return what an XMP packet says in the properties that are asked for, as far as it can be read.

    A packet that declares a document type is not read at all: that is where entities are defined, and with them
    texts that grow without end or come from other files. XMP needs none.
    """
    if not isinstance(packet, bytes):
        return {}
    reader = _XmpReader()
    with suppress(ExpatError, _HasDocumentTypeError, ValueError, LookupError):  # the last two: a false encoding
        reader.read(packet[:LONGEST_XMP])
    return {name: text.strip() for name, text in reader.found.items() if text.strip()}


class _HasDocumentTypeError(Exception):
    """The packet declares a document type."""


class _XmpReader:
    """Collects the properties, which XMP writes as attributes, as elements, or as lists within elements."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._open: list[str] = []

    def read(self, packet: bytes) -> None:
        parser = ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(packet, True)

    def _refuse(self, *_declaration: object) -> None:
        raise _HasDocumentTypeError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append(name)
        self._add(name, attributes.get(f"{RDF}resource", ""))
        for attribute, text in attributes.items():
            self._add(attribute, text)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        inmost = next((name for name in reversed(self._open[-3:]) if not name.startswith(RDF)), "")
        self._add(inmost, text)

    def _add(self, name: str, text: str) -> None:
        field = XMP_PROPERTIES.get(name)
        if field:
            self.found[field] = self.found.get(field, "") + text


def _exif_texts(image: Image.Image) -> Iterator[tuple[str, str]]:
    try:
        exif = image.getexif()
        values: dict[str, object] = {tag.name: exif.get(tag) for tag in EXIF_TAGS}
        comment = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.UserComment)
    except Exception:  # Pillow raises whatever hostile bytes make of it, and EXIF is not needed
        return
    for name, value in values.items():
        if isinstance(value, str):
            yield f"EXIF {name}", value
    if isinstance(comment, bytes):
        in_utf16 = "utf-16-be" if exif.endian == ">" else "utf-16-le"
        encoding = in_utf16 if comment.startswith(b"UNICODE\0") else "utf-8"
        yield "EXIF UserComment", comment[8:].decode(encoding, "replace")  # the first eight name the encoding
