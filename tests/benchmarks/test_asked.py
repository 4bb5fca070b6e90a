"""Whoever asks a benchmark for what it cannot do is told how to ask."""

import subprocess
import sys

import pytest

from tests.archives import PROJECT


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["corpus"], "the following arguments are required: FOLDER, N"),
        (["corpus", "new", "many"], "`many` is no number above zero; write it as 1000"),
        (
            ["corpus", str(PROJECT / "docs"), "5"],
            "docs is there already; name a folder that is not there",
        ),
        (["changes", "-1"], "`-1` is no number above zero"),
        (["check", "0"], "`0` is no number above zero"),
    ],
)
def test_what_cannot_be_done_is_told_with_how_to_ask(asked: list[str], told: str) -> None:
    name, *arguments = asked
    command = [sys.executable, "-m", f"benchmarks.{name}", *arguments]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
