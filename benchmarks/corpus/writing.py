"""YAML in the records' canonical style, written at once: a hundred times as fast as ruamel's round trip."""

import re
from typing import TypeAlias

from generator.records.arranging import LONG, NO_TEXT, WIDTH
from generator.records.formatting import GROUPS, SCHEMA_LINE

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

HOST = "example.org"  # of every address

# What YAML would misread without quotation marks where a text stands alone; within brackets, some more.
MISREAD = re.compile(r"""[-?:,\[\]{}#&*!|>'"%@` ]|.*(: |:$| #|[ \n]$)""")
MISREAD_IN_BRACKETS = re.compile(r"[,\[\]{}]")


def record_text(record: dict[str, Value]) -> str:
    """Return a record as YAML, with an empty line before each group of fields."""
    lines = [SCHEMA_LINE]
    for name, value in record.items():
        if name in GROUPS:
            lines.append("")
        _add_field(lines, name, value, 0, 0)
    return "\n".join([*lines, ""])


def yaml_text(entries: Value) -> str:
    """Return registry entries as YAML, with an empty line between them."""
    assert isinstance(entries, dict)
    lines: list[str] = []
    for name, value in entries.items():
        _add_field(lines, name, value, 0, 0)
        lines.append("")
    return "\n".join(lines)


def _add_field(lines: list[str], name: str, value: Value, indent: int, depth: int) -> None:
    """Add the lines of a field; `depth` is the number of steps that lead to it."""
    start = f"{' ' * indent}{name}:"
    if isinstance(value, str):
        _add_text(lines, start, value, indent, depth)
    elif isinstance(value, dict):
        lines.append(start)
        for inner, each in value.items():
            _add_field(lines, inner, each, indent + 2, depth + 1)
    elif _is_short(value):
        lines.append(f"{start} [{', '.join(map(_quoted_if_misread, value))}]")
    else:
        lines.append(start)
        for each in value:
            _add_item(lines, each, indent + 2, depth + 1)


def _add_item(lines: list[str], value: Value, indent: int, depth: int) -> None:
    """Add the lines of a list's item, the first of them behind a hyphen."""
    hyphen, place = f"{' ' * indent}- ", len(lines)
    if isinstance(value, dict):
        for inner, each in value.items():
            _add_field(lines, inner, each, indent + 2, depth + 1)
        lines[place] = hyphen + lines[place][indent + 2 :]
    else:
        assert isinstance(value, str)
        _add_text(lines, hyphen.rstrip(), value, indent, depth)


def _add_text(lines: list[str], start: str, text: str, indent: int, depth: int) -> None:
    """Add a text in the style that suits it: plain, quoted, or folded on lines of its own."""
    if len(text) > LONG and " " in text:
        margin = " " * (indent + 2)
        lines.append(f"{start} >-")
        lines += [margin + line for line in _wrapped(text, WIDTH - 2 * depth - 2)]
    else:
        lines.append(f"{start} {_quoted_if_misread(text)}")


def _quoted_if_misread(text: Value) -> str:
    assert isinstance(text, str)
    if not (MISREAD.match(text) or NO_TEXT.fullmatch(text)):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _wrapped(text: str, width: int) -> list[str]:
    """Return lines of at most `width` characters; textwrap gives the same ones, ten times as slowly."""
    lines, start, end = [], 0, len(text)
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut < 0:  # a word longer than a line
            cut = text.find(" ", start)
        if cut < 0:
            break
        lines.append(text[start:cut])
        start = cut + 1
    return [*lines, text[start:]]


def _is_short(items: list[Value]) -> bool:
    plain = [item for item in items if isinstance(item, str)]
    if len(plain) < len(items) or any(" " in item or MISREAD_IN_BRACKETS.search(item) for item in plain):
        return False
    return len(", ".join(plain)) <= LONG
