"""Every rule: documented, its snippets true, its findings exactly placed."""

import re
from pathlib import Path

import pytest
import yaml

from generator.archive.archive import Registry
from generator.archive.incident import Incident
from generator.checks.rule import Rule
from generator.checks.rules import RULES
from generator.checks.rules.state import prose_subset
from generator.checks.running import check
from generator.records.reading import parse_record
from tests.archives import RECORD, REGISTRY, make_archive

ID = "2024-05-06-speech"
TWO_SOURCES = RECORD + (
    "  - id: checkers\n    publisher: Checkers\n    title: It was made up\n    url: https://checkers.example.org/\n"
    "    language: en\n"
)
# The record that the tests edit: two publishers, all cited, so that it breaks no rule but the one under test.
SOUND = TWO_SOURCES.replace("finding: She did not [@news].", "finding: She did not [@news] [@checkers].")


def problems(root: Path, text: str = SOUND, identifier: str = ID, registry: str = "", **others: str) -> list[str]:
    """Return `line:column rule` of each problem in an archive with `text` as its one record, or its first."""
    records = {identifier: text, **{f"2024-05-06-{name}": other for name, other in others.items()}}
    entries = {**REGISTRY, "tools": "", "people": "", "accounts": "", "platforms": "x: {name: X}\n"}
    name, _, content = registry.partition(" ")
    made = make_archive(root, records, {**entries, **({name: content} if name else {})})
    return [
        f"{problem.line}:{problem.column} {problem.rule}"
        for problem in check(made)
        if problem.rule != "source-archived"
    ]


