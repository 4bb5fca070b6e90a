"""The page that is being written: where it stands, in which language, and how it links to others.

Links are relative to the page that holds them, so that the site works under any sub-path and from a folder.
"""

from dataclasses import dataclass
from functools import cache, cached_property

from generator.pages.language import ENGLISH, Language
from generator.pages.speaking import words_of
from generator.pages.wording import Words

HOME = ""
CODEBOOK = "codebook/"
CONTRIBUTE = "contribute/"
FIGURES = "figures/"
PICTURES = "pictures/"
RULES = "rules/"
SCORECARD = "scorecard/"
SEARCH = "search/"
SCHEMA = "schema/incident.schema.json"
LICENCE = "text and data, but for quotations, under CC BY 4.0: https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Page:
    """The page that is being written: its address, its language, and how it links from itself to others."""

    address: str
    language: Language = ENGLISH

    def __hash__(self) -> int:
        """Return the same for all languages: what is remembered of a page is looked up very often."""
        return hash(self.address)

    @property
    def path(self) -> str:
        """Return the page's place on the site: its address in its language's part."""
        return f"{self.language.prefix}{self.address}"

    @property
    def markdown_file(self) -> str:
        """Return the Markdown file, relative to docs/, that the site's builder turns into the page.

        Each page is the index of a folder of its own: then a relative link means the same seen from the file, as
        Zensical reads the links of HTML blocks, and seen from the page, as MkDocs leaves them.
        """
        return markdown_file(self.path)

    @cached_property
    def top(self) -> str:
        """Return the way up to the first page of this language: `../../`; nothing where the page stands there."""
        return "../" * self.address.count("/")

    @cached_property
    def root(self) -> str:
        """Return the way up to the site's root."""
        return f"{self.top}{self.words.root}"

    @cached_property
    def here(self) -> "Page":
        """Return what all pages so deep in this language have in common: they link to others in the same way."""
        return _at_depth(self.language, self.address.count("/"))

    @property
    def words(self) -> Words:
        """Return the words of the page's language."""
        return words_of(self.language)

    def to(self, address: str) -> str:
        """Return the relative link to another page of the same language."""
        return f"{self.top}{address}" or "./"

    def to_file(self, path: str) -> str:
        """Return the relative link to a place of the site that all languages share."""
        return f"{self.root}{path}" or "./"


@cache
def _at_depth(language: Language, depth: int) -> Page:
    """Return a nameless page of a language, `depth` folders below its first page."""
    return Page("-/" * depth, language)


def markdown_file(path: str) -> str:
    """Return the Markdown file of the page at a path of the site."""
    return f"{path}index.md"


def page_file(file: str) -> str:
    """Return where the page of a Markdown file that is a folder's index stands on the site."""
    return f"{file.removesuffix('index.md')}index.html"
