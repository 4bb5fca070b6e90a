"""Drafts: a few answers become a record that passes the checks."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.loading import load
from generator.checks.running import check
from generator.cli import main
from generator.drafts.draft import Answers, Draft, draft, slug, still_missing, write
from generator.records.problem import Severity
from generator.records.reading import parse_record
from tests.archives import make_archive

ANSWERS = Answers(
    post_url="https://mobile.twitter.com/exampleparty/status/1?s=20",
    date="2024-05-06",
    account="@exampleparty",
    shows='A minister rides a "white" horse: in the rain.',
    claim="The minister rode a horse.",
    source_url="https://news.example.org/horse?utm_source=x",
    source_publisher="The News",
    source_title="No: she didn't # ride",
)


def made(root: Path, answers: Answers) -> Draft:
    return draft(answers, load(root).archive.registry)


def errors(root: Path) -> list[str]:
    return [str(problem) for problem in check(root) if problem.severity is Severity.ERROR]


def test_the_answers_become_a_draft_that_passes(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    path = write(made(root, ANSWERS), root)
    assert (
        path.relative_to(root).as_posix()
        == "incidents/2024/2024-05-06-minister-rides-white-horse-rain/incident.yaml"
    )
    assert errors(root) == []
    record = parse_record(path.read_text(), "r.yaml").content
    assert record.post.url == "https://x.com/exampleparty/status/1"
    assert (record.post.platform, record.post.account) == ("x", "party-x")
    assert record.sources[0].title == "No: she didn't # ride"
    assert record.state == "draft"


def test_what_is_not_in_the_registries_is_added(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    write(made(root, replace(ANSWERS, account="@newcomer", platform="Mastodon", tool="Brush 2", post_url="")), root)
    assert errors(root) == []
    registry = load(root).archive.registry
    assert registry.platforms["mastodon"].name == "Mastodon"
    assert registry.accounts["newcomer-mastodon"].handle == "@newcomer"
    assert registry.tools["brush-2"].name == "Brush 2"


def test_former_names_and_plain_names_are_looked_up(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    found = made(root, replace(ANSWERS, post_url="", platform="Twitter", account="Example Party", tool="Painter"))
    assert found.entries == {}
    assert "tool: painter" in found.text


def test_an_account_of_an_unknown_platform_cannot_be_added(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    with pytest.raises(ValueError, match="name its platform"):
        made(root, replace(ANSWERS, account="@newcomer", post_url="https://blog.example.org/1"))


def test_what_is_still_missing_is_said(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    said = still_missing(made(root, replace(ANSWERS, account="", post_url="")))
    assert said[:2] == ["the account that posted it, if a source says so", "the platform, if a source says so"]
    assert said[-1] == "then `state: published`"


@given(st.text())
def test_a_slug_is_always_safe_in_a_path(words: str) -> None:
    assert slug(words) == "" or slug(words)[0].isalpha()
    assert set(slug(words)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(slug(words)) <= 60


def run(root: Path, *arguments: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(main, [*arguments, "--root", str(root)], input=typed)
    return result.exit_code, result.output


def test_new_asks_and_writes(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    typed = "\n2024-05\n\nA flag burns.\nThe flag burnt.\nhttps://news.example.org/flag\nThe News\nNo flag burnt\n"
    status, said = run(root, "new", typed=typed)
    assert status == 0, said
    assert "Wrote incidents/2024/2024-05-flag-burns/incident.yaml, a draft. It still needs:" in said
    assert errors(root) == []


def test_new_refuses_what_exists_and_takes_a_bad_draft_back(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    flags = ["new", "--post-url", "", "--account", "", "--shows", "A flag.", "--claim", "A flag burnt."]
    flags += ["--source-publisher", "The News", "--source-title", "No flag"]
    assert run(root, *flags, "--date", "2024-05-06", "--source-url", "https://n.example.org/")[0] == 0
    status, said = run(root, *flags, "--date", "2024-05-06", "--source-url", "https://n.example.org/")
    assert status == 2
    assert "there is an incident `2024-05-06-flag` already" in said
    status, said = run(root, *flags, "--date", "2024-02-30", "--source-url", "https://n.example.org/")
    assert status == 2
    assert "`2024-02-30` is in no calendar" in said
    status, said = run(
        root, *flags, "--date", "2024-05-07", "--source-url", "javascript:alert(1)", "--platform", "Y"
    )
    assert status == 1
    assert "does not start with https:// or http://" in said
    assert not (root / "incidents/2024/2024-05-07-flag").exists()
    assert "y" not in load(root).archive.registry.platforms
