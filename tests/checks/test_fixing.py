"""Mechanical mends: what `gegenbild check --fix` writes, and all that it leaves alone."""

from pathlib import Path

from generator.checks.fixing import fix, replaced
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


def test_a_value_is_replaced_where_it_stands_and_not_where_else_it_is_written() -> None:
    text = "l:\n  - {title: see x and y, url: x, other: y}\nurl: >-\n  x\n"
    mended = replaced(text, {("l", 0, "url"): "longer", ("l", 0, "other"): "z", ("url",): "w"})
    assert mended == "l:\n  - {title: see x and y, url: longer, other: z}\nurl: >-\n  w\n"
