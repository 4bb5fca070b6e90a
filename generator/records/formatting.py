"""Records in canonical form: fields in the model's order, one style of quoting, one line width, comments kept.

ruamel.yaml's round trip does the writing. What the text means does not change; that is checked before the text is
given out.
"""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import Node, ScalarNode
from ruamel.yaml.resolver import VersionedResolver

from generator.records.arranging import arrange, set_field
from generator.records.document import Location, means, parse
from generator.records.model import Record
from generator.records.ordinary import Value
from generator.records.problem import Problem, ProblemsFoundError
from generator.records.reading import models_at
from generator.records.schema import FROM_RECORD
from generator.records.text import place_in, read_text

COMMENT = re.compile(r"(?<!\S)#+(?P<words>[^\n]+)")  # or a piece of a text
GROUPS = ("trigger", "post", "response", "fact_check", "label_status", "sources")
SCHEMA = "yaml-language-server:"  # what the line begins with that tells an editor the schema
SCHEMA_LINE = f"# {SCHEMA} $schema={FROM_RECORD}"


def formatted(path: Path, shown_path: str) -> tuple[str, str]:
    """Return a record's text as it is and in canonical form. Raises ProblemsFoundError where it is no YAML."""
    text = read_text(path, shown_path)
    return text, canonical(text, shown_path)


def canonical(text: str, shown_path: str) -> str:
    """Return the record's text in canonical form; the canonical form of a canonical text is the text itself.

    Raises ProblemsFoundError where the text is no YAML, or cannot be brought into that form.
    """
    meaning = parse(text, shown_path).data
    if not isinstance(meaning, dict):
        return text
    document = _loaded(text, shown_path)
    arrange(document, (), meaning)
    written = _with_schema_line(_spaced(_write(document), shown_path))
    if parse(written, shown_path).data != meaning:
        raise _unchanged(shown_path, "the canonical form would change the meaning")
    if lost := list(_lost_comments(text, written, meaning, shown_path)):
        raise ProblemsFoundError(lost)
    return written


def _loaded(text: str, shown_path: str) -> Any:
    """Return the text as ruamel reads it, which refuses some blanks that others read over."""
    try:
        return _yaml().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = f"{error.problem}; if it is a tab or a blank at the end of a line, delete it"
        raise ProblemsFoundError([Problem(shown_path, line, column, "yaml", message)]) from None


def _lost_comments(text: str, written: str, meaning: Value, shown_path: str) -> Iterator[Problem]:
    """Yield a problem for each comment that is not in the canonical form: ruamel keeps none in some places."""
    kept = Counter(map(_words, COMMENT.finditer(written)))
    for found in COMMENT.finditer(text):
        words = _words(found)
        kept[words] -= 1
        if kept[words] >= 0 or not words or words.startswith(SCHEMA):
            continue
        start, end = found.span()
        if means(text[:start] + text[end:], meaning):  # else it is a piece of a text
            line, column = place_in(text, start)
            message = (
                "the canonical form has no place for this comment; put it on a line of its own above the field"
            )
            yield Problem(shown_path, line, column, "yaml", message)


def _words(comment: re.Match[str]) -> str:
    return " ".join(comment["words"].strip("# ").split())


def _unchanged(shown_path: str, reason: str) -> ProblemsFoundError:
    """Return the error of a record that is better left as it is."""
    message = f"{reason}; nothing was written, please report this"
    return ProblemsFoundError([Problem(shown_path, 1, 1, "yaml", message)])


def with_fields(text: str, shown_path: str, location: Location, fields: Mapping[str, object]) -> str:
    """Return the record's text in canonical form with some fields of the group at `location` set, comments kept.

    Raises ProblemsFoundError where the text is no YAML, and KeyError or IndexError where there is no such group.
    """
    document: Any = _yaml().load(canonical(text, shown_path))
    meaning: Any = parse(text, shown_path).data
    order = list(models_at(Record, location, meaning)[0].fields_as_written())
    group, group_meaning = document, meaning
    for step in location:
        group, group_meaning = group[step], group_meaning[step]
        group.fa.set_block_style()  # what is set may be long
    added = _write(dict(fields))
    group_meaning |= parse(added, shown_path).data
    for name, value in _yaml().load(added).items():
        set_field(group, name, value, order)
    written = canonical(_write(document), shown_path)
    if parse(written, shown_path).data != meaning:
        raise _unchanged(shown_path, "other fields would change with these")
    return written


def yaml_text(data: object) -> str:
    """Return plain data as YAML in the records' style."""
    return _write(data)


def difference(before: str, after: str, shown_path: str) -> str:
    """Return what would change, as a unified diff."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), shown_path, f"{shown_path} (canonical)"
    )
    return "".join(lines)


class _Untyped(VersionedResolver):
    """Resolves every scalar to text: `NO` stays `NO`, and a date stays as it is written."""

    def resolve(self, kind: type[Node], value: object, implicit: object) -> object:
        if kind is ScalarNode:
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Resolver = _Untyped
    yaml.preserve_quotes = True
    yaml.width = 1 << 16  # lines are folded here, not by ruamel
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _write(document: object) -> str:
    stream = StringIO()
    _yaml().dump(document, stream)
    return "\n".join(line.rstrip(" \t") for line in stream.getvalue().split("\n"))


def _with_schema_line(text: str) -> str:
    """Put the line that tells an editor the schema on top, once."""
    kept = [line for line in text.split("\n") if not line.startswith(f"# {SCHEMA}")]
    return "\n".join([SCHEMA_LINE, *kept])


def _spaced(text: str, shown_path: str) -> str:
    """Return the text with one empty line before each group of the record, and none between other fields."""
    document = parse(text, shown_path)
    fields = {document.mark(location).line for location in document.places}
    groups = {document.mark((name,)).line for name in GROUPS if (name,) in document.places}
    texts = _lines_of_texts(text)
    lines: list[str] = []
    comments: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if number not in texts and line.lstrip().startswith("#"):
            comments.append(line)
            continue
        if number in fields:
            _taken_while(lines, lambda above: not above.strip())
            lines += [""] if number in groups and lines else []
        lines += [*comments, line]
        comments = []
    return "\n".join(lines + comments)


def _lines_of_texts(text: str) -> set[int]:
    """Return the lines that blocks of text stand on: a hash there begins a hashtag, and no comment."""
    blocks = (
        (event.start_mark, event.end_mark)
        for event in yaml.parse(text, yaml.CBaseLoader)
        if isinstance(event, yaml.ScalarEvent) and event.style in ("|", ">")
    )
    return {line for start, end in blocks if start and end for line in range(start.line + 2, end.line + 1)}


def _taken_while(lines: list[str], wanted: Callable[[str], bool]) -> list[str]:
    """Take the last lines that are `wanted` off `lines` and return them in order."""
    taken: list[str] = []
    while lines and wanted(lines[-1]):
        taken.insert(0, lines.pop())
    return taken
