"""Mechanical mends: what `gegenbild check --fix` writes, and all that it leaves alone."""

from pathlib import Path

from generator.checks.fixing import fix
from generator.checks.running import check
from tests.archives import make_archive, record_path
from tests.checks.test_rules import ID, SOUND


def test_addresses_are_normalised_and_all_else_is_kept(tmp_path: Path) -> None:
    text = "# A comment.\n" + SOUND.replace("/beer\n", "/beer?utm_source=x&id=7  # kept\n")
    root = make_archive(tmp_path, {ID: text})
    assert fix(root) == [f"incidents/2024/{ID}/incident.yaml"]
    assert record_path(root, ID).read_text() == text.replace("?utm_source=x&id=7", "?id=7")
    assert fix(root) == []
    assert "address-normalised" not in [problem.rule for problem in check(root)]
