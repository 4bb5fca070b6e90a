"""What a build remembers: read back as it was, and what many incidents have alike is there once."""

from pathlib import Path

import pytest

from generator.archive.loading import load_sound
from generator.archive.similar import Likeness
from generator.site.drawers import DamagedError, Drawers, file_of, packed
from generator.site.memory import FILE, KINDS, Base, Known, Memory, glance, kept, recall, remember
from tests.archives import PROJECT


@pytest.fixture(scope="module")
def incidents() -> dict[str, Known]:
    """What is known of the archive's own incidents, where each page shows its nearest neighbours."""
    archive = load_sound(PROJECT).archive
    near = Likeness(archive.published).of(gist.id for gist in archive.published)
    return {gist.id: Known(gist, near[gist.id], near[gist.id].ids) for gist in archive.published}


def values(known: Known) -> tuple[object, ...]:
    """Return what can be compared: a gist equals itself alone."""
    return tuple(known.gist), known.near, known.shown


def test_what_is_remembered_of_incidents_is_read_back_as_it_was(
    incidents: dict[str, Known], tmp_path: Path
) -> None:
    remember(tmp_path, Memory(Base(common="it"), incidents=incidents), Memory())
    kept.clear()
    found = recall(tmp_path)
    assert found.base.common == "it"
    assert {key: values(known) for key, known in found.incidents.items()} == {
        key: values(known) for key, known in incidents.items()
    }
    kept.clear()
    one = next(iter(incidents))
    assert values(glance(tmp_path).incidents([one])[one]) == values(incidents[one])


def test_what_many_incidents_have_alike_is_there_once(incidents: dict[str, Known], tmp_path: Path) -> None:
    remember(tmp_path, Memory(Base(common="it"), incidents=incidents), Memory())
    kept.clear()
    gists = [known.gist for known in recall(tmp_path).incidents.values()]
    for name in ("platform", "topics", "media_kinds", "labels"):
        found = [getattr(gist, name) for gist in gists]
        assert len({*map(id, found)}) == len({*found}) < len(found)
    assert all(type(gist.verdict) is not str and type(gist.state) is not str for gist in gists)


@pytest.mark.parametrize("held", [1, [], [(), (), ()], [((1,),), ((), (), ()), ((),)], "abc", [[1], [2], [3]]])
def test_a_drawer_that_holds_something_else_is_not_believed(held: object, tmp_path: Path) -> None:
    memory = tmp_path / FILE
    memory.parent.mkdir()
    drawers = {"base": packed(Base(common="it")), "incidents 1": packed(held)}
    memory.write_bytes(file_of(drawers))
    assert Drawers.read(memory, KINDS).value("incidents 1") == held
    assert recall(tmp_path) == Memory()
    every = [f"2024-{number}" for number in range(2000)]  # one of them in this drawer
    with pytest.raises(DamagedError):
        glance(tmp_path).incidents(every)
