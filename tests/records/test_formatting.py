"""The canonical form: same meaning, same comments, one style, and stable."""

import json
from collections.abc import Callable, Iterator
from itertools import chain

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.archive.loading import record_files
from generator.records.document import parse
from generator.records.formatting import SCHEMA_LINE, canonical, difference
from generator.records.ordinary import Value
from generator.records.problem import ProblemsFoundError
from generator.records.text import ANY_REFUSED
from tests.archives import COMPLETE, PROJECT, RECORD

REAL = [path.read_text() for path in record_files(PROJECT)]


@pytest.mark.parametrize("text", [RECORD, COMPLETE, *REAL[::6]])
def test_the_meaning_stays_and_a_second_run_changes_nothing(text: str) -> None:
    once = canonical(text, "r.yaml")
    assert parse(once, "r.yaml").data == parse(text, "r.yaml").data
    assert canonical(once, "r.yaml") == once


def test_every_real_record_is_in_canonical_form() -> None:
    assert [
        path.parent.name for path in record_files(PROJECT) if canonical(path.read_text(), "r") != path.read_text()
    ] == []


def test_fields_come_in_the_models_order_with_their_comments() -> None:
    shuffled = (
        "state: draft  # not yet\n# What it is called:\ntitle: NO\nsources:\n"
        "  - url: https://a.example.org/\n    id: a\npost: {media: [], platform: x}\n"
    )
    assert canonical(shuffled, "r.yaml") == (
        f"{SCHEMA_LINE}\n"
        '# What it is called:\ntitle: "NO"\nstate: draft  # not yet\n\n'
        "post: {platform: x, media: []}\n\n"
        "sources:\n  - id: a\n    url: https://a.example.org/\n"
    )


def test_a_comment_below_a_folded_text_moves_with_the_field_it_stands_above() -> None:
    words = "word " * 30
    shuffled = (
        f"language: en\nsummary: >-\n  {words}\n# about the regions\nregions: [NO]\n# about the date\ndate: 2024\n"
    )
    lines = canonical(shuffled, "r.yaml").splitlines()
    assert lines[lines.index("# about the date") + 1] == "date: 2024"
    assert lines[lines.index("# about the regions") + 1] == 'regions: ["NO"]'


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("state: draft\ntitle: >-  # why\n  So short\n", 2, 12),
        ("title:  # why\n  So short\n# other\nlanguage: en\n", 1, 9),
        ("regions: [US,  # why\n  GB]\n", 1, 16),
        ("title: So short\nregions: [US,  # So short\n  GB]\n", 2, 16),
        ("# why\nlanguage: en\nregions: [US,  # why\n  GB]\n", 3, 16),
    ],
)
def test_a_comment_that_would_be_lost_is_refused_where_it_stands(written: str, line: int, column: int) -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        canonical(written, "r.yaml")
    assert [str(problem).split(":")[:3] for problem in refused.value.problems] == [
        ["r.yaml", str(line), str(column)]
    ]
    assert "above the field" in str(refused.value.problems[0])


def test_a_comment_stays_however_it_is_drawn() -> None:
    shuffled = "state: draft\n## A title ##\n#\n# \n#and more\ntitle: Short\n# # Twice\nlanguage: en\n"
    written = canonical(shuffled, "r.yaml")
    assert all(words in written for words in ("A title", "and more", "Twice"))


def test_what_only_looks_like_a_comment_is_none() -> None:
    text = f'title: "A \\"word\\" #tag \\"quoted\\""\nsummary: "{"word " * 20}# \\"no\\" comment"\n'
    assert parse(canonical(text, "r.yaml"), "r.yaml").data == parse(text, "r.yaml").data


@pytest.mark.parametrize("block", ["|-", "|", "|+", ">-"])
def test_a_hashtag_at_the_end_of_a_text_is_no_comment(block: str) -> None:
    text = f"""\
trigger:
  - kind: event
    summary: {block}
      Vote!

      #Election2024
      #Now
# of the post
post:
  text:
    language: en
    original: {block}
      #Vote

      #Now
    # of the sources
  sources: [a]
"""
    once = canonical(text, "r.yaml")
    assert parse(once, "r.yaml").data == parse(text, "r.yaml").data
    assert canonical(once, "r.yaml") == once
    assert [line.strip() for line in once.split("\n") if "# o" in line] == ["# of the post", "# of the sources"]


def test_quotes_are_used_only_where_they_are_needed() -> None:
    written = canonical("title: 'Plain'\nsummary: 'a: b'\nlanguage: \"en\"\nstate: '# no'\n", "r.yaml")
    assert written.split("\n")[1:5] == ["title: Plain", 'summary: "a: b"', "language: en", 'state: "# no"']


