"""How far two built sites say the same: on how many pages each part differs, with one example.

Usage: python -m benchmarks.peers.sameness SITE OTHER
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from lxml import html

CONTENT = "//article[contains(@class, 'md-content__inner')]"
CONTENTS = "//nav[contains(@class, 'md-nav--secondary')]//a"
MASTHEAD = "//header[contains(@class, 'gb-masthead')]"


@dataclass(frozen=True)
class Parts:
    """What a page says and where it leads, without white space, style sheets and the name of its generator."""

    text: str
    links: list[str]
    anchors: list[str]
    contents: list[str]
    head: list[tuple[str, str]]
    masthead: str
    footer: str


def parts(page: Path) -> Parts:
    """Return the parts of a built page."""
    tree = html.parse(str(page))
    (content,) = tree.xpath(CONTENT)
    return Parts(
        text=_words(content),
        links=content.xpath(".//a/@href"),
        anchors=[each for each in content.xpath(".//@id") if each != "__skip"],  # an anchor of Zensical's
        contents=[_words(link) + link.get("href") for link in tree.xpath(CONTENTS)],
        head=list(_head(tree)),
        masthead="".join(map(_words, tree.xpath(MASTHEAD))),
        footer="".join(map(_words, tree.xpath("//footer[last()]"))),
    )


def differences(site: Path, other: Path) -> Iterator[tuple[str, str]]:
    """Yield each page's name with the part of it that differs; `missing` where the other site has no such page."""
    for page in sorted(site.rglob("*.html")):
        name = page.relative_to(site).as_posix()
        if not (other / name).exists():
            yield name, "missing"
            continue
        one, two = parts(page), parts(other / name)
        for field in fields(Parts):
            if getattr(one, field.name) != getattr(two, field.name):
                yield name, field.name


def _words(element: html.HtmlElement) -> str:
    return "".join(element.text_content().split())


def _head(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for element in tree.xpath("//head/title | //head/meta | //head/link"):
        name = element.get("name") or element.get("property") or element.get("rel") or element.tag
        if name not in ("generator", "stylesheet"):
            yield name, element.get("content") or element.get("href") or element.text_content().strip()


def main(site: Path, other: Path) -> None:
    """Print a line for each part."""
    found = list(differences(site, other))
    examples = {part: name for name, part in reversed(found)}
    print(f"{sum(1 for _ in site.rglob('*.html'))} pages")
    for part, count in Counter(part for _, part in found).items():
        print(f"{part:10} {count:6}   such as {examples[part]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
