"""A text in the ordinary form is read as libyaml reads it, and any other is left to it."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.corpus import make_corpus
from generator.archive.loading import record_files
from generator.records.formatting import canonical
from generator.records.ordinary import DEEPEST, Value, read_if_ordinary
from generator.records.text import decode
from tests.archives import COMPLETE as AS_WRITTEN

ARCHIVE = Path(__file__).parents[2]
COMPLETE = canonical(AS_WRITTEN, "record.yaml")
PIECES = [
    *(" ", "  ", "    ", "\n", "\n\n", "- ", "-", ": ", ":", "a", "b: ", "c:", "a:\n", "  a: b\n", "- a: b\n"),
    *(">-\n", ">", "|-\n", '"', "'", "[", "]", "{", "}", ", ", ",", " #", "# x\n", "?", "&a ", "*a", "!x "),
    *("%", "@", "\\", "=", "~", "word", "two words", "x:y", "é", "---", "..."),
    *("\u202f", "\xa0", "\x85", "\u2028", "\t", "\r", "\ufeff", "\x7f"),
]
LINES = [
    *("a: b\n", "b: c\n", "c:\n", "d: >-\n", "e: [a, b]\n", "f: {a: b, c: d}\n", 'g: "a: b"\n'),
    *(
        'h: ["a, b", c]\n',
        "i: it's\n",
        'j: {a: "b, c"}\n',
        "k: []\n",
        "l: {}\n",
        "m: a:b\n",
        "r: {a: 20:00, b: c}\n",
        "s: [a:b, c]\n",
        "n: |-\n",
    ),
    *("o: b: c\n", "p: x # y\n", "q: https://x.org/#a\n", "- a\n", "- a: b\n", "- >-\n", "- |-\n"),
    *("text of words\n", "more text # not a comment\n", "# a comment\n", "\n"),
]
PLACED = st.tuples(st.integers(0, 4), st.sampled_from(LINES)).map(lambda line: "  " * line[0] + line[1])
ODDLY_PLACED = st.tuples(st.integers(0, 7), st.sampled_from(LINES)).map(lambda line: " " * line[0] + line[1])


def by_libyaml(text: str) -> object:
    """Return what libyaml reads, every scalar a text; a name that stands twice is an error here too."""
    return yaml.load(text, Loader=_Strict)


class _Strict(yaml.CBaseLoader):
    """Builds nothing but texts, lists and mappings."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        names = [name.value for name, _ in node.value]
        assert len({*names}) == len(names)
        return super().construct_mapping(node, deep)


def agrees(text: str) -> bool:
    """Say whether a text was read; where it was, it must be what libyaml reads."""
    found = read_if_ordinary(text)
    if found is not None:
        assert found == by_libyaml(text)
    return found is not None


def records(root: Path) -> Iterator[str]:
    for path in record_files(root):
        yield decode(path.read_bytes(), path.name)
    for path in sorted(root.glob("incidents/registry/*.yaml")):
        yield decode(path.read_bytes(), path.name)


def test_all_records_and_registries_are_ordinary_but_for_escaped_quotation_marks(
    tmp_path: Path,
) -> None:
    make_corpus(tmp_path, 300)
    for text in (*records(ARCHIVE), *records(tmp_path), COMPLETE):
        assert agrees(text) or '\\"' in text, text


@given(st.lists(PLACED | ODDLY_PLACED, max_size=12).map("".join))
@settings(max_examples=1500)
@example("a: >-\n  b\n    \nc: d\n")  # a line of blanks within a folded text
@example("a: >-\n  b\n   # no comment\nc: d\n")
@example("a: >-\n  b\n # a comment\nc: d\n")
@example("a:\n- b\n")
@example("a: [b, ]\n")
@example("a: >-\n\n  b\n")
def test_lines_in_any_order_are_read_as_libyaml_reads_them(text: str) -> None:
    agrees(text)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=1500)
@example("a: b\x85c: d\n")
@example("a: b \n")
@example("a: \ufeffb\n")
def test_pieces_in_any_order_are_read_as_libyaml_reads_them(text: str) -> None:
    agrees(text)


@given(st.randoms(use_true_random=False), st.integers(1, 3))
@settings(max_examples=400, deadline=None)
def test_a_record_with_a_slip_in_it_is_read_as_libyaml_reads_it(chance: random.Random, slips: int) -> None:
    text = COMPLETE
    for _ in range(slips):
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice(PIECES) + text[place + chance.randrange(3) :]
    agrees(text)


@pytest.mark.parametrize(
    "text", ["", "\n", "a", "- a\n", "a: b", "# nothing\n", "a: b\na: c\n", "a: {b: c, b: d}\n"]
)
def test_what_is_no_group_of_fields_on_lines_of_their_own_is_left_alone(text: str) -> None:
    assert read_if_ordinary(text) is None


def test_what_lies_deep_is_left_alone() -> None:
    lines = [f"{' ' * column}a:\n" for column in range(DEEPEST + 2)]
    assert read_if_ordinary("".join(lines[: DEEPEST + 1]))
    assert read_if_ordinary("".join(lines)) is None


def test_an_ordinary_text_has_the_forms_that_records_have() -> None:
    text = """# a comment
a: 1
b: >-
  two
  lines

  and a paragraph

c:
  - x: "y: z"
    # another comment
    list: [one, "two, three"]
  - {k: v, w: x y}
  - plain
d: |-
  #one
  two

  three
e:
"""
    expected: dict[str, Value] = {
        "a": "1",
        "b": "two lines\nand a paragraph",
        "c": [{"x": "y: z", "list": ["one", "two, three"]}, {"k": "v", "w": "x y"}, "plain"],
        "d": "#one\ntwo\n\nthree",
        "e": "",
    }
    assert read_if_ordinary(text) == expected == by_libyaml(text)
