"""The archive's verdict beside the published ones."""

import re
from collections.abc import Iterator

from generator.archive.archive import Registry
from generator.archive.incident import Incident
from generator.checks.rule import Finding, record_rule
from generator.records.vocabulary import Verdict

# Words of published ratings, in the languages of the archive's sources, that say false or true beyond doubt.
SAYS_FALSE = re.compile(
    r"\b(false|fake|falsch|fälschung|faux|falso|falsa|nepravda|hoax|fabricated|altered|manipulated)\b", re.I
)
SAYS_TRUE = re.compile(
    r"^\W*(true|correct|authentic|genuine|real|richtig|wahr|echt|vrai|verdadero|pravda)\W*$", re.I
)
NOT_FALSE = {Verdict.AUTHENTIC, Verdict.SATIRE, Verdict.DISCLOSED_SYNTHETIC}
FALSE = {Verdict.FABRICATED, Verdict.ALTERED, Verdict.SELECTIVELY_EDITED, Verdict.OUT_OF_CONTEXT, Verdict.STAGED}


@record_rule("verdict-fits-ratings")
def verdict_fits_ratings(incident: Incident, _registry: Registry) -> Iterator[Finding]:
    """Where a published rating says the opposite of the archive's verdict, `note` says why.

    Passes:

        fact_check:
          claim: The minister promised free beer.
          verdict: satire
          finding: It was a joke [@news].
          reviews: [{source: news, rating: False}]
          note: The reviewer rated the copies without the comedian's name [@news].

    Fails:

        fact_check:
          claim: The minister promised free beer.
          verdict: authentic
          finding: She did [@news].
          reviews: [{source: news, rating: False}]
    """
    check = incident.record.fact_check
    if check.note:
        return
    for place, review in enumerate(check.reviews):
        contradicts = (check.verdict in NOT_FALSE and SAYS_FALSE.search(review.rating)) or (
            check.verdict in FALSE and SAYS_TRUE.match(review.rating)
        )
        if contradicts:
            message = (
                f"the published rating “{review.rating}” and the verdict `{check.verdict}` contradict each other; "
                "say in `note` why they differ, or correct one of them"
            )
            yield Finding(("fact_check", "reviews", place, "rating"), message)