def test_the_sound_record_breaks_no_rule(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_every_rule_is_documented(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.purpose.endswith((".", ".)"))
    assert rule.passing
    assert rule.failing


def archive_with(root: Path, snippet: str) -> Path:
    """Return an archive of the sound record with the fields of a rule's snippet put into it."""
    fields = yaml.load(snippet, yaml.BaseLoader)
    registry: dict[str, dict[str, object]] = {name: {} for name in REGISTRY} | {"platforms": {"x": {"name": "X"}}}
    registry |= {name: fields.pop(name) for name in REGISTRY if name in fields}
    identifier = fields.pop("id", ID)
    second = fields.pop("second", None)
    sound = yaml.load(SOUND, yaml.BaseLoader)
    records = {identifier: {**sound, **fields}}
    if second is not None:
        records["2024-05-06-second"] = {**sound, **second}
    texts = {name: yaml.safe_dump(record, allow_unicode=True) for name, record in records.items()}
    return make_archive(root, texts, {name: yaml.safe_dump(entries) for name, entries in registry.items()})


def with_snippet(root: Path, snippet: str) -> list[str]:
    """Return the rules that the sound record breaks with a snippet."""
    return [problem.rule for problem in check(archive_with(root, snippet))]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_the_snippets_of_a_rule_are_true(rule: Rule, tmp_path: Path) -> None:
    assert rule.name not in with_snippet(tmp_path / "passing", rule.passing)
    failing = with_snippet(tmp_path / "failing", rule.failing)
    assert rule.name in failing
    assert "schema" not in failing


CHECKED = "url: https://checkers.example.org/\n"
COPIES = "https://web.archive.org"
FINDING = "She did not [@news] [@checkers]."
AUDIO = "audio\n      description: A voice promises free beer.\n"
IMAGE = "image\n      description: A flag.\n      rights: Quotation.\n"
LABELS = "    - status: none\n      source: news\n"
EXCHANGE = "{0}:\n  - kind: event\n    summary: She spoke [@news].\n    date: {1}\n    sources: [news]\npost:\n"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("date: 2024-05-06", "date: 2024-05-07", ["3:1 identifier-matches-date"]),
        ("date: 2024-05-06", "date: 2024-05", ["3:1 identifier-matches-date"]),
        ("post:\n", EXCHANGE.format("response", "2024-05-05"), ["11:5 dates-in-order"]),
        ("post:\n", EXCHANGE.format("trigger", "2024-05-07"), ["11:5 dates-in-order"]),
        ("post:\n", EXCHANGE.format("response", "2024-05"), []),
        (
            "    language: en\n  - id",
            "    language: en\n    accessed: 2999-01-01\n  - id",
            ["28:5 no-future-dates"],
        ),
        ("[@news] [@checkers]", "[@news] [@checker]", ["17:3 source-exists", "28:5 source-cited"]),
        ("[@news] [@checkers]", "[@news]", ["28:5 source-cited"]),
        ("[@news] [@checkers]", "[@news, @checkers]", ["17:3 source-exists", "28:5 source-cited"]),
        ("[@news] [@checkers]", "[@news] [checkers]", ["17:3 source-exists", "28:5 source-cited"]),
        ("[@news] [@checkers]", "[@news] (@checkers)", ["17:3 source-exists", "28:5 source-cited"]),
        ("[@news] [@checkers]", "[@news] [@checkers] [@news", ["17:3 source-exists"]),
        ("[@news] [@checkers]", "[sic] [news](https://a.example.org/) (@party) [@news] [@checkers]", []),
        ("regions: [NO]", "regions: [NO, DE, NO]", ["5:19 listed-once"]),
        ("  sources: [news]\n", "  sources: [news, news]\n", ["13:19 listed-once"]),
        (CHECKED, f"{CHECKED}    archived: {COPIES}/web/20240506/http://www.checkers.example.org:80/\n", []),
        (CHECKED, f"{CHECKED}    archived: {COPIES}/web/20240506120000if_/checkers.example.org/\n", []),
        (CHECKED, f"{CHECKED}    archived: https://archive.ph/aB3dE\n", []),
        (CHECKED, f"{CHECKED}    archived: https://checkers.example.org/\n", ["32:5 archived-copy"]),
        (
            CHECKED,
            f"{CHECKED}    archived: {COPIES}/web/20240506/https://news.example.org/\n",
            ["32:5 archived-copy"],
        ),
        (CHECKED, f"{CHECKED}    archived: {COPIES}/web/*/https://checkers.example.org/\n", ["32:5 archived-copy"]),
        (CHECKED, f"{CHECKED}    archived: {COPIES}/save/https://checkers.example.org/\n", ["32:5 archived-copy"]),
        (CHECKED, f"{CHECKED}    archived: https://archive.today/newest/https://a.org/\n", ["32:5 archived-copy"]),
        (CHECKED, f"url: {COPIES}/web/20240506/https://checkers.example.org/\n", ["31:5 archived-copy"]),
        ("publisher: Checkers", "publisher: NEWS", ["22:1 two-sources"]),
        ("speech was posted [@news]", "speech was heard 1,300 times", ["2:1 numbers-are-sourced"]),
        ("status: none\n      source: news", "status: none", ["20:7 label-is-sourced"]),
        (
            LABELS,
            LABELS + "    - {status: removed, by: platform, at: 2024-05-05, source: news}\n",
            ["22:39 dates-in-order"],
        ),
        (
            LABELS,
            LABELS
            + "    - {status: community-note, by: community, at: 2024-05-08, source: news}\n"
            + "    - {status: removed, by: platform, at: 2024-05-07, source: news}\n",
            ["23:39 label-history-in-order"],
        ),
        (
            LABELS,
            "    - {status: community-note, by: community, source: news}\n",
            ["20:8 label-history-starts-at-posting"],
        ),
        ("A voice promises free beer.", "Picture of a minister.", ["12:7 alt-text"]),
        ("A voice promises free beer.", "IMG_2041.jpeg", ["12:7 alt-text"]),
        ("A voice promises free beer.", "A flag with a swastika.", ["12:7 hate-symbols-noted"]),
        (
            "free beer.\n  sources",
            f"free beer.\n      clip: {{file: beer.mp3, sha256: {'0' * 64}}}\n  sources",
            ["13:7 held-copy-complete", "13:14 held-file-sound"],
        ),
        (
            "audio\n      description: A voice promises free beer.\n",
            "image\n      description: A flag.\n      digital_source_type: composite\n      rights: Quotation.\n"
            f"      picture: {{file: x.jpg, sha256: {'0' * 64}, width: 1, height: 1, phash: {'0' * 16}}}\n",
            ["15:17 held-file-sound", "15:17 held-picture-sound"],
        ),
        (
            "audio\n      description: A voice promises free beer.\n",
            "image\n      description: A flag.\n      digital_source_type: composite\n      rights: Quotation.\n"
            f"      picture: {{file: x.png, sha256: {'0' * 64}, width: 1, height: 1, phash: {'0' * 16}}}\n"
            "    - kind: image\n      description: A flag.\n      digital_source_type: digitalCapture\n"
            "      rights: Quotation.\n"
            f"      picture: {{file: x.png, sha256: {'1' * 64}, width: 1, height: 1, phash: {'0' * 16}}}\n",
            ["15:17 held-file-sound", "18:7 held-copy-complete", "20:17 held-file-sound"],
        ),
        (
            "  sources: [news]\n",
            "  text: {language: en, original: Привет}\n  sources: [news]\n",
            ["13:24 language-fits-script"],
        ),
        (
            "  sources: [news]\n",
            "  text: {original: Hello}\n  sources: [news]\n",
            ["13:10 quotation-translated", "13:10 text-has-language"],
        ),
        (
            "  sources: [news]\n",
            "  text: {language: sk, original: Ahoj}\n  sources: [news]\n",
            ["13:24 quotation-translated"],
        ),
        (
            "https://news.example.org/beer",
            "https://news.example.org/beer?utm_source=x&id=7",
            ["26:5 address-normalised"],
        ),
        (
            "  finding: She",
            "  reviews: [{source: checkers, rating: True}]\n  finding: She",
            ["17:32 verdict-fits-ratings"],
        ),
        ("state: published", "state: withdrawn", ["7:1 withdrawal-explained"]),
        ("verdict: fabricated", "verdict: open", ["16:3 published-is-reviewed"]),
        ("She did not [@news]", "She did <b>not</b> [@news]", ["17:3 prose-subset"]),
        ("She did not [@news]", "She did [not](www.example.org) [@news]", ["17:3 prose-subset"]),
        ("She did not [@news]", "She did [not](https://example.org/a_(b)) [@news]", []),
        (
            "She did not [@news] [@checkers].",
            '"She did [not] [@news] [@checkers].\\n\\n[not]: https://x.org"',
            ["17:3 prose-subset"],
        ),
        (FINDING, '"# She\\n\\ndid not [@news] [@checkers]."', ["17:3 prose-subset"]),
        (FINDING, '"|a|b|\\n\\ndid not [@news] [@checkers]."', ["17:3 prose-subset"]),
        (FINDING, "She ```did``` not [@news] [@checkers].", ["17:3 prose-subset"]),
        (FINDING, "She {{ did }} not [@news] [@checkers].", ["17:3 prose-subset"]),
        (FINDING, "She ![did](https://a.example.org/x.png) not [@news] [@checkers].", ["17:3 prose-subset"]),
        (
            "post:\n",
            "response:\n  - kind: posting\n    summary: She spoke [@news].\n    posted_at: 2024-05-05\n"
            "    sources: [news]\npost:\n",
            ["11:5 dates-in-order"],
        ),
        (
            "  sources: [news]\n",
            "  sources: [news]\n  reach: [{metric: views, value: 60, as_of: 2024-05-05, source: news}]\n",
            ["14:38 dates-in-order"],
        ),
        (
            "post:\n",
            EXCHANGE.format("trigger", "2999-01-01"),
            ["11:5 dates-in-order", "11:5 no-future-dates"],
        ),
        ("  sources: [news]\n", "  posted_at: 2999-05-06\n  sources: [news]\n", ["13:3 no-future-dates"]),
        (
            LABELS,
            LABELS + "    - {status: removed, by: platform, at: 2999-05-07, source: news}\n",
            ["22:39 no-future-dates"],
        ),
        (LABELS, LABELS + "    - {status: removed, source: news}\n", ["22:7 label-is-sourced"]),
        (
            LABELS,
            "    - {status: visible-watermark, by: platform, at: 2024-05-08, source: news}\n",
            ["20:8 label-history-starts-at-posting"],
        ),
        (
            LABELS,
            "    - {status: account-suspended, by: authority, source: news}\n",
            ["20:8 label-history-starts-at-posting"],
        ),
        (
            AUDIO,
            f"{IMAGE}      picture: {{file: x.png, sha256: {'0' * 64}, width: 1, height: 1, phash: {'0' * 16}}}\n",
            ["14:7 held-copy-complete", "14:17 held-file-sound"],
        ),
        (
            AUDIO,
            f"{IMAGE}      clip: {{file: x.mp4, sha256: {'0' * 64}}}\n",
            ["14:7 held-copy-complete", "14:14 held-file-sound"],
        ),
        ("  - id: checkers", "  - id: news", ["17:3 source-exists", "28:5 source-exists"]),
        (
            "state: published\n",
            "state: published\nwithdrawal: {date: 2024-06-01, reason: The source took it back.}\n",
            ["8:1 withdrawal-explained"],
        ),
        (
            "verdict: fabricated",
            "verdict: satire\n  reviews: [{source: checkers, rating: False}]",
            ["17:32 verdict-fits-ratings"],
        ),
        (
            "verdict: fabricated",
            "verdict: staged\n  reviews: [{source: checkers, rating: Correct}]",
            ["17:32 verdict-fits-ratings"],
        ),
    ],
)
def test_a_finding_stands_exactly_where_the_fault_is(tmp_path: Path, old: str, new: str, found: list[str]) -> None:
    assert old in SOUND
    assert problems(tmp_path, SOUND.replace(old, new, 1)) == found


