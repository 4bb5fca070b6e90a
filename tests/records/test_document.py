"""YAML to data: every scalar a string, every fault with its place, nothing that multiplies."""

import re

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.records.document import Mark, parse
from generator.records.ordinary import Value
from generator.records.problem import Problem, ProblemsFoundError


def said_of(text: str) -> list[str]:
    with pytest.raises(ProblemsFoundError) as caught:
        parse(text, "r.yaml")
    return [str(problem).removeprefix("r.yaml:") for problem in caught.value.problems]


@pytest.mark.parametrize(
    "written", ["NO", "12:30", "1.10", "0x1f", "2026-13-01", "yes", "~", "null", "010", "1_000"]
)
def test_a_value_stays_the_text_that_was_written(written: str) -> None:
    assert parse(f"a: {written}", "r.yaml").data == {"a": written}


def test_fields_and_items_have_their_places() -> None:
    document = parse("größe: 1\nlist:\n  - a: x\n    b: {c: y}\n  - z\n", "r.yaml")
    assert document.mark(("größe",)) == Mark(1, 1)
    assert document.mark(("list", 0)) == Mark(3, 5)
    assert document.mark(("list", 0, "b", "c")) == Mark(4, 9)
    assert document.mark(("list", 1)) == Mark(5, 5)
    assert document.mark(("list", 0, "missing", "deeper")) == Mark(3, 5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", "3:1: yaml: the field `a` is already given on line 1; keep one of the two"),
        ("l:\n  - {x: 1, x: 2}\n", "2:12: yaml: the field `x` is already given on line 2; keep one of the two"),
        (
            "a: &one 1\n",
            "1:4: yaml: an anchor (&name) is not allowed; write the value out, or put it in double quotes",
        ),
        ("a: &one [1]\n", "1:4: yaml: an anchor (&name) is not allowed"),
        ("a: !!set {b: c}\n", "1:4: yaml: a tag (tag:yaml.org,2002:set) is not"),
        ('a: "x\\u202e"\n', "1:1: characters: the escape for U+202E hides a character"),
        ('"a\\u200b": 1\n', "1:1: characters: the escape for U+200B hides a character"),
        ("a: !!python/object:os.system x\n", "1:4: yaml: a tag (tag:yaml.org,2002:python/object:os.system) is not"),
        ("a: 1\n---\nb: 2\n", "2:1: yaml: a second document starts here (---); one file is one document"),
        ("a:\n\t- b\n", "2:1: yaml: a value cannot start with this character, or a tab indents the line"),
        ("a: b: c\n", "1:5: yaml: a colon stands where none is expected"),
        ('a: 1\nb: "open\nc: 2\n', "2:4: yaml: a quotation mark is opened here and never closed"),
        ("a: 'A horse's tail'\n", "1:13: yaml: a value has ended before this, and more follows; put the whole in"),
        ("a: [A] horse\n", "1:8: yaml: a value has ended before this, and more follows"),
        ("a: - horse\n", "1:4: yaml: a value cannot start with this character; put the value in double quotes"),
        ("a: > horse\n", "1:6: yaml: behind `>` or `|` the text begins on the next line, indented"),
        ('a: "C:\\Users"\n', "1:9: yaml: a backslash in double quotes is written twice"),
        ("  a: 1\nb: 2\n", "2:1: yaml: this line does not fit the lines above; begin all of the outermost fields"),
        ("a: A #horse\n", "1:6: yaml: from this # on all is a comment and no part of the value"),
        ("a: #horse\n", "1:4: yaml: from this # on all is a comment and no part of the value"),
        ("l:\n  - A #horse\n", "2:7: yaml: from this # on all is a comment and no part of the value"),
        ("a: 1\n  b: 2\n c: 3\n", "2:4: yaml: a colon stands where none is expected"),
        ("a:\n  b: 1\n c: 2\n", "3:2: yaml: this line does not fit the lines above; indent it"),
        ("a: *emph* rides\n", "1:9: yaml: a value cannot start with this character"),
        ("a: x\nb: [\n", "3:1: yaml: a value is missing here, or a bracket before is not closed"),
        ("a: [1, 2\n", "2:1: yaml: a list in square brackets is not closed"),
        ("? [x]\n: y\n", "1:3: yaml: a list or a group stands where a field's name is expected"),
    ],
)
def test_what_a_record_never_needs_is_refused_where_it_stands(text: str, said: str) -> None:
    assert said_of(text)[0].startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a:b\nc: d\n", "1:1: yaml: behind the colon of a field an ordinary space is missing"),
        ("x: 1\na:b\nc: d\n", "2:1: yaml: behind the colon of a field an ordinary space is missing"),
        ("a:\u00a0b\n\nc: d\n", "1:1: yaml: behind the colon of a field an ordinary space is missing"),
        (
            "a:\n\u00a0\u00a0b: c\n  d: e\n",
            "2:1: yaml: this line is indented with a character that is no ordinary space",
        ),
        ("a = b\nc: d\n", "1:1: yaml: this line is no `field: value`; add the colon"),
        ("a: >-\ntext that\n  goes on\nc: d\n", "2:1: yaml: this line is no `field: value`; add the colon"),
        ("a:\n  -b: c\n   d: e\n", "2:3: yaml: a list item begins with a hyphen and a space"),
        ("a:\n  \u2013 b: c\n    d: e\n", "2:3: yaml: a list item begins with a hyphen and a space"),
        ("a:\n  - b: c\n  \u2022 b: c\n    d: e\n", "3:3: yaml: a list item begins with a hyphen and a space"),
        ("a:\n  - b\n    c: d\n", "2:5: yaml: this line is no `field: value`; add the colon"),
        ("a:\n  - b\n   c: d\n", "3:5: yaml: a colon stands where none is expected"),
        ('a: "b\nc: d\ne: "f"\n', "1:4: yaml: a quotation mark is opened here and closed only on line 3"),
        ('a: "b\nc: "d: e"\n', "1:4: yaml: a quotation mark is opened here and closed only on line 2"),
        ("a: b\n  c\n  d: e\n", "3:4: yaml: a colon stands where none is expected"),
        ('a: "b\n  c"\nd: e\nf:g\nh: i\n', "4:1: yaml: behind the colon of a field an ordinary space is missing"),
        ("a:\n  - b: \u201cNo: horse\u201d\n", "2:3: yaml: a typographic quotation mark is a letter to YAML"),
        ("a: \u201eNo: horse\u201c\n", "1:1: yaml: a typographic quotation mark is a letter to YAML"),
        (
            "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> other\n",
            "2:1: yaml: git marks here what two versions say differently; keep one of the two",
        ),
    ],
)
def test_a_fault_that_yaml_notices_lines_later_is_said_where_it_is(text: str, said: str) -> None:
    assert said_of(text)[0].startswith(said)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b # c\n", "b"),
        ('a: "b #c"\n', "b #c"),
        ("a: b#c\n", "b#c"),
        ("a: |-\n  b #c\n", "b #c"),
        ("#c\na: b\n", "b"),
    ],
)
def test_a_comment_that_can_be_no_hashtag_is_one(text: str, value: str) -> None:
    assert parse(text, "r.yaml").data == {"a": value}


