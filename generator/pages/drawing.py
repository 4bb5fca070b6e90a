"""Draws charts (Vega-Lite specifications, by vl-convert) in a process of its own.

The renderer starts threads, and a process that has threads cannot be copied safely any more, as reading the records
in parallel does. Run as a program, it reads a JSON list of specifications and prints a JSON list of drawings (SVG).
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache


def drawn(specifications: Sequence[str]) -> tuple[str, ...]:
    """Return the drawing of each specification, which is JSON; the same specification is drawn once."""
    return _drawn(tuple(specifications))


@lru_cache(maxsize=64)
def _drawn(specifications: tuple[str, ...]) -> tuple[str, ...]:
    asked = f"[{','.join(specifications)}]"
    command = [sys.executable, "-m", __name__]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)  # noqa: S603  (this very module)
    return tuple(json.loads(done.stdout))


def _main() -> None:
    import vl_convert

    json.dump([vl_convert.vegalite_to_svg(each) for each in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    _main()
