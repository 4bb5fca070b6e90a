"""Similar incidents: by claim, fact check, persons, tools, accounts and words, with the reason; however found."""

import itertools
import math
import random
from collections.abc import Collection
from operator import mul

import pytest

from generator.archive import signatures
from generator.archive.archive import Archive
from generator.archive.gist import Gist
from generator.archive.loading import load_sound
from generator.archive.sharing import ALIKE, Kind, Reason, reasons
from generator.archive.similar import ENOUGH, MOST, Likeness, Near, Nearest
from generator.archive.telling import LARGEST, LENGTH
from tests.archives import PROJECT

HARRIS = "2024-09-02-musk-harris-communist-uniform"
AT_THE_CONVENTION = "2024-08-18-trump-harris-dnc-communist-flags"
ROBOCALL, REMOTE_SPEECH = "2024-01-21-biden-robocall-new-hampshire", "2023-12-17-imran-khan-cloned-voice"
SWIFTIES, POPE = "2024-08-18-swifties-for-trump", "2025-05-02-trump-as-pope"
BEER, TALK = "2023-09-simecka-beer-audio", "2023-09-28-simecka-todova-audio"


@pytest.fixture(scope="module")
def archive() -> Archive:
    return load_sound(PROJECT).archive


def without(archive: Archive, *identifiers: str) -> Archive:
    kept = {key: incident for key, incident in archive.incidents.items() if key not in identifiers}
    return Archive(kept, archive.registry)


def near(archive: Archive, identifier: str) -> dict[str, dict[Kind, tuple[str, ...]]]:
    own = archive.incidents[identifier]
    found = [(archive.incidents[each.id], each) for each in archive.near(own)]
    return {
        other.id: {reason.kind: reason.shared for reason in reasons(own, other, each.added, each.of_texts)}
        for other, each in found
    }


def test_what_is_similar_says_why(archive: Archive) -> None:
    found = near(archive, HARRIS)[AT_THE_CONVENTION]
    assert found[Kind.PERSON] == ("kamala-harris",)
    assert "communist" in found[Kind.TEXT]
    assert TALK in near(archive, BEER)
    assert BEER in near(archive, TALK)


def test_a_shared_tool_or_account_is_enough_and_one_word_is_chance(archive: Archive) -> None:
    assert near(archive, ROBOCALL)[REMOTE_SPEECH][Kind.TOOL] == ("elevenlabs",)
    assert near(archive, SWIFTIES)[POPE][Kind.ACCOUNT] == ("realdonaldtrump-truth-social",)
    for each in archive.published:
        for found in near(archive, each.id).values():
            assert len(found.get(Kind.TEXT, ("two", "words"))) >= 2


def claiming(gist: Gist, identifier: str, claim: str, names: str = "", reviews: tuple[str, ...] = ()) -> Gist:
    """Return an incident that shares nothing but what it claims, and who checked it."""
    claim, names = " ".join(sorted(claim.split())), " ".join(sorted(names.split()))
    bare = gist._replace(id=identifier, claim=claim, claim_names=names, reviews=reviews)
    return bare._replace(people=(), tools=(), account=None, telling="", signature=b"")


def claimed(archive: Archive, *claims: tuple[str, str]) -> dict[Kind, tuple[str, ...]]:
    """Return why the first of two incidents with these claims is similar to the second."""
    gist = archive.incidents[HARRIS]
    gists = [claiming(gist, f"2024-{n}", claim, names) for n, (claim, names) in enumerate(claims)]
    return near(Archive({each.id: each for each in gists}, archive.registry), "2024-0").get("2024-1", {})


def test_the_same_claim_is_a_reason_of_its_own(archive: Archive) -> None:
    kissed = ("embraced kissed hospital", "donald trump fauci")
    assert claimed(archive, kissed, kissed)[Kind.CLAIM] == ("embraced", "hospital", "kissed")
    assert claimed(archive, kissed, ("embraced kissed", "donald trump fauci"))[Kind.CLAIM] == ("embraced", "kissed")
    assert Kind.CLAIM not in claimed(archive, kissed, ("embraced protester airport", "donald trump"))


def test_what_somebody_else_is_said_to_have_done_is_another_claim(archive: Archive) -> None:
    assert not claimed(archive, ("resigns asks", "maia sandu"), ("resigns asks", "nahid nigar"))
    assert not claimed(archive, ("friend", "donald trump elon musk"), ("friend", "donald trump elon musk"))


def test_a_shared_tool_is_enough_however_different_the_texts_are(archive: Archive) -> None:
    bare = claiming(archive.incidents[HARRIS], "2024-0", "")._replace(tools=("painter",))
    one, other = (bare._replace(id=f"2024-{n}", signature=bytes([n & 0xFF, *bytes(LENGTH - 1)])) for n in (1, -1))
    assert neighbours([one, other])[one.id].each == (Near(other.id, ENOUGH, 0),)


def test_a_claim_that_says_much_more_is_another_one(archive: Archive) -> None:
    short, long = (
        ("embraced kissed", "donald trump"),
        ("embraced kissed airport protester", "donald trump elon musk"),
    )
    for one, other in ((short, long), (long, short)):
        assert not claimed(archive, one, other)


def test_texts_that_are_hardly_alike_are_no_reason_and_of_others_the_words_most_used_by_both(
    archive: Archive,
) -> None:
    bare = claiming(archive.incidents[HARRIS], "2024-0", "")
    one = bare._replace(telling="flag flag flag flag horse horse rain rain wind")
    other = bare._replace(telling="flag horse horse rain rain rain wind")
    assert reasons(one, other, 0, ALIKE) == (Reason(Kind.TEXT, ("horse", "rain", "flag")),)
    assert reasons(one, other, 0, ALIKE - 1) == ()


