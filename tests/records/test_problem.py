"""Problems are said the same wherever they are found."""

import os
import pickle

from generator.records.problem import Problem, ProblemsFoundError


def test_what_another_process_finds_is_said_here() -> None:
    found = ProblemsFoundError(
        [Problem("b.yaml", 2, 1, "schema", "Wrong."), Problem("a.yaml", 1, 3, "file", "No.")]
    )
    told = pickle.loads(pickle.dumps(found))
    assert str(told) == str(found) == "a.yaml:1:3: file: No.\nb.yaml:2:1: schema: Wrong."
    assert told.problems == found.problems


def test_what_cannot_be_shown_is_escaped() -> None:
    said = str(Problem(os.fsdecode(b"caf\xe9\n\x1b[31m.yaml"), 1, 1, "file", "a\u202eb\n1\u00a0m, क\u094d\u200dष"))
    assert said == "caf\\udce9\\n\\x1b[31m.yaml:1:1: file: a\\u202eb\n1\u00a0m, क\u094d\u200dष"
