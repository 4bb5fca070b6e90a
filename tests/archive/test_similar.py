"""Similar incidents: by shared persons, tools, accounts and words, each with its reason."""

from generator.archive.archive import Archive
from generator.archive.loading import load_sound
from generator.archive.similar import ENOUGH, MOST, Kind, similar_incidents
from tests.archives import PROJECT

HARRIS = "2024-09-02-musk-harris-communist-uniform"
AT_THE_CONVENTION = "2024-08-18-trump-harris-dnc-communist-flags"
BEER, TALK = "2023-09-simecka-beer-audio", "2023-09-28-simecka-todova-audio"


def without(archive: Archive, *identifiers: str) -> Archive:
    kept = {key: incident for key, incident in archive.incidents.items() if key not in identifiers}
    return Archive(kept, archive.registry)


def near(archive: Archive, identifier: str) -> dict[str, dict[Kind, tuple[str, ...]]]:
    found = similar_incidents(archive)[identifier]
    return {each.incident.id: {reason.kind: reason.shared for reason in each.reasons} for each in found}


def test_what_is_similar_says_why() -> None:
    archive = load_sound(PROJECT)
    reasons = near(archive, HARRIS)[AT_THE_CONVENTION]
    assert reasons[Kind.PERSON] == ("kamala-harris",)
    assert "communist" in reasons[Kind.TEXT]
    assert TALK in near(archive, BEER)
    assert BEER in near(archive, TALK)


def test_a_name_is_a_reason_by_itself_and_no_word() -> None:
    archive = load_sound(PROJECT)
    for each in archive.published:
        for reasons in near(archive, each.id).values():
            assert reasons
            assert not {"kamala", "harris", "trump", "musk"} & set(reasons.get(Kind.TEXT, ()))


def test_at_most_a_few_are_offered_and_none_is_its_own_like() -> None:
    archive = load_sound(PROJECT)
    for identifier, found in similar_incidents(archive).items():
        assert len(found) <= MOST
        assert identifier not in {each.incident.id for each in found}


def test_what_two_share_does_not_hang_on_a_third() -> None:
    """Only which of many are the nearest may change: so one new record means one new comparison with each."""
    archive = load_sound(PROJECT)
    fewer = without(archive, AT_THE_CONVENTION)
    whole, partial = near(archive, BEER), near(fewer, BEER)
    assert whole == partial
    kept = {key: reasons for key, reasons in near(archive, HARRIS).items() if key != AT_THE_CONVENTION}
    assert kept.items() <= near(fewer, HARRIS).items()


def test_one_incident_alone_is_like_nothing() -> None:
    archive = load_sound(PROJECT)
    others = [each.id for each in archive.published if each.id != HARRIS]
    assert similar_incidents(without(archive, *others)) == {}
    assert ENOUGH > 0
