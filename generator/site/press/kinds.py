"""Which kinds of pages a set of sheets will be, found by making one page of each sort."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from generator.archive.archive import Archive
from generator.pages.generate import OF_INCIDENTS, page_text
from generator.pages.settings import Settings
from generator.pages.sheets import SINGLE, Sheet
from generator.pages.views.entities import entity_parts, stated_rules
from generator.records.registry import Entry
from generator.site.press.content import Leaf, read_leaf
from generator.site.press.mould import Kind, kind_of

# What the front matter of pages names that are long to make, or that need a record.
META = {"incident": ("title", "description", "card"), "home": ("title", "description")}
USUAL = ("title", "description")
WITHOUT_HEADINGS = ("home", "search", "moved")
WITH_HEADINGS = ("incident", "scorecard", "figures", "codebook", "rules")


def kinds_of(archive: Archive, sheets: Iterable[Sheet], settings: Settings, prefixes: tuple[str, ...]) -> set[Kind]:
    """Return the kinds of the pages, of which those of one page in several languages stand next to one another.

    One that is missed costs time alone: such a page is left to MkDocs.
    """
    in_languages = (list(same) for _, same in groupby(sheets, attrgetter("name")))
    examples = {_sort(archive, same[0]): same for same in in_languages}
    found: set[Kind] = set()
    for same in examples.values():
        for leaf in _leaves(archive, same[0], settings):
            kinds = (kind_of(sheet.page.path, leaf, prefixes) for sheet in same)
            found |= {kind[0] for kind in kinds if kind}
    return found


def _leaves(archive: Archive, sheet: Sheet, settings: Settings) -> list[Leaf]:
    """Return leaves of the form that a page has, or that it may have."""
    if sheet.kind not in OF_INCIDENTS and sheet.kind not in SINGLE:
        leaf = read_leaf(page_text(archive, sheet, settings).encode())
        return [leaf] if leaf else []
    meta = dict.fromkeys(META.get(sheet.kind, USUAL), "")
    leaves = [Leaf(meta, b"<h1>", (("", ""),))] if sheet.kind not in WITHOUT_HEADINGS else []
    return leaves + ([Leaf(meta, b"<h1>", ())] if sheet.kind not in WITH_HEADINGS else [])


def _sort(archive: Archive, sheet: Sheet) -> tuple[object, ...]:
    """Return what pages have in common that are of one kind, as a rule; in other languages they are of the same."""
    filled: tuple[bool, ...] = ()
    if sheet.kind == "entity":
        entry: Entry = getattr(archive.registry, sheet.facet)[sheet.key]
        parts = entity_parts(archive, sheet.facet, sheet.key)
        filled = (bool(entry.sources), bool(stated_rules(entry)), *(bool(part.incidents) for part in parts))
    is_empty = bool(sheet.facet and sheet.key) and not archive.group(sheet.facet, sheet.key)
    return sheet.kind, sheet.facet, sheet.address.count("/"), sheet.number > 1, is_empty, filled