def test_aliases_are_refused_and_cannot_multiply() -> None:
    laughs = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(20)
    )
    assert "2:8: yaml: an alias (*name) is not allowed; write the value out, or put it in double quotes" in said_of(
        laughs
    )


def test_deep_nesting_is_refused_before_it_exhausts_anything() -> None:
    """Releases of libyaml that have a bound of their own, of a thousand levels, look so far ahead first."""
    (said,) = said_of("[" * 500_000)
    assert re.fullmatch(
        r"1:(65|1001): yaml: more than 64 levels of lists and fields; a record needs fewer than ten", said
    )


@given(st.text())
@example("\r\r[")
@example("\x85\u2028\u2029: [")
def test_any_text_is_data_or_problems_and_never_a_traceback(text: str) -> None:
    problems: list[Problem] = []
    try:
        parse(text, "r.yaml")
    except ProblemsFoundError as error:
        problems = error.problems
    assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in problems)


words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1)
data = st.recursive(words, lambda inner: st.lists(inner) | st.dictionaries(words, inner), max_leaves=20)


@given(st.dictionaries(words, data, min_size=1))
def test_what_yaml_writes_is_read_back_the_same(value: dict[str, Value]) -> None:
    assert parse(yaml.safe_dump(value, allow_unicode=True), "r.yaml").data == value
