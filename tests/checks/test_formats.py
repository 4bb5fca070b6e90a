"""The forms in which problems are printed, each as its readers expect it."""

import json
from pathlib import Path

from pydantic import BaseModel
from sarif_pydantic import Sarif

from generator.checks.formats import as_github, as_json, as_sarif, as_text
from generator.records.problem import Problem, Severity

WRONG = Problem("incidents/2024/r.yaml", 2, 3, "schema", "`a: b,c` is 100% wrong\nreally")
DOUBTFUL = Problem("incidents/2024/r.yaml", 9, 1, "source-archived", "no copy", Severity.WARNING)
SITE = "https://archive.example.org/"


def with_file(root: Path) -> Path:
    (root / "incidents/2024").mkdir(parents=True)
    (root / "incidents/2024/r.yaml").write_text("first\nab\x1b[31mfault: here\n")
    return root


def test_text_shows_the_line_the_place_and_where_the_rule_is_explained(tmp_path: Path) -> None:
    assert as_text([WRONG, DOUBTFUL], with_file(tmp_path), SITE) == (
        "incidents/2024/r.yaml:2:3: error: schema: `a: b,c` is 100% wrong\nreally\n"
        "  ab�[31mfault: here\n"
        "    ^\n"
        "  see https://archive.example.org/rules/#schema\n"
        "\n"
        "incidents/2024/r.yaml:9:1: warning: source-archived: no copy\n"
        "  see https://archive.example.org/rules/#source-archived\n"
        "\n"
        "1 error, 1 warning"
    )


def test_of_a_very_long_line_is_shown_what_is_around_the_place(tmp_path: Path) -> None:
    file = with_file(tmp_path) / "incidents/2024/r.yaml"
    fields = "".join(f"k{number}: v, " for number in range(3000))
    file.write_text(f"{{{fields}}}")
    places = [fields.index(f"k{number}:") + 2 for number in (0, 1500, 2999)]
    wrong = [Problem("incidents/2024/r.yaml", 1, place, "schema", "no") for place in places]
    blocks = as_text(wrong, tmp_path, SITE).split("\n\n")
    assert [len(block) < 500 for block in blocks] == [True] * 4
    for block, name in zip(blocks, ("k0", "k1500", "k2999"), strict=False):
        _, line, mark, _ = block.rstrip().split("\n")
        assert line[mark.index("^") :].startswith(f"{name}: v")


def test_colours_are_for_terminals(tmp_path: Path) -> None:
    assert "\x1b[31merror\x1b[0m" in as_text([WRONG], with_file(tmp_path), "", colours=True)
    assert "\x1b" not in as_text([WRONG], tmp_path, "")


def test_nothing_wrong_is_said_in_words(tmp_path: Path) -> None:
    assert as_text([], tmp_path, "") == "No problems found."


def test_json_has_every_part(tmp_path: Path) -> None:
    assert json.loads(as_json([WRONG], tmp_path, SITE)) == [
        {
            "path": "incidents/2024/r.yaml",
            "line": 2,
            "column": 3,
            "rule": "schema",
            "message": "`a: b,c` is 100% wrong\nreally",
            "severity": "error",
            "help": "https://archive.example.org/rules/#schema",
        }
    ]


def test_github_annotations_are_escaped(tmp_path: Path) -> None:
    assert as_github([WRONG, DOUBTFUL], tmp_path, "").split("\n") == [
        "::error file=incidents/2024/r.yaml,line=2,col=3,title=schema::`a: b,c` is 100%25 wrong%0Areally",
        "::warning file=incidents/2024/r.yaml,line=9,col=1,title=source-archived::no copy",
        "1 error, 1 warning",
    ]


def unknown_properties(part: BaseModel) -> list[str]:
    values = [getattr(part, name) for name in type(part).model_fields]
    items = [item for value in values for item in (value if isinstance(value, list) else [value])]
    inner = [name for item in items if isinstance(item, BaseModel) for name in unknown_properties(item)]
    return [*(part.model_extra or {}), *inner]


def test_sarif_is_as_version_2_1_0_defines_it(tmp_path: Path) -> None:
    """Judged by an independent model of the standard: required properties, types, terms, and none unknown."""
    for problems in ([], [WRONG, DOUBTFUL]):
        log = Sarif.model_validate_json(as_sarif(problems, tmp_path, SITE), strict=False)
        # The model of the standard lacks run.columnKind, which says that our columns count characters.
        assert set(unknown_properties(log)) <= {"$schema", "columnKind"}
    run = json.loads(as_sarif([WRONG, DOUBTFUL], tmp_path, SITE))["runs"][0]
    assert [result["ruleId"] for result in run["results"]] == ["schema", "source-archived"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 3}
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_sarif_names_a_file_by_what_an_address_may_hold(tmp_path: Path) -> None:
    named = Problem("incidents/2024/100%0A a#b:c/é.yaml", 1, 1, "schema", "no")
    result = json.loads(as_sarif([named], tmp_path, SITE))["runs"][0]["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "incidents/2024/100%250A%20a%23b%3Ac/%C3%A9.yaml"
