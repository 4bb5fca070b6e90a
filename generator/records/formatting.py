"""Records in canonical form: fields in the model's order, one style of quoting, one line width, comments kept.

ruamel.yaml's round trip does the writing. What the text means does not change; that is checked before the text is
given out.
"""

import difflib
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark, MarkedYAMLError
from ruamel.yaml.nodes import Node, ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    PlainScalarString,
)
from ruamel.yaml.tokens import CommentToken

from generator.records.document import Location, parse
from generator.records.model import Record
from generator.records.ordinary import Value
from generator.records.problem import Problem, ProblemsFoundError
from generator.records.reading import models_at
from generator.records.schema import FROM_RECORD
from generator.records.text import place_in, read_text

Block = TypeVar("Block", LiteralScalarString, FoldedScalarString)

WIDTH = 100  # characters at which long texts are folded
LONG = 80  # characters; longer texts are folded onto lines of their own
# Blanks at a line's end or before the first word, and several line breaks behind the last one.
KEPT_IN_QUOTES = re.compile(r"[ \t](\n|$)|\A\s|\n\n\Z")
# What is text here, but a truth value, nothing or a sign of its own to who reads YAML as usual: "False", "NO", "=".
NO_TEXT = re.compile(r"y|n|yes|no|on|off|true|false|null|~|=|<<", re.IGNORECASE | re.ASCII)
# What is a number to them, and is written in another way when it comes back as text: "2:05", "017", "1.50", "1e3".
# A whole number such as a year comes back as it was.
NUMBER = re.compile(
    r"(?!-?(0|[1-9]\d*)\Z)[-+]?"
    r"(\d+(:[0-5]?\d)+(\.[\d_]*)?|0[box][\da-f_]+|(\d[\d_]*(\.[\d_]*)?|\.[\d_]+)(e[-+]?\d+)?|\.inf|\.nan)",
    re.IGNORECASE | re.ASCII,
)
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
    _arrange(document, (), meaning)
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
        if _means(text[:start] + text[end:], meaning):  # else it is a piece of a text
            line, column = place_in(text, start)
            message = (
                "the canonical form has no place for this comment; put it on a line of its own above the field"
            )
            yield Problem(shown_path, line, column, "yaml", message)


def _words(comment: re.Match[str]) -> str:
    return " ".join(comment["words"].strip("# ").split())


def _means(text: str, meaning: Value) -> bool:
    try:
        return parse(text, "").data == meaning
    except ProblemsFoundError:
        return False


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
        _set_field(group, name, value, order)
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


def _arrange(value: object, location: Location, meaning: Value) -> None:
    """Put the fields into the model's order and each text into its style, all the way down."""
    if isinstance(value, CommentedMap):
        _sort_fields(value, location, meaning)
    if isinstance(value, CommentedMap | CommentedSeq):
        if _is_short_list(value):
            value.fa.set_flow_style()
        flow = bool(value.fa.flow_style())
        for step in list(value) if isinstance(value, CommentedMap) else range(len(value)):
            value[step] = _styled(value[step], depth=len(location), flow=flow)
            _arrange(value[step], (*location, step), meaning)


def _is_short_list(value: object) -> bool:
    """Say whether a list of keys or codes fits on one line, as `[US, GB]`."""
    if not isinstance(value, CommentedSeq) or value.ca.items or value.ca.comment:
        return False
    return all(isinstance(item, str) and " " not in item for item in value) and len(", ".join(value)) <= LONG


def _sort_fields(value: CommentedMap, location: Location, meaning: Value) -> None:
    models = models_at(Record, location, meaning)
    order = list(models[0].fields_as_written()) if models else []
    wanted = [*(key for key in order if key in value), *(key for key in value if key not in order)]
    if wanted != list(value):
        _tie_comments_to_next_field(value, indent=_indent(location))
        for key in wanted:
            value.move_to_end(key)


