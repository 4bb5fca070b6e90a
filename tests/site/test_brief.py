"""Folders for a moment: in memory where it has room for all processes, else where others are."""

from pathlib import Path
from typing import NamedTuple

import pytest

from generator.site import brief


class Usage(NamedTuple):
    """What a file system says of its room."""

    free: int


@pytest.mark.parametrize(("cores", "is_in_memory"), [(1, True), (2, False)])
def test_a_memory_that_has_no_room_for_each_process_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int, *, is_in_memory: bool
) -> None:
    """As that of a container has it, which is of 64 MB unless more is asked for."""
    memory = tmp_path / "memory"
    memory.mkdir()
    monkeypatch.setattr(brief, "MEMORY", memory)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    monkeypatch.setattr("shutil.disk_usage", lambda _place: Usage(free=2 * brief.ENOUGH))
    with brief.brief_folder(tmp_path) as folder:
        assert (Path(folder).parent == memory) is is_in_memory
