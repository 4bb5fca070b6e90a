"""Terms travel between processes and are kept between builds; whatever the release of Python, they come back."""

import pickle
from itertools import chain

from generator.records.vocabulary import Term

TERMS = list(chain.from_iterable(Term.__subclasses__()))


def test_a_term_comes_back_as_itself() -> None:
    assert TERMS
    assert all(pickle.loads(pickle.dumps(term)) is term for term in TERMS)


def test_what_a_term_is_kept_as_calls_nothing_but_its_own_vocabulary() -> None:
    for term in TERMS:
        assert term.__reduce_ex__(pickle.HIGHEST_PROTOCOL) == (type(term), (term.value,))
    assert b"getattr" not in pickle.dumps(TERMS)
