"""Where a picture ends in its file: a file that goes on behind the end is two files in one, and only one is shown.

Each function follows the format's own structure from its first byte and returns where that ends, or -1 where it
breaks off.
"""

import re
from collections.abc import Iterator

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START, JPEG_END, START_OF_SCAN = 0xD8, 0xD9, 0xDA
# Within the pixels of a JPEG, 0xFF00 is a byte and 0xFFD0 to 0xFFD7 are marks for resuming; 0xFF may be repeated.
MARKER = re.compile(rb"\xff+[^\x00\x01\xd0-\xd7\xff]")
AVIF_BOXES = {b"ftyp", b"meta", b"mdat", b"moov", b"uuid", b"free", b"skip"}


def end_of(content: bytes, form: str) -> int:
    """Return where the picture ends; `form` is Pillow's name of the format."""
    match form:
        case "PNG":
            return png_end(content)
        case "JPEG" | "MPO":
            return jpeg_end(content)
        case "WEBP":
            return int.from_bytes(content[4:8], "little") + 8 + (content[4] & 1)
        case "AVIF":
            return avif_end(content)
    return -1


def png_chunks(content: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield the name of each chunk of a PNG and where the chunk ends."""
    at = len(PNG_START)
    while at + 12 <= len(content):
        name = content[at + 4 : at + 8]
        at += 12 + int.from_bytes(content[at : at + 4])
        yield name, at


def png_end(content: bytes) -> int:
    """Return where the chunk IEND ends."""
    return next((end for name, end in png_chunks(content) if name == b"IEND"), -1)


def jpeg_end(content: bytes) -> int:
    """Return where the last of the pictures ends that follow each other without a gap.

    Telephones put a second JPEG behind the first: a depth map, a gain map, a larger preview.
    """
    at = 0
    while content[at : at + 2] == bytes([0xFF, JPEG_START]):
        at = _one_jpeg_end(content, at + 2)
    return at


def avif_end(content: bytes) -> int:
    """Return where the last box ends that an AVIF may have."""
    at = 0
    while content[at + 4 : at + 8] in AVIF_BOXES:
        size = int.from_bytes(content[at : at + 4])
        if size == 1:  # the size stands in the eight bytes behind the name
            size = int.from_bytes(content[at + 8 : at + 16])
        if size < 8:  # 0 means "to the end", which may be anything
            return -1
        at += size
    return at


def _one_jpeg_end(content: bytes, at: int) -> int:
    """Return where the JPEG ends whose first segment stands at `at`, or a place behind the file's end."""
    beyond = len(content) + 1
    while found := MARKER.match(content, at):
        kind, at = found[0][-1], found.end()
        if kind == JPEG_END:
            return at
        at += max(int.from_bytes(content[at : at + 2]), 2)
        if kind == START_OF_SCAN:
            following = MARKER.search(content, at)
            at = following.start() if following else beyond
    return beyond
