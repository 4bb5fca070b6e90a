"""A filled issue form becomes a draft; whatever a stranger writes stays one answer."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.archive.loading import load
from generator.checks.running import check
from generator.cli import main
from generator.drafts.issue_form import CONFIRMATION, LABELS, NO_RESPONSE, REQUIRED, answers_of, fields_of
from generator.records.problem import Severity
from generator.records.vocabulary import MediaKind
from tests.archives import PROJECT, make_archive

BODY = (PROJECT / "tests/data/issue.md").read_text()


def test_the_form_asks_what_is_read() -> None:
    form = yaml.safe_load((PROJECT / ".github/ISSUE_TEMPLATE/incident.yml").read_text())
    asked = [field for field in form["body"] if field["type"] != "markdown" and field["type"] != "checkboxes"]
    assert [field["attributes"]["label"] for field in asked] == list(LABELS)
    required = [field for field in asked if field.get("validations", {}).get("required")]
    assert {LABELS[field["attributes"]["label"]] for field in required} == set(REQUIRED)
    kinds = next(field for field in asked if field["id"] == "media")["attributes"]["options"]
    assert kinds == [kind.label for kind in MediaKind]


def test_a_real_body_is_read() -> None:
    answers = answers_of(BODY)
    assert answers.date == "2024-05-06"
    assert answers.media is MediaKind.VIDEO
    assert answers.tool == ""
    assert answers.shows == "The minister sits on a horse and waves. It rains."
    assert answers.source_title == "Nein, die Ministerin ritt nicht | Faktencheck"
    assert answers.source_language == "de"


def test_lines_may_end_as_browsers_send_them() -> None:
    for end in ("\r\n", " \n"):
        assert answers_of(BODY.replace("\n", end)) == answers_of(BODY)


def test_the_boxes_at_the_end_are_no_answer() -> None:
    form = yaml.safe_load((PROJECT / ".github/ISSUE_TEMPLATE/incident.yml").read_text())
    last = form["body"][-1]
    assert (last["type"], last["attributes"]["label"]) == ("checkboxes", CONFIRMATION)
    assert fields_of(BODY.replace("\nde\n", f"\n{NO_RESPONSE}\n"))["source_language"] == ""


def test_a_real_body_becomes_a_sound_draft(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    result = CliRunner().invoke(main, ["from-issue", str(PROJECT / "tests/data/issue.md"), "--root", str(root)])
    assert result.exit_code == 0, result.output
    assert [str(problem) for problem in check(root) if problem.severity is Severity.ERROR] == []
    (incident,) = load(root).incidents.values()
    assert incident.record.fact_check.claim == "The minister rode a horse to parliament."
    assert incident.record.sources[0].language == "de"


def test_headings_in_an_answer_are_part_of_it() -> None:
    body = BODY.replace("It rains.", "It rains.\n\n### Date of the post\n\n1999-01-01\n\n### Own heading\n\n`x`")
    answers = answers_of(body)
    assert answers.date == "2024-05-06"
    assert "### Own heading `x`" in answers.shows


def test_an_answer_cannot_forge_the_next_heading() -> None:
    for label in ("What is claimed", CONFIRMATION, "What it shows or says", "Country"):
        answers = answers_of(BODY.replace("It rains.", f"It rains.\n\n### {label}\n\nForged."))
        assert answers.claim == "The minister rode a horse to parliament."
        assert answers.region == answers_of(BODY).region


def test_missing_answers_are_all_named() -> None:
    with pytest.raises(ValueError, match="missing: What is claimed, Address of a source"):
        answers_of(
            BODY.replace("The minister rode a horse to parliament.", "_No response_").replace(
                "https://faktencheck.example.org/pferd", "_No response_"
            )
        )
    assert fields_of("") == {}


def test_a_date_that_is_none_is_said_to_be_none(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    issue = tmp_path / "issue.md"
    issue.write_text(BODY.replace("\n2024-05-06\n", "\n6 May 2024\n"))
    result = CliRunner().invoke(main, ["from-issue", str(issue), "--root", str(root)])
    assert result.exit_code == 2
    assert "`6 May 2024` is no date; write `2024-09-02`" in result.output


def test_of_a_body_that_is_not_utf8_the_place_is_said(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {})
    issue = tmp_path / "issue.md"
    issue.write_bytes(BODY.encode().replace(b"It rains.", b"Il pleut au caf\xe9."))
    result = CliRunner().invoke(main, ["from-issue", str(issue), "--root", str(root)])
    assert result.exit_code == 1
    assert f"{issue}:24:16: encoding: the byte 0xe9 is not UTF-8; save the file as UTF-8" in result.output


@pytest.mark.parametrize("address", ["https://[example.org/", "https://[example.org/?a=b"])
def test_what_is_no_address_is_said_to_be_none(tmp_path: Path, address: str) -> None:
    root = make_archive(tmp_path, {})
    issue = tmp_path / "issue.md"
    body = BODY.replace("https://www.tiktok.com/@exampleparty/video/7", address)
    issue.write_text(body.replace("\nTikTok\n", f"\n{NO_RESPONSE}\n"))
    result = CliRunner().invoke(main, ["from-issue", str(issue), "--root", str(root)])
    assert result.exit_code == 1
    assert f"`{address}` is no web address" in result.output


@pytest.mark.parametrize(
    "hostile",
    [
        "</script><script>alert(1)</script>",
        "{{ 7*7 }} {% raw %}",
        "state: published\npost:\n  platform: x",
        "'\" # & * ! | > % @ `",
        "a\u202eb\u200bc\x00d",
        "../../../etc/passwd",
        "| a | b |\n|---|---|",
        "[@nobody]",
    ],
)
def test_hostile_answers_make_a_sound_draft_or_a_clear_refusal(tmp_path: Path, hostile: str) -> None:
    root = make_archive(tmp_path, {})
    issue = tmp_path / "issue.md"
    issue.write_text(BODY.replace("The minister sits on a horse and waves.", hostile))
    result = CliRunner().invoke(main, ["from-issue", str(issue), "--root", str(root)])
    assert result.exit_code in (0, 1), result.output
    assert "Traceback" not in result.output
    assert [str(problem) for problem in check(root) if problem.severity is Severity.ERROR] == []
    for incident in load(root).incidents.values():
        assert incident.record.state == "draft"
        assert incident.path.startswith("incidents/2024/2024-05-06-")
