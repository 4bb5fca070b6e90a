"""What the last whole check said, for as long as nothing that it rests on has changed.

It rests on every file under incidents/ (path, size, time of change), on the program itself and the libraries that
are installed, and on the day, for nothing may be in the future. The memory is one file; one that is cut short,
foreign or old is not believed.
"""

import hashlib
import json
import os
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from generator.records.problem import Problem, Severity
from generator.records.replacing import replace_file

FILE = ".cache/check.json"
PROGRAM = Path(__file__).parent.parent
LIBRARIES = Path(sysconfig.get_path("purelib"))  # the folder changes when one comes, goes or is renewed


def remembered(root: Path, check: Callable[[], list[Problem]]) -> list[Problem]:
    """Return what the last check found if nothing has changed since; else check, and remember."""
    state = fingerprint(root)
    known = _recall(root / FILE, state)
    if known is not None:
        return known
    problems = check()
    if fingerprint(root) == state:  # what changed meanwhile was not checked
        with suppress(OSError):  # where nothing can be written, all is checked each time
            _remember(root / FILE, state, problems)
    return problems


def fingerprint(root: Path) -> str:
    """Return a digest of all that a check rests on."""
    digest = hashlib.sha256(datetime.now(UTC).date().isoformat().encode())
    digest.update(str(LIBRARIES.stat().st_mtime_ns).encode())
    for folder in (root / "incidents", PROGRAM):
        for line in _files(str(folder)):
            digest.update(line)
    return digest.hexdigest()


def _files(folder: str) -> Iterator[bytes]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                status = entry.stat(follow_symlinks=False)
                line = f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}\0{status.st_ino}\n"
                yield os.fsencode(line)  # a name need not be text


def _recall(file: Path, state: str) -> list[Problem] | None:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        if told["state"] != state:
            return None
        return [Problem(**{**problem, "severity": Severity(problem["severity"])}) for problem in told["problems"]]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _remember(file: Path, state: str, problems: list[Problem]) -> None:
    content = {"state": state, "problems": [asdict(problem) for problem in problems]}
    replace_file(file, json.dumps(content).encode())