def test_no_two_real_claims_are_taken_for_the_same(archive: Archive) -> None:
    """Each of these records is of a claim of its own, though eight of them name the same man."""
    for each in archive.published:
        assert all(Kind.CLAIM not in found for found in near(archive, each.id).values())


def test_the_same_fact_check_is_a_reason_whatever_its_words(archive: Archive) -> None:
    gist, address = archive.incidents[HARRIS], "https://www.factcheck.example.org/one/"
    one, other = claiming(gist, "2024-0", "", "", (address,)), claiming(gist, "2024-1", "", "", (address,))
    found = near(Archive({each.id: each for each in (one, other)}, archive.registry), one.id)
    assert found == {other.id: {Kind.REVIEW: (address,)}}


def test_a_name_is_a_reason_by_itself_and_no_word(archive: Archive) -> None:
    for each in archive.published:
        for found in near(archive, each.id).values():
            assert not {"kamala", "harris", "trump", "musk"} & set(found.get(Kind.TEXT, ()))


def test_what_every_title_says_for_caution_is_no_reason(archive: Archive) -> None:
    """Nearly all titles say "seems": that is the archive's own care, and nothing that two incidents share."""
    for each in archive.published:
        for found in near(archive, each.id).values():
            assert not {"seems", "speaks", "himself"} & set(found.get(Kind.TEXT, ()))


def test_at_most_a_few_are_offered_and_none_is_its_own_like(archive: Archive) -> None:
    for each in archive.published:
        found = archive.near(each)
        assert len(found) <= MOST
        assert each.id not in {other.id for other in found}
        assert all(other.likeness >= ENOUGH for other in found)


def test_what_two_share_does_not_hang_on_a_third(archive: Archive) -> None:
    """Only which of many are the nearest may change: so one new record means one new comparison with each."""
    fewer = without(archive, AT_THE_CONVENTION)
    assert near(archive, BEER) == near(fewer, BEER)
    kept = {key: found for key, found in near(archive, HARRIS).items() if key != AT_THE_CONVENTION}
    assert kept.items() <= near(fewer, HARRIS).items()


def test_one_incident_alone_is_like_nothing(archive: Archive) -> None:
    others = [each.id for each in archive.published if each.id != HARRIS]
    alone = without(archive, *others)
    assert alone.near(alone.incidents[HARRIS]) == ()


@pytest.mark.parametrize("times", [1, 3, LARGEST])
def test_however_long_texts_are_their_likeness_is_the_cosine_of_their_signatures(
    archive: Archive, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signatures, "MANY", 1)
    chance = random.Random(times)
    bare = claiming(archive.incidents[HARRIS], "", "")
    numbers = [[times * chance.choice((-1, 0, 0, 1)) for _ in range(LENGTH)] for _ in range(3)]
    numbers += [[*one[:200], *other[200:]] for one, other in itertools.permutations(numbers, 2)]
    gists = [
        bare._replace(id=f"2024-{place}", signature=bytes(number & 0xFF for number in each))
        for place, each in enumerate(numbers)
    ]
    found = Likeness(gists).of(each.id for each in gists)
    for one, ours in zip(gists, numbers, strict=True):
        cosines = {
            other.id: sum(map(mul, ours, theirs)) / math.hypot(*ours) / math.hypot(*theirs)
            for other, theirs in zip(gists, numbers, strict=True)
            if other is not one
        }
        expected = {key: round(cosine * 1000) for key, cosine in cosines.items() if round(cosine * 1000) >= ENOUGH}
        assert {near.id: near.of_texts for near in found[one.id].each} == pytest.approx(expected, abs=1)
        assert expected


def neighbours(incidents: Collection[Gist]) -> dict[str, Nearest]:
    return dict(Likeness(tuple(incidents)).of(each.id for each in incidents))


def test_where_one_of_many_goes_the_next_one_takes_its_place(archive: Archive) -> None:
    bare = claiming(archive.incidents[HARRIS], "", "")._replace(tools=("painter",))
    many = [bare._replace(id=f"2024-{number}") for number in range(MOST + 3)]
    known = neighbours(many)
    left = [each for each in many if each.id != "2024-1"]
    renewed = Likeness(left).renewed(known, ())
    assert renewed == neighbours(left)
    assert renewed["2024-0"].ids == tuple(each.id for each in left[1 : MOST + 1])


@pytest.mark.parametrize("seed", range(12))
def test_comparing_what_changed_alone_gives_what_comparing_all_gives(archive: Archive, seed: int) -> None:
    chance = random.Random(seed)
    before = [each for each in archive.published if chance.random() < 0.8]
    known = Likeness(tuple(before)).of(each.id for each in before)
    after = {each.id: each for each in archive.published if chance.random() < 0.8}
    changed = {each.id for each in before if chance.random() < 0.1} & after.keys()
    for identifier in changed:
        other = chance.choice(archive.published)
        after[identifier] = after[identifier]._replace(
            people=other.people,
            telling=other.telling,
            signature=other.signature,
            claim=other.claim,
            claim_names=other.claim_names,
            reviews=other.reviews,
        )
    left = sorted(after.values(), key=lambda each: each.order, reverse=True)
    assert dict(Likeness(tuple(left)).renewed(known, changed)) == neighbours(left)
