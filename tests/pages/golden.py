"""Pages as reviewed, one of each kind that tells of incidents: an archive in which every field is used.

After a wanted change: `python -m tests.pages.golden` writes them to tests/golden/; read the difference.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from generator.archive.loading import Loaded, load_sound
from generator.pages.language import ENGLISH, GERMAN
from tests.archives import COMPLETE, PROJECT, RECORD, REGISTRY, make_archive
from tests.pages.examples import COMPLETE_ID, example_records, pages_of

FOLDER = PROJECT / "tests/golden"
# What each file in the folder is: the page at an address, in a language.
GOLDEN = {
    "home.md": ("", ENGLISH),
    "incident.md": (f"incidents/{COMPLETE_ID}/", ENGLISH),
    "incident.de.md": (f"incidents/{COMPLETE_ID}/", GERMAN),
    "incident-with-few-fields.md": ("incidents/2024-03-06-later/", ENGLISH),
    "incident-told-of-by-others.md": ("incidents/2024-03-05-answer/", ENGLISH),
    "incident-of-a-clip.md": ("incidents/2022-clip/", ENGLISH),
    "incidents.md": ("incidents/", ENGLISH),
    "timeline.md": ("months/", ENGLISH),
    "list.md": ("labels/none/", ENGLISH),
    "exchange.md": (f"exchanges/{COMPLETE_ID}/", ENGLISH),
    "account.md": ("accounts/minister-x/", ENGLISH),
    "account-in-exchange.md": ("accounts/supporter-x/", ENGLISH),
    "platform.md": ("platforms/x/", ENGLISH),
    "person.md": ("people/minister/", ENGLISH),
    "tool.md": ("tools/painter/", ENGLISH),
    "tool.de.md": ("tools/painter/", GERMAN),
    "scorecard.md": ("scorecard/", ENGLISH),
}

CLIP = """\
      description: A voice promises free beer.
      clip:
        file: costume.mp4
        sha256: 3989bacef492f82814ce7c46c651b6076d353bf50a07e4db387c1bed4ffc494a
"""
LABEL = """\
      source: news
    - {status: platform-label, by: platform, timing: within hours, source: news}
"""


def linked(record: str, field: str, other: str) -> str:
    """Return a record whose trigger or response is another incident."""
    return record.replace("\npost:\n", f"\n{field}:\n  - {{kind: incident, incident: {other}}}\npost:\n")


LATER = RECORD.replace("date: 2024-05-06", "date: 2024-03-06")
DRAFT = RECORD.replace("date: 2024-05-06", "date: 2024-03-04").replace("state: published", "state: draft")
RECORDS = {
    "2024-03-06-later": linked(linked(LATER, "trigger", "2024-03-05-answer"), "response", "2024-03-04-draft"),
    "2024-03-05-answer": RECORD.replace("date: 2024-05-06", "date: 2024-03-05").replace(
        "  platform: x\n", "  account: minister-x\n  platform: x\n"
    ),
    "2024-03-04-draft": linked(DRAFT, "trigger", COMPLETE_ID),
    "2022-elsewhere": RECORD.replace("date: 2024-05-06", "date: 2022")
    .replace("  platform: x\n", "  platform: telegram\n  also_on: [x]\n")
    .replace("status: none\n      source: news", "status: not-reported"),
    "2022-clip": RECORD.replace("date: 2024-05-06", "date: 2022")
    .replace("      description: A voice promises free beer.\n", CLIP)
    .replace("      source: news\n", LABEL, 1),
}

ENTRIES = {
    "accounts": REGISTRY["accounts"].replace("A supporter,", "A supporter, name_language: en,")
    + """\
minister-x: {name: The Minister, handle: "@minister", platform: x, kind: person, person: minister}
""",
    "platforms": """\
x:
  name: X
  former_names: [Twitter, Birds]
  owner: X Corp.
  url: https://x.com
  wikidata: Q918
  description: A social platform [@daily] that was called otherwise [@rules].
  rules:
    - {kind: labelling, summary: "It may label such media [@rules] [@daily].", from: 2020-02, sources: [rules]}
    - {kind: labelling, summary: It labels no longer., sources: [daily, news]}
  sources:
    - {id: rules, publisher: X, title: Our rules, url: "https://x.example.org/rules", language: en}
    - id: daily
      publisher: The Daily
      title: No labels
      url: https://daily.example.org/labels
      published: 2023-05-06
      language: en
    - id: news
      publisher: News
      title: No labels, still
      url: https://news.example.org/labels
      published: 2023-06-07
      language: en
telegram: {name: Telegram}
""",
    "tools": REGISTRY["tools"].replace("  name: Painter\n", "  name: Painter\n  former_names: [Draughtsman]\n"),
}


def golden_archive(root: Path) -> Loaded:
    """Write and load the archive whose pages were reviewed."""
    draft_named = "related: [2024-02-unrelated, 2024-03-04-draft]"
    complete = COMPLETE.replace("related: [2024-02-unrelated]", draft_named)
    return load_sound(make_archive(root, {**example_records(complete), **RECORDS}, {**REGISTRY, **ENTRIES}))


def page(loaded: Loaded, name: str) -> str:
    """Return a page of the archive as it is now."""
    address, language = GOLDEN[name]
    file = f"{language.prefix}{address}index.md"
    return pages_of(loaded, file, language)[file]


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        archive = golden_archive(Path(folder))
    for each in GOLDEN:
        (FOLDER / each).write_text(page(archive, each))
