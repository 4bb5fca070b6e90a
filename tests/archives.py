"""Small archives for tests: a folder with records, registries, and the project's own theme and pages."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).parent.parent
COMPLETE = (PROJECT / "tests/data/complete.yaml").read_text()
HELD = (PROJECT / "tests/data/costume.png", PROJECT / "tests/data/costume.mp4")  # what it says that it holds

# The hand-written pages link to it; a small archive does not hold it.
LINK_TO_THE_FOUNDING_INCIDENT = re.compile(r"incidents/2024-09-02-[^)]*")

# The shortest record that is sound; tests edit its text and look at what is said of it.
RECORD = """\
title: A speech that was never given
summary: A made-up speech was posted [@news].
date: 2024-05-06
language: en
regions: [NO]
topics: [election]
state: published
post:
  platform: x
  media:
    - kind: audio
      description: A voice promises free beer.
  sources: [news]
fact_check:
  claim: The minister promised free beer.
  verdict: fabricated
  finding: She did not [@news].
label_status:
  history:
    - status: none
      source: news
sources:
  - id: news
    publisher: News
    title: No free beer
    url: https://news.example.org/beer
    language: en
"""

# The same record, which breaks no rule: it says why it has one source.
PUBLISHABLE = RECORD + "exceptions:\n  - {rule: two-sources, reason: An example needs no second source.}\n"

REGISTRY = {
    "accounts": """\
party-x: {name: Example Party, handle: "@exampleparty", platform: x, kind: party}
supporter-x: {name: A supporter, platform: x, kind: anonymous}
""",
    "platforms": """\
x: {name: X, former_names: [Twitter], owner: X Corp., url: "https://x.com", wikidata: Q918}
telegram: {name: Telegram}
""",
    "tools": """\
painter:
  name: Painter
  maker: Example Labs
  description: A picture generator [@labs].
  rules:
    - kind: naming
      summary: Names of ministers are refused [@labs].
      from: 2024-01
      until: 2024-06
      sources: [labs]
  sources:
    - {id: labs, publisher: Example Labs, title: Our rules, url: "https://labs.example.org/rules", language: en}
""",
    "people": """\
minister:
  name: The Minister
  description: Minister of examples in 2024 [@daily].
  wikidata: Q1
  sources:
    - {id: daily, publisher: The Daily, title: A portrait, url: "https://daily.example.org/portrait", language: en}
""",
}


def make_archive(root: Path, records: Mapping[str, str], registry: Mapping[str, str] = REGISTRY) -> Path:
    """Write an archive of `records` (text by identifier) under `root` and return `root`."""
    for name in ("mkdocs.yml", "interface-images.yaml", "theme", "docs"):
        copy_into(root, name)
    for page in (*(root / "docs").glob("*.md"), *(root / "docs/de").glob("*.md")):
        page.write_text(LINK_TO_THE_FOUNDING_INCIDENT.sub("incidents/index.md", page.read_text()))
    for name, text in registry.items():
        write(root / "incidents/registry" / f"{name}.yaml", text)
    for identifier, text in records.items():
        write(record_path(root, identifier), text)
        for held in HELD:
            if held.name in text:
                shutil.copy(held, record_path(root, identifier).parent)
    return root


def real_archive(root: Path) -> Path:
    """Copy the project's own archive to `root`, without what is generated."""
    for name in ("mkdocs.yml", "interface-images.yaml", "theme", "docs", "incidents"):
        copy_into(root, name)
    return root


def record_path(root: Path, identifier: str) -> Path:
    """Return where the record of an incident stands."""
    return root / "incidents" / identifier[:4] / identifier / "incident.yaml"


def write(path: Path, text: str) -> None:
    """Write a file and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def copy_into(root: Path, name: str) -> None:
    """Copy a part of the project, leaving out what the generator wrote."""
    from generator.pages.owned import OWNED_FILES, OWNED_FOLDERS

    source = PROJECT / name
    if source.is_file():
        write(root / name, source.read_text())
        return
    generated = (*OWNED_FOLDERS, *OWNED_FILES, "media") if name == "docs" else ()

    def ignore(folder: str, names: list[str]) -> set[str]:
        places = {name: (Path(folder) / name).relative_to(source).as_posix() for name in names}
        return {name for name, place in places.items() if place in generated}

    shutil.copytree(source, root / name, ignore=ignore)
