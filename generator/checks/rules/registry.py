"""The registries: no two keys that look alike, nothing said without a source, nothing that no record uses."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from generator.archive.archive import Registry
from generator.archive.gist import Gist
from generator.checks.rule import Finding, archive_rule
from generator.records.fields import CITATION, Reference
from generator.records.problem import Severity
from generator.records.walking import marked

FILES = {name: f"incidents/registry/{name}.yaml" for name in ("accounts", "platforms", "tools", "people")}
# Letters and digits that a reader takes for one another in common typefaces.
ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b"})
MIXED = ({"LATIN", "CYRILLIC"}, {"LATIN", "GREEK"}, {"CYRILLIC", "GREEK"})


@archive_rule("look-alike-keys")
def look_alike_keys(_gists: Sequence[Gist], registry: Registry) -> Iterator[Finding]:
    """Two keys of a registry do not look alike or stand for one account, and no name mixes scripts within a word.

    `e1onmusk-x` beside `elonmusk-x`, or a Cyrillic `а` in a Latin name, is a mistake or a trick.

    Passes:

        accounts: {elonmusk-x: {name: Elon Musk, platform: x, kind: person}}

    Fails:

        accounts:
          elonmusk-x: {name: Elon Musk, platform: x, kind: person}
          e1onmusk-x: {name: Elon Musk, platform: x, kind: person}
    """
    for path, entries in _registries(registry):
        seen: dict[str, str] = {}
        for key, name in entries.items():
            other = seen.setdefault(key.translate(ALIKE).replace("rn", "m"), key)
            if other != key:
                yield Finding((key,), f"`{key}` looks like `{other}`; use one key, or tell the two apart", path)
            if any(_mixes_scripts(word) for word in name.split()):
                yield Finding(
                    (key, "name"), f"“{name}” mixes letters of different scripts in one word; retype it", path
                )
    handles: dict[tuple[str, str], str] = {}
    for key, account in registry.accounts.items():
        if account.handle:
            handle = account.platform, account.handle.removeprefix("@").casefold()
            if (first := handles.setdefault(handle, key)) != key:
                yield Finding(
                    (key, "handle"),
                    f"`{first}` has this handle on the same platform; use one key",
                    FILES["accounts"],
                )


@archive_rule("description-is-sourced")
def description_is_sourced(_gists: Sequence[Gist], registry: Registry) -> Iterator[Finding]:
    """The description of a registry entry cites a source, and every source that it cites stands in `sources`.

    Passes:

        people:
          minister:
            name: The Minister
            description: Minister of examples in 2024 [@news].
            sources:
              - {id: news, publisher: News, title: A portrait, url: "https://news.example.org/", language: en}

    Fails:

        people: {minister: {name: The Minister, description: Minister of examples in 2024.}}
    """
    for name, path in FILES.items():
        for key, entry in getattr(registry, name).items():
            known = {source.id for source in entry.sources}
            cited = CITATION.findall(entry.description or "")
            if entry.description and not (cited and known.issuperset(cited)):
                mend = "cite what says so, out of the entry's `sources`: [@source-id]; or leave the description out"
                yield Finding((key, "description"), mend, path)


@archive_rule("registry-entry-unused", Severity.WARNING)
def registry_entry_unused(gists: Sequence[Gist], registry: Registry) -> Iterator[Finding]:
    """An entry that no record and no other entry refers to is a leftover, or a record is missing.

    Entries of platforms and tools that state rules are used by their own pages.

    Passes:

        accounts: {party-x: {name: The Party, platform: x, kind: party}}
        post:
          account: party-x
          platform: x
          media: [{kind: audio, description: A voice.}]
          sources: [news]

    Fails:

        accounts: {party-x: {name: The Party, platform: x, kind: party}}
    """
    waiting = {
        (name, key): Finding((key,), f"no record refers to `{key}`; delete the entry, or add the record", path)
        for name, path in FILES.items()
        for key, entry in getattr(registry, name).items()
        if not getattr(entry, "rules", ())
    }
    own = (marked(account, Reference) for account in registry.accounts.values())
    used = {(reference.target, key) for found in own for _, key, reference in found}
    for references in (used, *(gist.references for gist in gists)):
        for reference in references:
            waiting.pop(reference, None)
    yield from waiting.values()


def _registries(registry: Registry) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the file of each registry with the name of each entry by key."""
    for name, path in FILES.items():
        entries = getattr(registry, name)
        yield path, {key: entry.name for key, entry in entries.items()}


def _mixes_scripts(word: str) -> bool:
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in word if letter.isalpha()}
    return any(mix <= scripts for mix in MIXED)
