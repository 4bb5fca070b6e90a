"""What MkDocs builds for the fast path, in one run: the hand-written pages, the theme's files, and the moulds.

The run sees a folder with links to the hand-written files, a specimen of each kind of page, and a stand-in for each
generated page that a hand-written one links to. Its result is kept until something that it rests on changes.
"""

import gzip
import hashlib
import io
import json
import posixpath
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from generator.archive.incident import content_digest
from generator.archive.pictures import FOLDER as MEDIA
from generator.pages.owned import OWNED_FILES, OWNED_FOLDERS
from generator.records.text import in_utf8
from generator.site.plain import run_mkdocs
from generator.site.press.configuration import in_navigation, leaves_out, named_beside
from generator.site.press.mould import SPECIMEN, Kind, Mould, Specimen, moulds_of, specimens_of
from generator.site.swap import STAGING_PREFIX
from generator.site.unforged import read_unforged, write_unforged

CACHE = ".cache/frame"
BUILDERS = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "pygments", "pymdown-extensions")
PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # what MkDocs takes for pages
INDEXES = frozenset(stem + end for stem in ("index", "README") for end in PAGES)  # and for a folder's own
SITEMAP = "sitemap.xml"
THEN = 549_849_600  # the day of the run, in seconds since 1970; it shows in the sitemap alone, which is made anew
# Whatever may be a file that a page links to, in any of Markdown's ways to write a link.
_OF_PATH = r"[^\s()<>\[\]\"'#?:]"
_LINK = re.compile(rf"(?<!{_OF_PATH})(?P<path>{_OF_PATH}+\.[a-z]+)(?:\?[^\s)>#]*)?(?:#(?P<anchor>[\w-]+))?")
_OWNED = tuple(f"{name}/" for name in (*OWNED_FOLDERS, MEDIA.rstrip("/")))
_LOCATION = re.compile(r"<loc>(.*?)</loc>")


@dataclass(frozen=True)
class Frame:
    """The built files in `folder` (by their place on the site), the moulds by kind, and the sitemap's texts.

    `hand_written` are the files under docs/ that these were built of.

    The sitemap is `sitemap[0]`, the pages' addresses with `sitemap[1]` between them, `sitemap[2]`; where the site's
    own address is not known, it names no page.
    """

    digest: str
    folder: Path
    hand_written: tuple[str, ...]
    files: tuple[str, ...]
    moulds: dict[Kind, Mould]
    sitemap: tuple[str, str, str]


def frame_of(root: Path, kinds: Collection[Kind], pages: Collection[str], site_url: str) -> Frame | None:
    """Return the frame for the generated `pages` (Markdown files) of some kinds; None where there can be none.

    Raises SiteError where MkDocs fails.
    """
    if named_beside(root) or leaves_out(root, pages):
        return None
    hand_written = tuple(hand_written_files(root))
    digest = _digest(root, hand_written, kinds, pages, site_url)
    return _recalled(root, digest, hand_written) or _built(root, digest, kinds, pages, hand_written, site_url)


def kept_frame(root: Path, digest: str) -> Frame | None:
    """Return the frame of this digest if it is the one that was kept; whether it is still right is not asked."""
    return _recalled(root, digest, tuple(hand_written_files(root)))


def linked_files(root: Path) -> set[str]:
    """Return the files, relative to docs/, that hand-written pages link to."""
    return set(_linked(root, tuple(hand_written_files(root))))


def hand_written_files(root: Path) -> Iterator[str]:
    """Yield the files under docs/ that people wrote, relative to it, in order; MkDocs takes no hidden ones."""
    for path in _files(root / "docs", "", _OWNED):
        if path not in OWNED_FILES and "/." not in f"/{path}":
            yield path


