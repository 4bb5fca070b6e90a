"""How a record is arranged, as ruamel.yaml holds it: the order of fields, the style of texts, where comments go."""

import re
import textwrap
from itertools import pairwise
from typing import Any, TypeVar

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    PlainScalarString,
)
from ruamel.yaml.tokens import CommentToken

from generator.records.document import Location, means
from generator.records.model import Record
from generator.records.ordinary import Value
from generator.records.reading import models_at

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


def arrange(value: object, location: Location, meaning: Value) -> None:
    """Put the fields into the model's order and each text into its style, all the way down."""
    if isinstance(value, CommentedMap):
        _sort_fields(value, location, meaning)
    if isinstance(value, CommentedMap | CommentedSeq):
        if _is_short_list(value):
            value.fa.set_flow_style()
        flow = bool(value.fa.flow_style())
        for step in list(value) if isinstance(value, CommentedMap) else range(len(value)):
            value[step] = _styled(value[step], depth=len(location), flow=flow)
            arrange(value[step], (*location, step), meaning)


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


def set_field(group: CommentedMap, name: str, value: object, order: list[str]) -> None:
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
    return bool(is_no_text) or not means(f"[{text}]" if flow else f"- {text}", [text])
