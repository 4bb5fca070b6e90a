"""The codebook explains every group of fields, and every field with an example or a vocabulary."""

from generator.pages.rendering import with_code
from generator.pages.views.codebook import RECORD_PARTS, REGISTRY_PARTS
from generator.records.model import Part, PostingFields
from generator.records.registry import Entry


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
