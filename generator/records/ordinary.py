"""The text of a record in its ordinary form to its data, in two thirds of the time that libyaml takes.

The ordinary form is the one that `gegenbild fmt` writes and people copy: fields and list items on lines of their
own, indented by spaces, long texts behind `>-` or `|-`, short lists in brackets. In any other text, sound or not,
nothing is read here. What is read is what libyaml reads: `tests/records/test_ordinary.py` compares them.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TypeAlias

from generator.records.text import is_printable

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

DEEPEST = 32  # columns; a record needs fewer than ten
INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` ")  # what a plain text does not begin with
# What YAML reads as it is: no control characters, and no line breaks but the usual one.
_UNREADABLE = re.compile(r"[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_KEY = "[A-Za-z0-9][A-Za-z0-9_-]{0,99}"
# Behind a name a text that is surely plain, or anything else, or nothing.
_FIELD = rf"({_KEY}):(?: (?:([^\W_][^\n:#]*+(?<! )(?=\n))|([^ \n][^\n]*)))?\n"
_SKIPPED = r"(?:(?: *+#[^\n]*+)?\n)*+"  # blank lines, and those that are comments
_QUOTED = r'"[^"\\]*"'
_WORDS = r"""[^\s,\[\]{}?:#&*!|>'"%@`=-][^,\[\]{}?:#]*(?::(?=[^\W_])[^,\[\]{}?:#]*)*(?<! )"""
_ITEM = re.compile(rf"({_QUOTED}|{_WORDS})(?:, |$)")
_PAIR = re.compile(rf"({_KEY}): ({_QUOTED}|{_WORDS})(?:, |$)")
_QUOTED_ALONE = re.compile(_QUOTED)
_BLANKS = re.compile(" +")
_REST = re.compile(_SKIPPED)
_INDENTATION = re.compile(rf"{_SKIPPED}( *)(- )?")


class _UnusualError(Exception):
    """Something in a text is not of the ordinary form."""


def read_if_ordinary(text: str) -> dict[str, Value] | None:
    """Return the fields of a text, or None where anything in it is amiss or merely unusual."""
    if not is_printable(text) and _UNREADABLE.search(text):
        return None
    try:
        fields, end = _fields(text, 0, 0, {})
    except _UnusualError:
        return None
    rest = _REST.match(text, end)
    return fields if rest and rest.end() == len(text) else None


def _fields(text: str, position: int, column: int, fields: dict[str, Value]) -> tuple[dict[str, Value], int]:
    """Read the fields that begin in a column into `fields`; return these, and where they end."""
    next_field = _field_in(column)
    while found := next_field(text, position):
        key, plain, other = found.groups()
        if key in fields:
            raise _UnusualError
        if plain:
            fields[key], position = plain, found.end()
        else:
            fields[key], position = _value(text, found.end(), column, other)
    if not fields:
        raise _UnusualError
    return fields, position


def _items(text: str, position: int, column: int) -> tuple[list[Value], int]:
    """Read the list items whose hyphens stand in a column; return them, and where they end."""
    items: list[Value] = []
    next_item = _item_in(column)
    while found := next_item(text, position):
        key, plain, other, alone = found.groups()
        item: Value
        if key is None:
            item, position = _value(text, found.end(), column, alone)
        else:
            first, position = (plain, found.end()) if plain else _value(text, found.end(), column + 2, other)
            item, position = _fields(text, position, column + 2, {key: first})
        items.append(item)
    return items, position


def _value(text: str, position: int, column: int, written: str | None) -> tuple[Value, int]:
    """Return the value of a field or an item in a column, behind which `written` stands, and where it ends."""
    if written is None:
        return _within(text, position, column)
    first = written[0]
    if first not in INDICATORS:
        if ": " in written or " #" in written or written[-1] in ": ":
            raise _UnusualError
        return written, position
    if first in ">|":
        return _block(text, position, column, written)
    return _in_brackets(written) if first in "[{" else _unquoted(written), position


def _within(text: str, position: int, column: int) -> tuple[Value, int]:
    """Return what stands below a field without a value of its own, further in; an empty text if nothing does."""
    found = _INDENTATION.match(text, position)
    inner = len(found[1]) if found else 0
    if found is None or inner <= column:
        if found and found[2] and inner == column:  # a list that is not further in than its field
            raise _UnusualError
        return "", position
    if inner > DEEPEST:
        raise _UnusualError
    return _items(text, position, inner) if found[2] else _fields(text, position, inner, {})


def _block(text: str, position: int, column: int, written: str) -> tuple[str, int]:
    """Return a text of several lines: as it is, or folded, each line break a blank, a blank line a line break."""
    indentation = _BLANKS.match(text, position)
    inner = indentation.end() - position if indentation else 0
    found = _block_in(inner)(text, position) if column < inner <= DEEPEST else None
    if found is None:
        raise _UnusualError
    margin = "\n" + " " * inner
    block = found[0][inner:].rstrip("\n")
    if written == "|-":
        return block.replace(margin, "\n"), found.end()
    if written != ">-" or "\n\n\n" in block:
        raise _UnusualError
    paragraphs = block.split("\n" + margin)
    return "\n".join([paragraph.replace(margin, " ") for paragraph in paragraphs]), found.end()


def _in_brackets(written: str) -> Value:
    """Return a list or a group of fields that is written on one line."""
    if written[0] == "[":
        return [*_listed(written)]
    pairs = [(found[1], _unquoted(found[2])) for found in _matches(_PAIR, written, "}")]
    fields: dict[str, Value] = dict(pairs)
    if len(fields) < len(pairs):
        raise _UnusualError
    return fields


@lru_cache(maxsize=1 << 12)  # many records have the same
def _listed(written: str) -> tuple[str, ...]:
    return tuple(_unquoted(found[1]) for found in _matches(_ITEM, written, "]"))


def _matches(pattern: re.Pattern[str], written: str, closing: str) -> Iterator[re.Match[str]]:
    """Yield what stands between brackets, one after the other, if there is nothing else."""
    inside, position = written[1:-1], 0
    if written[-1] != closing or inside.endswith(" "):
        raise _UnusualError
    while position < len(inside):
        found = pattern.match(inside, position)
        if found is None:
            raise _UnusualError
        yield found
        position = found.end()


def _unquoted(written: str) -> str:
    """Return a text without its quotation marks."""
    if written[0] != '"':
        if written[0] in INDICATORS:
            raise _UnusualError
        return written
    if not _QUOTED_ALONE.fullmatch(written):
        raise _UnusualError
    return written[1:-1]


@cache
def _field_in(column: int) -> "Callable[[str, int], re.Match[str] | None]":
    return re.compile(f"{_SKIPPED}{' ' * column}{_FIELD}").match


@cache
def _item_in(column: int) -> "Callable[[str, int], re.Match[str] | None]":
    return re.compile(rf"{_SKIPPED}{' ' * column}- (?:{_FIELD}|([^ \n][^\n]*)\n)").match


@cache
def _block_in(column: int) -> "Callable[[str, int], re.Match[str] | None]":
    """Return what finds lines that begin in a column, and blank ones between; none where one begins further in."""
    margin = " " * column
    return re.compile(rf"(?:{margin}[^ \n][^\n]*+\n|\n)++(?!{margin})").match
