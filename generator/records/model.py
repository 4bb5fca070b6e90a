"""The record, version 1: every field with its type, its meaning, an example, and whether it is required.

This is the one place that defines a record's field, as registry.py is for an entry's. From both come validation,
the codebook page and the editors' schema. Names follow schema.org's ClaimReview and MediaReview and IPTC's Digital
Source Type.
"""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from generator.records.dates import When
from generator.records.fields import (
    AccountKey,
    Address,
    Checksum,
    Count,
    Date,
    FileName,
    IncidentId,
    Key,
    Language,
    Length,
    Line,
    OtherIncident,
    PdqHash,
    PersonKey,
    PHash,
    PlatformKey,
    Prose,
    Region,
    SourceId,
    Text,
    Title,
    ToolKey,
)
from generator.records.vocabulary import (
    Basis,
    ContentNote,
    DigitalSourceType,
    LabelActor,
    LabelStatus,
    MediaKind,
    Metric,
    ProvenanceKind,
    Qualifier,
    State,
    Topic,
    Validation,
    Verdict,
    Visibility,
)


class Part(BaseModel):
    """A group of fields; what it does not define is an error, and nothing changes it once it is read."""

    # A part is built with the whole that it is part of: by itself each would take as long again.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @classmethod
    def fields_as_written(cls) -> dict[str, FieldInfo]:
        """Return the fields by the names that a record writes, in the order in which it writes them."""
        named = {field.alias or name: field for name, field in cls.model_fields.items()}
        leading = [name for name in ("kind", "incident", "summary") if name in named and "title" not in named]
        return {name: named[name] for name in (*leading, *(name for name in named if name not in leading))}


def about(description: str, example: object = None) -> Any:
    """Describe a field: its meaning, and an example as a record would write it."""
    return Field(description=description, examples=[] if example is None else [example])


def optional(description: str, example: object = None) -> Any:
    """Describe a field that may be left out, and is then not known or does not apply."""
    return Field(default=None, description=description, examples=[] if example is None else [example])


def several(description: str, example: object = None, *, at_least: int = 0) -> Any:
    """Describe a list; with `at_least` it is required and not shorter."""
    examples = [] if example is None else [example]
    if at_least:
        return Field(min_length=at_least, description=description, examples=examples)
    return Field(default=(), description=description, examples=examples)


class Source(Part):
    """A document that a statement rests on."""

    id: Key = about("The name by which this record cites the source.", "cnn")
    publisher: Line = about("Who published it.", "CNN")
    title: Line = about("Its title, exactly.", "Elon Musk posts fake image of Harris")
    url: Address = about("Its address.", "https://www.example.org/2024/09/03/page.html")
    published: Date | None = optional("The day it was published.", "2024-09-03")
    language: Language = about("Its language (BCP 47).", "en")
    archived: Address | None = optional(
        "The address of an archived copy.", "https://web.archive.org/web/20240903/https://www.example.org/"
    )
    accessed: Date | None = optional("The day an editor read it.", "2026-11-23")


class Translation(Part):
    """The words of a post in another language."""

    language: Language = about("The language of the translation.", "de")
    text: Text = about("The translated words.", "Kamala schwört …")
    by: SourceId | None = optional(
        "The source that gives the translation; left out where it is the archive's own.", "watson-ch"
    )


class PostText(Part):
    """The words of a post."""

    language: Language | None = optional("The language the post was written in; required with `original`.", "en")
    original: Text | None = optional(
        "The exact words; left out where no source gives them in the original.",
        "Can you believe she wears that outfit!?",
    )
    translations: tuple[Translation, ...] = several("The words in other languages.")


class Reach(Part):
    """A figure that says how many people met the post."""

    metric: Metric = about("What is counted.", "views")
    value: Count = about("The figure, in digits alone.", "60000000")
    qualifier: Qualifier = Field(
        default=Qualifier.ABOUT, description="How exact the source calls it.", examples=["nearly"]
    )
    as_of: Date = about("When the figure held; at worst, the day the source was published.", "2024-09-03")
    source: SourceId = about("The source that gives the figure.", "cnn")


class ToolUse(Part):
    """A program with which the media was made, and how that is known."""

    tool: ToolKey = about("The tool's key in registry/tools.yaml.", "grok")
    basis: Basis = about("How it is known.", "reported")
    source: SourceId = about("The source that says so.", "watson-ch")


class ProvenanceMark(Part):
    """What a file said of its own origin when it was taken in; the copy that is held does not carry it any more."""

    kind: ProvenanceKind = about("Where in the file it stood.", "c2pa")
    says: Line = about("What it says, in its own words.", "Created using generative AI")
    generator: Line | None = optional("The program that it names.", "DALL-E 3")
    signer: Line | None = optional("Who signed it.", "OpenAI")
    validation: Validation | None = optional("What the check of the signature found.", "valid")
    digital_source_type: DigitalSourceType | None = optional(
        "The digital source type that it gives (IPTC).", "trainedAlgorithmicMedia"
    )