def test_a_review_is_not_before_the_post(tmp_path: Path) -> None:
    reviewed = SOUND.replace(FINDING, f"{FINDING}\n  reviews: [{{source: checkers, rating: False}}]")
    text = reviewed.replace(CHECKED, f"{CHECKED}    published: 2024-05-05\n")
    assert problems(tmp_path, text) == ["18:13 dates-in-order"]


@pytest.mark.parametrize("identifier", ["2024-05-06-" + "x" * 70, "2024-05-06-2-speech"])
def test_a_folder_whose_name_is_no_address_that_can_be_read_aloud(tmp_path: Path, identifier: str) -> None:
    assert problems(tmp_path, identifier=identifier) == ["3:1 identifier-matches-date"]


def test_a_record_in_the_folder_of_another_year(tmp_path: Path) -> None:
    root = make_archive(tmp_path, {ID: SOUND})
    (root / "incidents/2024").rename(root / "incidents/2023")
    assert "identifier-matches-date" in [problem.rule for problem in check(root)]


def test_a_folder_of_the_wrong_name(tmp_path: Path) -> None:
    assert problems(tmp_path, identifier="2024-05-06-Große Rede 😀") == ["3:1 identifier-matches-date"]


def test_what_is_wrong_in_one_way_in_one_place_is_told_once(tmp_path: Path) -> None:
    """A field of a megabyte has room for a quarter of a million citations that are none."""
    text = SOUND.replace("[@news] [@checkers]", "[@news] [@checkers]" + " [@news, @x]" * 1000)
    assert problems(tmp_path, text) == ["17:3 source-exists"]