def sitemap_files(frame: Frame, pages: Iterable[str], site_url: str, timestamp: int) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap of the Markdown files `pages`, plain and packed, as MkDocs writes it on that day."""
    day = datetime.fromtimestamp(timestamp, UTC).date()
    before, between, after = (text.replace(_day(THEN), day.isoformat()) for text in frame.sitemap)
    ordered = sorted(pages, key=_walking_order) if between else []
    text = before + between.join(f"{site_url}{quote(_address(page))}" for page in ordered) + after
    packed = io.BytesIO()
    midnight = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    with gzip.GzipFile(fileobj=packed, filename=SITEMAP, mode="wb", mtime=midnight) as file:
        file.write(text.encode())
    yield SITEMAP, text.encode()
    yield f"{SITEMAP}.gz", packed.getvalue()


def _built(
    root: Path,
    digest: str,
    kinds: Collection[Kind],
    pages: Collection[str],
    hand_written: tuple[str, ...],
    site_url: str,
) -> Frame | None:
    target = root / CACHE
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=STAGING_PREFIX) as name:
        folder = Path(name)
        specimens, stand_ins = _lay_out(root, folder, kinds, pages, hand_written)
        known = {*hand_written, *(f"{each.folder}index.md" for each in specimens)}
        if any(path not in known and (path in pages or path.startswith(_OWNED)) for path in in_navigation(root)):
            return None  # a page of which there are many, or a file that is none, has a place of its own there
        site = folder / "site"
        run_mkdocs(folder, site, site_url, THEN)
        if _digest(root, tuple(hand_written_files(root)), kinds, pages, site_url) != digest:  # saved meanwhile
            return frame_of(root, kinds, pages, site_url)
        moulds = moulds_of(specimens, partial(_page, site))
        sitemap = _sitemap_parts((site / SITEMAP).read_text("utf-8"), hand_written, site_url)
        if sitemap is None or moulds is None:
            return None
        extra = {_built_place(place) for place in (*stand_ins, *(f"{each.folder}index.md" for each in specimens))}
        extra |= {*stand_ins, SITEMAP, f"{SITEMAP}.gz"}
        files = tuple(path for path in _files(site, "", ()) if path not in extra)
        if any(SPECIMEN.search((site / path).read_bytes()) for path in files):  # as where a plugin lists all pages
            return None
        made = Frame(digest, target / "site", hand_written, files, moulds, sitemap)
        _remember(root, made, site)
        return made


def _lay_out(
    root: Path, folder: Path, kinds: Collection[Kind], pages: Collection[str], hand_written: tuple[str, ...]
) -> tuple[list[Specimen], list[str]]:
    """Fill the folder for MkDocs, and return the specimens and the stand-ins in it."""
    shutil.copy(root / "mkdocs.yml", folder)
    (folder / "theme").symlink_to(root / "theme", target_is_directory=True)
    for path in hand_written:
        place = folder / "docs" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to((root / "docs" / path).resolve())
    anchors = _linked(root, hand_written)
    specimens = [*specimens_of(kinds, anchors)]
    for each in specimens:
        _write(folder / "docs" / each.folder / "index.md", each.markdown)
    stand_ins = _stand_ins(anchors, pages)
    for page in stand_ins:
        if not (folder / "docs" / page).exists():
            _write(folder / "docs" / page, "".join(f"## x {{: #{each} }}\n\n" for each in sorted(anchors[page])))
    return specimens, stand_ins


def _linked(root: Path, hand_written: Iterable[str]) -> dict[str, set[str]]:
    """Return the files that hand-written pages link to, with the anchors that they name."""
    found: dict[str, set[str]] = {}
    for path in hand_written:
        if path.endswith(PAGES):
            for link in _LINK.finditer(in_utf8((root / "docs" / path).read_bytes(), f"docs/{path}")):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link["path"]))
                found.setdefault(target, set()).update({link["anchor"]} - {None})
    return found


def _stand_ins(linked: Iterable[str], pages: Collection[str]) -> list[str]:
    """Return which of the files that are linked to MkDocs would miss, for the generator makes them.

    Whether there is such a picture, feed or record is seen when the links are checked.
    """
    return sorted(
        path for path in linked if path in pages or (path.startswith(_OWNED) and not path.endswith(PAGES))
    )


def _sitemap_parts(text: str, hand_written: Iterable[str], site_url: str) -> tuple[str, str, str] | None:
    """Split a sitemap at its addresses; None where they are not those that are expected."""
    locations = _LOCATION.findall(text)
    if not site_url:
        return (text, "", "") if not locations else None
    pages = {f"{site_url}{quote(_address(path))}" for path in hand_written if path.endswith(PAGES)}
    parts = _LOCATION.split(text)[::2]
    is_regular = len(set(parts[1:-1])) == 1 and pages <= set(locations)
    return (f"{parts[0]}<loc>", f"</loc>{parts[1]}<loc>", f"</loc>{parts[-1]}") if is_regular else None


def _address(page: str) -> str:
    """Return the address of a Markdown file's page."""
    name = posixpath.basename(page)
    return page.removesuffix(name) if name in INDEXES else f"{posixpath.splitext(page)[0]}/"


