"""What the generator owns under docs/. Whatever else lies there is written by hand and never touched."""

PREFIXES = ("", "de/")  # the folders of the languages: see language.py
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
OWNED_FOLDERS = tuple(prefix + folder for prefix in PREFIXES for folder in FOLDERS)
OWNED_FILES = tuple(f"{prefix}index.md" for prefix in PREFIXES)
