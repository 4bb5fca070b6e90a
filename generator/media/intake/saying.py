"""A stranger's words as a record may hold them: one short line, without a character that it refuses."""

from generator.records.text import ANY_REFUSED
from generator.records.vocabulary import DigitalSourceType

LONGEST_LINE = 300  # characters; a prompt can have thousands


def to_line(text: str) -> str | None:
    """Return the text in one line, cut to its length, or None where nothing is left that a record could hold."""
    storable = text[: LONGEST_LINE * 20].encode("utf-8", "replace").decode()  # half of a surrogate pair is no text
    line = " ".join(ANY_REFUSED.sub(" ", storable).split())
    if len(line) > LONGEST_LINE:
        line = line[: LONGEST_LINE - 1].rstrip() + "…"
    return None if line in ("", "null", "~") else line  # a record's own words for nothing


def source_type_of(address: object) -> DigitalSourceType | None:
    """Return the digital source type that IPTC's address or its last part names."""
    key = address.rstrip("/").rpartition("/")[2] if isinstance(address, str) else ""
    return next((term for term in DigitalSourceType if term.value == key), None)