def test_two_records_of_one_post(tmp_path: Path) -> None:
    first = SOUND.replace("  platform: x\n", "  platform: x\n  url: https://x.com/a/status/1\n")
    assert problems(tmp_path, first, second=first) == ["10:3 duplicate-incident"]


@pytest.mark.parametrize(
    ("date", "words", "found"),
    [
        ("2024-05-06", "There will be free beer for everyone, said nobody at all.", ["9:24 duplicate-incident"]),
        ("2024-05-06", "Nobody met everyone there. I do not run it, nor can he, or she.", []),
        ("2024-05-07", "There will be free beer for everyone, said nobody at all!", []),
    ],
)
def test_two_records_of_one_post_are_known_by_its_words(
    tmp_path: Path, date: str, words: str, found: list[str]
) -> None:
    def saying(words: str) -> str:
        return SOUND.replace("  platform: x\n", f'  text: {{language: en, original: "{words}"}}\n  platform: x\n')

    first = saying("There will be free beer for everyone, said nobody at all!")
    second = saying(words).replace("date: 2024-05-06", f"date: {date}")
    records = {ID: first, f"{date}-told-once-more": second}
    told = [problem for problem in check(make_archive(tmp_path, records)) if problem.rule == "duplicate-incident"]
    assert [f"{problem.line}:{problem.column} {problem.rule}" for problem in told] == found


