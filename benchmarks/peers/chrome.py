"""What stands around a page's content, for peers that cannot use our theme: its words and its style sheets.

The peers' templates make the same head, masthead, table of contents and footer of it as the theme does.
"""

import shutil
from importlib.util import find_spec
from pathlib import Path

from generator.pages.language import LANGUAGES
from generator.pages.speaking import words_of

MESSAGES = {
    "main": "Main",
    "incidents": "Incidents",
    "months": "Timeline",
    "scorecard": "Scorecard",
    "figures": "Figures",
    "about": "About",
    "contribute": "Contribute",
    "searchfor": "Search the archive",
    "search": "Search",
    "card": "verdict, label status and the address of the incident",
    "promise": "every statement is traceable to a source, and no picture leaves this archive without its label.",
    "method": "Method",
    "pictures": "Pictures and labels",
    "editorial": "Editorial rules",
    "codebook": "Codebook",
    "report": "Report a mistake",
    "terms": "Text and data:",
}
THEME_WORDS = {  # Material's own
    "en": {"skip": "Skip to content", "toc": "Table of contents"},
    "de": {"skip": "Zum Inhalt", "toc": "Inhaltsverzeichnis"},
}
TWIN = {"en": "Deutsch", "de": "English"}
LOCALES = {"en": "en_GB", "de": "de_DE"}


def words() -> dict[str, dict[str, str]]:
    """Return the words of the chrome by language."""
    found = {}
    for language in LANGUAGES:
        said = {key: words_of(language).say(message) for key, message in MESSAGES.items()}
        own = {"twin": TWIN[language.code], "locale": LOCALES[language.code]}
        found[language.code] = {**said, **THEME_WORDS[language.code], **own}
    return found


def copy_styles(target: Path) -> list[str]:
    """Copy Material's two style sheets under `target` and return their addresses from the site's root."""
    found, templates = [], _theme()
    for name in ("main", "palette"):
        (path,) = templates.glob(f"assets/stylesheets/{name}.*.min.css")
        place = target / path.relative_to(templates)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
        found.append(path.relative_to(templates).as_posix())
    return found


def icon(name: str) -> str:
    """Return one of the theme's icons as SVG."""
    return (_theme() / f".icons/{name}.svg").read_text(encoding="utf-8").strip()


def _theme() -> Path:
    """Return the folder of Material's templates, without loading it."""
    spec = find_spec("material")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "templates"
