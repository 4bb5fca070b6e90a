"""Files as a stranger may send them: each gets one clear message, and never a traceback."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.checks.formats import FORMATS
from generator.checks.rules.files import LARGEST_MEDIA
from generator.cli import main
from tests.archives import REGISTRY, make_archive, record_path
from tests.checks.test_rules import ID, SOUND


def laughs() -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(lines)


def changed(old: str, new: str) -> bytes:
    assert old in SOUND
    return SOUND.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"- a\n- b\n", "1:1: error: schema: a record is a group of fields"),
        (b"", "1:1: error: schema: a record is a group of fields such as `title: …`; this file is empty"),
        (b"\t\t\t\n\t\n", "1:1: error: yaml: a value cannot start with this character, or a tab indents the line"),
        (b"title: x\n" * 1_200_000, "1:1: error: file: the file is larger than 1024 KiB"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "1:1: error: encoding: the byte 0x89 is not UTF-8"),
        (SOUND.encode("utf-16"), "1:1: error: encoding: the file is saved as UTF-16"),
        (laughs().encode(), "2:10: error: yaml: an alias (*name) is not allowed"),
        (changed("date: 2024-05-06", "date: 2024-02-30"), "3:1: error: schema: `2024-02-30` is in no calendar"),
        (changed("date: 2024-05-06", "date: 2024-13-01"), "3:1: error: schema: `2024-13-01` is in no calendar"),
        (changed("A voice", "A \x00 voice"), "12:22: error: characters: the control character U+0000"),
        (changed("A voice", "A \u202e voice"), "12:22: error: characters: the character U+202E changes"),
        (changed("A voice promises free beer.", r'"A\u202e"'), "12:7: error: characters: the escape for U+202E"),
        (changed("beer.", "beer.\n      clip: {file: ../../x.mp3}"), "13:14: error: schema: `../../x.mp3` is not"),
    ],
    ids=[
        "list", "empty", "tabs", "10 MB", "binary", "UTF-16", "a billion laughs", "30 February", "month 13", "NUL",
        "right-to-left override", "the same as an escape", "path out of the folder",
    ],
)  # fmt: skip
def test_a_record_of_the_wrong_kind_gets_a_clear_message_at_once(tmp_path: Path, content: bytes, said: str) -> None:
    root = make_archive(tmp_path, {ID: SOUND})
    record_path(root, ID).write_bytes(content)
    start = time.monotonic()
    result = CliRunner().invoke(main, ["check", "--root", str(root), str(record_path(root, ID))])
    assert result.exit_code == 1
    assert f"incidents/2024/{ID}/incident.yaml:{said}" in result.output
    assert "Traceback" not in result.output
    assert time.monotonic() - start < 10


def link_to_passwd(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def folder(path: Path) -> None:
    path.mkdir()


def another_recording(path: Path) -> None:
    path.write_bytes(b"other")


def nothing(path: Path) -> None:
    path.touch()


def too_much(path: Path) -> None:
    path.touch()
    os.truncate(path, LARGEST_MEDIA + 1)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            link_to_passwd,
            "13:14: error: held-file-sound: `flag.mp3` does not lie beside the record as a file",
        ),
        (folder, "13:14: error: held-file-sound: `flag.mp3` does not lie beside the record as a file"),
        (nothing, "13:14: error: held-file-sound: `flag.mp3` is empty"),
        (too_much, "13:14: error: held-file-sound: `flag.mp3` is larger than 50 MiB"),
        (another_recording, "13:30: error: held-file-sound: `flag.mp3` has another checksum"),
    ],
)
def test_media_that_is_not_what_was_reviewed_is_refused(
    tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    clip = f"clip: {{file: flag.mp3, sha256: {'0' * 64}}}"
    held = f"beer.\n      {clip}\n      rights: Quotation [@news].\n  sources"
    root = make_archive(tmp_path, {ID: SOUND.replace("beer.\n  sources", held)}, REGISTRY)
    make(record_path(root, ID).parent / "flag.mp3")
    result = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert said in result.output


def test_a_file_that_the_record_does_not_name_is_refused(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {ID: SOUND})
    (record_path(root, ID).parent / ".hidden").touch()
    result = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert "held-file-sound: the record does not name `.hidden`" in result.output
    assert "name it (for a picture, `gegenbild media add` does), or delete it" in result.output


@pytest.mark.parametrize(
    "command", [*(["check", "--format", form] for form in FORMATS), ["fmt", "--check"]], ids=" ".join
)
def test_names_that_are_no_text_are_shown(tmp_path: Path, command: list[str]) -> None:
    root = make_archive(tmp_path, {ID: SOUND})
    folder = root / os.fsdecode(b"incidents/2024/2024-05-06-caf\xe9")
    folder.mkdir()
    for name in (b"incident.yaml", b"\x1b[2J\xe9.png"):
        (folder / os.fsdecode(name)).write_bytes(changed("date: 2024-05-06", 'date: "2024-05-06"'))
    result = CliRunner().invoke(main, [*command, "--root", str(root)])
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert r"caf\udce9" in result.output.replace("\\\\", "\\")
    assert "\x1b" not in result.output
