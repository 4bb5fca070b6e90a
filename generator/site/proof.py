"""Proof over the built site: no picture without its label, no clip, and nothing of a kind that is not published.

Nothing that wrote the files is asked. Every file is looked at by its first bytes; of every raster picture the
band's code is decoded, the metadata read, the signed manifest validated.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from generator.records.fields import Checksum, Line
from generator.records.model import about
from generator.records.parallel import in_processes
from generator.records.problem import showable
from generator.records.reading import parse_registry
from generator.records.text import read_text
from generator.site.markup import shown_from_outside
from generator.site.proven import Proven

if TYPE_CHECKING:
    from PIL.Image import Image

INTERFACE_IMAGES = "interface-images.yaml"
# First bytes by which a file is known (https://mimesniff.spec.whatwg.org/, https://exiftool.org/TagNames/).
RASTER = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|BM.{4}\0\0\0\0|II\*\0|MM\0\*|\0\0\x01\0|\0\0\x02\0|8BPS|\xff\x0a|"
    rb"RIFF.{4}WEBP|.{4}ftyp(avif|avis|heic|heix|mif1|msf1)|.{4}JXL \r\n|.{4}jP  \r\n",
    re.DOTALL,
)
PICTURES = {".jpg", ".webp", ".png"}
SHOWING = {".html", ".css", ".svg", ".xml", ".js"}  # these can show what is no file of the site
TEXTS = SHOWING | {".json", ".map", ".txt", ".yaml", ".csv"}
# Other kinds of files that the site publishes, and the first bytes that each has.
PACKED = b"\x1f\x8b"
FONT = ".woff2"
KINDS = {
    FONT: b"wOF2",
    ".gz": PACKED,
    ".pagefind": PACKED,
    ".pf_filter": PACKED,
    ".pf_fragment": PACKED,
    ".pf_index": PACKED,
    ".pf_meta": PACKED,
}
DRAWN_GLYPHS = {"CBDT", "EBDT", "SVG ", "sbix"}  # tables of fonts whose letters are pictures
LARGEST_DIRECTORY = 1 << 13  # bytes; a font has some twenty tables
NOTHING = b"\0no file begins so\0"
FORMS = {"JPEG": "jpg", "WEBP": "webp"}
SOURCE_TYPE = re.compile(rb"http://cv\.iptc\.org/newscodes/digitalsourcetype/\w+")
INCIDENT = re.compile(r"media/(?P<incident>[a-z0-9-]+)/[a-z0-9_-]+\.(jpg|webp)")


@dataclass(frozen=True, order=True)
class Unmarked:
    """A file of the site that shows media without a label, and what it lacks."""

    file: str
    lacks: str

    def __str__(self) -> str:
        """Return file and reason on one line."""
        return showable(f"{self.file}: {self.lacks}")


class InterfaceImage(BaseModel, extra="forbid", frozen=True):
    """A raster picture that needs no label, and why."""

    sha256: Checksum = about("The file's SHA-256")
    reason: Line = about("Why it needs no label")


class _Examined(NamedTuple):
    """What came of looking at a file; `labelled` is what to remember of a picture that has its label whole."""

    name: str
    faults: tuple[str, ...] = ()
    labelled: str = ""


def unmarked_media(site: Path, root: Path, proven: Proven | None = None, within: str = "") -> list[Unmarked]:
    """Return every picture, clip or embedded picture under `site` that is not labelled as it must be.

    A picture that was `proven` to be labelled is not examined again; those that are found labelled now are added to
    it. Where `within` is given, a folder of the site, only what lies there is looked at. Raises ProblemsFoundError
    where the list of interface images under `root` cannot be read.
    """
    known = proven or Proven({})
    look = partial(_examined, site, interface_images(root / INTERFACE_IMAGES), known)
    files = [path for path in sorted((site / within).rglob("*")) if path.is_file()]
    quick = [path for path in files if path.suffix in KINDS]  # of these only the first bytes are looked at
    slow = [path for path in files if path.suffix not in KINDS]
    examined = [*map(look, quick), *in_processes(look, slow, worthwhile=64)]
    known.digests |= {each.name: each.labelled for each in examined if each.labelled}
    return [Unmarked(each.name, fault) for each in sorted(examined) for fault in each.faults]


def interface_images(file: Path) -> dict[str, InterfaceImage]:
    """Return the raster pictures of the interface by their place on the site.

    Raises ProblemsFoundError with every fault and its place.
    """
    if not file.exists():
        return {}
    listed = read_text(file, file.name)
    return parse_registry(listed, file.name, dict[Line, InterfaceImage], "the list of interface pictures").content


def _examined(site: Path, allowed: dict[str, InterfaceImage], proven: Proven, path: Path) -> _Examined:
    name = path.relative_to(site).as_posix()
    with path.open("rb") as file:
        beginning = file.read(64)
    if not RASTER.match(beginning):
        return _Examined(name, tuple(_else_lacks(name, path, beginning)))
    content = path.read_bytes()
    if listed := allowed.get(name):
        return _Examined(name, tuple(_listed_lacks(content, listed)))
    if proven.holds(name, content):
        return _Examined(name)
    faults = tuple(picture_lacks(name, content))
    return _Examined(name, faults, "" if faults else proven.digest(name, content))


def _listed_lacks(content: bytes, listed: InterfaceImage) -> Iterator[str]:
    if hashlib.sha256(content).hexdigest() != listed.sha256:
        yield f"is listed in {INTERFACE_IMAGES} with another checksum; look at the picture, then correct it"


def _else_lacks(name: str, path: Path, beginning: bytes) -> Iterator[str]:
    """Yield what is wrong with a file that is no raster picture."""
    if path.suffix in PICTURES:
        yield "is named like a picture and is none"
    elif path.suffix in TEXTS:
        yield from _text_shows(name, path.read_bytes())
    elif not beginning.startswith(KINDS.get(path.suffix, NOTHING)):
        yield "is of a kind that the site does not publish (a clip, a document), or not of the kind it is named for"
    elif path.suffix == FONT:
        yield from _font_shows(path.read_bytes())


def _font_shows(content: bytes) -> Iterator[str]:
    """Yield whether a font holds pictures (https://www.w3.org/TR/WOFF2/#table_dir_format)."""
    from fontTools.ttLib.woff2 import WOFF2DirectoryEntry, woff2DirectorySize

    tables = set()
    rest = content[woff2DirectorySize : woff2DirectorySize + LARGEST_DIRECTORY]
    try:
        for _ in range(int.from_bytes(content[12:14])):
            entry = WOFF2DirectoryEntry()
            rest = entry.fromString(rest)
            tables.add(str(entry.tag))
    except Exception:  # fontTools raises whatever hostile bytes make of it
        yield "is a font whose tables cannot be read"
    if drawn := sorted(DRAWN_GLYPHS & tables):
        yield f"is a font whose letters are pictures ({', '.join(drawn)}), and these carry no label"


def _text_shows(name: str, content: bytes) -> Iterator[str]:
    """Yield what makes a text more than text, and what it shows that is no file of the site."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        yield "is no text in UTF-8, as its name says"
    elif Path(name).suffix in SHOWING:
        for address in dict.fromkeys(shown_from_outside(name, text)):
            yield f"shows what is no file of the site ({address}), and so carries no label"


def picture_lacks(name: str, content: bytes) -> Iterator[str]:
    """Yield what the raster picture `name` lacks of a label; nothing where it is labelled whole."""
    place = INCIDENT.fullmatch(name)
    if not place:
        yield (
            "is a picture that the generator did not make; take it in with `gegenbild media add`, or list it in "
            f"{INTERFACE_IMAGES} with its reason"
        )
        return
    from PIL import Image  # here, with all that reads pictures: most builds change none

    from generator.media.labels.code import codes_in
    from generator.media.labels.signing import read_signed

    try:
        with Image.open(io.BytesIO(content), formats=list(FORMS)) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError):
        yield "cannot be decoded as JPEG or WebP"
        return
    incident = place["incident"]
    if not any(code.rstrip("/").endswith(f"/{incident}") for code in codes_in(_band(picture))):
        yield f"has no band whose code names {incident}"
    types = SOURCE_TYPE.findall(picture.info.get("xmp", b""))
    if not types:
        yield "has no digital source type in its metadata"
    signed = read_signed(content, FORMS[str(picture.format)])
    if signed is None:
        yield "has no C2PA manifest"
    elif signed.state not in ("Valid", "Trusted"):
        yield "has a C2PA manifest that does not hold: it was changed after it was signed"
    elif types and types[0].decode() not in signed.source_types:
        yield "has a C2PA manifest that gives another digital source type than its metadata"


def _band(picture: "Image") -> "Image":
    """Return the lowest part, where the band stands: a code within the content is none of ours."""
    return picture.crop((0, max(0, picture.height - picture.width // 4), picture.width, picture.height))