def _tie_comments_to_next_field(value: CommentedMap, indent: int) -> None:
    """Have the lines of comment between two fields belong to the second, which they stand above.

    ruamel hangs them on the last value before them, so that they would stay behind when a field is moved.
    """
    for before, after in pairwise(list(value)):
        below = _cut_comment_below(*_last_leaf(value, before)).strip()
        if below:
            comment = "\n".join(line.strip().removeprefix("#").strip() for line in below.split("\n"))
            value.yaml_set_comment_before_after_key(after, before=comment, indent=indent)


def _set_field(group: CommentedMap, name: str, value: object, order: list[str]) -> None:
    """Set a field at its place in the model's order; the lines of comment below that place stay below it."""
    earlier = [key for key in group if order.index(key) < order.index(name)]
    below = _cut_comment_below(*_last_leaf(group, name if name in group else earlier[-1]))
    if name in group:
        group[name] = value
    else:
        group.insert(len(earlier), name, value)
    if below:
        holder, key = _last_leaf(group, name)
        token = CommentToken(f"\n{below}", CommentMark(0), None)
        holder.ca.items[key] = [None, None, token, None] if isinstance(holder, CommentedMap) else [token, None]


def _cut_comment_below(holder: Any, key: Any) -> str:
    """Take the lines of comment off that ruamel hangs on the value above them; one beside the value stays."""
    tokens = holder.ca.items.get(key)
    token = tokens[2 if isinstance(holder, CommentedMap) else 0] if tokens else None
    if token is None:
        return ""
    beside, _, below = token.value.partition("\n")
    if isinstance(holder[key], LiteralScalarString | FoldedScalarString):  # no comment stands beside such a value
        beside, below = "", " " * token.start_mark.column + token.value
    token.value = f"{beside}\n"
    return str(below)


def _last_leaf(holder: Any, key: Any) -> tuple[Any, Any]:
    """Return the innermost container and key at which the value of `key` ends."""
    inner = holder[key]
    if isinstance(inner, CommentedMap | CommentedSeq) and len(inner) and not inner.fa.flow_style():
        return _last_leaf(inner, list(inner)[-1] if isinstance(inner, CommentedMap) else len(inner) - 1)
    return holder, key


def _indent(location: Location) -> int:
    """Return how far the fields at `location` are indented, in columns."""
    return 2 * len(location)


def _styled(value: object, *, depth: int, flow: bool) -> object:
    """Return a text in the style that it is written in: plain, quoted, folded, or line by line."""
    if not isinstance(value, str):
        return value
    text = str(value)
    if KEPT_IN_QUOTES.search(text):  # which not every block would keep
        return DoubleQuotedScalarString(text)
    if "\n" in text:
        return value if isinstance(value, FoldedScalarString) else _commented(value, LiteralScalarString(text))
    if not flow and len(text) > LONG and " " in text and text == text.strip():
        return _commented(value, _folded(text, WIDTH - 2 * depth - 2))
    if _needs_quotes(text, flow=flow):
        return DoubleQuotedScalarString(text)
    return PlainScalarString(text)


def _folded(text: str, width: int) -> FoldedScalarString:
    """Return `text` as a block that is folded at `width`."""
    folded: Any = FoldedScalarString(text)  # ruamel's types do not know `fold_pos`
    position, folds = 0, []
    for line in textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)[:-1]:
        position += len(line)
        folds.append(position)
        position += 1
    folded.fold_pos = folds
    block: FoldedScalarString = folded
    return block


def _commented(before: str, after: Block) -> Block:
    """Keep the comment that ruamel hangs on a block of text."""
    comment = getattr(before, "comment", None)
    if comment is not None:
        commented: Any = after  # ruamel's types do not know `comment`
        commented.comment = comment
    return after


def _needs_quotes(text: str, *, flow: bool) -> bool:
    """Say whether the text would be misread without quotation marks where it stands, here or by other programs."""
    is_no_text = NO_TEXT.fullmatch(text) or NUMBER.fullmatch(text)
    return bool(is_no_text) or not _means(f"[{text}]" if flow else f"- {text}", [text])
