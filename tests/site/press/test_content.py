"""A generated page is read as Python-Markdown reads it, or is left alone."""

import json

import markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.pages.together import RULE, Content, together
from generator.site.press.content import Leaf, read_in_languages, read_leaf

EXTENSIONS = ["attr_list", "tables", "toc"]  # those of mkdocs.yml
TEXTS = st.text(st.sampled_from("ab Ž\t\n*_`#[]()!.,:&;'\"-1{}|~\\/<>="), max_size=40)
WORDS = st.text(st.sampled_from("Abc dé1-.,:()/"), min_size=1, max_size=12)
ANCHORS = st.sampled_from(["", " {: #one }", " {: #two-2 }"])


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")


BLOCKS = st.builds(
    lambda text, inner: f'<div class="x" title="{escaped(text)}">\n{inner}{escaped(text)}\n</div>',
    TEXTS,
    st.sampled_from(
        ["", "<div><p>y</p></div>\n", "<pre>\n\n## no heading\n</pre>\n", "<ul>\n<li>z</li>\n\n</ul>\n"]
    ),
)
HEADINGS = st.builds(lambda words, anchor: f"## {words}{anchor}", WORDS, ANCHORS)
BODIES = st.lists(BLOCKS | HEADINGS, min_size=1, max_size=5).map(lambda parts: "\n\n".join(parts) + "\n")
LINES = st.text(st.sampled_from("ab é\"'\\&:#"), max_size=12)


def leaf_of(page: str) -> Leaf | None:
    return read_leaf(page.encode())


def by_markdown(body: str) -> tuple[str, list[tuple[str, str]]]:
    reader = markdown.Markdown(extensions=EXTENSIONS)
    content = reader.convert(body)
    return content, [(token["id"], token["name"]) for token in vars(reader)["toc_tokens"]]


@given(BODIES)
@example("<div>\n \n</div>\n")
@example("## Two  blanks\n")  # which the table of contents shows as one
def test_what_is_read_is_what_python_markdown_makes(body: str) -> None:
    leaf = leaf_of(f'---\ntitle: "x"\n---\n\n{body}')
    if leaf is not None:
        assert (leaf.content.decode(), list(leaf.headings)) == by_markdown(body)


ONE = f"{RULE}## one\n{RULE}\n"


def read_together(page: bytes) -> list[Leaf | None]:
    return read_in_languages(Content(page, 2))


def read_alone(page: bytes) -> list[Leaf | None]:
    return [read_leaf(each) for each in Content(page, 2).parted]


PIECES = (
    BLOCKS
    | HEADINGS
    | TEXTS.map(escaped)
    | st.sampled_from(["", "\n", "\n\n", "<div>", "</div>", "<div>\n\n</div>"])
)
GAPS = st.sampled_from(["", "\n", "\n\n", "\n\n\n", "\n \n"])
MARKED = st.builds(
    lambda one, other, behind: f"{RULE}{together([one, other])}\n{RULE}{behind}", HEADINGS, HEADINGS, GAPS
)
PARTS = st.tuples(PIECES, st.tuples(PIECES, PIECES), st.just("") | GAPS | MARKED)