@pytest.mark.parametrize("fields", ["trigger", "response"])
def test_an_exchange_in_a_circle_is_found_whichever_way_it_is_told(tmp_path: Path, fields: str) -> None:
    first, second = (
        f"{SOUND}{fields}: [{{kind: incident, incident: 2024-05-06-{name}}}]\n" for name in ("second", "speech")
    )
    assert any(found.endswith("exchange-in-a-circle") for found in problems(tmp_path, first, second=second))


def test_one_account_under_two_keys(tmp_path: Path) -> None:
    registry = 'accounts a: {name: A, handle: "@a", platform: x, kind: party}\n'
    same, other = (f"b: {{name: B, handle: {each}, platform: x, kind: party}}\n" for each in ("A", "B"))
    unused = ["1:1 registry-entry-unused", "2:1 registry-entry-unused"]
    assert problems(tmp_path / "same", registry=registry + same) == [*unused, "2:14 look-alike-keys"]
    assert problems(tmp_path / "other", registry=registry + other) == unused


def test_the_words_of_long_posts_are_compared_in_no_time(tmp_path: Path) -> None:
    """Where each letter of one is looked for throughout the other, two of half a megabyte take an hour."""
    letters = " ".join(chr(ord("一") + number * 7919 % 3000) for number in range(60_000))
    same, turned = (f"everyone nobody there {words}" for words in (letters, letters[::-1]))
    saying = [
        SOUND.replace("  platform: x\n", f"  text: {{language: zh, original: {words}}}\n  platform: x\n")
        for words in (same, turned, f"{same} 一")
    ]
    records = {f"{ID}-{number}": text for number, text in enumerate(saying)}
    told = [problem for problem in check(make_archive(tmp_path, records)) if problem.rule == "duplicate-incident"]
    assert [Path(problem.path).parent.name for problem in told] == [f"{ID}-2"]


@pytest.mark.parametrize("within", ["<a ", "![", "[a]: ", "\n[a", "\n", "\n|", "| ", "`", "{% "])
def test_prose_without_end_is_checked_in_no_time(within: str) -> None:
    """Where what never ends were looked for to the end from each of its beginnings, it would take an hour."""
    text = f"<|]:{within * (600_000 // len(within))}"
    record = parse_record(SOUND, "r.yaml").content.model_copy(update={"summary": text})
    assert len([*prose_subset(Incident(ID, "r.yaml", record), Registry())]) <= 2


def test_look_alike_letters_in_a_name(tmp_path: Path) -> None:
    registry = "platforms x: {name: X}\ny: {name: Fаcebook}\n"  # the second letter is Cyrillic
    assert problems(tmp_path, registry=registry) == ["2:1 registry-entry-unused", "2:5 look-alike-keys"]


@pytest.mark.parametrize(("said", "found"), [("D.", True), ("D [@n].", False), ("D [@n] [@m].", True)])
def test_what_a_registry_entry_is_said_to_be_is_sourced(tmp_path: Path, said: str, found: bool) -> None:
    source = '{id: n, publisher: N, title: T, url: "https://n.example/", language: en}'
    registry = f"people a: {{name: A}}\nb: {{name: B, description: '{said}', sources: [{source}]}}\n"
    assert ("2:14 description-is-sourced" in problems(tmp_path, registry=registry)) is found


def test_an_alias_of_two_incidents(tmp_path: Path) -> None:
    alias = SOUND + "aliases: [2024-05-06-old]\n"
    found = problems(tmp_path, alias, second=alias)
    assert "33:11 alias-collides" in found


@pytest.mark.parametrize("protected", ["minor", "private"])
@pytest.mark.parametrize("rights", ["", "      rights: Quotation.\n"])
def test_a_minor_and_a_private_person_need_rights_and_a_warning(
    tmp_path: Path, protected: str, rights: str
) -> None:
    text = SOUND.replace("beer.\n  sources", f"beer.\n      depicts: [child]\n{rights}  sources")
    assert problems(tmp_path, text, registry=f"people child: {{name: A child, {protected}: true}}\n") == [
        "13:17 protected-person"
    ]