class HeldPicture(Part):
    """A picture that is held beside the record, without its private metadata; published only with its label."""

    file: FileName = about("The file beside the record.", "uniform.png")
    sha256: Checksum = about("The SHA-256 checksum of that file.", "0" * 64)
    width: Count = about("Its width in pixels.", "1200")
    height: Count = about("Its height in pixels.", "900")
    phash: PHash = about("Its perceptual hash pHash, 64 bits.", "d1c0b5a43f2e1d0c")
    pdq: PdqHash | None = optional(
        "Its perceptual hash PDQ, 256 bits; left out where the picture has too little detail for it.", "f" * 64
    )
    received_sha256: Checksum | None = optional(
        "The checksum of the file as it was received, before its private metadata was removed.", "0" * 64
    )
    provenance: tuple[ProvenanceMark, ...] = several("What that file said of its own origin.")


class HeldClip(Part):
    """A video or a recording that is held beside the record; it is not published."""

    file: FileName = about("The file beside the record.", "speech.mp4")
    sha256: Checksum = about("The SHA-256 checksum of that file.", "0" * 64)


class Media(Part):
    """A picture, video, recording or document that the post carried."""

    kind: MediaKind = about("What it is.", "image")
    description: Text = about(
        "What it shows or says, for someone who cannot see or hear it. Plain, complete, without verdict.",
        "Kamala Harris in a red uniform and a peaked cap with hammer and sickle.",
    )
    digital_source_type: DigitalSourceType | None = optional(
        "How it came to be (IPTC); left out where no source establishes it.", "trainedAlgorithmicMedia"
    )
    tools: tuple[ToolUse, ...] = several("The programs it was made with.")
    depicts: tuple[PersonKey, ...] = several(
        "The persons seen or heard in it: keys in registry/people.yaml.", "kamala-harris"
    )
    language: Language | None = optional("The language spoken or written in it.", "sk")
    length: Length | None = optional("How long a video or recording is, in minutes and seconds.", "2:05")
    transcript: PostText | None = optional("The words spoken in a video or recording.")
    picture: HeldPicture | None = optional(
        "The copy of the picture that is held beside the record, or a clip's poster frame; "
        "`gegenbild media add` writes it."
    )
    clip: HeldClip | None = optional("The clip that is held beside the record; it is not published.")
    rights: Prose | None = optional("Why the copy may be shown.", "Quotation for review of the work itself.")

    @property
    def held(self) -> dict[str, HeldPicture | HeldClip]:
        """Return the copies that are held, by the name of their field."""
        copies = {"picture": self.picture, "clip": self.clip}
        return {name: copy for name, copy in copies.items() if copy is not None}


class PostingFields(Part):
    """What is known of a posting."""

    account: AccountKey | None = optional(
        "The account that posted it: a key in registry/accounts.yaml. Left out where it is not known.", "elonmusk-x"
    )
    platform: PlatformKey | None = optional(
        "Where it was posted: a key in registry/platforms.yaml. Left out where no source says it.", "x"
    )
    also_on: tuple[PlatformKey, ...] = several("Further platforms on which sources saw it.", "facebook")
    url: Address | None = optional("The address of the post.", "https://x.com/elonmusk/status/1")
    archived: Address | None = optional(
        "The address of an archived copy of the post.",
        "https://web.archive.org/web/20240902/https://x.com/elonmusk",
    )
    posted_at: Date | None = optional(
        "When it was posted; in the post itself, where that is known better than the record's `date`.",
        "2024-09-02T19:31Z",
    )
    text: PostText | None = optional("The words of the post.")
    context: Prose | None = optional("How it was posted and what surrounded it.", "Posted as a quote of … [@cnn].")
    reach: tuple[Reach, ...] = several("How many people met it, by source and date.")
    media: tuple[Media, ...] = several("What it carried.")
    sources: tuple[SourceId, ...] = several("The sources that its facts rest on.", "cnn", at_least=1)


class Post(PostingFields):
    """The posting that is the incident's subject."""

    media: tuple[Media, ...] = several("What it carried.", at_least=1)


class PostingItem(PostingFields):
    """A posting before or after the incident's own."""

    kind: Literal["posting"] = about("`posting`: something that an account posted.", "posting")
    summary: Prose = about(
        "What was posted, and what it has to do with the incident.", "The campaign wrote … [@cnn]."
    )


class EventItem(Part):
    """Something that happened: a speech, a denial, a law suit, a takedown, a law."""

    kind: Literal["event"] = about("`event`: something that happened.", "event")
    summary: Prose = about("What happened.", "Trump told a broadcaster … [@indy100].")
    date: Date | None = optional("When it happened, as far as it is known.", "2023-12")
    sources: tuple[SourceId, ...] = several("The sources that it rests on.", "indy100", at_least=1)


