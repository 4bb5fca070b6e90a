"""The incident's page: its Markdown as reviewed, and every field of a record shown on it."""

import re
from pathlib import Path

import pytest
from lxml import html
from pydantic import BaseModel

from generator.archive.loading import Loaded, load_sound
from generator.pages.generate import DIFFER_IN_WORDS
from generator.pages.language import ENGLISH, LANGUAGES, Language
from generator.pages.sheets import sheets
from generator.pages.speaking import words_of
from generator.records.dates import When
from generator.records.model import EventItem, Post
from generator.records.vocabulary import Term
from tests.archives import COMPLETE, PROJECT, RECORD, make_archive
from tests.pages.examples import COMPLETE_ID, example_archive, incident_page, incident_pages, pages_of

WORDS = words_of(ENGLISH)

# Fields whose value no reader of the page needs to see, each with its reason.
NOT_SHOWN = {
    ("Record", "state"): "a published record's page is itself the sign; the other states have pages of their own",
    ("Record", "language"): "set as the lang of the prose, not as words",
    ("Record", "aliases"): "each former identifier has a page of its own that leads here",
    ("Record", "exceptions"): "a note for the checks",
    ("PostingItem", "kind"): "the layout of the card says it",
    ("HeldPicture", "file"): "the copy is not published, but its labelled derivatives are",
    ("HeldClip", "file"): "a clip is not published",
    ("HeldClip", "sha256"): "as `file`",
    ("PostText", "language"): "set as the lang of the quotation",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return example_archive(tmp_path_factory.mktemp("archive"))


def test_no_template_leaves_a_blank_line_within_a_block(archive: Loaded) -> None:
    """Then a page of which there are many is read at one look; only a record's own words may hold blank lines."""
    kinds = {sheet.page.markdown_file: sheet.kind for sheet, _ in sheets(archive.archive)}
    pages = {file: text for file, text in pages_of(archive).items() if kinds[file] in DIFFER_IN_WORDS}
    assert {kinds[file] for file in pages} >= {"incident", "entity", "list"}
    for file, text in pages.items():
        front_matter, *blocks = text.strip("\n").split("\n\n")
        assert front_matter.startswith("---\n"), file
        for block in blocks:
            assert block.startswith("## ") or (block.startswith("<div") and block.endswith("</div>")), file


def fields_with_values(part: BaseModel) -> list[tuple[str, str, object]]:
    found: list[tuple[str, str, object]] = []
    for name in type(part).model_fields:
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                found += fields_with_values(item)
            elif item is not None:
                found.append((type(part).__name__, name, item))
    return found


def shown_forms(archive: Loaded, value: object) -> set[str]:
    """Return the words by which a page may show a value."""
    registry = archive.registry
    entries = {**registry.accounts, **registry.platforms, **registry.tools, **registry.people}
    forms = {str(value), str(value).split("\n")[0].split(" [@")[0].split(" *")[0]}
    if isinstance(value, Term):
        forms |= {value.label}
    if isinstance(value, When):
        forms |= {WORDS.date(value)}
    if isinstance(value, int):
        forms |= {WORDS.number(value)}
    if value in entries:
        forms |= {entries[str(value)].name}
    if isinstance(value, str) and len(value) == 2:
        forms |= {WORDS.region_name(value), WORDS.language_name(value)}
    return {form for form in forms if form}


def test_every_field_of_a_record_is_shown_or_has_a_reason_not_to_be(archive: Loaded) -> None:
    page = incident_page(archive)
    record = archive.incidents[COMPLETE_ID].record
    missing = [
        (part, name, value)
        for part, name, value in fields_with_values(record)
        if (part, name) not in NOT_SHOWN and not any(form in page for form in shown_forms(archive, value))
    ]
    assert missing == []


def parts_of(part: BaseModel) -> list[BaseModel]:
    values = (getattr(part, name) for name in type(part).model_fields)
    items = (item for value in values for item in (value if isinstance(value, tuple) else (value,)))
    return [part, *(inner for item in items if isinstance(item, BaseModel) for inner in parts_of(item))]


def test_the_complete_record_uses_every_field(archive: Loaded) -> None:
    """Without this, the test above would not see a field that the example lacks."""
    parts = parts_of(archive.incidents[COMPLETE_ID].record)
    used = {(type(part), name) for part in parts for name in type(part).model_fields if getattr(part, name)}
    unused = {(type(part).__name__, name) for part in parts for name in type(part).model_fields} - {
        (model.__name__, name) for model, name in used
    }
    of_other_records = {("Record", "withdrawal"), ("Record", "exceptions")}
    plain_postings = {("PostingItem", name) for name in Post.model_fields}  # the same fields as the post's
    assert unused - of_other_records - plain_postings == set()


def page_of(root: Path, text: str) -> str:
    loaded = load_sound(make_archive(root, {"2024-05-06-speech": text}))
    return "\n".join(incident_pages(loaded, "2024-05-06-speech"))


def test_a_record_with_little_in_it_has_no_empty_parts(tmp_path: Path) -> None:
    page = page_of(tmp_path, RECORD)
    assert "## Trigger" not in page
    assert "## Response" not in page
    assert "Reach" not in page
    assert "Posted by</dt><dd>not known" in page
    assert "The record as YAML" in page


def test_what_stands_for_a_picture_that_is_not_seen_tells_its_label_in_its_language(tmp_path: Path) -> None:
    shown = 'alt="{}: A woman in a red and yellow costume with bells." lang="{}"'
    assert shown.format("AI-GENERATED · FALSE", "en") in incident_page(example_archive(tmp_path / "english"))
    in_german = COMPLETE.replace("language: en\nregions", "language: de\nregions")
    german = example_archive(tmp_path / "german", in_german)
    assert shown.format("KI-ERZEUGT · FALSCH", "de") in incident_page(german)


def test_where_a_title_is_read_alone_it_tells_the_verdict() -> None:
    """In a preview, a tab or a search engine, in the chain of another page, or below it as similar."""
    page = incident_page(load_sound(PROJECT), "2024-09-anonymous-musk-nazi-uniform")
    assert page.startswith('---\ntitle: "Satire: A picture of Elon Musk in a Nazi uniform')
    assert '">Fabricated: Kamala Harris in a red communist uniform</a></li>' in page
    similar = page.partition("{: #similar }")[2].partition("\n## ")[0].split('<li class="gb-row">')[1:]
    assert similar
    assert all("gb-stamp--verdict" in each for each in similar)


def test_what_is_similar_says_what_is_shared_and_in_which_role(tmp_path: Path) -> None:
    """A person who is shown did not post, and two pages of one fact checker are one place that judged both."""
    checks = "".join(
        f"  - id: {each}\n    publisher: Checkers\n    title: Not true\n    language: en\n"
        f"    url: https://www.checkers.example.org/{each}\n"
        for each in ("one", "two")
    )
    text = RECORD.replace("  platform: x\n", "  platform: x\n  account: party-x\n") + checks
    made = "audio\n      depicts: [minister]\n      tools: [{tool: painter, basis: stated, source: news}]\n"
    text = text.replace("audio\n", made)
    reviews = "reviews: [{source: one, rating: False}, {source: two, rating: False}]"
    text = text.replace("  finding:", f"  {reviews}\n  finding:")
    records = {f"2024-05-06-{name}": text for name in ("speech", "other")}
    page = incident_page(load_sound(make_archive(tmp_path, records)), "2024-05-06-speech")
    (because,) = re.findall("Because: (.*?)</p>", page)
    assert because.split("; ") == [
        "both about the same claim: beer, free, promised",
        "both judged by the same fact check: checkers.example.org",
        "seen or heard in both: The Minister",
        "both made with Painter",
        "both posted by Example Party",
        "both speak of: beer, free, given.",
    ]


def test_a_citation_names_the_language_of_the_record_in_each_form(tmp_path: Path) -> None:
    page = page_of(tmp_path, RECORD.replace("language: en\nregions", "language: de\nregions"))
    forms = ("language = &#34;(.*?)&#34;", "LA  - (.*)", "&#34;language&#34;: &#34;(.*?)&#34;")
    assert [re.findall(form, page) for form in forms] == [["de"]] * 3


def share_of_links(block: str) -> float:
    """Return how much of a block's text leads to other pages, as Readability reckons it."""
    root = html.fromstring(block)
    links = [link for link in root.iter("a") if not (link.get("href") or "").startswith("#")]
    length, *parts = (len(" ".join("".join(map(str, each.itertext())).split())) for each in (root, *links))
    return sum(parts) / length


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_reader_mode_keeps_what_was_found_and_what_a_reader_is_warned_of(language: Language) -> None:
    """That of Firefox leaves out a block of which more than a fifth is links, which told the claim alone."""
    loaded = load_sound(PROJECT)
    for gist in loaded.archive.published:
        blocks = incident_page(loaded, gist.id, language).split("\n\n")
        (head,) = (each for each in blocks if 'class="gb-stamps"' in each)
        (check,) = (each for each in blocks if 'class="gb-check__verdict"' in each)
        assert ('class="gb-note"' in head) is bool(loaded.incidents[gist.id].record.content_notes)
        assert 'class="gb-lead"' in head
        assert max(share_of_links(head), share_of_links(check)) < 0.2, gist.id


def test_a_withdrawn_incident_says_why_and_shows_nothing_else(tmp_path: Path) -> None:
    withdrawal = "withdrawal: {date: 2024-06-01, reason: The source took its report back.}\n"
    page = page_of(tmp_path, RECORD.replace("state: published\n", f"state: withdrawn\n{withdrawal}"))
    assert "The source took its report back." in page
    assert "Withdrawn on 1 June 2024" in page
    assert page.startswith('---\ntitle: "Withdrawn: A speech that was never given"\n')
    assert "free beer" not in page.replace("No free beer", "").split("## Sources")[0]


def test_a_former_address_leads_to_the_page(tmp_path: Path) -> None:
    aliased = RECORD + "aliases: [2024-05-06-old]\n"
    leading = '<p><a href="../../incidents/2024-05-06-speech/" lang="en">{}</a></p>'
    title = "A speech that was never given"
    assert leading.format(f"Fabricated: {title}") in page_of(tmp_path / "published", aliased)
    withdrawal = "withdrawal: {date: 2024-06-01, reason: The source took its report back.}\n"
    withdrawn = aliased.replace("state: published\n", f"state: withdrawn\n{withdrawal}")
    assert leading.format(f"Withdrawn: {title}") in page_of(tmp_path / "withdrawn", withdrawn)


def cited(element: html.HtmlElement) -> set[str]:
    return {str(link).removeprefix("#source-") for link in element.xpath('.//sup[@class="gb-cite"]/a/@href')}


def test_whatever_source_a_part_of_a_real_record_rests_on_is_cited_where_the_part_is_told() -> None:
    loaded = load_sound(PROJECT)
    events = 0
    for incident in loaded.archive.published:
        record = loaded.incidents[incident.id].record
        page = html.fromstring("".join(incident_pages(loaded, incident.id)))
        named = {value for _, name, value in fields_with_values(record) if name in ("source", "sources", "by")}
        assert cited(page) >= named & {source.id for source in record.sources}, incident.id
        told = [item for item in (*record.trigger, *record.response) if isinstance(item, EventItem)]
        for item, article in zip(told, page.findall(".//article[@class='gb-event']"), strict=True):
            assert cited(article) >= set(item.sources), incident.id
            events += 1
    assert events > 50


def test_an_event_without_a_date_names_the_source_that_its_summary_does_not_cite(tmp_path: Path) -> None:
    event = "\nresponse:\n  - {kind: event, summary: 'The minister laughed.', sources: [news]}\n"
    page = page_of(tmp_path, RECORD.replace("\nfact_check:", f"{event}fact_check:"))
    cite = '<sup class="gb-cite" data-pagefind-ignore>[<a href="#source-news">1</a>]</sup>'
    assert f'<p class="gb-event__when">Source{cite}</p>' in page


def test_what_is_not_reported_is_not_called_unlabelled(tmp_path: Path) -> None:
    page = page_of(tmp_path, RECORD.replace("status: none\n      source: news", "status: not-reported"))
    assert "Not reported" in page
    assert "No label" not in page


def test_no_figure_stands_before_the_post_because_its_month_began_before(tmp_path: Path) -> None:
    reach = "  reach:\n    - {metric: views, value: 2000, qualifier: over, as_of: 2024-05, source: news}\n"
    page = page_of(tmp_path, RECORD.replace("  media:\n", f"{reach}  media:\n", 1))
    timeline = page[page.index('<ol class="gb-timeline">') :]
    assert timeline.index("At posting") < timeline.index("more than 2,000 views")


def test_a_sources_words_on_the_time_of_a_label_are_a_quotation_beside_the_date(tmp_path: Path) -> None:
    label = "status: community-note\n      by: community\n      at: 2024-05-07\n      timing: innert vier Stunden"
    text = RECORD.replace("status: none", f"status: none\n      source: news\n    - {label}")
    page = page_of(tmp_path, text.replace("beer\n    language: en", "beer\n    language: de"))
    assert '<time datetime="2024-05-07">7 May 2024</time> · <q lang="de">innert vier Stunden</q></p>' in page


def test_a_founding_exchange_is_joined_in_one_chain() -> None:
    loaded = load_sound(PROJECT)
    archive = loaded.archive
    founding = archive.incidents["2024-09-02-musk-harris-communist-uniform"]
    assert [each.id for each in archive.exchange_of(founding)] == [
        "2024-09-02-musk-harris-communist-uniform",
        "2024-09-anonymous-musk-nazi-uniform",
        "2024-09-anonymous-musk-trump-picture",
    ]
    page = incident_page(loaded, founding.id)
    assert (
        page.index("## Trigger") < page.index("## Post") < page.index("## Response") < page.index("## Fact check")
    )
    drawn = re.findall(r'<li class="gb-chain__(\w+)"( aria-current)?', page)
    assert drawn[0] == ("trigger", "")
    assert ("post", " aria-current") in drawn
    assert [kind for kind, _ in drawn][-2:] == ["incident", "incident"]
