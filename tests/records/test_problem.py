"""Problems are said the same wherever they are found."""

import pickle

from generator.records.problem import Problem, ProblemsFoundError


def test_what_another_process_finds_is_said_here() -> None:
    found = ProblemsFoundError(
        [Problem("b.yaml", 2, 1, "schema", "Wrong."), Problem("a.yaml", 1, 3, "file", "No.")]
    )
    told = pickle.loads(pickle.dumps(found))
    assert str(told) == str(found) == "a.yaml:1:3: file: No.\nb.yaml:2:1: schema: Wrong."
    assert told.problems == found.problems
