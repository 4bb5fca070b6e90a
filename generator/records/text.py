"""From a file's bytes to text that is safe to parse and to show: size, encoding, characters."""

import re
from functools import lru_cache
from itertools import islice
from pathlib import Path

from generator.records import many_files
from generator.records.problem import Problem, ProblemsFoundError

LARGEST_FILE = 1 << 20  # bytes; the longest real record is under 20 KiB
LARGEST_REGISTRY = 16 << 20  # bytes; one file has all accounts of an archive
MOST_REFUSED = 100  # characters that are told of; nobody mends more of them one by one
REGISTRY = "registry"  # the folder of these

# Characters that no one sees and that change what a reader or an editor sees. The zero-width joiner and
# non-joiner (U+200C, U+200D) are not among them: Hindi, Bengali and Persian are misspelt without them.
REFUSED_CHARACTERS = re.compile(
    "(?P<bidirectional>[\u202a-\u202e\u2066-\u2069])"
    "|(?P<invisible>[\u200b\u2060\ufeff\u00ad\U000e0000-\U000e007f])"
    "|(?P<linebreak>\r(?!\n)|[\u0085\u2028\u2029])"
    "|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff])"
)
# The same characters in one class, which is many times faster to search for.
ANY_REFUSED = re.compile(
    "[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad\U000e0000-\U000e007f\u0085\u2028\u2029"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|\r(?!\n)"
)
REFUSAL = {
    "bidirectional": "the character {name} changes the reading direction unseen; delete it",
    "invisible": "the character {name} cannot be seen; delete it",
    "linebreak": "the character {name} is a line break that most editors do not show; use a plain new line",
    "control": "the control character {name} does not belong in text; delete it",
}


def read_text(path: Path, shown_path: str) -> str:
    """Return the file's text with plain new lines.

    Raises ProblemsFoundError where the file is no regular file, too large, not UTF-8, or holds characters
    that are refused, each of them, up to a number, with its place.
    """
    return decode(read_bytes(path.as_posix(), shown_path), shown_path)


def decode(content: bytes, shown_path: str) -> str:
    """Return `content` as text, or raise ProblemsFoundError with each refused character's place."""
    text = in_utf8(content, shown_path)
    if is_printable(text):
        return text
    if ANY_REFUSED.search(text):
        refused = islice(REFUSED_CHARACTERS.finditer(text), MOST_REFUSED)
        raise ProblemsFoundError([_refused(text, found, shown_path) for found in refused])
    return text.replace("\r\n", "\n")


def in_utf8(content: bytes, shown_path: str) -> str:
    """Return `content` as text, whatever characters it holds; raise ProblemsFoundError where it is not UTF-8."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:2]:  # with its mark, or without
        raise _whole_file(shown_path, "encoding", "the file is saved as UTF-16; save it as UTF-8")
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        start_of_line = content.rfind(b"\n", 0, error.start) + 1
        column = len(content[start_of_line : error.start].decode("utf-8", "replace")) + 1
        message = f"the byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise ProblemsFoundError([Problem(shown_path, line, column, "encoding", message)]) from None


@lru_cache(maxsize=1)  # what is decoded is read as YAML next
def is_printable(text: str) -> bool:
    """Say whether a text of lines holds only what Unicode calls printable: all of that is readable.

    To ask this costs a fifth of a search for what is refused, or is no YAML. Rare blanks, for one, are none of it.
    """
    return text.replace("\n", "").isprintable()


def read_bytes(file: str, shown_path: str) -> bytes:
    """Return what a file holds. Raises ProblemsFoundError where it is no regular file, or too large."""
    is_registry = file.split("/")[-2:-1] == [REGISTRY]
    largest, what = (LARGEST_REGISTRY, "an entry") if is_registry else (LARGEST_FILE, "a record")
    try:
        content = many_files.content_up_to(file, largest)
    except OSError as error:
        raise _whole_file(shown_path, "file", f"the file cannot be read: {error.strerror}") from None
    if content is None:
        message = "this is no regular file (a link or a folder, perhaps); put the file itself here"
        raise _whole_file(shown_path, "file", message)
    if len(content) > largest:
        message = f"the file is larger than {largest // 1024} KiB; {what} is a few KiB of text"
        raise _whole_file(shown_path, "file", message)
    return content


def _whole_file(shown_path: str, rule: str, message: str) -> ProblemsFoundError:
    return ProblemsFoundError([Problem(shown_path, 1, 1, rule, message)])


def place_in(text: str, start: int) -> tuple[int, int]:
    """Return line and column, from 1 on, of the character before which so many others stand."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def _refused(text: str, found: re.Match[str], shown_path: str) -> Problem:
    line, column = place_in(text, found.start())
    message = REFUSAL[found.lastgroup or "control"].format(name=f"U+{ord(found.group()):04X}")
    return Problem(shown_path, line, column, "characters", message)
