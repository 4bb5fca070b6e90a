"""Drafts: a few answers become a record that passes the checks."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.loading import load
from generator.checks.running import check
from generator.drafts.draft import (
    LONGEST_TITLE,
    Answers,
    Draft,
    draft,
    platform_of,
    slug,
    still_missing,
    suggested_identifier,
    write,
)
from generator.records.fields import INCIDENT_ID_FORM, KEY_FORM
from generator.records.problem import Severity
from generator.records.reading import parse_record
from generator.records.vocabulary import MediaKind, Topic
from tests.archives import PUBLISHABLE, make_archive, record_path

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


def test_no_answer_is_left_out_of_the_draft(tmp_path: Path) -> None:
    answers = replace(
        ANSWERS, region="NO", topic="war", media=MediaKind.VIDEO, source_language="nb", tool="Painter"
    )
    record = parse_record(made(make_archive(tmp_path, {}), answers).text, "r.yaml").content
    (media,) = record.post.media
    assert (str(record.date), record.regions, record.topics) == ("2024-05-06", ("NO",), (Topic.WAR,))
    assert (media.kind, media.description) == (MediaKind.VIDEO, ANSWERS.shows)
    assert [use.tool for use in media.tools] == ["painter"]
    assert record.fact_check.claim == ANSWERS.claim
    (source,) = record.sources
    assert (source.publisher, source.url) == ("The News", "https://news.example.org/horse")
    assert source.language == "nb"


def test_a_post_whose_hour_is_known_is_named_after_its_day(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    path = write(made(root, replace(ANSWERS, date="2024-05-06T10:00+02:00")), root)
    assert path.parent.name == "2024-05-06-minister-rides-white-horse-rain"
    assert errors(root) == []


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
    assert slug(words) == "" or re.fullmatch(KEY_FORM, slug(words))
    assert len(slug(words)) <= 60
    assert re.fullmatch(INCIDENT_ID_FORM, suggested_identifier(replace(ANSWERS, shows=words)))


def test_a_slug_keeps_the_letters_of_other_alphabets_that_are_latin() -> None:
    assert slug("Jonas Gahr Støre, Łódź & Straße, Æther, Đà Nẵng") == "jonas-gahr-store-lodz-strasse-aether"


@pytest.mark.parametrize(
    "identifier",
    ["2024-05-06-horse/", "2024/../2024-05-06-horse", "../../../horse", "horse", "2024-05-06-Horse", "٢٠٢٤-horse"],
)
def test_what_is_no_identifier_is_refused_before_anything_is_touched(tmp_path: Path, identifier: str) -> None:
    root = make_archive(tmp_path / "archive", {"2024-05-06-horse": PUBLISHABLE})
    with pytest.raises(ValueError, match="is no identifier"):
        made(root, replace(ANSWERS, identifier=identifier))
    assert record_path(root, "2024-05-06-horse").read_text() == PUBLISHABLE


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    record = record_path(root, "2024-05-06-horse")
    record.parent.mkdir(parents=True)
    (record.parent / "picture.png").write_bytes(b"a picture")
    with pytest.raises(FileExistsError, match="already"):
        write(made(root, replace(ANSWERS, identifier="2024-05-06-horse")), root)
    assert [path.name for path in record.parent.iterdir()] == ["picture.png"]


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ("@партия", "account-x"),
        ("@4711", "4711-x"),
        ("@example_party", "example-party-x"),
        ("@party_", "party-2-x"),
    ],
)
def test_an_account_of_any_script_gets_a_key_of_its_own(tmp_path: Path, answer: str, key: str) -> None:
    root = make_archive(tmp_path, {})
    write(made(root, replace(ANSWERS, account=answer)), root)
    assert errors(root) == []
    assert load(root).archive.registry.accounts[key].handle == answer


def test_an_account_is_known_by_its_address_too(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    known, new = (
        made(root, replace(ANSWERS, account=f"https://x.com/{name}")) for name in ("ExampleParty", "newcomer/")
    )
    assert (known.entries, new.entries["accounts"]["newcomer-x"]["handle"]) == ({}, "@newcomer")


@pytest.mark.parametrize("answer", ["@", "@@ ", "https://x.com/@"])
def test_an_answer_without_a_name_is_nobodys_account(tmp_path: Path, answer: str) -> None:
    """The archive would say of somebody who has no handle that he posted it."""
    root = make_archive(tmp_path, {})
    with pytest.raises(ValueError, match="names no account: write its @handle or its name, or leave it empty"):
        made(root, replace(ANSWERS, account=answer))


def test_an_account_of_another_platform_than_the_posts_is_not_taken_for_its_namesake(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    found = made(root, replace(ANSWERS, account="https://www.facebook.com/exampleparty"))
    assert found.entries["accounts"]["exampleparty-facebook"]["platform"] == "facebook"
    assert "account: exampleparty-facebook\n" in found.text


def test_an_accounts_address_tells_its_platform_where_that_of_the_post_is_not_known(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    write(made(root, replace(ANSWERS, account="https://mobile.twitter.com/newcomer", post_url="")), root)
    assert load(root).archive.registry.accounts["newcomer-x"].platform == "x"


def test_which_of_several_accounts_it_was_is_not_guessed(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    with (root / "incidents/registry/accounts.yaml").open("a") as accounts:
        accounts.write(
            'party-tg: {name: Example Party, handle: "@ExampleParty", platform: telegram, kind: party}\n'
        )
        accounts.write('parody-x: {name: ExampleParty, handle: "@parody", platform: x, kind: anonymous}\n')
    for answer in ("Example Party", "@exampleparty"):
        with pytest.raises(ValueError, match=r"several accounts are called .*: party-x, party-tg"):
            made(root, replace(ANSWERS, account=answer, post_url=""))
    on_x, by_key = (
        made(root, replace(ANSWERS, account=answer, post_url=address))
        for answer, address in (("exampleparty", ANSWERS.post_url), ("party-tg", ""))
    )
    assert "account: party-x\n" in on_x.text  # though another one has that for a name
    assert "account: party-tg\n" in by_key.text


@pytest.mark.parametrize(
    ("address", "platform"),
    [
        ("https://instagram.com/p/1", "instagram"),
        ("https://m.tiktok.com/@party/video/1", "tiktok"),
        ("https://www.threads.com/@party/post/1", "threads"),
        ("https://Telegram.me/party/1", "telegram"),
        ("https://old.reddit.com:443/r/party", "reddit"),
        ("https://x.com.example.org/party/status/1", ""),
        ("https://[example.org/", ""),
        ("", ""),
    ],
)
def test_a_platform_is_known_by_each_of_its_hosts(address: str, platform: str) -> None:
    assert platform_of(address) == platform


def test_a_tool_in_letters_that_no_key_has_is_not_taken_for_another_one(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    write(made(root, replace(ANSWERS, tool="Кандинский 2")), root)
    other = made(root, replace(ANSWERS, tool="Шедеврум 2"))
    assert other.entries["tools"] == {"2-2": {"name": "Шедеврум 2"}}


def test_a_long_answer_becomes_a_title_in_every_script(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    for shows, beginning in (
        ("A minister rides. " * 20, "A minister rides."),
        ("部長は馬に乗っている" * 20, "部長は馬に"),
    ):
        title = parse_record(made(root, replace(ANSWERS, shows=shows)).text, "r.yaml").content.title
        assert title.startswith(beginning)
        assert title.endswith(" …")
        assert len(title) <= LONGEST_TITLE


def test_tools_and_platforms_are_found_however_they_are_written(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    draft_of_it = made(root, replace(ANSWERS, tool=" painter! ", platform="Telegram ", account=""))
    assert draft_of_it.entries == {}
    other = made(root, replace(ANSWERS, tool="Мидджорни", post_url="", platform="4chan", account=""))
    assert other.entries == {"platforms": {"4chan": {"name": "4chan"}}, "tools": {"tool": {"name": "Мидджорни"}}}
    write(other, root)
    assert errors(root) == []


def test_what_no_record_may_hold_is_left_out_of_answers(tmp_path: Path) -> None:
    """The arrow keys of a terminal, say, or a link of Markdown, which would cite a source that is not there."""
    root = make_archive(tmp_path, {})
    shows = "\x1b[@elonmusk](https://x.com/elonmusk) posted\u2028 a horse, says [@nobody]. [Laughter] [@x"
    path = write(made(root, replace(ANSWERS, shows=shows)), root)
    assert errors(root) == []
    summary = parse_record(path.read_text(), "r.yaml").content.summary
    assert summary == "@elonmusk posted a horse, says @nobody. [Laughter] @x [@news]."
