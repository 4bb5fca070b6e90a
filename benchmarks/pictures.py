"""How long does a labelled picture take, beside plain Pillow that does the same resizes without a label?

Usage: python -m benchmarks.pictures [N]    (24 pictures of 1,200 by 1,200 unless told)
"""

import io
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PIL import Image, ImageFilter

from benchmarks.asked import amount, parser
from benchmarks.drawings import KINDS, drawings
from generator.archive.incident import Incident
from generator.archive.pictures import WIDTHS, ShownPicture
from generator.media import derivatives as settings
from generator.media.derivatives import derivatives
from generator.media.labels.keys import made_credentials
from generator.records.model import HeldPicture
from generator.records.parallel import in_processes
from generator.records.reading import parse_record

PROJECT = Path(__file__).parent.parent
SIDE = 1200  # pixels
RUNS = 3

Item = TypeVar("Item")


def originals(count: int) -> list[bytes]:
    """Return drawn pictures as PNG files; grain makes them as hard to compress as photographs."""
    chance = random.Random(20240902)
    made = []
    for drawing in drawings(of_each_kind=count, confusing=0)[:: len(KINDS)][:count]:
        picture = drawing.drawn().resize((SIDE, SIDE), Image.Resampling.BICUBIC)
        grain = Image.effect_noise((SIDE, SIDE), 40).filter(ImageFilter.GaussianBlur(1.2)).convert("RGB")
        file = io.BytesIO()
        Image.blend(picture, grain, 0.1 + chance.random() * 0.1).save(file, "PNG")
        made.append(file.getvalue())
    return made


def plainly(original: bytes, webp_method: int = settings.WEBP_METHOD) -> int:
    """Resize and encode as the derivatives are, without any label; return the bytes of all files."""
    with Image.open(io.BytesIO(original)) as opened:
        content = opened.convert("RGB")
    size = 0
    for width in reversed(WIDTHS):
        content = settings.resized(content, (width, width))
        jpeg, webp = io.BytesIO(), io.BytesIO()
        content.save(webp, "WEBP", quality=settings.WEBP_QUALITY, method=webp_method)
        content.save(jpeg, "JPEG", quality=settings.JPEG_QUALITY)
        size += len(jpeg.getvalue()) + len(webp.getvalue())
    return size


def main(count: int) -> None:
    """Measure and print a table."""
    signer = made_credentials()
    contents = originals(count)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shown = [_held(root, number, content) for number, content in enumerate(contents)]

        def labelled(picture: ShownPicture) -> int:
            return sum(len(content) for _, content in derivatives(picture, root, "https://example.org/", signer))

        rows = [
            (f"plain Pillow, WebP method {method}", contents, lambda each, m=method: plainly(each, m), 1)
            for method in (settings.WEBP_METHOD, 4)
        ]
        print(f"{count} pictures of {SIDE} × {SIDE}; widths {WIDTHS} in JPEG and WebP; medians of {RUNS} runs\n")
        print("| | ms a picture | KB a picture |\n| --- | --- | --- |")
        for name, items, work, workers in rows:
            _say(name, items, work, workers)
        _say("labelled and signed", shown, labelled, 1)
        _say("plain Pillow, two processes", contents, plainly, 2)
        _say("labelled and signed, two processes", shown, labelled, 2)


def _held(root: Path, number: int, content: bytes) -> ShownPicture:
    record = parse_record((PROJECT / "tests/data/complete.yaml").read_text(), "complete.yaml").content
    media = record.post.media[0]
    assert media.picture
    assert media.digital_source_type
    update: dict[str, object] = {"file": f"picture-{number}.png", "width": SIDE, "height": SIDE}
    picture: HeldPicture = media.picture.model_copy(update=update)
    incident = Incident("2024-03-03-costume-picture", "incident.yaml", record)
    (root / picture.file).write_bytes(content)
    return ShownPicture(incident, media, picture, media.digital_source_type)


def _say(name: str, items: Sequence[Item], work: Callable[[Item], int], workers: int) -> None:
    times, sizes = [], [0]
    for _ in range(RUNS):
        start = time.perf_counter()
        sizes = in_processes(work, items, workers, worthwhile=2)
        times.append(time.perf_counter() - start)
    milliseconds = statistics.median(times) / len(items) * 1000
    print(f"| {name} | {milliseconds:.0f} | {sum(sizes) / len(items) / 1000:.0f} |")


if __name__ == "__main__":
    asked = parser("pictures", __doc__)
    asked.add_argument("count", metavar="N", type=amount, nargs="?", default=24)
    main(asked.parse_args().count)
