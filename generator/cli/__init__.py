"""The commands: each reads its arguments, calls the library, and says what came of it. No logic lives here.

The library is imported inside each command, so that `--help` and the small ones start at once.
"""

import os

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")  # there are none, and looking for them slows each start

from generator.cli import building, drafting, media, records
from generator.cli.main import main

__all__ = ["building", "drafting", "main", "media", "records"]
