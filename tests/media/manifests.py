"""A picture's file without its C2PA manifest: what lies under the signature."""

import struct

JPEG_START, JPEG_SCAN = b"\xff\xd8", 0xDA
JPEG_MANIFEST = 0xEB  # it stands in APP11 segments (ISO/IEC 19566-5)


def without_manifest(content: bytes) -> bytes:
    return _jpeg(content) if content.startswith(JPEG_START) else _webp(content)


def _jpeg(content: bytes) -> bytes:
    kept, place = [content[:2]], 2
    while (marker := content[place + 1]) != JPEG_SCAN:
        end = place + 2 + struct.unpack(">H", content[place + 2 : place + 4])[0]
        if marker != JPEG_MANIFEST:
            kept.append(content[place:end])
        place = end
    return b"".join([*kept, content[place:]])


def _webp(content: bytes) -> bytes:
    kept, place = [], 12
    while place < len(content):
        name, size = struct.unpack("<4sI", content[place : place + 8])
        end = place + 8 + size + size % 2
        if name != b"C2PA":
            kept.append(content[place:end])
        place = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
