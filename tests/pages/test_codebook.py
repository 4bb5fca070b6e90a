"""The codebook explains every group of fields, each field and every term; the page of rules every rule."""

import re
from html import unescape

from generator.archive.archive import Archive, Registry
from generator.checks.rules import RULES
from generator.pages.generate import page_text
from generator.pages.language import ENGLISH
from generator.pages.page import Page
from generator.pages.rendering import with_code
from generator.pages.sheets import Sheet
from generator.pages.views.codebook import RECORD_PARTS, REGISTRY_PARTS, codebook_view
from generator.pages.views.rules import rules_view
from generator.records.model import Part, PostingFields
from generator.records.registry import Entry
from generator.records.vocabulary import Term
from tests.pages.examples import SETTINGS


def descendants(part: type[Part]) -> set[type[Part]]:
    return {part} | {inner for child in part.__subclasses__() for inner in descendants(child)}


def test_every_group_of_fields_is_in_the_codebook() -> None:
    abstract = {Part, PostingFields, Entry}
    written = {part for part in descendants(Part) if part.__module__.startswith("generator.")} - abstract
    assert written == {part for part, _ in (*RECORD_PARTS, *REGISTRY_PARTS)}


def test_every_field_is_described() -> None:
    for part, _ in (*RECORD_PARTS, *REGISTRY_PARTS):
        for name, field in part.fields_as_written().items():
            assert field.description, f"{part.__name__}.{name}"


def test_a_descriptions_code_is_marked_and_nothing_else_in_it_is_markup() -> None:
    assert with_code("Only with `state: <b>`, <i>never</i>.") == (
        "Only with <code>state: &lt;b&gt;</code>, &lt;i&gt;never&lt;/i&gt;."
    )


def test_a_field_says_what_it_takes_whether_it_must_be_given_and_an_example() -> None:
    record = {field.name: field for field in codebook_view(Page("")).record[0].fields}
    told = {name: (record[name].type, record[name].required, record[name].example) for name in record}
    assert told["regions"] == ("list: country code", True, "US")
    assert told["content_notes"] == ("list: term", False, "hate-symbols")
    assert told["trigger"] == ("list: group of fields", False, "")
    assert told["date"] == ("date", True, "2024-09-02")


def test_every_term_is_explained_beside_the_key_that_a_record_gives() -> None:
    listed = [
        [(term.key, term.label, term.description) for term in each.terms]
        for each in codebook_view(Page("")).vocabularies
    ]
    assert sorted(listed) == sorted(
        [(term.value, term.label, term.description) for term in terms] for terms in Term.__subclasses__()
    )


def test_a_term_names_what_it_is_called_in_published_vocabularies() -> None:
    vocabularies = {each.title: each.terms for each in codebook_view(Page("")).vocabularies}
    published = {
        term.key: term.published for name in ("Digital source type", "Verdict") for term in vocabularies[name]
    }
    assert published["trainedAlgorithmicMedia"] == (
        "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    )
    assert published["authentic"] == ("ClaimReview ratingValue 5 of 1 to 5", "MediaReview OriginalMediaContent")
    assert published["satire"] == ("MediaReview SatireOrParodyContent",)
    assert published["disputed"] == ()


def test_a_rule_is_told_with_its_weight_what_it_looks_at_and_what_passes_apart_from_what_fails() -> None:
    told = {rule.name: rule for rule in rules_view(Page("")).rules}
    assert told.keys() == RULES.keys()
    assert {(each.passing, each.failing) for each in told.values()} == {
        (rule.passing, rule.failing) for rule in RULES.values()
    }
    assert "rests on two publishers" in told["two-sources"].purpose
    assert [name for name, each in told.items() if each.is_firm] == sorted(
        name for name, rule in RULES.items() if rule.is_firm
    )
    assert (told["two-sources"].severity, told["two-sources"].scope) == ("error", "record")
    assert (told["registry-entry-unused"].severity, told["held-file-sound"].scope) == ("warning", "folder")


def page_of(kind: str) -> str:
    """Return the codebook or the page of rules, which no archive changes."""
    return unescape(page_text(Archive({}, Registry()), Sheet(kind, ENGLISH.code, f"{kind}/"), SETTINGS))


def test_the_codebook_shows_what_must_be_given_and_every_example_and_published_term() -> None:
    page, view = page_of("codebook"), codebook_view(Page(""))
    fields = [field for part in (*view.record, *view.registry) for field in part.fields]
    shown = re.findall(r'<dt><code>(\w+)</code> <span class="gb-fields__type">(.*?)(, required)?</span>', page)
    assert shown[: len(fields)] == [
        (field.name, field.type, ", required" if field.required else "") for field in fields
    ]
    examples = [field.example for field in fields if field.example]
    published = [each for part in view.vocabularies for term in part.terms for each in term.published]
    assert (
        re.findall(r'<span class="gb-fields__example">(?:Example: )?<code>(.*?)</code>', page)
        == examples + published
    )


def test_the_page_of_rules_shows_below_each_name_what_passes_and_then_what_fails() -> None:
    parts = re.split(r"^## .* \{: #(.*) \}$", page_of("rules"), flags=re.MULTILINE)[1:]
    for name, part in zip(parts[::2], parts[1::2], strict=True):
        rule = RULES[name]
        _, passing, failing = re.split('<p class="gb-tag">(?:Passes|Fails)</p>', part)
        assert f"<pre><code>{rule.passing}</code></pre>" in passing
        assert f"<pre><code>{rule.failing}</code></pre>" in failing
        assert ("knows no exception" in part) is rule.is_firm
    assert len(parts) == 2 * len(RULES)
