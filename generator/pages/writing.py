"""Files under docs/: written only when their content changes, and removed when nothing asks for them any more."""

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.archive.pictures import FOLDER as MEDIA
from generator.pages.owned import OWNED_FILES, OWNED_FOLDERS, PREFIXES
from generator.records import many_files
from generator.records.problem import Problem, ProblemsFoundError
from generator.records.replacing import remove_file, replace_file


@dataclass(frozen=True)
class Written:
    """What one run changed: numbers of files."""

    written: int
    unchanged: int
    removed: int


class Writer:
    """Writes files into a folder, and remembers which folders there are: asking each time is slow."""

    def __init__(self, folder: Path) -> None:
        """Write below `folder`."""
        self.folder = str(folder)
        self.is_new: dict[str, bool] = {}  # of each folder that was written into: was it made for that?

    def renew(self, path: str, content: bytes) -> bool:
        """Write the file unless it holds `content` already, and say so.

        A reader sees the old file or the new one, never half; of one that is new nobody knows yet.
        """
        place = f"{self.folder}/{path}"
        if self._enter(path):
            many_files.write(place, content)
            return True
        try:
            with open(place, "rb", opener=many_files.no_link) as file:
                if file.read() == content:
                    return False
        except FileNotFoundError:
            pass
        except OSError:  # a link, or a folder of this name
            Path(place).unlink()
        replace_file(Path(place), content)
        return True

    def put(self, path: str, content: bytes) -> None:
        """Write a file into a folder that nobody reads yet."""
        self._enter(path)
        many_files.write(f"{self.folder}/{path}", content)

    def _enter(self, path: str) -> bool:
        """See to it that the folder of a file is there; say whether it was not when it was first written into."""
        folder = path.rpartition("/")[0]
        is_new = self.is_new.get(folder)
        if is_new is None:
            is_new = self.is_new[folder] = many_files.make_folder(f"{self.folder}/{folder}")
        return is_new


def remove_others(docs: Path, files: Collection[str], found: Iterable[str]) -> int:
    """Remove what was `found` to be the generator's under `docs` and is not among `files`; return how many."""
    stale = set(found).difference(files)
    for name in stale:
        remove_file(docs, name)
    return len(stale)


def refuse_links(docs: Path) -> None:
    """Raise ProblemsFoundError where a folder of the generator's is a link: what it leads to would be removed."""
    told = "this is a link, and what nobody asks for is removed where it leads; remove the link"
    folders = (*(prefix.rstrip("/") for prefix in PREFIXES if prefix), *OWNED_FOLDERS, MEDIA.rstrip("/"))
    linked = [f"{docs.name}/{name}" for name in folders if (docs / name).is_symlink()]
    if linked:
        raise ProblemsFoundError([Problem(name, 1, 1, "file", told) for name in linked])


def generated_files(docs: Path) -> Iterator[str]:
    """Yield the generator's own files under `docs`."""
    yield from (name for name in OWNED_FILES if (docs / name).exists())
    for folder in OWNED_FOLDERS:
        if (docs / folder).is_dir():
            yield from _files(str(docs / folder), folder)


def _files(path: str, name: str) -> Iterator[str]:
    """Yield the files in a folder called `name`, and in those below it; a link is a file."""
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{name}/{entry.name}")
            else:
                yield f"{name}/{entry.name}"
