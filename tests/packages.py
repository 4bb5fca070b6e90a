"""The distribution's packages that tests need, installed where this user can."""

import os
import shutil
import subprocess
import sys


def install_package(name: str) -> None:
    """Install a package of a Debian or Ubuntu; elsewhere, or without the right to, nothing happens."""
    if shutil.which("apt-get") is None:
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if sudo and shutil.which("sudo") is None:
        return
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", name]):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = [*sudo, "apt-get", "--quiet=2", *arguments]
        if subprocess.run(command, env=environment, stdout=sys.stderr, check=False).returncode:
            return