@given(st.lists(PARTS, max_size=5), LINES, LINES)
@example([("", ("<div>\n</div>\n\n", ""), ""), ("<div>\n</div>", ("", ""), "")], "", "")
@example([("<div>", ("\n\n## one\n\n", "x"), ""), ("</div>", ("", ""), "")], "", "")
@example([("<div></div>\n\n## ", ("one", "two"), ""), ("\n", ("", ""), "")], "", "")
@example([("<div>\n</div>\n", ("", "1"), ""), ("\n<div>\n", ("", "1"), ""), ("\ta\n</div>", ("", ""), "")], "", "")
@example([("<div>\n</div>\n  ", ("", "1"), ""), ("\n<div>\n</div>", ("", ""), "")], "", "")
@example([("<div>\n</div>\n  ", ("", "1"), ""), (" \n<div>\n</div>", ("", ""), "")], "", "")
@example([("<div>\n", ("", "1"), ""), ("\n</div>", ("", ""), "")], "", "")
@example([("<div>\n<div>\n</div>\n\n", ("", ""), ONE), ("<div>\n</div>\n</div>\n", ("", ""), "")], "", "")
@example([("<div>\n</div>\n\na\n\n<div>\n</div>\n\n", ("", ""), ONE), ("<div>\n</div>\n", ("", ""), "")], "", "")
@example([("<div>\n</div>\n\n\n<div>\n</div>\n\n", ("", ""), ONE), ("<div>\n</div>\n", ("", ""), "")], "", "")
@example([("<div>\n</div>\n", ("", ""), ONE), ("<div>\n</div>\n", ("", ""), "")], "", "")
@example([("<div>\n</div>\n\n", ("", ""), ONE), ("<div>\n\n\n</div>\n\n\n", ("", ""), "")], "", "")
def test_a_page_in_two_languages_is_read_as_each_of_them_is(
    parts: list[tuple[str, tuple[str, str], str]], one: str, other: str
) -> None:
    title = together([json.dumps(line, ensure_ascii=False) for line in (one, other)])
    body = "".join(common + together(own) + behind for common, own, behind in parts)
    page = f"---\ntitle: {title}\n---\n\n{body}\n".encode()
    assert read_together(page) == read_alone(page)


TITLE = together(['"x"', '"ä"'])
HEADING = f"{RULE}## {together(['One', 'Eins'])} {{: #one }}\n{RULE}\n"


@pytest.mark.parametrize(
    "body",
    [
        f"<div>\n{together(['one', 'eins'])}\n\n<p></p>\n</div>\n\n{HEADING}<div>\n</div>\n",
        f"<div>\n</div>\n\n{HEADING}<div>\n</div>\n\n<div>\n\n{together(['', '1'])}</div>\n\n",
        f"<div>\n<pre>a \n\tb\n \n</pre>\n</div>\n\n{HEADING}<div>\n</div>\n",
        f"<div>\n<pre>a\tb</pre>\n</div>\n\n{HEADING}<div>\n</div>\n",
    ],
)
def test_the_usual_page_in_two_languages_is_read(body: str) -> None:
    page = f"---\ntitle: {TITLE}\n---\n\n{body}".encode()
    assert all(read_alone(page))
    assert read_together(page) == read_alone(page)


@given(LINES.filter(bool), LINES.filter(bool))
def test_front_matter_is_what_yaml_reads(title: str, description: str) -> None:
    def written(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    front = f"title: {written(title)}\ndescription: {written(description)}\nfeed: ../../platforms/x/feed.xml\n"
    leaf = leaf_of(f"---\n{front}---\n\n<div>\n</div>\n")
    assert leaf is not None
    assert leaf.meta == yaml.safe_load(front)


def test_the_usual_page_is_read() -> None:
    leaf = leaf_of(
        '---\ntitle: "A"\ncard: media/x/card.jpg\n---\n\n<div>\n</div>\n\n## B c {: #b }\n\n<div>\n</div>\n'
    )
    assert leaf is not None
    assert leaf.headings == (("b", "B c"),)
    assert leaf.content == b'<div>\n</div>\n\n<h2 id="b">B c</h2>\n<div>\n</div>'


def test_what_is_of_another_form_is_left_alone() -> None:
    front = '---\ntitle: "x"\n---\n\n'
    assert leaf_of("<div>\n</div>\n") is None
    assert leaf_of(f"{front}A paragraph.\n") is None
    assert leaf_of(f"{front}## A *heading*\n") is None
    assert leaf_of(f"{front}<div>\nopen\n") is None
    assert leaf_of('---\ntitle: ""\n---\n\n<div>\n</div>\n') is None
    assert leaf_of("---\ntitle: 2024-01-01\n---\n\n<div>\n</div>\n") is None
    assert leaf_of('---\ntitle: "a\\u2028b"\n---\n\n<div>\n</div>\n') is None
