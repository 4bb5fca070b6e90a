"""What editors and systems keep beside a file while it is open, by its name: a copy of it, a lock, a view."""

import re

_KEPT = re.compile(r"\..+\.sw[a-z]|\.?#.*|\.DS_Store")  # by Vim, by Emacs, by macOS


def is_an_editors(name: str) -> bool:
    """Say whether a file of this name is one of these."""
    return name.endswith("~") or (name[0] in ".#" and bool(_KEPT.fullmatch(name)))
