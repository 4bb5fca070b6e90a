"""Putting a folder in place: a whole site at every moment."""

from pathlib import Path

import pytest

from generator.site import swap
from generator.site.commands import SiteError
from generator.site.swap import put_in_place, staging_folder, sweep


def test_the_first_site_is_moved_into_place(tmp_path: Path) -> None:
    with staging_folder(tmp_path / "site") as staging:
        (staging / "new").touch()
        put_in_place(staging, tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755  # so that a server may read it


@pytest.mark.parametrize("atomic", [True, False])
def test_a_new_site_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, atomic: bool
) -> None:
    if not atomic:
        monkeypatch.setattr(swap, "_exchange", lambda _one, _other: False)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/old").touch()
    with staging_folder(tmp_path / "site") as staging:
        (staging / "new").touch()
        put_in_place(staging, tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_this_system_swaps_atomically(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a/one").touch()
    assert swap._exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b/one").exists()


def test_a_failure_between_the_two_steps_puts_the_old_site_back(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/old").touch()
    with pytest.raises(FileNotFoundError):
        swap._exchange_in_two_steps(tmp_path / "missing", tmp_path / "site")
    assert (tmp_path / "site/old").exists()


def test_a_link_in_the_place_of_the_site_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "published").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "published")
    with pytest.raises(SiteError, match="site is a link"), staging_folder(tmp_path / "site"):
        raise AssertionError("nothing is to be made")
    assert {path.name for path in tmp_path.iterdir()} == {"published", "site"}


def test_a_file_system_in_the_place_of_the_site_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda path: path == tmp_path / "site")
    with pytest.raises(SiteError, match="site is a mounted file system"), staging_folder(tmp_path / "site"):
        raise AssertionError("nothing is to be made")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".site-left").mkdir()
    sweep(tmp_path / "site")
    assert not (tmp_path / ".site-left").exists()


def test_a_folder_stays_while_another_is_given_and_taken_back(tmp_path: Path) -> None:
    with staging_folder(tmp_path / "site") as one:
        with staging_folder(tmp_path / "site") as other:
            assert one != other
        assert one.is_dir()
    assert not list(tmp_path.iterdir())
