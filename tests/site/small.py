"""A small archive that is built again and again: what is in it, and what comes of a build."""

import re
import shutil
from pathlib import Path

from generator.pages.owned import OWNED_FILES, OWNED_FOLDERS
from generator.pages.settings import Settings
from generator.site.build import build
from tests.archives import PUBLISHABLE, RECORD, make_archive, record_path
from tests.media.manifests import without_manifest
from tests.pages.examples import COMPLETE_ID, example_records

EXCEPTION = PUBLISHABLE.removeprefix(RECORD)

SETTINGS = Settings(site_url="https://archive.example.org/")

IDS = ("2024-05-06-speech", "2023-04-05-horse", "2023-04-05-song", "2022-bridge")


def built(root: Path, *, anew: bool = False, plain: bool = False) -> list[str]:
    told: list[str] = []
    build(root, SETTINGS, told.append, anew=anew, plain=plain)
    return told


def contents(root: Path) -> dict[str, bytes]:
    """Return all files of the site and the generated ones under docs/; of a signed picture what was signed."""
    found = {}
    for folder in ("site", "docs"):
        for path in (root / folder).rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                is_signed = "media" in path.relative_to(root).parts
                found[path.relative_to(root).as_posix()] = without_manifest(content) if is_signed else content
    return found


def site_of(found: dict[str, bytes]) -> dict[str, bytes]:
    """Return of all files those of the site."""
    return {name: content for name, content in found.items() if name.startswith("site/")}


def record(identifier: str, title: str, **changed: str) -> str:
    date = identifier.rsplit("-", 1)[0]
    text = PUBLISHABLE.replace("A speech that was never given", title).replace("date: 2024-05-06", f"date: {date}")
    for old, new in changed.items():
        text = text.replace(old, new)
    return text


def small_archive(root: Path) -> Path:
    records = {identifier: record(identifier, f"Title of {identifier}") for identifier in IDS}
    complete = {identifier: text + EXCEPTION for identifier, text in example_records().items()}
    return make_archive(root, {**complete, COMPLETE_ID: example_records()[COMPLETE_ID], **records})


def from_nothing(root: Path, elsewhere: Path) -> dict[str, bytes]:
    """Build the same sources in another folder, where nothing was built before."""
    generated = {*OWNED_FOLDERS, *OWNED_FILES, "media"}

    def ignore(folder: str, names: list[str]) -> set[str]:
        places = {name: (Path(folder) / name).relative_to(root).as_posix() for name in names}
        return {
            name
            for name, place in places.items()
            if place.startswith("docs/") and place.removeprefix("docs/") in generated
        }

    for name in ("incidents", "docs", "theme"):
        shutil.copytree(root / name, elsewhere / name, ignore=ignore)
    for name in ("mkdocs.yml", "interface-images.yaml"):
        shutil.copy(root / name, elsewhere)
    built(elsewhere)
    return contents(elsewhere)


def retitled(root: Path, title: str) -> None:
    path = record_path(root, IDS[0])
    path.write_text(re.sub("(?m)^title: .*$", f"title: {title}", path.read_text()))
