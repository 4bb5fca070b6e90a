"""What a build that did not end may have written: the next one makes it anew, whatever the records say by then.

Else a record that was edited and then put back would be the one that is remembered, and its page another one.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from generator.records.replacing import replace_file
from generator.site.memory import forget
from generator.site.unchanged import forget as forget_marks

FILE = ".cache/build.unfinished"


class Begun(NamedTuple):
    """What was begun: paths of records that were taken in, names of Markdown files and feeds to be written."""

    records: frozenset[str] = frozenset()
    sheets: frozenset[str] = frozenset()
    feeds: frozenset[str] = frozenset()


def begun(root: Path) -> Begun:
    """Return what was begun and has not ended; where that cannot be read, the last build is forgotten."""
    try:
        told = json.loads((root / FILE).read_text(encoding="utf-8"))
        return Begun(*(frozenset(map(str, told[name])) for name in Begun._fields))
    except FileNotFoundError:
        return Begun()
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        begin_whole(root)
        return Begun()


def begin_whole(root: Path) -> None:
    """Note that everything is about to be written: nothing that is remembered will do any more."""
    forget_marks(root)
    forget(root)


def begin_some(root: Path, records: Iterable[str], sheets: Iterable[str], feeds: Iterable[str] = ()) -> None:
    """Note what is about to be written, beside what has been begun already. Raises OSError."""
    before = begun(root)
    now = Begun(before.records.union(records), before.sheets.union(sheets), before.feeds.union(feeds))
    forget_marks(root)
    replace_file(root / FILE, json.dumps({name: sorted(each) for name, each in now._asdict().items()}).encode())


def end(root: Path) -> None:
    """Note that all that was begun is in place, and remembered."""
    (root / FILE).unlink(missing_ok=True)
