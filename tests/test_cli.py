"""The commands as a first-time contributor runs them."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.cli.media import is_terminal
from generator.cli.progress import progress
from generator.site.commands import script
from tests.archives import PROJECT, PUBLISHABLE, make_archive, record_path, write


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_archive(tmp_path, {"2024-05-06-speech": PUBLISHABLE})


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize("path", [(), *commands(main)], ids=" ".join)
def test_every_command_has_help_with_an_example(path: tuple[str, ...]) -> None:
    shown = run(*path, "--help")
    assert shown.exit_code == 0
    assert "Example" in shown.output
    assert f"gegenbild {' '.join(path)}".strip() in shown.output.split("Example")[1]


@pytest.mark.parametrize("path", list(commands(main)), ids=" ".join)
def test_every_command_stands_in_the_documents(path: tuple[str, ...]) -> None:
    documents = [*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md")]
    assert any(re.search(rf"gegenbild {' '.join(path)}\b", text.read_text()) for text in documents)


def test_generate_says_what_it_did(root: Path) -> None:
    first = run("generate", "--root", str(root))
    assert first.exit_code == 0
    assert re.fullmatch(
        r"1 incidents; pages: \d+ written, 0 unchanged, 0 removed; pictures: 1 made, 0 unchanged, 0 removed\n",
        first.output,
    )
    assert "pages: 0 written" in run("generate", "--root", str(root)).output


@pytest.mark.parametrize("command", ["build", "generate", "check", "links"])
def test_an_address_that_is_none_is_refused_before_anything_is_made(
    root: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("GEGENBILD_SITE_URL", "https://example.org/?archive")
    done = run(command, "--root", str(root))
    assert done.exit_code == 1
    if command != "links":  # which wants a site first
        assert done.output.startswith("GEGENBILD_SITE_URL: `https://example.org/?archive` is not the address")
    assert not (root / "site").exists()


def test_no_part_is_built_where_its_number_is_missing(root: Path) -> None:
    done = run("build", "--root", str(root), "--part", "")
    assert done.exit_code == 2
    assert "is no part" in done.output


def test_problems_are_printed_with_their_places_and_no_traceback(root: Path) -> None:
    record_path(root, "2024-05-06-speech").write_text(PUBLISHABLE.replace("fabricated", "fabricatd"))
    result = run("build", "--root", str(root))
    assert result.exit_code == 1
    assert "incidents/2024/2024-05-06-speech/incident.yaml:16:3: schema: `fabricatd` is not" in result.output
    assert "1 problem\n" in result.output
    assert "Traceback" not in result.output


def test_a_folder_that_is_gone_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    result = run("check")
    assert result.exit_code == 2
    assert "the folder that this was begun in is gone" in result.output


def test_a_folder_without_an_archive_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").touch()  # of another site: the half of an archive is none
    result = run("generate", "--root", str(tmp_path))
    assert result.exit_code == 2
    assert "holds no archive, which has incidents/ and mkdocs.yml; go to its folder" in result.output


def test_a_folder_in_the_archive_is_the_archive_where_a_command_is_begun_and_nowhere_else(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "incidents/2024")
    assert run("fmt").output == "rewrote incidents/2024/2024-05-06-speech/incident.yaml\n"
    assert run("fmt", "--root", str(root / "incidents")).exit_code == 2


def test_an_unknown_command_is_wrong_use() -> None:
    assert run("biuld").exit_code == 2


def test_links_checks_the_built_site(root: Path) -> None:
    missing = run("links", "--root", str(root))
    assert missing.exit_code == 1
    assert "build it first" in missing.output
    assert run("build", "--root", str(root)).exit_code == 0
    assert "Every link of the site leads somewhere." in run("links", "--root", str(root)).output
    (root / "site/about/index.html").unlink()
    broken = run("links", "--root", str(root), "--json")
    assert broken.exit_code == 1
    assert {link["link"] for link in json.loads(broken.output)} == {"about"}


def test_warnings_let_a_check_fail_where_that_is_asked_for(root: Path) -> None:
    assert "0 errors, 5 warnings" in run("check", "--root", str(root)).output
    assert [run("check", *strict, "--root", str(root)).exit_code for strict in ((), ("--strict",))] == [0, 1]


def test_each_record_in_a_folder_is_checked(root: Path) -> None:
    for name in ("2024-05-06-a", "2024-05-06-b"):
        write(record_path(root, name), PUBLISHABLE.replace("fabricated", "fabricatd"))
    said = run("check", "--root", str(root), str(root / "incidents/2024")).output
    assert "2024-05-06-a/incident.yaml:16:3" in said
    assert "2024-05-06-b/incident.yaml:16:3" in said


def test_what_is_not_in_canonical_form_is_told_shown_or_rewritten(root: Path) -> None:
    names = ("2024-05-06-a", "2024-05-06-b")
    assert run("fmt", "--root", str(root)).exit_code == 0
    canonical = record_path(root, "2024-05-06-speech").read_text()
    for name in names:
        write(record_path(root, name), canonical.replace("language: en", 'language: "en"', 1))
    before = [record_path(root, name).read_text() for name in names]
    for option, told in (
        ("--check", "is not in canonical form; run: gegenbild fmt"),
        ("--diff", '-language: "en"'),
    ):
        done = run("fmt", option, "--root", str(root))
        assert (done.exit_code, done.output.count(told)) == (1, 2)
        one = run("fmt", option, "--root", str(root), str(record_path(root, names[0])))
        assert (one.exit_code, one.output.count(told)) == (1, 1)
        assert [record_path(root, name).read_text() for name in names] == before
    assert run("fmt", "--root", str(root)).exit_code == 0
    assert [record_path(root, name).read_text() for name in names] == [canonical] * 2
    assert run("fmt", "--check", "--root", str(root)).output == ""


def test_records_that_cannot_be_read_are_all_told_and_the_others_rewritten(root: Path) -> None:
    for name in ("2024-05-06-a", "2024-05-06-b"):
        write(record_path(root, name), "title: [\n")
    done = run("fmt", "--root", str(root))
    assert done.exit_code == 1
    assert done.output.count("/incident.yaml:") == 2
    assert "rewrote incidents/2024/2024-05-06-speech/incident.yaml" in done.output


def test_of_several_records_the_named_one_alone_is_mended(root: Path) -> None:
    names = ("2024-05-06-a", "2024-05-06-b")
    for name in names:
        write(record_path(root, name), PUBLISHABLE.replace("org/beer", f"org/{name}?utm_source=x"))
    run("check", "--fix", "--root", str(root), str(record_path(root, names[0])))
    assert ["utm_source" in record_path(root, name).read_text() for name in names] == [False, True]


def test_figures_count_what_is_published(root: Path) -> None:
    for name, state in (("a", "published"), ("b", "draft")):
        write(record_path(root, f"2024-05-06-{name}"), PUBLISHABLE.replace("state: published", f"state: {state}"))
    figures = json.loads(run("stats", "--json", "--root", str(root)).output)
    assert (figures["incidents"], figures["verdicts"], figures["regions"]) == (2, {"fabricated": 2}, {"NO": 2})
    assert "2 incidents\nmonths: 2024-05 2\n" in run("stats", "--root", str(root)).output


def test_whoever_has_read_enough_is_told_nothing_more(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("generator.site.build.write", closed)
    assert run("generate", "--root", str(root)).output == ""


@pytest.mark.parametrize("copied", [[], ["theme/index.md", None]])
def test_a_full_disk_is_said_in_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, copied: list[str | None]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", *copied, str(root / "docs/index.md"))

    monkeypatch.setattr("generator.site.build.write", full)
    result = run("generate", "--root", str(root))
    assert result.exit_code == 1
    assert result.output == f"{root}/docs/index.md: No space left on device; what was there before is unchanged\n"


def test_of_a_folder_that_cannot_be_copied_one_file_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: str, target: str, **_: object) -> None:
        raise OSError(28, "No space left on device", source, None, target)

    def copied(*_: object, **__: object) -> None:
        shutil.copytree(root / "incidents", root / "copied", copy_function=full)

    monkeypatch.setattr("generator.site.build.write", copied)
    said = run("generate", "--root", str(root)).output
    assert said.count("No space left on device") == 1
    assert said.endswith("; what was there before is unchanged\n")


COPIES = ["incident.yaml", "incidents/incident.yaml", "site/incidents/2024-05-06-speech/incident.yaml"]


@pytest.mark.parametrize("command", ["check", "fmt"])
@pytest.mark.parametrize("path", ["incidents/registry/accounts.yaml", "mkdocs.yml", *COPIES])
def test_what_is_no_record_is_not_taken_for_one(root: Path, command: str, path: str) -> None:
    for copy in COPIES:
        (root / copy).parent.mkdir(parents=True, exist_ok=True)
        (root / copy).write_text(PUBLISHABLE.replace("fabricated", "fabricatd"))
    before = (root / path).read_bytes()
    result = run(command, "--root", str(root), str(root / path))
    assert result.exit_code == 2
    assert "holds no record of the archive" in result.output
    assert "A record is incidents/<year>/<its identifier>/incident.yaml" in " ".join(result.output.split())
    assert (root / path).read_bytes() == before
    assert run(command, "--root", str(root), str(root)).exit_code == 0


@pytest.mark.parametrize("command", ["check", "fmt"])
def test_a_record_that_is_a_link_is_a_problem_of_it(root: Path, command: str) -> None:
    record = record_path(root, "2024-05-06-speech")
    record.rename(root / "record.yaml")
    record.symlink_to(root / "record.yaml")
    result = run(command, "--root", str(root), str(record))
    assert result.exit_code == 1
    assert re.search(r"incident\.yaml:1:1: (error: )?file: this is no regular file", result.output)


@pytest.mark.parametrize("command", ["check", "fmt"])
def test_a_record_that_may_not_be_read_is_a_problem_of_it(
    root: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("generator.records.many_files.content_up_to", refused)
    monkeypatch.setattr(Path, "read_text", refused)
    result = run(command, "--root", str(root))
    assert result.exit_code == 1
    assert "incident.yaml:1:1: " in result.output
    assert "file: the file cannot be read: Permission denied" in result.output
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("command", ["check", "fmt"])
def test_a_folder_that_may_not_be_read_is_said_in_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(root / "incidents/2024"))

    monkeypatch.setattr("generator.checks.memory.fingerprint", refused)
    monkeypatch.setattr("generator.records.formatting.read_text", refused)
    result = run(command, "--root", str(root))
    assert result.exit_code == 1
    assert result.output == f"{root}/incidents/2024: Permission denied; what was there before is unchanged\n"


def test_where_nothing_can_be_remembered_all_is_checked(root: Path) -> None:
    (root / ".cache").write_text("")  # as where the archive's folder may not be written to
    result = run("check", "--root", str(root))
    assert (result.exit_code, result.exception) == (0, None)
    assert "0 errors" in result.output


@pytest.mark.parametrize("command", [["fmt"], ["check", "--fix"]], ids=" ".join)
def test_a_record_that_finds_no_room_stays_as_it_was(root: Path, command: list[str]) -> None:
    record = record_path(root, "2024-05-06-speech")
    record.write_text(PUBLISHABLE.replace("org/beer", "org/beer?utm_source=x"))
    before = record.read_bytes()
    words = ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh", script("gegenbild"), *command, "--root", str(root)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "The disk: File too large; what was there before is unchanged\n"
    assert record.read_bytes() == before
    assert [path.name for path in record.parent.iterdir()] == ["incident.yaml"]


@pytest.mark.parametrize("command", ["check", "schema", "stats", "--help"])
def test_output_that_finds_no_room_is_said_in_one_line(root: Path, command: str) -> None:
    words = ["sh", "-c", 'ulimit -f 0; exec "$@" > printed', "sh", script("gegenbild"), command]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "The disk: File too large; what was there before is unchanged\n"


def test_output_that_was_closed_shows_no_colours(root: Path) -> None:
    words = ["sh", "-c", '"$@" >&-', "sh", script("gegenbild"), "check", "--root", str(root)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_done_needs_nobody_to_tell_it_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)  # as Python has it where a stream was closed before
    with progress() as told:
        told("Reading")
    monkeypatch.setattr(sys, "stdin", None)
    assert [told.is_terminal, is_terminal()] == [False, False]


@pytest.mark.parametrize("command", ["check", "fmt"])
def test_a_folder_that_goes_while_it_is_looked_through_is_said_in_one_line(
    root: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def gone(*_: object) -> None:
        raise FileNotFoundError(2, "No such file or directory", str(root / "incidents/2024"))

    monkeypatch.setattr(Path, "rglob", gone)
    result = run(command, "--root", str(root), str(root / "incidents"))
    assert result.exit_code == 1
    assert "incidents/2024: No such file or directory" in result.output


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_shows_colours_unless_its_reader_wants_none(root: Path, no_color: str, coloured: bool) -> None:
    record_path(root, "2024-05-06-speech").write_text("title: x\n")
    terminal, inside = pty.openpty()
    arguments = [script("gegenbild"), "check", "--root", str(root)]
    subprocess.run(arguments, stdout=inside, env={**os.environ, "NO_COLOR": no_color}, check=False)
    assert (b"\x1b[" in os.read(terminal, 1 << 16)) == coloured
    os.close(terminal)
    os.close(inside)
