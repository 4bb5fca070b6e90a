"""Prose: a small subset of Markdown comes through, everything else is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator.archive.loading import load_sound
from generator.pages.prose import render_prose
from generator.records.prose import ELEMENTS, is_plain, marked_up, plain_prose
from tests.archives import PROJECT

NUMBERS = {"cnn": 1, "afp": 2}


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("Plain *and* **strong**.", "<p>Plain <em>and</em> <strong>strong</strong>.</p>"),
        ("> said\n\n- a\n- b", "<blockquote>\n<p>said</p>\n</blockquote>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        (
            "See [this](https://example.org/?a=1&b=2).",
            '<p>See <a href="https://example.org/?a=1&amp;b=2" rel="noopener nofollow">this</a>.</p>',
        ),
        (
            "So it was [@cnn].",
            '<p>So it was<sup class="gb-cite" data-pagefind-ignore>[<a href="#source-cnn">1</a>]</sup>.</p>',
        ),
        (
            "Both [@cnn] [@afp].",
            '<p>Both<sup class="gb-cite" data-pagefind-ignore>[<a href="#source-cnn">1</a>, '
            '<a href="#source-afp">2</a>]</sup>.</p>',
        ),
        ("Nobody [@x].", '<p>Nobody<sup class="gb-cite" data-pagefind-ignore>[@x]</sup>.</p>'),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        (r"*A* \<b> or \& and \\<b>", r"<p><em>A</em> &lt;b&gt; or &amp; and \&lt;b&gt;</p>"),
        (
            "[@cnn]: denied\n\nSo [@cnn].",
            '<p><sup class="gb-cite" data-pagefind-ignore>[<a href="#source-cnn">1</a>]</sup>: denied</p>\n'
            '<p>So<sup class="gb-cite" data-pagefind-ignore>[<a href="#source-cnn">1</a>]</sup>.</p>',
        ),
        ("[x]: https://example.org", "<p>[x]: https://example.org</p>"),
    ],
)
def test_the_subset_is_rendered(prose: str, shown: str) -> None:
    assert render_prose(prose, NUMBERS) == shown


@pytest.mark.parametrize(
    "prose",
    [
        "<script>alert(1)</script>",
        "</script><img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](//evil.example)",
        "[x](../../admin/)",
        "[x](data:text/html,hi)",
        "<javascript:alert(1)>",
        "![x](https://example.org/y.png)",
        "[x]: javascript:alert(1)\n\n[x]",
        "{{ 7*7 }} {% include 'x' %}",
        "[[wiki]] | a | b |",
        '[x](https://example.org/"onmouseover="alert(1))',
    ],
)
def test_what_could_do_harm_is_text_or_gone(prose: str) -> None:
    shown = html.fragment_fromstring(str(render_prose(prose, NUMBERS)), create_parent="div")
    for element in shown.iterdescendants():
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= {"href", "rel"}
        assert element.get("href", "https://").startswith(("https://", "http://"))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t")))  # as a record can hold it
def test_any_text_becomes_only_the_elements_of_the_subset(prose: str) -> None:
    shown = html.fragment_fromstring(str(render_prose(prose, NUMBERS)), create_parent="div")
    for element in shown.iterdescendants():
        assert element.tag in ELEMENTS | {"sup"}
        assert element.get("href", "https://").startswith(("https://", "http://", "#source-"))
        assert set(element.attrib) <= {"href", "rel", "class", "data-pagefind-ignore"}


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]) | st.sampled_from("ab .[@cnn]*_-\n1")))
def test_one_line_of_words_needs_no_markdown_to_become_a_paragraph(prose: str) -> None:
    if is_plain(prose):
        assert marked_up(prose) == f"<p>{prose}</p>"


def test_most_prose_of_the_real_records_is_such_a_line() -> None:
    summaries = [incident.record.summary for incident in load_sound(PROJECT).incidents.values()]
    assert sum(map(is_plain, summaries)) > len(summaries) / 2


@given(st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1))
def test_plain_words_are_kept(words: str) -> None:
    assert plain_prose(words).split() == words.split()


def test_plain_prose_has_no_markup_and_no_citations() -> None:
    assert plain_prose('A *"quoted"* word & more [@cnn], so.\n\n> really') == 'A "quoted" word & more, so. really'
