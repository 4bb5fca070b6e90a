"""Running the rules: exceptions, single records, and rules that fail themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.archive.archive import Registry
from generator.archive.incident import Incident
from generator.checks.rule import RULES, Finding, Rule
from generator.checks.running import EXCEPTION as EXCEPTION_APPLIES
from generator.checks.running import check, errors_among
from generator.records.model import RuleException
from generator.records.problem import Severity
from tests.archives import PUBLISHABLE, RECORD, make_archive, record_path
from tests.checks.test_rules import ID, SOUND, problems

PICTURE = f"      picture: {{file: a.png, sha256: {'0' * 64}, width: 9, height: 9, phash: {'7' * 16}}}\n"
EXCEPTION = "exceptions:\n  - {{rule: {0}, reason: Only one newspaper reported it.}}\n"


def test_an_exception_keeps_a_rule_away(tmp_path: Path) -> None:
    assert problems(tmp_path / "without", RECORD) == ["22:1 two-sources"]
    assert problems(tmp_path / "with", RECORD + EXCEPTION.format("two-sources")) == []


def test_an_exception_that_no_longer_applies_is_an_error(tmp_path: Path) -> None:
    assert problems(tmp_path, SOUND + EXCEPTION.format("two-sources")) == ["34:6 exception-applies"]


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("source-exists", "[@news]", "[@nobody]"),
        ("withdrawal-explained", "state: published", "state: withdrawn"),
        ("published-is-reviewed", "verdict: fabricated", "verdict: open"),
        ("held-copy-complete", "free beer.\n  sources", f"free beer.\n{PICTURE}  sources"),
        ("held-file-sound", "free beer.\n  sources", f"free beer.\n{PICTURE}  sources"),
        ("held-picture-sound", "free beer.\n  sources", f"free beer.\n{PICTURE}  sources".replace("png", "jpg")),
    ],
)
def test_no_record_is_an_exception_from_what_citations_and_labels_rest_on(
    tmp_path: Path, rule: str, old: str, new: str
) -> None:
    assert old in SOUND
    found = problems(tmp_path, SOUND.replace(old, new) + EXCEPTION.format(rule))
    assert any(problem.endswith(f" {rule}") for problem in found)
    assert any(problem.endswith(f" {EXCEPTION_APPLIES}") for problem in found)


@pytest.mark.parametrize(("identifier", "broken"), [("2024-05-06-Rede <b>", ["identifier-matches-date"]), (ID, [])])
def test_no_record_is_an_exception_from_the_form_of_its_identifier(
    tmp_path: Path, identifier: str, broken: list[str]
) -> None:
    """Its picture would be taken for somebody else's by the next build, and each one would end with that."""
    found = problems(tmp_path, SOUND + EXCEPTION.format("identifier-matches-date"), identifier)
    assert [problem.split()[1] for problem in found] == [*broken, EXCEPTION_APPLIES]


def test_no_two_incidents_are_an_exception_from_having_addresses_of_their_own(tmp_path: Path) -> None:
    """One page would take the place of the other."""
    other = "2024-05-06-other"
    aliased = SOUND + f"aliases: [{other}]\n" + EXCEPTION.format("alias-collides")
    found = check(make_archive(tmp_path, {ID: aliased, other: SOUND}))
    told = [problem.message for problem in found if problem.rule in ("alias-collides", EXCEPTION_APPLIES)]
    assert told == [
        f"`{other}` is an incident of its own; delete it here",
        "`alias-collides` knows no exception; do as it says",
    ]


def test_an_exception_from_no_rule_is_an_error(tmp_path: Path) -> None:
    assert problems(tmp_path, SOUND + EXCEPTION.format("two-source")) == ["34:6 exception-applies"]


def test_a_single_record_is_checked_against_the_others_without_their_faults(tmp_path: Path) -> None:
    linked = SOUND + "related: [2024-05-06-broken]\n"
    root = make_archive(tmp_path, {ID: linked, "2024-05-06-broken": "title: x\n"})
    assert [problem.rule for problem in check(root, [record_path(root, ID)])] == ["source-archived"] * 2
    assert "schema" in [problem.rule for problem in check(root)]


def test_a_rule_that_fails_itself_is_one_problem_and_not_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_incident: Incident, _registry: Registry) -> Iterator[Finding]:
        raise ZeroDivisionError("oh")
        yield

    monkeypatch.setitem(RULES, "broken", Rule("broken", Severity.ERROR, "Broken.", record_check=broken))
    found = [problem for problem in check(make_archive(tmp_path, {ID: SOUND})) if problem.rule == "broken"]
    assert [str(problem) for problem in found] == [
        f"incidents/2024/{ID}/incident.yaml:1:1: broken: the rule itself failed (ZeroDivisionError: oh); "
        "please report this"
    ]


def test_problems_of_form_and_of_rules_come_together(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {ID: SOUND.replace("[@checkers]", ""), "2024-05-06-broken": "title: x\n"})
    assert {problem.rule for problem in check(root)} >= {"schema", "source-cited"}


@pytest.mark.parametrize(
    "path",
    [
        "2024-05-06-horse/incident.yaml",
        "2024/05/2024-05-06-horse/incident.yaml",
        "2024/2024-05-06-horse/incident.yml",
        "2024/2024-05-06-horse/Incident.yaml",
        "2024/2024-05-06-horse/incident.yaml.txt",
        "2024/2024-05-06-horse.yaml",
        "new/2024-05-06-horse/incident.yaml",
        "registry/2024-05-06-horse/incident.yaml",
        "٢٠٢٤/2024-05-06-horse/incident.yaml",
    ],
)
def test_a_record_where_nobody_looks_for_it_is_an_error(tmp_path: Path, path: str) -> None:
    root = make_archive(tmp_path, {"2024-05-06-speech": PUBLISHABLE})
    (root / "incidents/.DS_Store").touch()
    assert errors_among(check(root)) == []
    file = root / "incidents" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PUBLISHABLE)
    (problem,) = errors_among(check(root))
    assert (problem.path, problem.rule) == (f"incidents/{path}", "file")
    assert "a record is `incidents/<year>/" in problem.message


@pytest.mark.parametrize("linked", ["2024/2024-05-06-speech", "2024"])
def test_a_folder_that_is_a_link_is_an_error(tmp_path: Path, linked: str) -> None:
    """The check would not see that the record behind it changes, and say what it said of it before."""
    root = make_archive(tmp_path / "archive", {"2024-05-06-speech": PUBLISHABLE})
    folder = root / "incidents" / linked
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert [(problem.path, problem.message) for problem in errors_among(check(root))] == [
        (f"incidents/{linked}", "this is a link; put the folder itself here")
    ]


def test_the_example_of_an_exception_names_a_rule() -> None:
    assert set(RuleException.model_fields["rule"].examples or ()) <= set(RULES)
