"""What the fast path has to know of mkdocs.yml: what it names beside what is watched, leads to, and leaves out.

A site that rests on something else than what is watched is left to MkDocs.
"""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

import yaml

from generator.records.text import in_utf8
from generator.site.commands import SiteError

FILE = "mkdocs.yml"
WATCHED = ("docs", "theme", "site")
ADDRESS = "GEGENBILD_SITE_URL"
# The first two may set or do anything, wherever their files lie; the last must be there, for MkDocs.
ALWAYS = ("INHERIT", "hooks", "watch")
LEFT_OUT = ("exclude_docs", "draft_docs")
HARMLESS = {"*~", r"\#*"}  # patterns that fit no page that is made: of others, all these pages are asked
READERS = {"pymdownx.b64", "pymdownx.snippets"}  # extensions that read any file, of which mkdocs.yml names none
LONGEST_PATH = 255  # characters; longer texts, and those of more lines, are none
_FOLDERS = {"$config_dir": ".", "$docs_dir": "docs"}  # as MkDocs's tag `!relative` has them


def named_beside(root: Path) -> str:
    """Return one thing that mkdocs.yml names and that the fast path does not watch, or nothing.

    That is a plugin or a hook, which may do anything; a configuration that is inherited; what is to be watched; an
    extension that reads any file; a file, folder or module of the archive; or a variable of the environment. Of
    what is no YAML MkDocs says so. Raises SiteError where the site's address stands in the file itself: data and
    feeds would not know it.
    """
    fields = _fields(root)
    if "site_url" in fields:
        _refuse_address(fields["site_url"])
    plugins = _names(fields["plugins"]) if "plugins" in fields else []
    if any(plugins):
        return f"the plugin {plugins[0]}"
    unknown = (text for name in ALWAYS if name in fields for text in _names(fields[name]) if text)
    beside = (named for node in _nodes(fields.values()) for named in _beside(root, node))
    return next(chain(unknown, beside), "")


def in_navigation(root: Path) -> list[str]:
    """Return what the navigation leads to: files under docs/, as far as it is none of another site."""
    fields = _fields(root)
    nodes = _nodes([fields["nav"]]) if "nav" in fields else ()
    return [node.value for node in nodes if isinstance(node, yaml.ScalarNode)]


def leaves_out(root: Path, pages: Collection[str]) -> bool:
    """Say whether some pages are left out of the site; of a pattern that is none MkDocs says so."""
    fields = _fields(root)
    patterns = [fields[name].value for name in LEFT_OUT if isinstance(fields.get(name), yaml.ScalarNode)]
    if HARMLESS.issuperset(chain.from_iterable(each.split() for each in patterns)):
        return False
    from mkdocs.config.base import ValidationError  # here, for it takes a while
    from mkdocs.config.config_options import PathSpec

    try:
        return any(any(PathSpec().run_validation(each).match_files(pages)) for each in patterns)
    except ValidationError:
        return False


def _fields(root: Path) -> dict[str, yaml.Node]:
    """Return the values of mkdocs.yml by their names; none where it is no YAML."""
    return _fields_in(in_utf8((root / FILE).read_bytes(), FILE))


@lru_cache(maxsize=1)  # for several are asked of the same text
def _fields_in(text: str) -> dict[str, yaml.Node]:
    try:
        top = yaml.compose(text, Loader=yaml.SafeLoader)
        if not isinstance(top, yaml.MappingNode):
            return {}
        yaml.SafeLoader("").flatten_mapping(top)  # what comes by `<<` stands before what the file itself says
    except (yaml.YAMLError, RecursionError):
        return {}
    return {name.value: node for name, node in top.value if isinstance(name, yaml.ScalarNode)}


def _refuse_address(node: yaml.Node) -> None:
    """Raise SiteError for an address that stands in the file."""
    if isinstance(node, yaml.ScalarNode) and node.value and node.tag != "!ENV":
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        raise SiteError(
            f"{FILE}:{line}:{column}: data and feeds do not know an address that stands here; "
            f'write `site_url: !ENV [{ADDRESS}, ""]`, and set {ADDRESS} to the address when you build'
        )


def _nodes(tops: Iterable[yaml.Node]) -> Iterator[yaml.Node]:
    """Yield all values, and those in them, each once, however often it is repeated."""
    waiting, seen = [*tops], set()
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            if isinstance(node, yaml.MappingNode):
                waiting += [value for _, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                waiting += node.value


def _beside(root: Path, node: yaml.Node) -> list[str]:
    """Return what a value, by itself, names that is not watched."""
    names = _names(node)
    if node.tag == "!ENV":
        has_default = isinstance(node, yaml.SequenceNode) and len(node.value) > 1
        return [name for name in names[: len(names) - has_default] if name != ADDRESS]
    if isinstance(node, yaml.ScalarNode):
        text = node.value or node.tag.rpartition(":")[2]  # as `!!python/name:package.function` has it
        return [text] if _is_in_the_archive(root, text) else []
    return [name for name in names if name.partition(":")[0] in READERS]


def _names(node: yaml.Node) -> list[str]:
    """Return a value's text, or those of a list, or the names of a mapping, or of the mappings in a list."""
    if isinstance(node, yaml.ScalarNode):
        return [node.value]
    if isinstance(node, yaml.MappingNode):
        return [name.value for name, _ in node.value if isinstance(name, yaml.ScalarNode)]
    return [name for item in node.value if not isinstance(item, yaml.SequenceNode) for name in _names(item)]


def _is_in_the_archive(root: Path, text: str) -> bool:
    """Say whether a text is the path of a file or folder here that is not watched, or a module's name."""
    if len(text) > LONGEST_PATH or not text.isprintable():
        return False
    for name, folder in _FOLDERS.items():
        text = text.replace(name, folder)
    paths = [path for path in (text, f"{re.split('[.:]', text)[0]}.py") if path.strip("/")]
    return any((root / path).exists() and not _is_watched(root, path) for path in paths)


def _is_watched(root: Path, path: str) -> bool:
    """Say whether a path is of what is watched, or stands as well under docs/, where MkDocs looks for it."""
    if (whole := Path(path)).is_absolute():
        return whole == whole.parent  # the root of all files, as a link to a home page has it
    return os.path.normpath(path).split("/")[0] in WATCHED or (root / "docs" / path).exists()
