"""What a build remembers: read back as it was where it is whole and ours, each value that many share once."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from generator.archive.archive import Registry
from generator.archive.loading import load_sound
from generator.archive.similar import Likeness
from generator.site import memory
from generator.site.drawers import DIGEST, FORM, SIZE, DamagedError, Drawers, file_of, packed
from generator.site.memory import FILE, KINDS, Base, Known, Memory, glance, kept, recall, remember
from generator.site.registries import FILE as REGISTRIES
from generator.site.registries import remember as remember_registries
from tests.archives import PROJECT, record_path
from tests.site.small import IDS, built, retitled, small_archive


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_archive(tmp_path_factory.mktemp("once"))
    built(root)
    return root


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


@pytest.mark.parametrize("harm", ["cut", "foreign", "of another program", "with other drawers", "hostile"])
def test_a_memory_that_is_not_whole_and_ours_is_not_believed(once: Path, harm: str) -> None:
    built(once)
    file = once / FILE
    whole = file.read_bytes()
    kept.clear()
    if harm == "of another program":
        known = recall(once)
        remember(once, replace(known, base=known.base._replace(common="another")), known)
    else:
        told = b"cos\nsystem\n(S'touch pwned'\ntR."
        digest = hashlib.blake2b(told, digest_size=DIGEST).digest()
        hostile = FORM + len(told).to_bytes(SIZE, "big") + digest + told
        others = {"foreign": b"something else", "with other drawers": file_of({"one": packed(1)})}
        file.write_bytes({"cut": whole[:-9], "hostile": hostile, **others}[harm])
        assert recall(once) == Memory()
    edited = record_path(once, IDS[0])
    edited.write_text(edited.read_text().replace("Title", "Another title"))
    assert "Reading and checking the records" in built(once)
    assert "Another title" in (once / f"site/incidents/{IDS[0]}/index.html").read_text()
    edited.write_text(edited.read_text().replace("Another title", "Title"))
    built(once)
    assert not (once / "pwned").exists()


def test_what_another_program_remembered_since_is_what_is_remembered(tmp_path: Path) -> None:
    for outputs in ("of one", "of another"):
        kept.clear()
        remember(tmp_path, Memory(Base(outputs=outputs)), Memory())
        (tmp_path / FILE).rename(tmp_path / outputs)
    remember(tmp_path, Memory(Base(outputs="of one")), Memory())
    assert recall(tmp_path).base.outputs == "of one"
    (tmp_path / "of another").replace(tmp_path / FILE)
    assert recall(tmp_path).base.outputs == "of another"
    assert glance(tmp_path).base.outputs == "of another"


def test_of_an_incident_that_is_gone_nothing_is_remembered(
    once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of very many incidents, each lies in one drawer with others, which may all be as they were."""
    monkeypatch.setattr(memory, "DRAWERS", 1)
    built(once)
    remember(tmp_path, recall(once), Memory())
    kept.clear()
    before = recall(tmp_path)
    fewer = {identifier: before.incidents[identifier] for identifier in IDS[1:]}
    remember(tmp_path, replace(before, incidents=fewer), before)
    kept.clear()
    assert recall(tmp_path).incidents.keys() == fewer.keys()


@pytest.mark.parametrize("harm", ["cut", "empty", "foreign", "with other drawers", "of other files"])
def test_registries_that_are_not_whole_and_of_these_files_are_not_believed(once: Path, harm: str) -> None:
    built(once)
    file = once / REGISTRIES
    whole = file.read_bytes()
    if harm == "of other files":
        file.unlink()
        remember_registries(once, "another mark", Registry())
    else:
        others = {"foreign": b"something else", "with other drawers": file_of({"one": packed(1)})}
        file.write_bytes({"cut": whole[:-9], "empty": b"", **others}[harm])
    harmed = file.read_bytes()
    retitled(once, f"A title beside registries that are {harm}")
    built(once)
    assert f"that are {harm}" in (once / f"site/incidents/{IDS[0]}/index.html").read_text()
    assert file.read_bytes() != harmed
