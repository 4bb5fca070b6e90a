"""The search page: which filters and orders there are, and the words that its script says."""

from dataclasses import dataclass

from generator.archive.addresses import INCIDENTS, facet_address
from generator.archive.archive import Archive
from generator.archive.parts import index_parts
from generator.pages.language import message
from generator.pages.page import Page
from generator.pages.views.lists import FACET_WORDS
from generator.pages.views.parts import Link, Row, row

# The names under which the incident's template marks values for Pagefind, and their headings.
FILTERS = {
    "year": message("Year"),
    "verdict": message("Verdict"),
    "label": message("Label status"),
    "platform": message("Platform"),
    "account": message("Account"),
    "person": message("Person shown"),
    "tool": message("Tool"),
    "region": message("Country"),
    "topic": message("Topic"),
    "language": message("Language"),
    "media": message("Media"),
    "held": message("Picture held"),
}
# Those whose values are words of the page's language, and not names or numbers.
TRANSLATED = ("verdict", "label", "region", "topic", "language", "media", "held")
NEWEST = 5  # incidents that stand there before anything is asked
SORTS = ("relevance", "date", "reach")
# What the script says; it asks for each by its English words.
SCRIPT = (
    message("Searching older years …"),
    message("Nothing found."),
    message("Take a filter away, or all of them."),
    message("Try fewer words, another spelling, the name of a person or platform, or browse."),
    message("%(count)s incident"),
    message("%(count)s incidents"),
    message("for “%(words)s”"),
    message("Show more"),
    message("%(count)s more"),
    message("none"),
)


@dataclass(frozen=True)
class SearchView:
    """What the search page shows without its script, and what the script needs."""

    newest: tuple[Row, ...]
    browse: tuple[Link, ...]
    config: dict[str, object]


def search_view(archive: Archive, page: Page) -> SearchView:
    """Compute the search page."""
    say = page.words.say
    parts = index_parts(incident.id for incident in archive.published)
    groups = [Link(say(names.plural), page.to(facet_address(facet))) for facet, names in FACET_WORDS.items()]
    return SearchView(
        newest=tuple(row(archive, page, incident) for incident in archive.published[:NEWEST]),
        browse=(Link(say("All incidents"), page.to(INCIDENTS)), *groups),
        config={
            "language": page.language.code,
            "locale": str(page.language.locale).replace("_", "-"),
            "parts": [{"name": part.name, "years": part.years} for part in parts],
            "filters": [
                {"name": name, "heading": say(heading), "isTranslated": name in TRANSLATED}
                for name, heading in FILTERS.items()
            ],
            "sorts": SORTS,
            "words": {words: say(words) for words in SCRIPT},
        },
    )
