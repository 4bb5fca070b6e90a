"""Draws charts (Vega-Lite specifications, by vl-convert) in a process of its own.

The renderer starts threads, and a process that has threads cannot be copied safely any more, as reading the records
in parallel does. Run as a program, it reads a JSON list of specifications and prints a JSON list of drawings (SVG).
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cached_property, lru_cache


def begin(specifications: Sequence[str]) -> None:
    """Begin to draw what will be asked for: other work can be done meanwhile."""
    _begun(tuple(specifications))


def drawn(specifications: Sequence[str]) -> tuple[str, ...]:
    """Return the drawing of each specification, which is JSON; the same ones are drawn once."""
    return _begun(tuple(specifications)).drawings


@lru_cache(maxsize=64)
def _begun(specifications: tuple[str, ...]) -> "_Drawing":
    return _Drawing(specifications)


class _Drawing:
    """Drawings that are being made."""

    def __init__(self, specifications: Sequence[str]) -> None:
        command = [sys.executable, "-m", __name__]
        pipe = subprocess.PIPE
        with tempfile.TemporaryFile("w+", encoding="utf-8") as asked:
            asked.write(f"[{','.join(specifications)}]")
            asked.seek(0)
            # The command is this module under this interpreter: no record has a word in it, and no shell reads it.
            self.process = subprocess.Popen(command, stdin=asked, stdout=pipe, stderr=pipe)  # noqa: S603

    @cached_property
    def drawings(self) -> tuple[str, ...]:
        printed, said = self.process.communicate()
        if self.process.returncode:
            # Here, for it takes as long to load as all else in the process that draws, which needs none of it.
            from generator.records.parallel import STOPPED, StoppedError

            was_ended = self.process.returncode < 0  # by the system, or by itself where there is no memory
            reason = STOPPED if was_ended else said.decode(errors="replace").strip()
            raise StoppedError(f"the charts cannot be drawn: {reason}")
        return tuple(json.loads(printed))


def _main() -> None:
    import vl_convert

    json.dump([vl_convert.vegalite_to_svg(each) for each in json.load(sys.stdin.buffer)], sys.stdout)


if __name__ == "__main__":
    _main()
