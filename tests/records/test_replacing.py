"""Files are put in place whole, and taken away with the folders that were theirs alone."""

from pathlib import Path

import pytest

from generator.records.replacing import remove_file, replace_file


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    for content in (b"old", b"new"):
        replace_file(tmp_path / "a/b/file", content)
    assert (tmp_path / "a/b/file").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["file"]


def test_where_the_new_content_finds_no_room_the_old_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"old")
    monkeypatch.setattr(Path, "write_bytes", half_written)
    with pytest.raises(OSError, match="No space left"):
        replace_file(tmp_path / "file", b"new, and longer")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def half_written(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content[: len(content) // 2])
    raise OSError(28, "No space left on device", str(path))


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


def test_what_stands_in_the_place_of_a_file_or_of_its_folder_stays(tmp_path: Path) -> None:
    """As where the end of an interrupted build is ended a second time, and a folder is a file by now."""
    for name in ("a/file", "b"):
        replace_file(tmp_path / name, b"")
    for name in ("a", "b/file"):
        remove_file(tmp_path, name)
    assert (tmp_path / "a/file").is_file()
    assert (tmp_path / "b").is_file()
