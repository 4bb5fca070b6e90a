"""Files under docs/: written only when their content changes, and removed when nothing asks for them any more."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.pages.language import LANGUAGES
from generator.records.replacing import replace_file

# What the generator owns under docs/. Whatever else lies there is written by hand and never touched.
FOLDERS = (
    "accounts",
    "codebook",
    "exchanges",
    "figures",
    "incidents",
    "labels",
    "months",
    "people",
    "platforms",
    "regions",
    "rules",
    "schema",
    "scorecard",
    "search",
    "tools",
    "topics",
    "verdicts",
)
OWNED_FOLDERS = tuple(language.prefix + folder for language in LANGUAGES for folder in FOLDERS)
OWNED_FILES = tuple(f"{language.prefix}index.md" for language in LANGUAGES)


@dataclass(frozen=True)
class Written:
    """What one run changed: numbers of files."""

    written: int
    unchanged: int
    removed: int


def write_files(docs: Path, files: Mapping[str, bytes]) -> Written:
    """Make the generator's part of `docs` hold exactly `files` (path relative to docs, content)."""
    written = sum(_write(docs / path, content) for path, content in files.items())
    removed = _remove_others(docs, files)
    return Written(written, len(files) - written, removed)


def _write(path: Path, content: bytes) -> bool:
    """Write the file unless it holds `content` already; a reader sees the old file or the new one, never half."""
    if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
        return False
    replace_file(path, content)
    return True


def _remove_others(docs: Path, files: Mapping[str, bytes]) -> int:
    present = [docs / name for name in OWNED_FILES if (docs / name).exists()]
    for folder in OWNED_FOLDERS:
        present += [path for path in (docs / folder).rglob("*") if path.is_file() or path.is_symlink()]
    stale = [path for path in present if path.relative_to(docs).as_posix() not in files]
    for path in stale:
        path.unlink()
    _remove_empty_folders(docs)
    return len(stale)


def _remove_empty_folders(docs: Path) -> None:
    for folder in OWNED_FOLDERS:
        for path in sorted((docs / folder).rglob("*"), reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
