"""The schema for editors: renewed, explained, and never stricter than the model."""

import json
import subprocess
from pathlib import Path

import pytest

from generator.archive.loading import record_files
from generator.records.model import Record
from generator.records.problem import ProblemsFoundError
from generator.records.reading import parse_record
from generator.records.schema import FILE, schema_text
from generator.records.vocabulary import Verdict
from generator.site.commands import script
from tests.archives import COMPLETE, PROJECT, RECORD


def validated(*paths: Path) -> subprocess.CompletedProcess[str]:
    """Validate files with an independent validator."""
    command = [script("check-jsonschema"), "--schemafile", str(PROJECT / FILE), *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_schema_in_the_repository_is_that_of_the_model() -> None:
    """Renew it with: gegenbild schema > schema/incident.schema.json"""
    assert (PROJECT / FILE).read_text() == schema_text()


def test_every_real_record_is_valid_and_names_the_schema() -> None:
    paths = list(record_files(PROJECT))
    done = validated(*paths)
    assert done.returncode == 0, done.stdout
    for path in paths:
        named = path.read_text().split("\n")[0].removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve() == (PROJECT / FILE).resolve()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: A speech", "titel: A speech"),
        ("verdict: fabricated", "verdict: faked"),
        ("date: 2024-05-06", "date: 6 May 2024"),
        ("regions: [NO]", "regions: []"),
        ("regions: [NO]", "regions: NO"),
        ("https://news", "javascript://news"),
        ("    - kind: audio\n", "    - kind: sound\n"),
        ("  claim: The minister promised free beer.\n", ""),
        ("      description: A voice promises free beer.", "      description: null"),
        ("language: en\nregions", "language: English\nregions"),
    ],
)
def test_what_the_schema_rejects_the_model_rejects_too(tmp_path: Path, old: str, new: str) -> None:
    assert old in RECORD
    broken = tmp_path / "incident.yaml"
    broken.write_text(RECORD.replace(old, new, 1))
    assert validated(broken).returncode == 1
    with pytest.raises(ProblemsFoundError):
        parse_record(broken.read_text(), "r.yaml")


@pytest.mark.parametrize("title", ["2024", "NO", "False", "12:30", "1.10", "2024-05-06", '"quoted"'])
def test_what_the_model_accepts_the_schema_accepts(tmp_path: Path, title: str) -> None:
    sound = tmp_path / "incident.yaml"
    for text in (RECORD, COMPLETE):
        sound.write_text(
            text.replace("title: A ", f"title: {title} # ", 1).replace("date: 2024-05-06", "date: 2024")
        )
        parse_record(sound.read_text(), "r.yaml")
        done = validated(sound)
        assert done.returncode == 0, done.stdout


def test_an_editor_is_told_what_each_field_and_term_means() -> None:
    schema = json.loads(schema_text())
    assert schema["properties"]["title"]["description"] == Record.model_fields["title"].description
    verdict = schema["$defs"]["Verdict"]
    assert verdict["enum"] == list(Verdict)
    assert verdict["markdownEnumDescriptions"] == [term.description for term in Verdict]
