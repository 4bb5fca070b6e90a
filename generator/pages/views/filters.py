"""What the search filters by: keys that mean the same in every language, and the words for them.

What each incident has of each filter stands in a small table for all languages, which the browser loads when it is
first needed; a filter with very many values has a file of its own, loaded when a reader opens it. Pagefind could
filter too, but its files say the same in several times the bytes.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.archive.gist import Gist
from generator.archive.parts import index_parts, parts_by_language
from generator.pages.language import message
from generator.pages.page import SEARCH
from generator.pages.searched import searched_languages
from generator.pages.wording import Words
from generator.records.registry import Entry
from generator.records.vocabulary import LabelStatus, MediaKind, Term, Topic, Verdict

FILE = f"{SEARCH}filters.json"


@dataclass(frozen=True)
class Filter:
    """A way to narrow the results: its name in the address, its heading, and the keys that an incident has.

    `word` gives the word for a key where it is one of a language; `registry` has the names of the others. `is_long`
    says that its values become ever more.
    """

    name: str
    heading: str
    keys: Callable[[Gist], tuple[str | None, ...]]
    word: Callable[[Words, str], str] | None = None
    registry: str = ""
    is_long: bool = False

    @property
    def file(self) -> str:
        """Return where it stands."""
        return f"{SEARCH}filter-{self.name}.json" if self.is_long else FILE


def _term_of(vocabulary: type[Term]) -> Callable[[Words, str], str]:
    return lambda words, key: words.term(vocabulary.of(key))


YES_OR_NO = {"yes": message("yes"), "no": message("no")}
FILTERS = (
    Filter("year", message("Year"), lambda gist: (gist.id[:4],)),
    Filter("verdict", message("Verdict"), lambda gist: (gist.verdict,), _term_of(Verdict)),
    Filter("label", message("Label status"), lambda gist: (gist.label,), _term_of(LabelStatus)),
    Filter("platform", message("Platform"), lambda gist: (gist.platform,), registry="platforms"),
    Filter("account", message("Account"), lambda gist: (gist.account,), registry="accounts", is_long=True),
    Filter("person", message("Person shown"), lambda gist: gist.people, registry="people", is_long=True),
    Filter("tool", message("Tool"), lambda gist: gist.tools, registry="tools"),
    Filter("region", message("Country"), lambda gist: gist.regions, Words.region_name),
    Filter("topic", message("Topic"), lambda gist: gist.topics, _term_of(Topic)),
    Filter("language", message("Language"), lambda gist: gist.languages, Words.language_name),
    Filter("media", message("Media"), lambda gist: gist.media_kinds, _term_of(MediaKind)),
    Filter(
        "held",
        message("Picture held"),
        lambda gist: ("yes" if gist.holds_picture else "no",),
        lambda words, key: words.say(YES_OR_NO[key]),
    ),
)


def keys_in_words(archive: Archive) -> Mapping[str, Sequence[str]]:
    """Return of each filter that has words the keys that published incidents have."""
    return {
        each.name: sorted({str(key) for row in {*map(each.keys, archive.published)} for key in row if key})
        for each in FILTERS
        if each.word
    }


def filter_words(archive: Archive, words: Words) -> list[dict[str, object]]:
    """Return the filters with the words of a language: for their headings, and for their keys."""
    keys = keys_in_words(archive)
    return [
        {
            "name": each.name,
            "heading": words.say(each.heading),
            "file": each.file if each.is_long else "",
            "words": {key: each.word(words, key) for key in keys[each.name]} if each.word else {},
        }
        for each in FILTERS
    ]


def edition(archive: Archive) -> str:
    """Return by what the search page knows that files belong to the incidents that its index has."""
    names = "\n".join(map(" ".join, searched_languages(archive.published).items()))
    return hashlib.sha256(names.encode()).hexdigest()[:10]


def part_names(archive: Archive) -> dict[str, list[str]]:
    """Return for each language that incidents are searched in the names of the index's parts, the newest first."""
    parts = parts_by_language(searched_languages(archive.published))
    return {code: [part.name for part in those] for code, those in parts.items()}


def filter_files(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield what every published incident has of each filter, and how often its post was seen: paths and texts.

    Incidents are rows, in the order of the parts of the search index, the oldest first. A column is a list of rows
    with `;` between them, a row a list of places in the filter's values with `,` between them; a value is its key,
    and its name where it has one. A digit of each row says in which language's index it is.
    """
    languages = searched_languages(archive.published)
    parts = index_parts(languages)[::-1]
    gists = [archive.incidents[identifier] for part in parts for identifier in part.incidents]
    codes = sorted({*languages.values()})
    here = {"edition": edition(archive)}
    table = here | {
        "parts": [(part.name, len(part.incidents)) for part in parts],  # a script puts names that are numbers first
        "languages": codes,
        "searchedIn": "".join(str(codes.index(languages[gist.id])) for gist in gists),
        "filters": {each.name: _column(archive, each, gists) for each in FILTERS if not each.is_long},
        "reach": ";".join(str(gist.reach or "") for gist in gists),
    }
    yield FILE, _json(table)
    for each in FILTERS:
        if each.is_long:
            yield each.file, _json(here | _column(archive, each, gists))


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _column(archive: Archive, wanted: Filter, gists: Sequence[Gist]) -> dict[str, object]:
    entries = getattr(archive.registry, wanted.registry) if wanted.registry else {}
    rows = [wanted.keys(gist) for gist in gists]
    alike = Counter(rows)  # very many are the same
    counts: Counter[str | None] = Counter()
    for row, count in alike.items():
        counts.update(dict.fromkeys(row, count))
    keys = sorted(filter(None, counts), key=lambda key: (-counts[key], key))  # what is frequent gets a short number
    places = {key: str(place) for place, key in enumerate(keys)}
    texts = {row: ",".join(places[key] for key in row if key) for row in alike}
    return {
        "values": [[key, _name(archive, entries[key])] if key in entries else [key] for key in keys],
        "rows": ";".join(map(texts.__getitem__, rows)),
    }


def _name(archive: Archive, entry: Entry) -> str:
    """Return an entry's name; that of an account with its platform, for it may have several namesakes."""
    platform = archive.registry.platform_of(entry)
    return f"{entry.name} · {platform.name}" if platform else entry.name
