"""`gegenbild new`: it asks, writes a draft, and leaves all as it was where that cannot be done."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.archive.loading import load
from generator.cli import main
from tests.archives import PUBLISHABLE, make_archive
from tests.drafts.test_draft import errors

NEW = ["new", "--post-url", "", "--date", "2024-05-06", "--account", "@newcomer", "--platform", "Y", "--shows", "A"]
NEW += ["--claim", "B", "--source-url", "https://n.example.org/", "--source-publisher", "N", "--source-title", "T"]


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


def test_new_asks_again_for_a_date_that_is_none(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    typed = "\n6 May\n 2024-05 \n\nA flag.\nThe flag burnt.\nhttps://news.example.org/flag\nNews\nNo flag\n"
    status, said = run(root, "new", typed=typed)
    assert status == 0, said
    assert "`6 May` is no date; write `2024-09-02`" in said
    assert (root / "incidents/2024/2024-05-flag/incident.yaml").exists()


def test_new_asks_again_for_an_address_that_is_none(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    typed = "x.com/party/status/1\n\n2024-05\n\nA flag.\nThe flag burnt.\n"
    typed += "n.example.org\nhttps://n.example.org/\nN\nNo flag\n"
    status, said = run(root, "new", typed=typed)
    assert status == 0, said
    assert "`x.com/party/status/1` does not start with https:// or http://" in said
    assert "`n.example.org` does not start with https:// or http://" in said
    assert (root / "incidents/2024/2024-05-flag/incident.yaml").exists()


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
    status, said = run(root, *flags, "--date", "2024-05-07", "--source-url", "javascript:alert(1)")
    assert status == 2
    assert "does not start with https:// or http://" in said
    flags += ["--date", "2024-05-07", "--source-url", "https://n.example.org/"]
    status, said = run(root, *flags, "--region", "UK", "--platform", "Y")
    assert status == 1
    assert "`UK` is no country code" in said
    assert "Nothing was written: mend these answers and try again." in said
    assert not (root / "incidents/2024/2024-05-07-flag").exists()
    status, said = run(root, *flags, "--date", "2031", "--source-url", "https://n.example.org/")
    assert status == 1
    assert not (root / "incidents/2031").exists()
    assert "y" not in load(root).archive.registry.platforms


def test_new_says_what_is_to_be_completed_in_the_registries(tmp_path: Path) -> None:
    status, said = run(make_archive(tmp_path, {}), *NEW)
    assert status == 0, said
    for told in (
        "registry/accounts.yaml, please complete: newcomer-y",
        "registry/platforms.yaml, please complete: y",
    ):
        assert f"New in {told}\n" in said


def contents(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (root / "incidents").rglob("*") if path.is_file()}


def test_beside_a_registry_that_cannot_be_read_nothing_is_written(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {"2024-05-06-speech": PUBLISHABLE})
    platforms = root / "incidents/registry/platforms.yaml"
    platforms.write_bytes(platforms.read_bytes() + b"# caf\xe9\n")
    before = contents(root)
    status, said = run(root, *NEW)
    assert status == 1
    assert "incidents/registry/platforms.yaml:3:6: encoding: the byte 0xe9 is not UTF-8" in said
    assert contents(root) == before


@pytest.mark.parametrize("which", [0, 1, 2])
def test_on_a_full_disk_all_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: int) -> None:
    root = make_archive(tmp_path, {"2024-05-06-speech": PUBLISHABLE})
    before = contents(root)
    write_bytes, write_text = Path.write_bytes, Path.write_text
    written: list[Path] = []

    def full(path: Path) -> None:
        written.append(path)
        if len(written) == which + 1:
            write_bytes(path, b"half")
            raise OSError(28, "No space left on device", str(path))

    def bytes_on_full_disk(path: Path, content: bytes) -> int:
        full(path)
        return write_bytes(path, content)

    def text_on_full_disk(path: Path, content: str, **more: str) -> int:
        full(path)
        return write_text(path, content, **more)

    monkeypatch.setattr(Path, "write_bytes", bytes_on_full_disk)
    monkeypatch.setattr(Path, "write_text", text_on_full_disk)
    status, said = run(root, *NEW)
    assert status == 1
    assert "No space left on device" in said
    assert contents(root) == before
    assert [path.name for path in (root / "incidents/2024").iterdir()] == ["2024-05-06-speech"]
