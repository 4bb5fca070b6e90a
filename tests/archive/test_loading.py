"""Loading: every problem of every file in one run, references that lead nowhere included."""

from pathlib import Path

import pytest

from generator.archive.loading import load, load_sound
from generator.records.problem import ProblemsFoundError
from tests.archives import RECORD, REGISTRY, make_archive, record_path, write


def said_of(root: Path) -> list[str]:
    return [str(problem) for problem in load(root).problems]


def test_a_sound_archive_is_loaded_whole(tmp_path: Path) -> None:
    loaded = load_sound(make_archive(tmp_path, {"2024-05-06-speech": RECORD}))
    assert list(loaded.incidents) == ["2024-05-06-speech"]
    assert loaded.incidents["2024-05-06-speech"].path == "incidents/2024/2024-05-06-speech/incident.yaml"
    assert loaded.registry.platforms["x"].name == "X"


def test_all_problems_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    broken = {
        "2024-05-06-one": RECORD.replace("verdict: fabricated", "verdict: faked"),
        "2024-05-06-two": RECORD.replace("title:", "titel:"),
        "2024-05-06-three": RECORD.replace("    - kind: audio", "\t- kind: audio"),
    }
    registry = {**REGISTRY, "tools": "painter: {nam: Painter}\n"}
    with pytest.raises(ProblemsFoundError) as caught:
        load_sound(make_archive(tmp_path, broken, registry))
    files = [problem.path for problem in caught.value.problems]
    assert set(files) == {
        "incidents/2024/2024-05-06-one/incident.yaml",
        "incidents/2024/2024-05-06-two/incident.yaml",
        "incidents/2024/2024-05-06-three/incident.yaml",
        "incidents/registry/tools.yaml",
    }
    assert files == sorted(files)


def test_a_reference_to_nothing_is_an_error_at_the_record(tmp_path: Path) -> None:
    text = RECORD.replace("  platform: x\n", "  platform: chirper\n  account: nobody-x\n").replace(
        "      description: A voice promises free beer.\n",
        "      description: A voice promises free beer.\n      depicts: [ministre]\n"
        "      tools: [{tool: brush, basis: stated, source: news}]\n",
    )
    text += "related: [2023-11-coup]\n"
    path = "incidents/2024/2024-05-06-speech/incident.yaml"
    assert said_of(make_archive(tmp_path, {"2024-05-06-speech": text})) == [
        f"{path}:9:3: reference: `chirper` is not in registry/platforms.yaml; correct the key, or add it there",
        f"{path}:10:3: reference: `nobody-x` is not in registry/accounts.yaml; correct the key, or add it there",
        f"{path}:14:17: reference: `ministre` is not in registry/people.yaml; did you mean `minister`?",
        f"{path}:15:16: reference: `brush` is not in registry/tools.yaml; correct the key, or add it there",
        f"{path}:31:11: reference: `2023-11-coup` is no incident of the archive; correct the key, or "
        "create it first",
    ]


def test_very_many_references_to_nothing_are_told_in_no_time(tmp_path: Path) -> None:
    """Where the incidents are listed anew for each, these take ten seconds here, and hours in a large archive."""
    text = RECORD + "related:\n" + "".join(f"  - 2024-05-06-speach-{number}\n" for number in range(20_000))
    root = make_archive(tmp_path, {"2024-05-06-speech": text, "2024-05-07-other": RECORD})
    told = [each for each in said_of(root) if "did you mean `2024-05-06-speech`?" in each]
    assert len(told) == 20_000


def test_references_inside_the_registries_are_resolved_too(tmp_path: Path) -> None:
    registry = {**REGISTRY, "accounts": "party-x: {name: Party, platform: xx, kind: party}\n"}
    assert said_of(make_archive(tmp_path, {}, registry)) == [
        "incidents/registry/accounts.yaml:1:24: reference: `xx` is not in registry/platforms.yaml; "
        "did you mean `x`?"
    ]


@pytest.mark.parametrize("key", ["''", "Foo Bar", "../../evil", "Ä", "٤"])
def test_a_registry_has_keys_of_one_form(tmp_path: Path, key: str) -> None:
    registry = {**REGISTRY, "people": f"minister: {{name: M}}\n{key}: {{name: Nobody}}\n"}
    (said,) = said_of(make_archive(tmp_path, {}, registry))
    assert said.startswith("incidents/registry/people.yaml:2:1: schema: ")
    assert "is not a key: lower-case letters a to z, digits" in said or "this field is empty" in said


def test_what_points_into_an_unreadable_file_is_not_called_missing(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {"2024-05-06-one": RECORD + "related: [2024-05-06-two]\n", "2024-05-06-two": "x"})
    write(root / "incidents/registry/platforms.yaml", "x: [")
    assert [problem.rule for problem in load(root).problems] == ["schema", "yaml"]


def test_a_missing_registry_is_said_so(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    (root / "incidents/registry/people.yaml").unlink()
    assert said_of(root) == [
        "incidents/registry/people.yaml:1:1: file: this registry is missing; create the file, empty if need be"
    ]


@pytest.mark.parametrize("target", ["../2024-05-06-one/incident.yaml", "nowhere", "incident.yaml"])
def test_a_record_that_is_a_link_is_refused(tmp_path: Path, target: str) -> None:
    root = make_archive(tmp_path, {"2024-05-06-one": RECORD})
    other = record_path(root, "2024-05-06-two")
    other.parent.mkdir()
    other.symlink_to(target)
    assert [problem.rule for problem in load(root).problems] == ["file"]
