"""The registry entries that records refer to by key: accounts, platforms, tools, and persons shown."""

from pydantic import Field

from generator.records.fields import (
    Address,
    Date,
    Language,
    Line,
    PersonKey,
    PlatformKey,
    Prose,
    SourceId,
    Wikidata,
    YesOrNo,
)
from generator.records.model import Part, Source, about, optional, several
from generator.records.vocabulary import AccountKind, RuleKind


class StatedRule(Part):
    """What a platform or tool said that it does, and for which time."""

    kind: RuleKind = about("What the rule is about.", "labelling")
    summary: Prose = about("What was said, attributed.", "X said that it may label misleading media [@x-policy].")
    since: Date | None = Field(default=None, alias="from", description="From when it held.", examples=["2023-04"])
    until: Date | None = optional("Until when it held.", "2024-05")
    sources: tuple[SourceId, ...] = several("The sources that say so.", "x-policy", at_least=1)


class Entry(Part):
    """What every registry entry has."""

    name: Line = about("The name, as it is written.", "X")
    name_language: Language | None = optional(
        "The language of the name, where it is made of words, such as a description, and is no proper name.", "en"
    )
    url: Address | None = optional("Its own address.", "https://x.com")
    wikidata: Wikidata | None = optional("Its Wikidata identifier.", "Q918")
    description: Prose | None = optional("What it is, neutral, with citations.", "A social platform … [@news].")
    sources: tuple[Source, ...] = several("The documents that this entry's statements rest on.")


class Account(Entry):
    """An account from which something was posted."""

    handle: Line | None = optional("Its name on the platform.", "@elonmusk")
    platform: PlatformKey = about("Its platform: a key in registry/platforms.yaml.", "x")
    kind: AccountKind = about("Who speaks through it.", "person")
    person: PersonKey | None = optional(
        "The person whose own account it is: a key in registry/people.yaml.", "elon-musk"
    )


class Platform(Entry):
    """A place where something was posted."""

    former_names: tuple[Line, ...] = several("Names it had before.", "Twitter")
    owner: Line | None = optional("Who runs it.", "X Corp.")
    rules: tuple[StatedRule, ...] = several("What it said that it does about such media.")


class Tool(Entry):
    """A program with which media is made."""

    former_names: tuple[Line, ...] = several("Names it had before.", "Bard")
    maker: Line | None = optional("Who makes it.", "xAI")
    rules: tuple[StatedRule, ...] = several("What its maker said that it does about such media.")


class Person(Entry):
    """Someone who is shown, heard or spoken of; never by that alone someone who posted."""

    minor: YesOrNo = Field(default=False, description="Whether the person is a minor.", examples=["true"])
    private: YesOrNo = Field(
        default=False, description="Whether the person holds no public role.", examples=["true"]
    )
