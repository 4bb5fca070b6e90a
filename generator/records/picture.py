"""From a file's bytes to a picture that is safe to decode: size, format, a single frame, an end."""

import contextlib
import io
import subprocess
import sys
import warnings
from pathlib import Path
from typing import NoReturn

from PIL import Image, UnidentifiedImageError

from generator.records.picture_end import end_of
from generator.records.problem import Problem, ProblemsFoundError

LARGEST_FILE = 50 << 20  # bytes
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 12_000  # pixels
FORMATS = ("PNG", "JPEG", "WEBP", "AVIF")  # what posts carry; each further decoder is one more to attack
LONGEST_DECODING = 20  # seconds; the largest picture that is allowed takes about two
MOST_MEMORY = 2 << 30  # bytes of address space; the largest picture that is allowed takes about a quarter

ADVICE = "open it in an image editor and export it as PNG"
NO_PICTURE = "this is no PNG, JPEG, WebP or AVIF; if an image editor shows it, export the frame that matters as PNG"


def read_picture(path: Path, shown_path: str) -> bytes:
    """Return the file's bytes. Raises ProblemsFoundError where it is no regular file, or too large."""
    if not path.is_symlink() and not path.exists():
        _refuse(shown_path, "there is no such file")
    if path.is_symlink() or not path.is_file():
        _refuse(shown_path, "this is no regular file (a link or a folder, perhaps); give the file itself")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        _refuse(shown_path, f"the file cannot be read: {error.strerror}")
    if not content:
        _refuse(shown_path, "the file is empty")
    if len(content) > LARGEST_FILE:
        _refuse(shown_path, f"the file is larger than {LARGEST_FILE >> 20} MiB; scale the picture down")
    return content


def rehearse(content: bytes, shown_path: str) -> None:
    """Decode once in a process of its own, which the system ends where it takes too much time or memory.

    The limits on bytes and pixels do not bound the time: a progressive JPEG may draw the same pixels a million
    times over. What passes here can be decoded again without care. Raises ProblemsFoundError as `decode` does.
    """
    # -P keeps the working folder, which may hold anything, off the path that modules are found on. The command is
    # this module under this interpreter: a picture, which may be hostile, goes in as bytes, and no shell reads it.
    command = [sys.executable, "-P", "-m", __name__]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=content, capture_output=True, timeout=LONGEST_DECODING, check=False
        )
    except subprocess.TimeoutExpired:
        _refuse(shown_path, f"the picture takes longer than {LONGEST_DECODING} seconds to decode; {ADVICE}")
    message = done.stdout.decode(errors="replace").strip()
    if message:
        _refuse(shown_path, message)
    if done.returncode:
        _refuse(shown_path, f"the picture cannot be decoded within the limits of time and memory; {ADVICE}")


def decode(content: bytes, shown_path: str, formats: tuple[str, ...] = FORMATS) -> Image.Image:
    """Return the picture, decoded, with the metadata as the file has it.

    Raises ProblemsFoundError where the bytes are no picture of these formats, too large, cut short, an animation,
    or where anything stands behind the picture's end.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of faulty metadata, which is not kept
            image = Image.open(io.BytesIO(content), formats=formats)
            _refuse_by_header(image, shown_path)
            image.load()
    except Image.DecompressionBombError:
        _refuse(shown_path, _too_large("far more"))
    except UnidentifiedImageError:
        _refuse(shown_path, NO_PICTURE)
    except ProblemsFoundError:
        raise
    except Exception:  # Pillow's decoders raise whatever hostile bytes make of them: IndexError, struct.error …
        _refuse(shown_path, f"the picture is damaged or cut short; get the file again, or {ADVICE}")
    if end_of(content, image.format or "") != len(content):
        _refuse(
            shown_path, f"the picture is cut short, or something else stands behind its end in the file; {ADVICE}"
        )
    return image


def _refuse_by_header(image: Image.Image, shown_path: str) -> None:
    """Refuse by what the file's first bytes say of it, before anything is decoded."""
    width, height = image.size
    if width * height > MOST_PIXELS:
        _refuse(shown_path, _too_large(f"{width} × {height}"))
    if max(width, height) > LONGEST_SIDE:
        _refuse(shown_path, f"a side has {max(width, height)} pixels; scale it down to at most {LONGEST_SIDE}")
    # A telephone's JPEG of several pictures (MPO) is no animation: the others are small or serve the first.
    if image.format != "MPO" and getattr(image, "is_animated", False):
        _refuse(shown_path, "this is an animation; export the frame that matters as PNG")


def _too_large(size: str) -> str:
    return f"the picture has too many pixels ({size}); scale it down to at most {MOST_PIXELS // 1_000_000} million"


def _refuse(shown_path: str, message: str) -> NoReturn:
    raise ProblemsFoundError([Problem(shown_path, 1, 1, "picture", message)]) from None


def _limit_this_process() -> None:
    # There are no such limits on Windows, and stricter ones elsewhere.
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_DECODING, LONGEST_DECODING))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":  # the process that `rehearse` starts
    _limit_this_process()
    try:
        decode(sys.stdin.buffer.read(), "")
    except ProblemsFoundError as error:
        sys.stdout.buffer.write(error.problems[0].message.encode())
