"""The archive object: indexes, and exchanges joined across records."""

from itertools import pairwise

from generator.archive.archive import Archive, Registry
from generator.archive.gist import Gist
from generator.archive.incident import Incident
from generator.records.reading import parse_record
from tests.archives import RECORD


def incident(identifier: str, text: str) -> Incident:
    return Incident(identifier, f"incidents/2024/{identifier}/incident.yaml", parse_record(text, "r.yaml").content)


def archive(**records: str) -> Archive:
    named = {f"2024-05-06-{name}": text for name, text in records.items()}
    return Archive.of({key: incident(key, text) for key, text in named.items()}, Registry())


def linked(field: str, *others: str, date: str = "2024-05-06") -> str:
    items = "".join(f"  - kind: incident\n    incident: 2024-05-06-{other}\n" for other in others)
    record = RECORD.replace("date: 2024-05-06", f"date: {date}")
    return record.replace("post:\n", f"{field}:\n{items}post:\n", 1)


def names(incidents: tuple[Gist, ...]) -> list[str]:
    return [each.id.removeprefix("2024-05-06-") for each in incidents]


def test_incidents_are_indexed_by_every_facet() -> None:
    tools = "tools: [{tool: painter, basis: stated, source: news}, {tool: singer, basis: stated, source: news}]"
    shown = RECORD.replace(
        "    - kind: audio\n", f"    - kind: audio\n      depicts: [king, minister]\n      {tools}\n"
    )
    shown = shown.replace("[election]", "[election, war]")
    by = archive(a=shown, b=RECORD.replace("[NO]", "[NO, SE]")).by
    assert {facet: {key: names(group) for key, group in index.items()} for facet, index in by.items()} == {
        "months": {"2024-05": ["b", "a"]},
        "platforms": {"x": ["b", "a"]},
        "accounts": {},
        "tools": {"painter": ["a"], "singer": ["a"]},
        "people": {"king": ["a"], "minister": ["a"]},
        "regions": {"NO": ["b", "a"], "SE": ["b"]},
        "topics": {"election": ["b", "a"], "war": ["a"]},
        "verdicts": {"fabricated": ["b", "a"]},
        "labels": {"none": ["b", "a"]},
        "exchanges": {},
    }


def test_an_incident_stands_once_in_a_group_that_its_record_names_twice() -> None:
    seen = RECORD.replace("  platform: x\n", "  platform: x\n  also_on: [x, telegram]\n")
    platforms = archive(a=seen).by["platforms"]
    assert {key: names(group) for key, group in platforms.items()} == {"telegram": ["a"], "x": ["a"]}


def test_drafts_and_withdrawn_incidents_are_not_counted() -> None:
    withdrawn = RECORD.replace("published", "withdrawn")
    found = archive(a=RECORD.replace("published", "draft"), b=withdrawn, c=RECORD)
    assert names(found.published) == ["c"]
    assert names(found.with_pages) == ["b", "c"]
    assert names(found.by["months"]["2024-05"]) == ["c"]


def test_an_exchange_is_joined_whichever_record_tells_of_it() -> None:
    found = archive(first=linked("response", "second"), second=RECORD, third=linked("trigger", "second"))
    first, second, third = (found.incidents[f"2024-05-06-{name}"] for name in ("first", "second", "third"))
    assert names(found.triggers_of(second)) == ["first"]
    assert names(found.responses_to(second)) == ["third"]
    for each in (first, second, third):
        assert names(found.exchange_of(each)) == ["first", "second", "third"]
    assert {key: names(chain) for key, chain in found.exchanges.items()} == {
        "2024-05-06-first": ["first", "second", "third"]
    }


def test_in_an_exchange_the_cause_stands_before_the_answer_even_where_its_date_is_vague() -> None:
    found = archive(answer=linked("trigger", "cause", date="2024-05"), cause=RECORD)
    assert names(found.exchange_of(found.incidents["2024-05-06-answer"])) == ["cause", "answer"]


def test_an_exchange_that_runs_in_a_circle_does_not_run_for_ever() -> None:
    found = archive(a=linked("trigger", "b"), b=linked("trigger", "a"))
    assert sorted(names(found.exchange_of(found.incidents["2024-05-06-a"]))) == ["a", "b"]


def test_an_exchange_of_many_ways_is_joined_by_going_each_link_once() -> None:
    """Each of a layer answers each of the one before: three to the power of twenty ways lead to the last."""
    layers = [[f"l{layer:02}-{each}" for each in "abc"] for layer in range(20)]
    records = {name: linked("trigger", *before) for before, after in pairwise(layers) for name in after}
    found = archive(**dict.fromkeys(reversed(layers[0]), RECORD), **records)
    last = found.incidents[f"2024-05-06-{layers[-1][-1]}"]
    assert names(found.exchange_of(last)) == [name for layer in layers for name in layer]


def test_an_exchange_of_many_circles_is_joined_by_going_each_link_once() -> None:
    every = [f"n{number:02}" for number in range(12)]
    found = archive(**{name: linked("trigger", *(each for each in every if each != name)) for name in every})
    assert names(found.exchange_of(found.incidents["2024-05-06-n07"])) == every


def test_an_incident_without_links_is_its_own_exchange() -> None:
    found = archive(a=RECORD)
    assert names(found.exchange_of(found.incidents["2024-05-06-a"])) == ["a"]
