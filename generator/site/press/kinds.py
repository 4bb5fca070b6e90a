"""Which kinds of pages a set of sheets will be, found by making one page of each sort."""

from collections.abc import Iterable

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
    """Return the kinds of the pages. One that is missed costs time alone: such a page is left to MkDocs."""
    found: set[Kind] = set()
    for sheet in {_sort(archive, sheet): sheet for sheet in sheets}.values():
        if sheet.kind in OF_INCIDENTS or sheet.kind in SINGLE:
            meta = dict.fromkeys(META.get(sheet.kind, USUAL), "")
            leaves = [Leaf(meta, b"<h1>", (("", ""),))] if sheet.kind not in WITHOUT_HEADINGS else []
            leaves += [Leaf(meta, b"<h1>", ())] if sheet.kind not in WITH_HEADINGS else []
        else:
            leaf = read_leaf(page_text(archive, sheet, settings).encode())
            leaves = [leaf] if leaf else []
        kinds = (kind_of(sheet.page.path, leaf, prefixes) for leaf in leaves)
        found |= {kind[0] for kind in kinds if kind}
    return found


def _sort(archive: Archive, sheet: Sheet) -> tuple[object, ...]:
    """Return what pages have in common that are of one kind, as a rule."""
    filled: tuple[bool, ...] = ()
    if sheet.kind == "entity":
        entry: Entry = getattr(archive.registry, sheet.facet)[sheet.key]
        parts = entity_parts(archive, sheet.facet, sheet.key)
        filled = (bool(entry.sources), bool(stated_rules(entry)), *(bool(part.incidents) for part in parts))
    is_empty = bool(sheet.facet and sheet.key) and not archive.group(sheet.facet, sheet.key)
    return sheet.kind, sheet.language, sheet.facet, sheet.address.count("/"), sheet.number > 1, is_empty, filled
