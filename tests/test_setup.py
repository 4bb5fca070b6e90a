"""What `make` sets up with: the Python of the path that makes pages fastest."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.peers.peer import PROJECT

STANDING_IN = """#!{python}
import sys, sysconfig
sys.version_info = {version}
sys.base_prefix = "{prefix}"
sysconfig.get_config_var = {{"CONFIG_ARGS": "{settings}"}}.get
exec(sys.argv[2])
"""
OPTIMISED = "'--prefix=/opt' '--enable-optimizations'"


def put_python(
    folder: Path, version: tuple[int, int] = (3, 12), prefix: str = "/opt", settings: str = "'--prefix=/opt'"
) -> str:
    """Put a python3 into a folder that says of itself what is given, and return its path."""
    folder.mkdir()
    python = folder / "python3"
    python.write_text(STANDING_IN.format(python=sys.executable, version=version, prefix=prefix, settings=settings))
    python.chmod(0o755)
    return str(python)


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """Return a folder that holds what make calls, and no Python."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in ("make", "sh", "which"):
        found = shutil.which(name)
        assert found, f"{name} is needed"
        (folder / name).symlink_to(found)
    return folder


def taken(path: list[Path], *arguments: str) -> str:
    """Return the Python that make would set up with, on a path of these folders."""
    done = subprocess.run(
        ["make", "--dry-run", "VENV=venv-of-nobody", *arguments, "venv-of-nobody/bin/python"],
        cwd=PROJECT,
        env={"PATH": ":".join(map(str, path))},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1].removesuffix(" -m venv venv-of-nobody")


def test_the_first_python_that_is_optimised_is_taken(tmp_path: Path, tools: Path) -> None:
    put_python(tmp_path / "first")
    second = put_python(tmp_path / "second", settings=OPTIMISED)
    put_python(tmp_path / "third", settings=OPTIMISED)
    assert taken([tmp_path / "first", tmp_path / "second", tmp_path / "third", tools]) == second


def test_a_distribution_does_not_say_that_its_own_is_optimised(tmp_path: Path, tools: Path) -> None:
    put_python(tmp_path / "first")
    second = put_python(tmp_path / "second", prefix="/usr")
    assert taken([tmp_path / "first", tmp_path / "second", tools]) == second


def test_one_that_is_too_old_is_passed_over(tmp_path: Path, tools: Path) -> None:
    put_python(tmp_path / "first", version=(3, 10), settings=OPTIMISED)
    second = put_python(tmp_path / "second", version=(3, 11), settings=OPTIMISED)
    assert taken([tmp_path / "first", tmp_path / "second", tools]) == second


def test_where_none_is_known_to_be_fast_the_first_is_taken(tmp_path: Path, tools: Path) -> None:
    put_python(tmp_path / "first")
    put_python(tmp_path / "second", version=(3, 10), prefix="/usr")
    assert taken([tmp_path / "first", tmp_path / "second", tools]) == "python3"


def test_who_names_one_is_given_that(tmp_path: Path, tools: Path) -> None:
    put_python(tmp_path / "first", settings=OPTIMISED)
    assert taken([tmp_path / "first", tools], "PYTHON=python3.13") == "python3.13"
