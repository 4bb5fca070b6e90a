"""From bytes to text: what is refused, and where it is said to stand."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.problem import ProblemsFoundError
from generator.records.text import (
    ANY_REFUSED,
    LARGEST_FILE,
    LARGEST_REGISTRY,
    MOST_REFUSED,
    REFUSED_CHARACTERS,
    decode,
    read_text,
)


def said_of(content: bytes) -> list[str]:
    with pytest.raises(ProblemsFoundError) as caught:
        decode(content, "r.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_plain_text_comes_through_with_plain_new_lines() -> None:
    assert decode("\ufeffa: Šimečka\r\nb: 😀\n".encode(), "r.yaml") == "a: Šimečka\nb: 😀\n"


def test_joiners_that_scripts_need_are_kept() -> None:
    assert decode("क्\u200dष".encode(), "r.yaml") == "क्\u200dष"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a: \xff", "r.yaml:1:4: encoding: the byte 0xff is not UTF-8; save the file as UTF-8"),
        ("ä\nöü".encode() + b"\xe4", "r.yaml:2:3: encoding: the byte 0xe4 is not UTF-8; save the file as UTF-8"),
        ("a: b".encode("utf-16"), "r.yaml:1:1: encoding: the file is saved as UTF-16; save it as UTF-8"),
        ("a: b".encode("utf-16-le"), "r.yaml:1:1: encoding: the file is saved as UTF-16; save it as UTF-8"),
        ("a: b".encode("utf-16-be"), "r.yaml:1:1: encoding: the file is saved as UTF-16; save it as UTF-8"),
        (
            "\ufeffa: b".encode("utf-16-be"),
            "r.yaml:1:1: encoding: the file is saved as UTF-16; save it as UTF-8",
        ),
        (b"a: x\x00", "r.yaml:1:5: characters: the control character U+0000 does not belong in text; delete it"),
        (
            "a: x\nä: \u202egnp".encode(),
            "r.yaml:2:4: characters: the character U+202E changes the reading direction unseen; delete it",
        ),
        ("a: x\u200by".encode(), "r.yaml:1:5: characters: the character U+200B cannot be seen; delete it"),
        (
            "a: x\u2028y".encode(),
            "r.yaml:1:5: characters: the character U+2028 is a line break that most editors do not show; "
            "use a plain new line",
        ),
    ],
)
def test_what_is_refused_is_named_with_its_place(content: bytes, said: str) -> None:
    assert said_of(content) == [said]


def test_every_refused_character_of_a_file_is_named() -> None:
    assert len(said_of("a: \u200b\nb: \x07\nc: \u2066".encode())) == 3


def test_of_very_many_refused_characters_the_first_ones_are_named() -> None:
    said = said_of("\n\u200b".encode() * 10_000)
    assert [line.split(":")[1] for line in said] == [str(number + 2) for number in range(MOST_REFUSED)]


def test_each_character_that_the_pattern_names_is_refused() -> None:
    named = [chr(code) for code in range(0x110000) if REFUSED_CHARACTERS.match(chr(code))]
    assert len(named) > 200
    assert named == [chr(code) for code in range(0x110000) if ANY_REFUSED.match(chr(code))]
    for character in named:
        assert len(said_of(f"a: {character}b".encode())) == 1


@given(st.text(st.sampled_from("aä–«\u00a0\u4e2d😀\n") | st.characters(codec="utf-8")))
def test_what_is_refused_is_what_the_pattern_names(text: str) -> None:
    """The quick look that comes first lets no refused character pass."""
    refused = bool(REFUSED_CHARACTERS.search(text.removeprefix("\ufeff")))
    try:
        decode(text.encode(), "r.yaml")
        passed = True
    except ProblemsFoundError:
        passed = False
    assert passed != refused or text.encode().startswith((b"\xff\xfe", b"\xfe\xff"))


def test_a_file_that_is_too_large_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"a" * (LARGEST_FILE + 1))
    with pytest.raises(ProblemsFoundError, match="larger than 1024 KiB"):
        read_text(path, "r.yaml")


def test_a_registry_may_be_as_large_as_an_archive_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "registry/accounts.yaml"
    path.parent.mkdir()
    path.write_bytes(b"a" * LARGEST_REGISTRY)
    assert len(read_text(path, "accounts.yaml")) == LARGEST_REGISTRY
    path.write_bytes(b"a" * (LARGEST_REGISTRY + 1))
    with pytest.raises(ProblemsFoundError, match="larger than 16384 KiB"):
        read_text(path, "accounts.yaml")


def test_a_record_is_no_registry_wherever_the_archive_lies(tmp_path: Path) -> None:
    path = tmp_path / "registry/incidents/r.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"a" * (LARGEST_FILE + 1))
    with pytest.raises(ProblemsFoundError, match="larger than 1024 KiB"):
        read_text(path, "r.yaml")


def test_a_link_a_folder_and_a_pipe_are_no_records(tmp_path: Path) -> None:
    link, folder, pipe = tmp_path / "link", tmp_path / "folder", tmp_path / "pipe"
    link.symlink_to("/etc/passwd")
    folder.mkdir()
    os.mkfifo(pipe)
    for path in (link, folder, pipe):
        with pytest.raises(ProblemsFoundError, match="no regular file"):
            read_text(path, path.name)
