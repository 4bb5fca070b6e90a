"""The codebook: every field and every vocabulary, read from the model that validates them."""

import json
from collections.abc import Sequence
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.pages.language import message
from generator.pages.page import Page
from generator.pages.wording import Words
from generator.records import vocabulary
from generator.records.fields import Kind
from generator.records.model import (
    Correction,
    EventItem,
    FactCheck,
    HeldClip,
    HeldPicture,
    IncidentItem,
    LabelEntry,
    LabelHistory,
    Media,
    Part,
    Post,
    PostingItem,
    PostText,
    ProvenanceMark,
    Reach,
    Record,
    Review,
    RuleException,
    Source,
    ToolUse,
    Translation,
    Withdrawal,
)
from generator.records.registry import Account, Person, Platform, StatedRule, Tool
from generator.records.vocabulary import DigitalSourceType, Term, Verdict

RECORD_PARTS: tuple[tuple[type[Part], str], ...] = (
    (Record, message("The record")),
    (Post, "post"),
    (PostingItem, message("trigger and response: a posting")),
    (EventItem, message("trigger and response: an event")),
    (IncidentItem, message("trigger and response: another incident")),
    (PostText, "text"),
    (Translation, "translations"),
    (Reach, "reach"),
    (Media, "media"),
    (ToolUse, "tools"),
    (HeldPicture, "picture"),
    (ProvenanceMark, "provenance"),
    (HeldClip, "clip"),
    (FactCheck, "fact_check"),
    (Review, "reviews"),
    (LabelHistory, "label_status"),
    (LabelEntry, "history"),
    (Source, "sources"),
    (Correction, "corrections"),
    (Withdrawal, "withdrawal"),
    (RuleException, "exceptions"),
)
REGISTRY_PARTS: tuple[tuple[type[Part], str], ...] = (
    (Account, "accounts.yaml"),
    (Platform, "platforms.yaml"),
    (Tool, "tools.yaml"),
    (Person, "people.yaml"),
    (StatedRule, "rules"),
)


class FieldView(NamedTuple):
    """A field of a record."""

    name: str
    type: str
    required: bool
    description: str
    example: str


class PartView(NamedTuple):
    """A group of fields."""

    title: str
    description: str
    fields: tuple[FieldView, ...]


class TermView(NamedTuple):
    """A term of a vocabulary with what it stands for elsewhere."""

    key: str
    label: str
    description: str
    published: tuple[str, ...]


class VocabularyView(NamedTuple):
    """A closed vocabulary."""

    title: str
    description: str
    terms: tuple[TermView, ...]


class CodebookView(NamedTuple):
    """What the codebook shows."""

    description: str
    record: tuple[PartView, ...]
    registry: tuple[PartView, ...]
    vocabularies: tuple[VocabularyView, ...]


def codebook_view(page: Page) -> CodebookView:
    """Compute the codebook from the model and the vocabularies."""
    words = page.words
    return CodebookView(
        description=words.say(
            "Every field of a record and every term of the vocabularies, with meaning and example."
        ),
        record=tuple(_part(words, part, title) for part, title in RECORD_PARTS),
        registry=tuple(_part(words, part, title) for part, title in REGISTRY_PARTS),
        vocabularies=tuple(_vocabulary(words, each) for each in vocabularies()),
    )


def vocabularies() -> list[type[Term]]:
    """Return the vocabularies in the order in which they are defined."""
    members = vars(vocabulary).values()
    return [each for each in members if isinstance(each, type) and issubclass(each, Term) and each is not Term]


def _part(words: Words, part: type[Part], title: str) -> PartView:
    fields = tuple(_field(words, name, field) for name, field in part.fields_as_written().items())
    return PartView(words.say(title), words.say(first_line(part)), fields)


def _field(words: Words, name: str, field: FieldInfo) -> FieldView:
    example = field.examples[0] if field.examples else ""
    description = field.description or ""
    return FieldView(
        name=name,
        type=_type_words(words, field.annotation, field.metadata),
        required=field.is_required(),
        description=words.say(description),
        example=example if isinstance(example, str) else json.dumps(example, ensure_ascii=False),
    )


def _type_words(words: Words, annotation: Any, metadata: Sequence[object]) -> str:
    """Say a field's type for people, from the `Kind` that its type carries."""
    kinds = [mark.words for mark in metadata if isinstance(mark, Kind)]
    if kinds:
        return words.say(kinds[-1])
    arguments = [argument for argument in get_args(annotation) if argument is not type(None)]
    if get_origin(annotation) is tuple:
        return words.say("list: %(type)s", type=_type_words(words, arguments[0], ()))
    if get_origin(annotation) is Annotated:
        return _type_words(words, arguments[0], arguments[1:])
    if len(arguments) == 1:
        return _type_words(words, arguments[0], ())
    if isinstance(annotation, type) and issubclass(annotation, Term):
        return words.say("term")
    is_group = arguments or (isinstance(annotation, type) and issubclass(annotation, Part))
    return words.say("group of fields") if is_group else words.say("text")


def vocabulary_title(terms: type[Term]) -> str:
    """Return the name of a vocabulary: `Label status` for `LabelStatus`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in terms.__name__)
    return words.strip().capitalize()


def _vocabulary(words: Words, terms: type[Term]) -> VocabularyView:
    return VocabularyView(
        title=words.say(vocabulary_title(terms)),
        description=words.say(first_line(terms)),
        terms=tuple(
            TermView(term.value, words.term(term), words.say(term.description), _published(words, term))
            for term in terms
        ),
    )


def _published(words: Words, term: Term) -> tuple[str, ...]:
    """Return the published identifiers that a term stands for."""
    if isinstance(term, DigitalSourceType):
        return (term.identifier,)
    if isinstance(term, Verdict):
        rating = words.say("ClaimReview ratingValue %(value)s of 1 to 5", value=term.rating) if term.rating else ""
        category = f"MediaReview {term.category}" if term.category else ""
        return tuple(each for each in (rating, category) if each)
    return ()


def first_line(thing: type) -> str:
    """Return the first line of a class's docstring, which says what it is."""
    return (thing.__doc__ or "").strip().splitlines()[0]
