"""The memory of the last check: believed while nothing has changed, and never otherwise."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.checks import memory
from generator.checks.memory import FILE, remembered
from generator.records.problem import Problem, Severity
from tests.archives import RECORD, make_archive, record_path

ID = "2024-05-06-speech"
FOUND = [Problem("a.yaml", 2, 3, "schema", "wrong", Severity.WARNING)]


class Counter:
    """A check that counts how often it runs."""

    runs = 0

    def __call__(self) -> list[Problem]:
        self.runs += 1
        return FOUND


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_archive(tmp_path, {ID: RECORD})


def test_nothing_changed_nothing_done(root: Path) -> None:
    check = Counter()
    assert remembered(root, check) == remembered(root, check) == FOUND
    assert check.runs == 1


def edit(root: Path) -> None:
    record_path(root, ID).write_text(RECORD.replace("free beer", "free wine"))


def touch(root: Path) -> None:
    os.utime(record_path(root, ID), ns=(1, 1))


def add(root: Path) -> None:
    (record_path(root, ID).parent / "picture.png").write_bytes(b"x")


def remove(root: Path) -> None:
    record_path(root, ID).unlink()


def rename(root: Path) -> None:
    folder = record_path(root, ID).parent
    folder.rename(folder.with_name("2024-05-06-other"))


def registry(root: Path) -> None:
    (root / "incidents/registry/people.yaml").write_text("")


def cut_short(root: Path) -> None:
    file = root / FILE
    file.write_text(file.read_text()[:-9])


def foreign(root: Path) -> None:
    (root / FILE).write_text('{"state": 1, "problems": [{"x": 1}]}')


@pytest.mark.parametrize("change", [edit, touch, add, remove, rename, registry, cut_short, foreign])
def test_any_change_is_seen(root: Path, change: Callable[[Path], None]) -> None:
    check = Counter()
    remembered(root, check)
    change(root)
    assert remembered(root, check) == FOUND
    assert check.runs == 2


def test_another_version_of_a_library_may_say_otherwise(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = root / "site-packages"
    (libraries / "pydantic-2.11.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(memory, "LIBRARIES", libraries)
    check = Counter()
    remembered(root, check)
    (libraries / "pydantic-2.11.0.dist-info").rename(libraries / "pydantic-2.12.0.dist-info")
    assert remembered(root, check) == FOUND
    assert check.runs == 2


def test_what_changes_during_a_check_is_not_remembered(root: Path) -> None:
    def check() -> list[Problem]:
        edit(root)
        return FOUND

    remembered(root, check)
    again = Counter()
    remembered(root, again)
    assert again.runs == 1