def _built_place(page: str) -> str:
    return f"{_address(page)}index.html"


def _page(site: Path, folder: str) -> str:
    """Return the page that was built at an address; nothing where MkDocs is told to leave it out."""
    path = site / folder / "index.html"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _walking_order(page: str) -> tuple[tuple[bool, bool, str], ...]:
    """Return the key that sorts files as MkDocs finds them: a folder's index, its other files, then its folders."""
    *folders, name = page.split("/")
    return (*((True, True, folder) for folder in folders), (False, name not in INDEXES, name))


def _day(timestamp: int) -> str:
    return datetime.fromtimestamp(timestamp, UTC).date().isoformat()


def _digest(
    root: Path, hand_written: Sequence[str], kinds: Iterable[Kind], pages: Collection[str], site_url: str
) -> str:
    stand_ins = _stand_ins(_linked(root, hand_written), pages)
    digest = hashlib.sha256(repr([(name, version(name)) for name in BUILDERS]).encode())
    digest.update(repr((sorted(kinds), stand_ins, site_url)).encode())
    for path in ["mkdocs.yml", *(f"docs/{each}" for each in hand_written), *_files(root, "theme/", ())]:
        digest.update(f"\0{path}\0".encode())
        digest.update((root / path).read_bytes())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()


def _files(root: Path, start: str, left_out: tuple[str, ...]) -> Iterator[str]:
    """Yield the files under `root`/`start`, relative to `root`, in order, but for those in folders left out."""
    for path in sorted((root / start).iterdir()):
        name = f"{start}{path.name}"
        if path.is_dir() and f"{name}/" not in left_out:
            yield from _files(root, f"{name}/", left_out)
        elif path.is_file():
            yield name


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _remember(root: Path, frame: Frame, site: Path) -> None:
    target = root / CACHE
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    site.rename(target / "site")
    told = {
        "digest": frame.digest,
        "files": {path: _file_digest(target / "site" / path) for path in frame.files},
        "moulds": [[kind._asdict(), asdict(mould)] for kind, mould in frame.moulds.items()],
        "sitemap": frame.sitemap,
    }
    write_unforged(target / "frame.json", json.dumps(told).encode())


def _recalled(root: Path, digest: str, hand_written: tuple[str, ...]) -> Frame | None:
    """Return what was kept, if it is of this digest and whole."""
    target = root / CACHE
    try:
        told = json.loads(read_unforged(target / "frame.json"))
        if told["digest"] != digest:
            return None
        moulds = {
            Kind(**{**kind, "meta": tuple(kind["meta"])}): Mould(
                **{**mould, "pieces": tuple(tuple(piece) for piece in mould["pieces"])}
            )
            for kind, mould in told["moulds"]
        }
        if any(_file_digest(target / "site" / path) != kept for path, kept in told["files"].items()):
            return None
        before, between, after = told["sitemap"]
        return Frame(digest, target / "site", hand_written, tuple(told["files"]), moulds, (before, between, after))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _file_digest(path: Path) -> str:
    return content_digest(path.read_bytes())
