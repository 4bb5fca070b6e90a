"""Files are put in place whole, and taken away with the folders that were theirs alone."""

from pathlib import Path

import pytest

from generator.records.replacing import remove_file, replace_file


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    for content in (b"old", b"new"):
        replace_file(tmp_path / "a/b/file", content)
    assert (tmp_path / "a/b/file").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["file"]


@pytest.mark.parametrize("name", ["file", "a/file", "a/b/c/file"])
def test_with_a_file_go_the_folders_that_are_empty_without_it(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    replace_file(folder / name, b"")
    remove_file(folder, name)
    assert folder.is_dir()
    assert not list(folder.iterdir())


def test_folders_that_hold_something_stay(tmp_path: Path) -> None:
    for name in ("a/other", "a/b/c/file"):
        replace_file(tmp_path / name, b"")
    remove_file(tmp_path, "a/b/c/file")
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["other"]


@pytest.mark.parametrize("name", ["file", "a/file", "a/b/file"])
def test_a_file_that_is_gone_already_is_no_error(tmp_path: Path, name: str) -> None:
    replace_file(tmp_path / "a/other", b"")
    remove_file(tmp_path, name)
    assert (tmp_path / "a/other").exists()
