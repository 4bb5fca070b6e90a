"""Pages of each kind that tells of incidents, word by word as they were reviewed."""

from collections.abc import Sequence

import pytest
from pydantic import BaseModel

from generator.archive.loading import Loaded
from generator.records.registry import Account, Entry, Person, Platform, StatedRule, Tool
from tests.pages.golden import FOLDER, GOLDEN, golden_archive, page

FOR_THE_CHECKS = {"minor", "private"}  # of a person, which no page shows


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return golden_archive(tmp_path_factory.mktemp("golden"))


@pytest.mark.parametrize("name", GOLDEN)
def test_the_page_is_as_reviewed(archive: Loaded, name: str) -> None:
    """After a wanted change: `python -m tests.pages.golden`, and read the difference."""
    assert page(archive, name) == (FOLDER / name).read_text()


def test_every_page_that_was_reviewed_is_made() -> None:
    assert {file.name for file in FOLDER.glob("*.md")} == set(GOLDEN)


def test_the_registries_use_every_field(archive: Loaded) -> None:
    """Without this, a page would be as reviewed though it lost what no entry has."""
    registry = archive.registry
    groups = (registry.accounts, registry.platforms, registry.tools, registry.people)
    entries = [entry for group in groups for entry in group.values()]
    rules = [rule for entry in entries if isinstance(entry, Platform | Tool) for rule in entry.rules]
    for model, parts in ((Entry, entries), (StatedRule, rules)):
        assert unused(model, parts) == set()
    for kind in (Account, Platform, Tool, Person):
        own = [entry for entry in entries if isinstance(entry, kind)]
        assert unused(kind, own) - set(Entry.model_fields) - FOR_THE_CHECKS == set()


def unused(model: type[BaseModel], parts: Sequence[BaseModel]) -> set[str]:
    return {name for name in model.model_fields if not any(getattr(part, name) for part in parts)}
