"""Mending records where a rule says what to write instead."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.archive.loading import load
from generator.checks.running import record_objections
from generator.records.document import Location, parse
from generator.records.ordinary import Value
from generator.records.replacing import replace_file
from generator.records.text import read_text


def fix(root: Path, paths: Iterable[Path] = ()) -> list[str]:
    """Write the replacements that rules offer into the records, and return the files that were changed."""
    loaded = load(root, paths)
    mended = []
    for incident in loaded.incidents.values():
        replacements: dict[Location, str] = {
            objection.finding.location: objection.finding.replacement
            for objection in record_objections(incident, loaded.registry, root)
            if objection.finding.replacement is not None
        }
        text = read_text(root / incident.path, incident.path)
        after = replaced(text, replacements)
        if after != text:
            replace_file(root / incident.path, after.encode())
            mended.append(incident.path)
    return mended


def replaced(text: str, replacements: Mapping[Location, str]) -> str:
    """Return a record's text with the values at some locations replaced, and not a letter else.

    A value that is not written on its field's line or the next one as it is read (one with escapes, say) is left.
    """
    document = parse(text, "")
    lines = text.split("\n")
    marked = {(mark.line - 1, mark.column - 1): at for at in replacements for mark in [document.mark(at)]}
    # From the end, so that what stands before keeps its place.
    for (number, column), location in sorted(marked.items(), reverse=True):
        old, new = str(_value_at(document.data, location)), replacements[location]
        for line, start in ((number, column), (number + 1, 0)):
            if line < len(lines) and (place := lines[line].find(old, start)) >= 0:
                lines[line] = f"{lines[line][:place]}{new}{lines[line][place + len(old) :]}"
                break
    return "\n".join(lines)


def _value_at(value: Value, location: Location) -> Value:
    for step in location:
        if isinstance(value, dict):
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    return value
