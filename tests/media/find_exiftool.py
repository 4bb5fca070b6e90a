"""Find ExifTool, which reads pictures' metadata with code that is not ours, or get it.

`make test` runs this first; it fails where there is none to be had.
"""

import shutil
import sys

from tests.packages import install_package

PACKAGE = "libimage-exiftool-perl"


def main() -> int:
    """Make sure that there is an ExifTool, and say where."""
    if not shutil.which("exiftool"):
        install_package(PACKAGE)
    path = shutil.which("exiftool")
    print(path or f"There is no ExifTool. Install it (on Debian and Ubuntu the package {PACKAGE}), then try again.")
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
