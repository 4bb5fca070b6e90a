"""Text that is no YAML: what libyaml says of it, said for a person who writes a record, at the place of the fault.

libyaml notices many a fault only lines later, as text may go on over lines: where a colon, a hyphen or a closing
quotation mark is missing, the next line is the first that cannot be. So the text before is looked at too.
"""

import re
from contextlib import suppress

import yaml

from generator.records.problem import Problem

DEEPEST_NESTING = 64
TOO_DEEP = f"more than {DEEPEST_NESTING} levels of lists and fields; a record needs fewer than ten"

YAML_ADVICE = {
    "found character '\\t' that cannot start any token": "a tab indents this line; indent with spaces",
    "found character that cannot start any token": (
        "a value cannot start with this character, or a tab indents the line; put the value in double quotes, "
        "indent with spaces"
    ),
    "mapping values are not allowed in this context": (
        "a colon stands where none is expected; indent the line as its neighbours, or put a value that has a "
        "colon in it in double quotes"
    ),
    "could not find expected ':'": "this line is no `field: value`; add the colon, or indent continued text",
    "did not find expected key": "this line does not fit the lines above; indent it as its neighbours",
    "did not find expected '-' indicator": "this line does not fit the list above; indent it as its items",
    "did not find expected <document start>": (
        "this line does not fit the lines above; begin all of the outermost fields at the start of their lines"
    ),
    "found unexpected end of stream": "a quotation mark is opened here and never closed",
    "found unexpected document indicator": "a quotation mark before this line is never closed",
    "did not find expected ',' or ']'": "a list in square brackets is not closed, or a comma is missing",
    "did not find expected ',' or '}'": "a group in braces is not closed, or a comma is missing",
    "did not find expected node content": "a value is missing here, or a bracket before is not closed",
    "did not find expected comment or line break": (
        "behind `>` or `|` the text begins on the next line, indented; or put the value in double quotes"
    ),
    "did not find expected hexdecimal number": "a backslash in double quotes is written twice: `\\\\`",
    "found unknown escape character": "a backslash in double quotes is written twice: `\\\\`",
    "exceeded maximum nesting depth": TOO_DEEP,
} | dict.fromkeys(
    (
        "block sequence entries are not allowed in this context",
        "mapping keys are not allowed in this context",
        "did not find expected alphabetic or numeric character",
    ),
    "a value cannot start with this character; put the value in double quotes",
)
WITHIN_A_LINE = {
    "did not find expected key": (
        'a value has ended before this, and more follows; put the whole in double quotes, each `"` in it as `\\"`'
    ),
}
# How a line begins that is none of YAML's, though it looks like one to people; and what is missing.
NEARLY = {
    re.compile(
        r" *(-[^\s-]|[\u2010-\u2015\u2022\u2043\u2212\xb7])"
    ): "a list item begins with a hyphen and a space",
    re.compile(
        r" *[^\S \t]"
    ): "this line is indented with a character that is no ordinary space; indent with spaces",
    re.compile(
        r" *(- )?[A-Za-z_]\w*:[^ /]"
    ): "behind the colon of a field an ordinary space is missing; put one there",
    re.compile(
        r" *(- )?\w+: +[\u2018-\u201f\xab\xbb]"
    ): 'a typographic quotation mark is a letter to YAML; put the whole value between plain ones: "…"',
    re.compile(r"(<{7}|={7}|>{7})( |$)"): (
        "git marks here what two versions say differently; keep one of the two, and delete the lines that begin "
        "with <<<<<<<, ======= and >>>>>>>"
    ),
}
# A word such as a hashtag, which a text without quotation marks loses: it is a comment to YAML.
LOST = re.compile(r" +#(?=[^\s#])")
BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")  # of lines, as libyaml counts them
BEGUN_BEFORE = ("could not find expected ':'", "found unexpected end of stream")


def syntax_problem(error: yaml.MarkedYAMLError, path: str, text: str) -> Problem:
    """Return what is wrong with a text at which libyaml stopped, where a person has to mend it."""
    said = re.sub(r"\s+", " ", error.problem or "this is not YAML")
    marks = [error.problem_mark, error.context_mark]
    if said in BEGUN_BEFORE:
        marks.reverse()
    line, column = next(((mark.line, mark.column) for mark in marks if mark), (0, 0))
    lines = [*BREAK.split(text), ""]
    advice = YAML_ADVICE.get(said, said)
    if lines[line][:column].strip():
        advice = WITHIN_A_LINE.get(said, advice)
    begun = _running_into(text, line, column)
    if begun and begun.style:
        advice = (
            f"a quotation mark is opened here and closed only on line {line + 1}; close it where the value ends"
        )
        line, column = begun.start_mark.line, begun.start_mark.column
    elif begun and _looks_alike(lines, begun.start_mark, line):
        advice = YAML_ADVICE["could not find expected ':'"]
        line, column = begun.start_mark.line, begun.start_mark.column
    nearly = begun.start_mark.line if begun else line
    for form, missing in NEARLY.items():
        if form.match(lines[nearly]):
            return Problem(path, nearly + 1, _indentation(lines[nearly]) + 1, "yaml", missing)
    return Problem(path, line + 1, column + 1, "yaml", advice)


def _running_into(text: str, line: int, column: int) -> yaml.ScalarToken | None:
    """Return the text before a place, if it began on an earlier line and goes on into that of the place."""
    last = None
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=yaml.CBaseLoader):
            if (token.start_mark.line, token.start_mark.column) >= (line, column):
                break
            if isinstance(token, yaml.ScalarToken) and token.style not in (">", "|"):
                last = token
    return last if last and last.start_mark.line < last.end_mark.line == line else None


def _looks_alike(lines: list[str], begun: yaml.Mark, line: int) -> bool:
    """Say whether a text has its line, or item, for itself, and begins in the column of a later line's field."""
    before = lines[begun.line][: begun.column]
    return not before.strip(" -") and begun.column == _indentation(lines[line])


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
