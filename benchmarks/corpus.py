"""A corpus of N valid records, made of the real ones by a seed: same registries and lengths, other days and words.

Usage: python -m benchmarks.corpus FOLDER N
"""

import random
import re
import shutil
import sys
from pathlib import Path

from generator.archive.loading import record_files

PROJECT = Path(__file__).parent.parent
SEED = 20240902
MONTH = re.compile(r"\b(20[12]\d)-(\d\d)(-\d\d)?\b")
SOURCE = re.compile(r"^(    url: )(\S+)\n(?!    archived)", re.MULTILINE)
ORIGINAL = re.compile(r"^(?P<field>    original: (>-\n      )?)(?P<text>[^|>\n].*)", re.MULTILINE)
WORDS = 12  # that are added to each title and text, so that no two are alike


def make_corpus(root: Path, size: int, seed: int = SEED, longest: int = 1000) -> None:
    """Write `size` records under `root`/incidents, beside copies of the registries, the theme and the pages.

    Their patterns are the real records of at most `longest` lines. Those that are linked with others are left out,
    for their links would lead to one and the same incident.
    """
    chance = random.Random(seed)
    for name in ("docs", "theme", "incidents/registry"):
        shutil.copytree(PROJECT / name, root / name, dirs_exist_ok=True)
    for name in ("mkdocs.yml", "interface-images.yaml"):
        shutil.copy(PROJECT / name, root)
    texts = [(path.parent.name, path.read_text()) for path in record_files(PROJECT)]
    models = [(name, text) for name, text in texts if "kind: incident" not in text and text.count("\n") <= longest]
    for number in range(size):
        identifier, text = varied(*models[number % len(models)], number, number // len(models), chance)
        path = root / "incidents" / identifier[:4] / identifier / "incident.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def varied(identifier: str, text: str, number: int, months: int, chance: random.Random) -> tuple[str, str]:
    """Return a record like `text`, all of it moved back by some months, its sources archived, its words its own."""
    text = MONTH.sub(lambda found: _moved_back(found, months), text)
    text = SOURCE.sub(r"\1\2\n    archived: https://web.archive.org/web/2024/\2\n", text)
    written = re.search(r"^date: (\S+)", text, re.M)
    words = " ".join(chance.sample(re.findall(r"[A-Za-z]{4,}", text), WORDS)).capitalize()
    text = re.sub(r"^related: .*\n", "", text, flags=re.M)
    text = re.sub(r"^title: .*\n(?:  .*\n)*", f"title: {words[:100]} {number}\n", text, count=1, flags=re.M)
    text = ORIGINAL.sub(lambda found: _with_words(found, f"{words} {number} "), text)
    assert written, identifier
    return f"{written[1]}-corpus-{number:06d}", text


def _with_words(found: re.Match[str], words: str) -> str:
    """Put words before a post's own, unless these are in another script."""
    return found["field"] + (words if found["text"].isascii() else "") + found["text"]


def _moved_back(found: re.Match[str], months: int) -> str:
    year, month = divmod(int(found[1]) * 12 + int(found[2]) - 1 - months, 12)
    day = f"-{min(int(found[3][1:]), 28):02d}" if found[3] else ""  # every month has 28 days
    return f"{year}-{month + 1:02d}{day}"


if __name__ == "__main__":
    make_corpus(Path(sys.argv[1]), int(sys.argv[2]))
