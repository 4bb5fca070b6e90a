"""Files of which there are very many, named by texts: to make a path of each takes about as long as to open it.

Elsewhere a file is a `pathlib.Path`; here alone it is not, and the linter is told so in `pyproject.toml`.
"""

import os
import stat


def content_of(file: str) -> bytes:
    """Return what a file holds. Raises OSError."""
    with open(file, "rb", buffering=0) as opened:  # it is read in one go
        return opened.readall()


def content_up_to(file: str, largest: int) -> bytes | None:
    """Return what a file holds, and of one that is too large some of it: more than `largest` bytes.

    None where it is no regular file. Raises OSError.
    """
    status = os.lstat(file)
    if not stat.S_ISREG(status.st_mode):
        return None
    with open(file, "rb", buffering=0) as opened:
        content = opened.read(min(status.st_size, largest) + 1)  # as little room as it needs, for there are many
        return content + opened.read(largest) if len(content) > status.st_size else content  # it has grown since


def no_link(file: str, flags: int) -> int:
    """Open a file, as `open` has it done by an opener, and no link in its place. Raises OSError."""
    return os.open(file, flags | os.O_NOFOLLOW, 0o666)


def write(file: str, content: bytes) -> None:
    """Write a file into a folder that is there, and that nobody reads yet. Raises OSError."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)  # without asking what kind it is
    try:
        while content:
            content = content[os.write(descriptor, content) :]
    finally:
        os.close(descriptor)


def make_folder(folder: str) -> bool:
    """Make a folder, and those above it that are missing; say whether it was not there. Raises OSError."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        if not os.path.isdir(folder):
            raise
        return False
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    return True


def rename(file: str, name: str) -> None:
    """Give a file another name. Raises OSError."""
    os.rename(file, name)


def is_file(name: str) -> bool:
    """Say whether there is a file of this name."""
    return os.path.isfile(name)


def names_in(folder: str) -> list[str]:
    """Return the names of what is in a folder, in no order. Raises OSError."""
    return os.listdir(folder)


def status_of(name: str) -> os.stat_result:
    """Return what the file system knows of a file or folder. Raises OSError."""
    return os.stat(name)