NUMBERS = ["2:05", "1:30.5", "017", "0o17", "0x1f", "1_000", "1.50", ".5", "1.0e+3", "1e3", "+1", "-.inf", ".NaN"]


@pytest.mark.parametrize("text", ["False", "NO", "null", "on", "=", "<<", *NUMBERS])
@pytest.mark.parametrize("read", [yaml.safe_load, YAML(typ="safe", pure=True).load])
def test_what_other_programs_take_for_no_text_is_quoted(text: str, read: Callable[[str], object]) -> None:
    written = canonical(f"title: {text}\nregions: [{text}]\nstate: {{title: {text}}}\n", "r.yaml")
    assert read(written) == {"title": text, "regions": [text], "state": {"title": text}}
    assert canonical(written, "r.yaml") == written


@pytest.mark.parametrize("text", ["0", "88", "-5", "2024", "2024-05", "2024-05-06", "1.2.3", "20 Minuten"])
def test_a_date_or_a_whole_number_needs_no_quotes(text: str) -> None:
    assert canonical(f'title: "{text}"\n', "r.yaml").endswith(f"\ntitle: {text}\n")


def leaves(value: object) -> Iterator[object]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    yield from [value] if inner is None else chain.from_iterable(map(leaves, inner))


def test_no_text_of_a_record_is_a_truth_value_or_nothing_to_other_programs() -> None:
    assert not [each for text in REAL for each in leaves(yaml.safe_load(text)) if isinstance(each, bool | None)]


def test_long_texts_are_folded_at_a_width() -> None:
    written = canonical(f"title: {'word ' * 60}\n", "r.yaml")
    assert written.split("\n")[1] == "title: >-"
    assert max(len(line) for line in written.split("\n")) <= 100


@pytest.mark.parametrize(
    "written",
    [
        "|-\n    First line. \n    Second line.",
        "|+\n    First \n\n",
        ">\n    First \n\n    Second\n",
        '"First \\nSecond"',
    ],
)
def test_a_blank_at_the_end_of_a_line_is_part_of_a_text(written: str) -> None:
    text = RECORD.replace("She did not [@news].", written)
    once = canonical(text, "r.yaml")
    assert parse(once, "r.yaml").data == parse(text, "r.yaml").data
    assert canonical(once, "r.yaml") == once


@pytest.mark.parametrize("words", [r"\n", r"\n\n", r"\n#Now", r"\n # x", r"\t&\n", r"x\n\n", r"x\n\n#Now\n"])
@pytest.mark.parametrize("place", ["title: %s", "topics:\n  - %s\n  - b  # why", "post:\n  context: %s\n  url: b"])
def test_line_breaks_around_a_text_are_part_of_it(place: str, words: str) -> None:
    text = place.replace("%s", f'"{words}"') + "\n"
    once = canonical(text, "r.yaml")
    assert parse(once, "r.yaml").data == parse(text, "r.yaml").data
    assert canonical(once, "r.yaml") == once


def test_a_tab_that_only_some_read_over_is_said() -> None:
    with pytest.raises(ProblemsFoundError, match=r"^r\.yaml:1:37: yaml: .* tab .* delete it"):
        canonical(RECORD.replace("never given\n", "never given\t\n"), "r.yaml")


def test_what_is_no_yaml_is_left_to_the_checks() -> None:
    with pytest.raises(ProblemsFoundError):
        canonical("a: [", "r.yaml")
    assert canonical("- a list\n", "r.yaml") == "- a list\n"


@pytest.mark.parametrize("within", [" ", "\t", "\n", " \n", "#a\n"])
def test_a_record_as_large_as_one_may_be_is_formatted_in_no_time(within: str) -> None:
    """Where each blank of many were looked at once more for each of the others, it would take an hour."""
    words = json.dumps(f"x{within * (600_000 // len(within))}x")
    text = RECORD.replace("summary: A made-up speech was posted [@news].", f"summary: {words}")
    assert parse(canonical(text, "r.yaml"), "r.yaml").data == parse(text, "r.yaml").data


def test_a_difference_names_the_file() -> None:
    assert difference("a\n", "b\n", "r.yaml").startswith("--- r.yaml\n+++ r.yaml (canonical)\n")


letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"])
words = st.text(letters.filter(lambda letter: not ANY_REFUSED.search(letter)), min_size=1)
values = st.recursive(words, lambda inner: st.lists(inner, min_size=1) | st.dictionaries(words, inner, min_size=1))


@given(
    st.dictionaries(st.sampled_from(["title", "summary", "post", "sources", "trigger", "x"]), values, min_size=1)
)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_whatever_a_file_says_its_canonical_form_says_too(data: dict[str, Value]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    meaning = parse(text, "r.yaml").data
    once = canonical(text, "r.yaml")
    assert parse(once, "r.yaml").data == meaning
    assert canonical(once, "r.yaml") == once