class IncidentItem(Part):
    """Another incident of this archive; the exchange continues there."""

    kind: Literal["incident"] = about("`incident`: another incident of the archive.", "incident")
    incident: OtherIncident = about("Its identifier.", "2024-09-02-musk-harris-communist-uniform")
    summary: Prose | None = optional(
        "What it has to do with this one.", "It answers the picture with another [@watson-ch]."
    )


ExchangeItem: TypeAlias = Annotated[PostingItem | EventItem | IncidentItem, Field(discriminator="kind")]


class Review(Part):
    """A published fact check that the verdict rests on."""

    source: SourceId = about("The source that is the review.", "afp")
    rating: Line = about("The publisher's own words for its rating.", "Altered video")


class FactCheck(Part):
    """What was claimed, and what is true."""

    claim: Line = about("The claim as reviewed: one plain sentence.", "Harris vowed to be a communist dictator.")
    claimed_by: AccountKey | None = optional(
        "The account that made the claim: a key in registry/accounts.yaml.", "elonmusk-x"
    )
    verdict: Verdict = about("The archive's finding.", "fabricated")
    finding: Prose = about("What is true, with citations.", "At no point did Harris vow … [@news-com-au].")
    reviews: tuple[Review, ...] = several("The published reviews, each in its own words.")
    note: Prose | None = optional(
        "Why the verdict differs from a published rating, where it does.",
        "The reviewer rated a copy … [@checkers].",
    )


class LabelEntry(Part):
    """How the media was marked from one time on."""

    status: LabelStatus = about("How it was marked.", "community-note")
    by: LabelActor | None = optional("Who marked it.", "community")
    at: Date | None = optional("When, as far as it is known.", "2024-09-03")
    timing: Line | None = optional("When, in the source's own words, where it names no date.", "within hours")
    visibility: Visibility | None = optional("How visible the mark was.", "beside-media")
    source: SourceId | None = optional("The source; only `not-reported` has none.", "cnn")
    note: Prose | None = optional("What the mark said, or what else is known of it.", "The note read … [@cnn].")


class LabelHistory(Part):
    """Who marked the media as AI-made, altered, satire or false, and when; or that nobody did."""

    history: tuple[LabelEntry, ...] = several(
        "In order of time; the first entry says how things stood when it was posted.", at_least=1
    )


class Correction(Part):
    """A change to a published record that a reader should know of."""

    date: Date = about("The day of the correction.", "2026-11-23")
    was: Text = about("What was wrong.", "The post was dated 3 September.")
    now: Text = about("What the record says now.", "It is dated 2 September.")


class Withdrawal(Part):
    """Why the record was taken back."""

    date: Date = about("The day it was withdrawn.", "2026-11-23")
    reason: Prose = about("Why, for readers who come by an old link.", "The source withdrew its report.")


class RuleException(Part):
    """A rule that this record breaks for a reason."""

    rule: Key = about("The rule's name, as `gegenbild check` prints it.", "source-archived")
    reason: Line = about("Why it does not fit here.", "The court publishes the ruling itself.")


class Record(Part):
    """One incident: a deceptive or AI-made piece of political media that was posted, and what came of it."""

    title: Title = about(
        "What the media is or shows; no verdict. At most 120 characters.", "Harris in a communist uniform"
    )
    summary: Prose = about(
        "Who posted what, where and when, and what it is in truth: one to three sentences.", "… [@cnn]."
    )
    date: Date = about("When it was posted; the identifier begins with it.", "2024-09-02")
    language: Language = about("The language of this record's own prose.", "en")
    regions: tuple[Region, ...] = several(
        "The countries whose public it was aimed at (ISO 3166-1 alpha-2).", "US", at_least=1
    )
    topics: tuple[Topic, ...] = several("What it is about.", "election", at_least=1)
    content_notes: tuple[ContentNote, ...] = several("What a reader is warned of.", "hate-symbols")
    state: State = about("How far the record is.", "published")
    withdrawal: Withdrawal | None = optional("Why it was withdrawn; only with `state: withdrawn`.")
    trigger: tuple[ExchangeItem, ...] = several("What provoked the post, in order of time.")
    post: Post = about("The posting that is the subject.")
    response: tuple[ExchangeItem, ...] = several("What the post drew, in order of time.")
    fact_check: FactCheck = about("What was claimed, and what is true.")
    label_status: LabelHistory = about("How it was marked, and when.")
    sources: tuple[Source, ...] = several("The documents that the statements rest on.", at_least=1)
    related: tuple[OtherIncident, ...] = several("Other incidents of the archive.", "2024-08-18-trump-harris-dnc")
    aliases: tuple[IncidentId, ...] = several(
        "Former identifiers; their addresses lead here.", "2024-09-02-old-slug"
    )
    corrections: tuple[Correction, ...] = several("The public log of corrections, newest last.")
    exceptions: tuple[RuleException, ...] = several("Rules that this record breaks for a reason.")

    @property
    def posted_at(self) -> When:
        """Return when it was posted, as exactly as the record knows."""
        return self.post.posted_at or self.date
