"""What pictures are made and examined with: what other code or another library found is not believed."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

PROGRAM = Path(__file__).parent.parent
LIBRARIES = ("pillow", "c2pa-python", "zxing-cpp")


@cache
def program_digest(*patterns: str) -> str:
    """Return a digest of the libraries, and of the code and the fonts whose paths match one of the patterns."""
    digest = hashlib.sha256(repr([version(name) for name in LIBRARIES]).encode())
    for path in sorted({path for pattern in patterns for path in PROGRAM.glob(pattern)}):
        if path.suffix in (".py", ".ttf"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
